import type { Notice, NoticeAbout, NoticePage } from '@diwan/contracts';
import type { SlaTarget } from '@diwan/tickets';
import { Injectable } from '@nestjs/common';
import { visibilityOf, type Caller } from '../auth/caller.js';
import { Database } from '../database/database.js';
import { notFound } from '../http/api-error.js';
import { decodeKeyset, pageOfRows } from '../http/keyset.js';
import {
  countUnreadNotices,
  listNotices,
  markNoticeRead,
  markNoticesRead,
  type NoticeRow,
  type Reader,
} from './notice.query.js';

/** One's own notices; nobody reads those of others. */
@Injectable()
export class NoticesService {
  constructor(private readonly database: Database) {}

  async list(caller: Caller, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<NoticePage> {
    const reader: Reader = { ...visibilityOf(caller), agentId: caller.agent.id };
    const before = decodeKeyset(cursor);
    const [rows, unread] = await Promise.all([
      listNotices(this.database, reader, { before, limit }),
      countUnreadNotices(this.database, reader),
    ]);
    const page = pageOfRows(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: row.id }));
    return { items: page.items.map(present), nextCursor: page.nextCursor, unread };
  }

  async read(caller: Caller, id: string): Promise<void> {
    if (!(await markNoticeRead(this.database, { id, agentId: caller.agent.id }))) throw notFound();
  }

  async readAll(caller: Caller, until: string): Promise<void> {
    await markNoticesRead(this.database, { agentId: caller.agent.id, until });
  }
}

function present(row: NoticeRow): Notice {
  return {
    id: row.id,
    ticket: { number: row.number, subject: row.subject },
    about: aboutOf(row),
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}

function aboutOf({ kind, params, agentName }: NoticeRow): NoticeAbout {
  if (kind !== 'escalated') return { kind, target: params['target'] as SlaTarget };
  return { kind, by: { name: agentName ?? '' }, reason: String(params['reason']) };
}
