import { Injectable } from '@nestjs/common';
import type { SetUp, SetUpStatus } from '@diwan/contracts';
import { hashPassword } from '../auth/password.js';
import { SessionService, type StartedSession, type Visitor } from '../auth/session.service.js';
import { Database } from '../database/database.js';
import { ApiError } from '../http/api-error.js';
import { findOrganisation } from './organisation.repository.js';
import { createFirstRows } from './create-first-rows.js';

/** The first start: an organisation, its owner, one team serving one queue. Once only. */
@Injectable()
export class SetUpService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
  ) {}

  async status(): Promise<SetUpStatus> {
    const organisation = await findOrganisation(this.database);
    return { needed: organisation === null, demo: organisation?.demo ?? false };
  }

  async setUp(input: SetUp, visitor: Visitor): Promise<StartedSession> {
    // Before the costly hash; the transaction decides.
    if (!(await this.status()).needed) throw new ApiError('set_up.already_done');
    const passwordHash = await hashPassword(input.owner.password);
    return this.database.transaction(async (tx) => {
      const { owner } = await createFirstRows(tx, { ...input, passwordHash, demo: false });
      return this.sessions.start(tx, owner, visitor);
    });
  }
}
