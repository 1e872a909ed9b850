import { useUndoMove } from '../../../api/routing/moves.js';
import { useTranslate } from '../../../i18n/intl.js';
import { useProblemSentence } from '../../../ui/states.js';
import { showToast } from '../../../ui/toasts.js';

/** Puts a move back. Says what of it went back, unless that stands in sight anyhow: a toast would only cover the form. */
export function useUndo({ quiet = false } = {}): (id: string) => void {
  const t = useTranslate();
  const sentence = useProblemSentence();
  const { mutate } = useUndoMove();
  return (id) =>
    mutate(id, {
      onSuccess: ({ restored, moved, state }) => {
        if (quiet) return;
        showToast({ text: state === 'undoing' ? t('moves.undoing') : t('moves.undone', { restored, moved }) });
      },
      onError: (error) => showToast({ text: sentence(error), tone: 'bad' }),
    });
}
