import type { BoardAgent } from '@diwan/contracts';
import { useFormat, useTranslate, type MessageId } from '../../../i18n/intl.js';
import { Avatar } from '../../../ui/avatar.js';
import { PresenceBadge } from '../../../ui/presence-badge.js';
import { usePresenceWord } from '../../../ui/presence-word.js';
import { summaryForOthers } from '../../presence/summary.js';
import { LoadBar } from '../load-bar.js';
import { AgentActions } from './agent-actions.js';

const columns: MessageId[] = ['board.agent', 'board.state', 'board.since', 'board.loadHead', 'board.openTickets'];
const cell = 'px-3 py-2 text-start align-middle font-normal whitespace-nowrap';

export function AgentTable({ agents, now }: { agents: readonly BoardAgent[]; now: Date }) {
  const t = useTranslate();
  return (
    <div className="overflow-x-auto rounded-card border border-border">
      <table aria-label={t('board.agents')} className="w-full border-collapse text-ui">
        <thead>
          <tr className="border-b border-border bg-subtle text-meta text-muted">
            {columns.map((column) => (
              <th key={column} scope="col" className={cell}>
                {t(column)}
              </th>
            ))}
            <th scope="col" className={cell}>
              <span className="sr-only">{t('board.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgentRow({ agent, now }: { agent: BoardAgent; now: Date }) {
  const t = useTranslate();
  const format = useFormat();
  const { state, reason, since, until, expectedAt } = summaryForOthers(agent);
  return (
    <tr className="border-b border-border last:border-b-0">
      <th scope="row" className={`${cell} font-medium`}>
        <span className="flex items-center gap-2">
          <Avatar name={agent.name} />
          <bdi>{agent.name}</bdi>
        </span>
      </th>
      <td className={cell}>
        <PresenceBadge state={state} reason={reason} />
        {until === null ? null : (
          <span className="block text-meta text-muted">{t('board.until', { time: format.moment(until, now) })}</span>
        )}
        {expectedAt === null ? null : (
          <span className="block text-meta text-warn">
            {t('board.expected', { time: format.moment(expectedAt, now) })}
          </span>
        )}
        <EachChannel agent={agent} />
      </td>
      <td className={`${cell} text-muted`}>
        {since === null ? '–' : format.duration(now.getTime() - Date.parse(since))}
      </td>
      <td className={cell}>
        <LoadBar load={agent.load} capacity={agent.capacity} />
      </td>
      <td className={cell}>{format.number(agent.openTickets)}</td>
      <td className={`${cell} w-0 py-1`}>
        <AgentActions agent={agent} />
      </td>
    </tr>
  );
}

/** Where somebody is not the same on every channel, each says its own. */
function EachChannel({ agent: { present, channels } }: { agent: BoardAgent }) {
  const t = useTranslate();
  const word = usePresenceWord();
  const inWords = channels.map(({ channel, state, reason }) => ({ channel, word: word(state, reason) }));
  if (!present || inWords.every((each) => each.word === inWords[0]?.word)) return null;
  return (
    <ul className="text-meta text-muted">
      {inWords.map(({ channel, word: said }) => (
        <li key={channel}>{t('board.onChannel', { channel: t(`channelKind.${channel}`), state: said })}</li>
      ))}
    </ul>
  );
}
