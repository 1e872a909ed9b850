import type { CoveredAbsence } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { moveQuery } from '../../../../api/routing/moves.js';
import { useTranslate } from '../../../../i18n/intl.js';
import { Button } from '../../../../ui/button.js';
import { PresenceBadge } from '../../../../ui/presence-badge.js';
import { summaryForOthers } from '../../../presence/summary.js';
import { MoveState } from '../../moves/move-state.js';
import { useUndo } from '../../moves/use-undo.js';

type AbsenceResultProps = { name: string; covered: CoveredAbsence; onClose: () => void };

/** What was done, with the way back of each move. */
export function AbsenceResult({ name, covered: { presence, moves }, onClose }: AbsenceResultProps) {
  const t = useTranslate();
  const { state, reason } = summaryForOthers({ ...presence, present: true });
  return (
    <>
      <p role="status" className="flex flex-wrap items-center gap-2 text-message">
        <PresenceBadge state={state} reason={reason} />
        {moves.length === 0 ? t('absence.nothingMoved', { name }) : null}
      </p>
      <ul className="flex flex-col gap-2">
        {moves.map(({ id }) => (
          <Moved key={id} id={id} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-3">
        {moves.length > 0 ? (
          <Link to="/supervise/assignments" className="me-auto text-ui">
            {t('absence.allMoves')}
          </Link>
        ) : null}
        <Button look="primary" autoFocus onPress={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </>
  );
}

function Moved({ id }: { id: string }) {
  const t = useTranslate();
  const undo = useUndo({ quiet: true });
  const { data: move } = useQuery(moveQuery(id));
  if (!move) return null;
  const statuses = 'statuses' in move.selection ? (move.selection.statuses ?? []) : [];
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-border p-3">
      <div className="flex flex-col gap-1">
        <span className="text-ui font-medium">
          {statuses.map((status) => t(`status.${status}`)).join(`${t('list.separator')} `)}
        </span>
        <MoveState move={move} />
      </div>
      {move.state === 'done' ? (
        <Button size="small" onPress={() => undo(move.id)}>
          {t('action.undo')}
        </Button>
      ) : null}
    </li>
  );
}
