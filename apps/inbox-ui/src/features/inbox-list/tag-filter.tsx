import { useQuery } from '@tanstack/react-query';
import { Tag as TagIcon, X } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { tagsQuery } from '../../api/tags.js';
import { isolated } from '../../i18n/digits.js';
import { useTranslate } from '../../i18n/intl.js';
import { IconButton } from '../../ui/button.js';
import { Menu } from '../../ui/menu.js';

function useTagParam(): [string | null, (tagId: string | null) => void] {
  const [params, setParams] = useSearchParams();
  return [
    params.get('tag'),
    (tagId) => {
      const changed = new URLSearchParams(params);
      if (tagId === null) changed.delete('tag');
      else changed.set('tag', tagId);
      setParams(changed, { replace: true });
    },
  ];
}

/** Chooses the tag that the list is about; not there while there is no tag at all. */
export function TagFilter() {
  const t = useTranslate();
  const { data: tags = [] } = useQuery(tagsQuery);
  const [current, choose] = useTagParam();
  if (tags.length === 0) return null;
  return (
    <Menu
      label={t('tags.filter')}
      trigger={
        <IconButton label={t('tags.filter')} pressed={current !== null}>
          <TagIcon aria-hidden="true" size={16} />
        </IconButton>
      }
      options={[
        { id: '', label: t('tags.filter.all'), current: current === null },
        ...tags.map(({ id, name }) => ({ id, label: name, current: id === current })),
      ]}
      onAction={(id) => choose(id === '' ? null : id)}
    />
  );
}

/** Says that only some of the list is shown, and ends that. */
export function TagFilterBar() {
  const t = useTranslate();
  const { data: tags } = useQuery(tagsQuery);
  const [current, choose] = useTagParam();
  if (current === null || !tags) return null;
  const name = tags.find(({ id }) => id === current)?.name ?? t('rules.gone');
  return (
    <div className="flex items-center gap-2 border-b border-border bg-subtle ps-3 pe-1.5">
      <p role="status" className="min-w-0 grow truncate text-ui">
        {t('tags.filter.is', { name: isolated(name) })}
      </p>
      <IconButton label={t('tags.filter.clear')} onPress={() => choose(null)}>
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}
