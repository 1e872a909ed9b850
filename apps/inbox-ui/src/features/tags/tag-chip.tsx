import type { Tag } from '@diwan/contracts';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslate } from '../../i18n/intl.js';

const shape = 'inline-flex max-w-full items-center rounded-full bg-sunken text-meta text-text';

/** A tag as a small label; it never grows wider than what it stands in. */
export function TagChip({ tag, onRemove, children }: { tag: Tag; onRemove?: () => void; children?: ReactNode }) {
  const t = useTranslate();
  return (
    <span className={`${shape} ${onRemove ? 'min-h-6 ps-2.5' : 'min-h-5 px-2'}`}>
      <bdi className="truncate">{children ?? tag.name}</bdi>
      {onRemove ? (
        <Button
          aria-label={t('tags.remove', { name: tag.name })}
          onPress={onRemove}
          className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-text"
        >
          <X aria-hidden="true" size={13} />
        </Button>
      ) : null}
    </span>
  );
}
