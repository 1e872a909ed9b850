import { ArrowLeftRight, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useTranslate } from '../../i18n/intl.js';
import { Button, IconButton } from '../../ui/button.js';
import type { Selection } from './use-selection.js';

/** What can be done with the picked tickets; nothing where none is. */
export function SelectionBar({ selection }: { selection: Selection | null }) {
  const t = useTranslate();
  const navigate = useNavigate();
  if (!selection || selection.numbers.size === 0) return null;
  const numbers = [...selection.numbers];
  return (
    <div
      role="toolbar"
      aria-label={t('selection.label')}
      className="flex items-center gap-2 border-b border-border bg-accent-soft px-3 py-1.5"
    >
      <span role="status" className="grow text-ui font-medium">
        {t('selection.count', { count: numbers.length })}
      </span>
      <Button
        size="small"
        onPress={() => void navigate(`/supervise/assignments?numbers=${numbers.join()}`)} // navigation reports its own errors
      >
        <ArrowLeftRight aria-hidden="true" size={15} />
        {t('moves.open')}
      </Button>
      <IconButton label={t('selection.clear')} shortcut="Esc" onPress={selection.clear}>
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}
