import type { Move } from '@diwan/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { agentsQuery, queuesQuery } from '../../../api/configuration.js';
import { isUnderWay, movesQuery } from '../../../api/routing/moves.js';
import { isolated } from '../../../i18n/digits.js';
import { useFormat, useTranslate, type Translate } from '../../../i18n/intl.js';
import { Bdi } from '../../../ui/bdi.js';
import { Button } from '../../../ui/button.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { useNow } from '../../../ui/use-now.js';
import { MoveState } from './move-state.js';
import { useUndo } from './use-undo.js';

const mostNames = 3;

/** Who moved what and when; each can be taken back from here. */
export function MoveHistory() {
  const t = useTranslate();
  const moves = useInfiniteQuery({
    ...movesQuery,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isUnderWay)) ? 2_000 : false),
  });
  const items = moves.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="moves-history" className="flex flex-col gap-3">
      <h2 id="moves-history" className="text-title font-semibold">
        {t('moves.history')}
      </h2>
      <QueryState query={moves} rows={2} />
      {items?.length === 0 ? <Empty title={t('moves.history.empty')} text={t('moves.history.empty.text')} /> : null}
      <ol className="flex flex-col gap-2">
        {items?.map((move) => (
          <Entry key={move.id} move={move} />
        ))}
      </ol>
      {moves.hasNextPage ? (
        <Button isPending={moves.isFetchingNextPage} onPress={() => void moves.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      ) : null}
    </section>
  );
}

function Entry({ move }: { move: Move }) {
  const t = useTranslate();
  const format = useFormat();
  const now = useNow();
  const undo = useUndo();
  const where = useWhere(move);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-border p-3">
      <div className="min-w-60 grow">
        <p className="text-ui">
          <bdi className="font-medium">{move.by.name}</bdi>
          {' · '}
          <time dateTime={move.createdAt} title={format.exact(move.createdAt)} className="text-muted">
            {format.relative(move.createdAt, now)}
          </time>
        </p>
        <p className="text-ui">{where}</p>
        {move.reason ? (
          <p className="text-meta text-muted">
            <Bdi kind="text">{move.reason}</Bdi>
          </p>
        ) : null}
      </div>
      <MoveState move={move} />
      {move.state === 'done' ? (
        <Button
          size="small"
          aria-label={t('moves.undoOf', { name: isolated(move.by.name), time: format.relative(move.createdAt, now) })}
          onPress={() => undo(move.id)}
        >
          {t('action.undo')}
        </Button>
      ) : null}
    </li>
  );
}

/** "Queue: Billing · Assignee: Sara, Omar". */
function useWhere({ target }: Move): string {
  const t = useTranslate();
  const { data: queues } = useQuery({ ...queuesQuery, enabled: target.queueId !== undefined });
  const { data: agents } = useQuery({ ...agentsQuery, enabled: target.assignees.to === 'agents' });
  const queue = queues?.find(({ id }) => id === target.queueId)?.name;
  const names =
    target.assignees.to === 'agents'
      ? target.assignees.agentIds.flatMap((id) => agents?.find((agent) => agent.id === id)?.name ?? [])
      : [];
  return [queue ? t('moves.where.queue', { name: isolated(queue) }) : '', assigneesOf(target.assignees.to, names, t)]
    .filter(Boolean)
    .join(' · ');
}

function assigneesOf(to: Move['target']['assignees']['to'], names: readonly string[], t: Translate): string {
  if (to === 'keep') return t('moves.where.keep');
  if (to === 'nobody') return t('moves.where.assignee', { name: t('ticket.nobody') });
  if (names.length > mostNames) return t('moves.where.agents', { count: names.length });
  return t('moves.where.assignee', { name: names.map(isolated).join(`${t('list.separator')} `) });
}
