import { Inject, Injectable } from '@nestjs/common';
import type { ListTickets, TicketCounts, TicketDetails, TicketPage } from '@diwan/contracts';
import {
  assignTicket,
  changePriority,
  changeStatus,
  escalateByHand,
  isUnsolved,
  solveTicket,
  type Ticket,
  type TicketChange,
  type TicketPriority,
  type TicketStatus,
} from '@diwan/tickets';
import { lockActiveAgent } from '../agents/agent.query.js';
import { actorOf, canSee, visibilityOf, type Caller } from '../auth/caller.js';
import { Database, type Queryable, type Tx } from '../database/database.js';
import { storableText } from '../database/json-rows.js';
import { ApiError, notFound } from '../http/api-error.js';
import { decodeKeyset, pageOfRows } from '../http/keyset.js';
import { countHeldMail } from '../intake/held/held-mail.query.js';
import { may } from '../policies/policies.js';
import { REALTIME_BUS, type RealtimeBus } from '../realtime/bus/realtime-bus.js';
import { listQueues } from '../routing/queues/queue.query.js';
import { presentTicketDetails, presentTicketRow } from './present-ticket.js';
import { nobody, readTicketCounts } from './ticket-counts.query.js';
import { lockVisibleTicket } from './lock-visible-ticket.js';
import { findTicketDetails, markTicketRead, otherTicketsOf } from './ticket-details.query.js';
import { listTicketRows } from './ticket-list.query.js';
import { findTicket, storeChange } from './ticket.repository.js';

@Injectable()
export class TicketsService {
  constructor(
    private readonly database: Database,
    @Inject(REALTIME_BUS) private readonly bus: RealtimeBus,
  ) {}

  async list(caller: Caller, filter: ListTickets): Promise<TicketPage> {
    const rows = await listTicketRows(this.database, filter, {
      agentId: caller.agent.id,
      visibility: visibilityOf(caller),
      after: decodeKeyset(filter.cursor),
    });
    const keyOf = (row: (typeof rows)[number]) => {
      const key = {
        newest: row.lastActivityAt,
        waiting: row.waitingSince,
        due: row.dueAt,
        escalated: row.lastActivityAt,
      }[filter.order];
      return { key: (key ?? row.lastActivityAt).toISOString(), id: row.id };
    };
    const page = pageOfRows(rows, filter.limit, keyOf);
    return { items: page.items.map(presentTicketRow), nextCursor: page.nextCursor };
  }

  async counts(caller: Caller): Promise<TicketCounts> {
    const visibility = visibilityOf(caller);
    const [all, queues] = await Promise.all([readTicketCounts(this.database), listQueues(this.database)]);
    const unsolved = all.filter((each) => isUnsolved(each.status as TicketStatus));
    const visible = unsolved.filter((each) => canSee(visibility, each));
    const sum = (rows: typeof all): number => rows.reduce((total, each) => total + each.count, 0);
    const seesHeld = may(caller.agent.role, 'suspended_mail.read');
    return {
      mine: sum(unsolved.filter((each) => each.assigneeId === caller.agent.id)),
      unassigned: sum(visible.filter((each) => each.assigneeId === nobody)),
      open: sum(visible),
      queues: queues
        .filter((queue) => visibility.all || visibility.queueIds.includes(queue.id))
        .map((queue) => {
          const inQueue = visible.filter((each) => each.queueId === queue.id);
          return {
            ...queue,
            open: sum(inQueue),
            unassigned: sum(inQueue.filter((each) => each.assigneeId === nobody)),
          };
        }),
      suspended: seesHeld ? await countHeldMail(this.database) : null,
    };
  }

  async read(caller: Caller, number: number): Promise<TicketDetails> {
    return this.details(this.database, caller, number);
  }

  async markRead(caller: Caller, number: number, seq: number): Promise<void> {
    const ticket = await findTicket(this.database, number);
    if (!ticket || !canSee(visibilityOf(caller), ticket)) throw notFound();
    const read = { ticketId: ticket.id, seq: Math.min(seq, ticket.lastSeq) };
    await markTicketRead(this.database, { agentId: caller.agent.id, ...read });
    if (ticket.channel === 'chat') this.bus.publish({ type: 'agent_seen', ...read });
  }

  changeStatus(caller: Caller, number: number, { to, version }: { to: TicketStatus; version: number }) {
    return this.change(caller, { number, version }, (ticket, now) =>
      to === 'solved' ? solveTicket(ticket, caller.agent.id, now) : changeStatus(ticket, to, { cause: 'agent', now }),
    );
  }

  assign(caller: Caller, number: number, { assigneeId, version }: { assigneeId: string | null; version: number }) {
    return this.change(caller, { number, version }, async (ticket, _now, tx) => {
      if (assigneeId !== null && !(await lockActiveAgent(tx, assigneeId)))
        throw new ApiError('ticket.unknown_assignee');
      return assignTicket(ticket, assigneeId);
    });
  }

  changePriority(caller: Caller, number: number, { priority, version }: { priority: TicketPriority; version: number }) {
    return this.change(caller, { number, version }, (ticket) => changePriority(ticket, priority));
  }

  escalate(caller: Caller, number: number, { reason, version }: { reason: string; version: number }) {
    return this.change(caller, { number, version }, (ticket) => escalateByHand(ticket, storableText(reason)));
  }

  /** Load, decide, store: one transaction, refused when the caller's screen was behind. */
  change(
    caller: Caller,
    { number, version }: { number: number; version: number },
    decide: (ticket: Ticket, now: Date, tx: Tx) => TicketChange<Ticket> | Promise<TicketChange<Ticket>>,
  ): Promise<TicketDetails> {
    return this.database.transaction(async (tx) => {
      const ticket = await lockVisibleTicket(tx, caller, number);
      if (ticket.version !== version) {
        throw new ApiError('ticket.stale_version', { current: await this.details(tx, caller, number) });
      }
      const change = await decide(ticket, new Date(), tx);
      await storeChange(tx, change, { actor: actorOf(caller), address: caller.address });
      return this.details(tx, caller, number, { evenIfLost: true });
    });
  }

  private async details(
    database: Queryable,
    caller: Caller,
    number: number,
    // Who gives a ticket away may lose sight of it, and is still answered what it became.
    { evenIfLost = false } = {},
  ): Promise<TicketDetails> {
    const visibility = visibilityOf(caller);
    const row = await findTicketDetails(database, number, caller.agent.id);
    if (!row || !(evenIfLost || canSee(visibility, row))) throw notFound();
    const others = await otherTicketsOf(database, row.contactId, row.id);
    const visible = others.filter((other) => canSee(visibility, other)).slice(0, 5);
    return presentTicketDetails(
      row,
      visible.map(({ number: other, subject, status, lastActivityAt }) => ({
        number: other,
        subject,
        status: status as TicketStatus,
        lastActivityAt: lastActivityAt.toISOString(),
      })),
    );
  }
}
