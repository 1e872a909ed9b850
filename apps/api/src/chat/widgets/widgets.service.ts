import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { PublicWidget, saveWidget, Widget } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { actorOf, type Caller } from '../../auth/caller.js';
import { Database, type Tx } from '../../database/database.js';
import { recordEvent } from '../../events/event.repository.js';
import { ApiError, notFound } from '../../http/api-error.js';
import { InvalidRequest } from '../../http/contract.pipe.js';
import { seal } from '../../secrets/secret-box.js';
import type { SecretKeys } from '../../secrets/secret-key.js';
import { SECRET_KEYS } from '../../secrets/secrets.module.js';
import { isIdentityKey } from '../identity/verify-identity.js';
import { isQueue } from '../../routing/queues/queue.query.js';
import { readInboxHours, type InboxHours } from '../../sla/hours/inbox-hours.js';
import {
  findIdentityBox,
  lockWidget,
  findWidgetByKey,
  insertWidget,
  listWidgets,
  presentPublicWidget,
  updateWidget,
} from './widget.query.js';

type Input = z.output<typeof saveWidget>;

/** Of one file that a visitor sends. */
export const mostVisitorFileBytes = 10 * 1024 * 1024;

@Injectable()
export class WidgetsService {
  constructor(
    private readonly database: Database,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  list(): Promise<Widget[]> {
    return listWidgets(this.database);
  }

  create(caller: Caller, input: Input): Promise<Widget> {
    return this.save(caller, { input, id: null });
  }

  update(caller: Caller, id: string, input: Input): Promise<Widget> {
    return this.save(caller, { input, id });
  }

  /** @throws ApiError request.not_found for an unknown key and for a widget that is switched off */
  async show(key: string): Promise<PublicWidget> {
    const widget = await findWidgetByKey(this.database, key);
    if (!widget) throw notFound();
    const hours = await readInboxHours(this.database, [widget.id]);
    return presentPublicWidget(widget, openingOf(hours, widget.id, new Date()), mostVisitorFileBytes);
  }

  private save(caller: Caller, { input, id }: { input: Input; id: string | null }): Promise<Widget> {
    return this.database.transaction(async (tx) => {
      const before = id === null ? null : await lockWidget(tx, id);
      if (id !== null && !before) throw notFound();
      if (!(await isQueue(tx, input.queueId))) throw new ApiError('inbox.unknown_queue');
      if (input.mailInboxId !== null) await assertMailbox(tx, input.mailInboxId);
      const { identityKey: _key, ...fields } = input;
      const newId = id ?? uuidv7();
      const saved = { ...fields, id: newId, secrets: await this.secretsFor(tx, newId, { ...input, before }) };
      if (id === null) await insertWidget(tx, { ...saved, key: `pub_${randomBytes(15).toString('base64url')}` });
      else await updateWidget(tx, saved);
      const type = id === null ? 'inbox.created' : 'inbox.updated';
      const by = { actor: actorOf(caller), address: caller.address };
      await recordEvent(tx, { type, payload: { id: saved.id, changed: Object.keys(input) } }, by);
      const widget = await lockWidget(tx, saved.id);
      if (!widget) throw notFound();
      return widget;
    });
  }

  /** A key belongs to its method: with another one it must be typed again. @throws InvalidRequest, ApiError */
  private async secretsFor(
    tx: Tx,
    id: string,
    { identityMethod: method, identityKey: key, before }: Input & { before: Widget | null },
  ): Promise<Buffer | null> {
    if (method === 'none') return null;
    if (key === undefined) {
      if (before?.identityMethod === method && before.hasIdentityKey) return findIdentityBox(tx, id);
      throw new InvalidRequest([{ path: 'identityKey', code: 'required', params: {} }]);
    }
    if (!(await isIdentityKey({ method, key }))) throw new ApiError('widget.unfit_identity_key', { method });
    return seal(this.keys, id, key);
  }
}

async function assertMailbox(tx: Tx, id: string): Promise<void> {
  const [mailbox] = await tx.query(`select 1 from inboxes where id = $1 and channel = 'email'`, [id]);
  if (!mailbox) throw new ApiError('widget.unknown_mailbox');
}

function openingOf(hours: InboxHours, inboxId: string, now: Date): Pick<PublicWidget, 'isOpen' | 'opensAt'> {
  const isOpen = hours.isOpenAt(inboxId, now);
  return { isOpen, opensAt: isOpen ? null : (hours.nextOpening(inboxId, now)?.toISOString() ?? null) };
}
