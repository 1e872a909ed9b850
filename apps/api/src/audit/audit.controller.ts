import { Controller, Get, Query } from '@nestjs/common';
import { auditPage, pageQuery, type AuditPage } from '@diwan/contracts';
import type { z } from 'zod';
import { Requires } from '../auth/access.guard.js';
import { Database } from '../database/database.js';
import { Answers } from '../http/answers.js';
import { byNumber, decodeKeyset, pageOfRows } from '../http/keyset.js';
import { listAuditRows } from './audit.query.js';

@Controller('api/audit')
export class AuditController {
  constructor(private readonly database: Database) {}

  /** Everything that was done, newest first: the event feed read backwards. */
  @Answers(auditPage)
  @Requires('audit.read')
  @Get()
  async list(@Query({ schema: pageQuery }) { cursor, limit }: z.output<typeof pageQuery>): Promise<AuditPage> {
    const rows = await listAuditRows(this.database, { before: decodeKeyset(cursor, byNumber)?.id ?? null, limit });
    const page = pageOfRows(rows, limit, (row) => ({ key: '', id: row.id }));
    return {
      items: page.items.map(({ actorKind, actorId, actorName, at, ...rest }) => ({
        ...rest,
        actor: { kind: actorKind, id: actorId, name: actorName },
        at: at.toISOString(),
      })),
      nextCursor: page.nextCursor,
    };
  }
}
