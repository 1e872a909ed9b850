import type { Move } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { isUnderWay, moveFailuresQuery, moveQuery } from '../../../api/routing/moves.js';
import { useTranslate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button } from '../../../ui/button.js';
import { QueryState } from '../../../ui/states.js';
import { MoveState } from './move-state.js';
import { useUndo } from './use-undo.js';

/** A move under way or done: how far it is, what did not come along, and the way back. */
export function MoveResult({ id, onAgain }: { id: string; onAgain: () => void }) {
  const t = useTranslate();
  const query = useQuery(moveQuery(id));
  const undo = useUndo({ quiet: true });
  const move = query.data;
  if (!move) return <QueryState query={query} rows={2} />;
  const { total, moved, failed, state } = move;
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <MoveState move={move} />
      </div>
      {state === 'running' ? <Progress part={(moved + failed) / total} label={t('moves.progress')} /> : null}
      <Failures move={move} />
      <div className="flex flex-wrap justify-end gap-2">
        {state === 'done' ? <Button onPress={() => undo(move.id)}>{t('action.undo')}</Button> : null}
        <Button look="primary" onPress={onAgain} isDisabled={isUnderWay(move)}>
          {t('moves.again')}
        </Button>
      </div>
    </div>
  );
}

function Progress({ part, label }: { part: number; label: string }) {
  const percent = Math.round(part * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full bg-accent" style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}

function Failures({ move }: { move: Move }) {
  const t = useTranslate();
  const { state, failed, restored, moved } = move;
  const some = failed > 0 || (state === 'undone' && restored < moved);
  const { data: failures = [] } = useQuery({ ...moveFailuresQuery(move), enabled: some });
  if (!some || failures.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-meta font-medium text-muted">{t('moves.failures')}</h3>
      <ul className="flex max-h-60 flex-col overflow-y-auto">
        {failures.map(({ number, subject, outcome }) => (
          <li key={number} className="border-b border-border py-1 text-ui last:border-b-0">
            <Link to={`/inbox/open/c/${number}`}>
              <bdi dir="ltr">#{number}</bdi> <Bdi kind="text">{subject || t('ticket.noSubject')}</Bdi>
            </Link>
            <span className="block text-meta text-muted">{t(`moves.outcome.${outcome}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
