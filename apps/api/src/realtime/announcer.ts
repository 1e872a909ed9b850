import { socketCloseCodes, type Permission, type ServerFrame, type Topic } from '@diwan/contracts';
import { canSee, visibilityOf } from '../auth/caller.js';
import type { SessionService } from '../auth/session.service.js';
import type { Database } from '../database/database.js';
import type { DomainEventType, StoredEvent } from '../events/domain-events.js';
import { may } from '../policies/policies.js';
import type { AgentSocket } from './agent-socket.js';
import { announceMoves, announceNotices, announceOffers } from './announce-routing.js';
import { findChangedTickets, type ChangedTicket } from './changed-tickets.query.js';

/** After these an agent may see more or less than before: the socket's idea of its agent is read again. */
const accessChanges: readonly DomainEventType[] = [
  'agent.updated',
  'team.updated',
  'team.created',
  'queue.updated',
  'queue.created',
  'queue.teams_changed',
  'team.members_changed',
  'session.ended',
];

/** What leads see on the board besides tickets: who is there, what they carry, who serves what. */
const boardChanges = ['agent.presence_changed', 'capacity.', 'queue.', 'team.'];

type Changed = ChangedTicket & { what: string[]; formerAssignees: string[] };

/** Turns a piece of the event feed into frames for the sockets of this process. */
export class Announcer {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly sockets: () => Iterable<AgentSocket>,
  ) {}

  async announce(events: readonly StoredEvent[]): Promise<void> {
    // Nobody watches: there is nothing to look up for anybody.
    if ([...this.sockets()].length === 0) return;
    if (events.some((event) => accessChanges.includes(event.type))) await this.renewCallers();
    // A notice changes nothing of its ticket.
    await this.announceTickets(events.filter(({ ticketId, type }) => ticketId !== null && type !== 'notices.written'));
    announceMoves(events, this.sockets());
    announceOffers(events, this.sockets());
    announceNotices(events, this.sockets());
    for (const prefix of boardChanges) {
      this.announceTopic(events, {
        prefix,
        topic: 'presence',
        permission: 'presence.manage',
        type: 'presence_changed',
      });
    }
    // A new one shows nowhere yet, and with its ticket once it does.
    this.announceTopic(
      events.filter(({ type }) => type !== 'tag.created'),
      {
        prefix: 'tag.',
        topic: 'tickets',
        permission: 'tickets.read',
        type: 'tags_changed',
      },
    );
    this.announceTopic(events, {
      prefix: 'inbox.',
      topic: 'inboxes',
      permission: 'inboxes.read',
      type: 'inboxes_changed',
    });
    this.announceTopic(events, {
      prefix: 'mail.',
      topic: 'suspended_mail',
      permission: 'suspended_mail.read',
      type: 'suspended_mail_changed',
    });
  }

  /**
   * Closes the sockets of sessions that ended, well within two seconds; the others learn what they may now see. An open
   * socket is no use of a session: whoever went home is signed out by the clock.
   */
  async renewCallers(): Promise<void> {
    for (const each of this.sockets()) {
      const caller = await this.sessions.findCaller(each.token, each.caller.address, { isUse: false });
      if (caller) each.caller = caller;
      else each.close(socketCloseCodes.sessionEnded, 'session ended');
    }
  }

  private announceTopic(
    events: readonly StoredEvent[],
    {
      prefix,
      topic,
      permission,
      type,
    }: {
      prefix: string;
      topic: Topic;
      permission: Permission;
      type: 'inboxes_changed' | 'suspended_mail_changed' | 'presence_changed' | 'tags_changed';
    },
  ): void {
    if (!events.some((event) => event.type.startsWith(prefix))) return;
    for (const each of this.sockets()) {
      if (each.topics.has(topic) && may(each.caller.agent.role, permission)) each.send({ type });
    }
  }

  private async announceTickets(events: readonly StoredEvent[]): Promise<void> {
    if (events.length === 0) return;
    const ids = [...new Set(events.map((event) => event.ticketId ?? ''))];
    const tickets = (await findChangedTickets(this.database, ids)).map((ticket) => describe(ticket, events));
    // Agents who see the same tickets get the same text: it is made once per set, not once per socket.
    const texts = new Map<string, string>();
    for (const each of this.sockets()) {
      const visible = tickets.filter((ticket) => concerns(each, ticket));
      if (visible.length === 0) continue;
      const key = visible.map((ticket) => ticket.number).join();
      const text = texts.get(key) ?? JSON.stringify(frameOf(visible));
      texts.set(key, text);
      each.sendText(text);
    }
  }
}

function describe(ticket: ChangedTicket, events: readonly StoredEvent[]): Changed {
  const own = events.filter((event) => event.ticketId === ticket.id);
  const formerAssignees = own.flatMap((event) =>
    event.type === 'ticket.assigned' && typeof event.payload['from'] === 'string' ? [event.payload['from']] : [],
  );
  return { ...ticket, what: [...new Set(own.map((event) => event.type))], formerAssignees };
}

function concerns(socket: AgentSocket, ticket: Changed): boolean {
  if (!socket.topics.has('tickets') && !socket.topics.has(`ticket:${ticket.number}`)) return false;
  // Whoever loses a ticket must hear that it is gone.
  return canSee(visibilityOf(socket.caller), ticket) || ticket.formerAssignees.includes(socket.caller.agent.id);
}

function frameOf(tickets: readonly Changed[]): ServerFrame {
  return {
    type: 'tickets_changed',
    tickets: tickets.map(({ number, lastSeq, version, what }) => ({ number, lastSeq, version, what })),
  };
}
