import type { Tag } from '@diwan/contracts';
import { ChevronDown, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/TextField';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { isolated } from '../../i18n/digits.js';
import { useTranslate } from '../../i18n/intl.js';
import { inputShape } from '../../ui/forms/field.js';
import { optionShape, popoverShape } from '../../ui/forms/select.js';
import { tagOptions, typedTag, type TagOption } from './tag-options.js';

const newTag = 'new';
type TagComboBoxProps = {
  label: string;
  tags: readonly Tag[];
  chosen: readonly Tag[];
  onAdd: (tag: TagOption) => void;
};

/** Type to find, arrows and Enter to pick; Enter alone takes the tag of that name, or makes it. */
export function TagComboBox({ label, tags, chosen, onAdd }: TagComboBoxProps) {
  const t = useTranslate();
  const [text, setText] = useState('');
  // Each tag gets a box of its own, closed and empty: emptied by hand it would open again.
  const [added, setAdded] = useState(0);
  const options = tagOptions(tags, chosen, text);
  const add = (tag: TagOption | null | undefined) => {
    if (tag) onAdd(tag);
    setText('');
    setAdded((count) => count + 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isPicking = event.target instanceof Element && event.target.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isPicking || text.trim() === '') return;
    // Neither the list's business nor the form's.
    event.preventDefault();
    event.stopPropagation();
    add(typedTag(tags, chosen, text));
  };
  return (
    <div onKeyDownCapture={onKeyDown}>
      <ComboBox
        key={added}
        autoFocus={added > 0}
        aria-label={label}
        items={options.map((option) => ({ ...option, key: option.id ?? newTag }))}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => {
          if (key !== null) add(options.find(({ id }) => (id ?? newTag) === key));
        }}
        allowsCustomValue
        allowsEmptyCollection
        className="relative flex"
      >
        {/* An empty field of direction `auto` is left-to-right: its placeholder would stand on the wrong side. */}
        <Input
          dir={text === '' ? undefined : 'auto'}
          maxLength={80}
          placeholder={label}
          className={`${inputShape} pe-8`}
        />
        <Button className="absolute inset-y-0 end-0 grid w-8 place-items-center text-muted">
          <ChevronDown aria-hidden="true" size={15} />
        </Button>
        <Popover className={`${popoverShape} max-h-72`}>
          <ListBox
            className="outline-none"
            renderEmptyState={() => (
              <p className="px-2.5 py-1.5 text-ui text-muted">
                {t(tags.length === 0 && text === '' ? 'tags.none' : 'tags.noMatch')}
              </p>
            )}
          >
            {(option: TagOption & { key: string }) => (
              <ListBoxItem id={option.key} textValue={option.name} className={optionShape}>
                {option.id === null ? <Plus aria-hidden="true" size={15} className="shrink-0 text-muted" /> : null}
                <bdi className="truncate">
                  {option.id === null ? t('tags.create', { name: isolated(option.name) }) : option.name}
                </bdi>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}
