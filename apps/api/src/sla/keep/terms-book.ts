import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/database.js';
import { TermsHistory } from './terms-history.js';
import { listTermsAfter } from './terms.query.js';

/**
 * The history of terms, read once and then only what is new: a calendar is costly to make and cheap to use. Never read in
 * a transaction that writes terms, which may yet be rolled back.
 */
@Injectable()
export class TermsBook {
  private readonly history = new TermsHistory();

  async read(database: Queryable): Promise<TermsHistory> {
    const rows = await listTermsAfter(database, this.history.revision);
    // Another reader may have been quicker.
    this.history.add(rows.filter((row) => row.revision > this.history.revision));
    return this.history;
  }
}
