import type { Board } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { boardQuery } from '../../../api/routing/presence.js';
import { useMay } from '../../../api/session.js';
import { useFormat, useTranslate } from '../../../i18n/intl.js';
import { pollSeconds } from '../../../realtime/realtime.js';
import { Button } from '../../../ui/button.js';
import { Select } from '../../../ui/forms/select.js';
import { Empty, QueryState } from '../../../ui/states.js';
import { useNow } from '../../../ui/use-now.js';
import { SupervisePage } from '../page.js';
import { AgentTable } from './agent-table.js';
import { QueueTile } from './queue-tile.js';

const all = 'all';

/** Queues and people at this moment. Paused, nothing moves while somebody reads. */
export function LiveBoardPage() {
  const t = useTranslate();
  const allowed = useMay('presence.manage');
  const [paused, setPaused] = useState(false);
  const [params, setParams] = useSearchParams();
  const query = useQuery({ ...boardQuery, enabled: allowed && !paused, refetchInterval: pollSeconds * 1000 });
  const queueId = params.get('queue');
  const board = query.data && queueId ? onlyQueue(query.data, queueId) : query.data;
  return (
    <SupervisePage
      title={t('board.title')}
      permission="presence.manage"
      actions={
        <div className="flex flex-wrap items-center gap-3">
          {query.data ? <AsOf at={query.data.at} paused={paused} /> : null}
          <Button aria-pressed={paused} onPress={() => setPaused(!paused)}>
            {paused ? <Play aria-hidden="true" size={15} /> : <Pause aria-hidden="true" size={15} />}
            {t(paused ? 'board.resume' : 'board.pause')}
          </Button>
          <Select
            bare
            label={t('board.queue')}
            value={queueId ?? all}
            options={[
              { id: all, label: t('board.allQueues') },
              ...(query.data?.queues.map(({ id, name }) => ({ id, label: name })) ?? []),
            ]}
            onChange={(id) => setParams(id === all ? {} : { queue: id }, { replace: true })}
          />
        </div>
      }
    >
      <QueryState query={query} />
      {board ? <BoardBody board={board} /> : null}
    </SupervisePage>
  );
}

function onlyQueue(board: Board, queueId: string): Board {
  return {
    ...board,
    queues: board.queues.filter(({ id }) => id === queueId),
    agents: board.agents.filter(({ queueIds }) => queueIds.includes(queueId)),
  };
}

function AsOf({ at, paused }: { at: string; paused: boolean }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <p className="flex items-center gap-1.5 text-meta text-muted">
      <span aria-hidden="true" className={paused ? '' : 'text-ok'}>
        {paused ? '○' : '●'}
      </span>
      {t(paused ? 'board.pausedAt' : 'board.liveAt', { time: format.time(at) })}
    </p>
  );
}

function BoardBody({ board }: { board: Board }) {
  const t = useTranslate();
  const now = useNow();
  return (
    <>
      <section aria-labelledby="board-queues" className="flex flex-col gap-3">
        <h2 id="board-queues" className="text-title font-semibold">
          {t('nav.queues')}
        </h2>
        {board.queues.length === 0 ? <Empty title={t('board.noQueues')} text={t('board.noQueues.text')} /> : null}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(248px,1fr))] gap-3">
          {board.queues.map((queue) => (
            <QueueTile key={queue.id} queue={queue} now={now} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="board-agents" className="flex flex-col gap-3">
        <h2 id="board-agents" className="text-title font-semibold">
          {t('board.agents')}
        </h2>
        {board.agents.length === 0 ? (
          <Empty title={t('board.noAgents')} text={t('board.noAgents.text')} />
        ) : (
          <AgentTable agents={board.agents} now={now} />
        )}
      </section>
    </>
  );
}
