import { Inject, Injectable } from '@nestjs/common';
import { testMailbox } from '@diwan/channels';
import type { ConnectionChecks, Inbox, saveInbox, testInbox, updateInbox } from '@diwan/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { actorOf, type Caller } from '../auth/caller.js';
import { Database, type Tx } from '../database/database.js';
import { storableJson } from '../database/json-rows.js';
import { recordEvent } from '../events/event.repository.js';
import { ApiError, notFound } from '../http/api-error.js';
import { SECRET_KEYS } from '../secrets/secrets.module.js';
import { seal, SecretBoxError } from '../secrets/secret-box.js';
import type { SecretKeys } from '../secrets/secret-key.js';
import { assertPossible } from '../sla/hours/assert-possible.js';
import { isQueue } from '../routing/queues/queue.query.js';
import { GrantsService, type ChosenGrant } from './grants/grants.service.js';
import { InboxSchema, type InboxSettings, type StoredInbox } from './inbox.schema.js';
import { getListedInbox, listInboxes, loadInbox, lockInbox } from './inbox.repository.js';
import { presentInbox } from './present-inbox.js';
import { sendAgainNow } from './sending-health.query.js';
import { joinSecrets, openSecrets, type InboxSecrets } from './server-settings.js';

export type SaveInboxInput = z.output<typeof saveInbox>;
export type UpdateInboxInput = z.output<typeof updateInbox>;
export type TestInboxInput = z.output<typeof testInbox>;
type Servers = Pick<SaveInboxInput, 'imap' | 'smtp'>;
/** What an inbox signs in with: kept from before where nothing was typed. */
type Credentials = { secrets: InboxSecrets; chosen: ChosenGrant | null };

/** What is stored in clear: everything but the secret, and whether there is one. */
function inClear<T extends { secret?: string | undefined }>({ secret: _secret, ...server }: T, kept: string | null) {
  return { ...server, hasSecret: kept !== null && kept !== '' };
}

function settingsOf(input: Servers & { authservId?: string }, { secrets, chosen }: Credentials): InboxSettings {
  return {
    imap: input.imap ? inClear(input.imap, secrets.imap) : null,
    smtp: input.smtp ? inClear(input.smtp, secrets.smtp) : null,
    grant: chosen && grantInClear(chosen),
    authservId: input.authservId ?? '',
  };
}

function grantInClear({ grant }: ChosenGrant): NonNullable<InboxSettings['grant']> {
  const { tokenEndpoint, clientId, scope, clientSecret } = grant;
  return { tokenEndpoint, clientId, scope, hasClientSecret: clientSecret !== null };
}

type StoredServer = NonNullable<InboxSettings['smtp']>;

/** A stored secret belongs to one account on one host, by one kind of line: for any other it must be typed again. */
function keptSecret(
  input: Servers['imap'] | Servers['smtp'],
  before: StoredServer | null,
  stored: string | null,
): string | null {
  if (!input || input.auth === 'xoauth2') return null;
  if (input.secret !== undefined) return input.secret;
  const places = ['host', 'port', 'user', 'security', 'auth'] as const;
  return before !== null && places.every((place) => before[place] === input[place]) ? stored : null;
}

@Injectable()
export class InboxesService {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantsService,
    @Inject(SECRET_KEYS) private readonly keys: SecretKeys,
  ) {}

  async list(): Promise<Inbox[]> {
    return (await listInboxes(this.database)).map(presentInbox);
  }

  create(caller: Caller, input: SaveInboxInput): Promise<Inbox> {
    return this.database.transaction((tx) => this.save(tx, caller, { input, before: null }));
  }

  /** @throws ApiError settings.stale_version when somebody else saved it since */
  update(caller: Caller, id: string, { version, ...input }: UpdateInboxInput): Promise<Inbox> {
    return this.database.transaction(async (tx) => {
      const before = await lockInbox(tx, id);
      // A widget has an API of its own (chat/widgets).
      if (before?.channel !== 'email') throw notFound();
      if (before.version !== version) throw new ApiError('settings.stale_version');
      return this.save(tx, caller, { input, before });
    });
  }

  private async save(
    tx: Tx,
    caller: Caller,
    { input, before }: { input: SaveInboxInput; before: StoredInbox | null },
  ): Promise<Inbox> {
    if (!(await isQueue(tx, input.queueId))) throw new ApiError('inbox.unknown_queue');
    if (input.businessHours) assertPossible(input.businessHours, 'businessHours.');
    const id = before?.id ?? uuidv7();
    const taken = await tx.query(`select 1 from inboxes where channel = 'email' and address = $1 and id <> $2`, [
      input.address,
      id,
    ]);
    if (taken.length > 0) throw new ApiError('inbox.address_taken', { address: input.address });
    const { imap: _imap, smtp: _smtp, grant: _grant, authservId: _authservId, ...fields } = input;
    const secrets = this.secretsFor(input, before);
    const chosen = await this.grants.choose(tx, input, before);
    const row = {
      ...fields,
      businessHours: storableJson(input.businessHours),
      settings: storableJson(settingsOf(input, { secrets, chosen })),
      secrets: seal(this.keys, id, secrets),
      version: (before?.version ?? 0) + 1,
    };
    const inboxes = tx.manager.getRepository(InboxSchema);
    if (before) await inboxes.update({ id }, row);
    else await inboxes.insert({ ...row, id, channel: 'email', health: {}, createdAt: new Date() });
    await this.grants.save(tx, id, chosen);
    const by = { actor: actorOf(caller), address: caller.address };
    const type = before ? 'inbox.updated' : 'inbox.created';
    await recordEvent(tx, { type, payload: { id, changed: Object.keys(input) } }, by);
    if (before) await sendAgainNow(tx, id);
    return presentInbox(await getListedInbox(tx, id));
  }

  private secretsFor(input: Servers, before: StoredInbox | null): InboxSecrets {
    const stored = this.storedSecrets(before);
    return {
      imap: keptSecret(input.imap, before?.settings.imap ?? null, stored.imap),
      smtp: keptSecret(input.smtp, before?.settings.smtp ?? null, stored.smtp),
    };
  }

  /** What no key opens any more is gone: it has to be typed again, and that must be possible. */
  private storedSecrets(before: StoredInbox | null): InboxSecrets {
    try {
      if (before) return openSecrets(before, this.keys);
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
    }
    return { imap: null, smtp: null };
  }

  /** Signs in to the servers as given; a secret left out is the stored one, if the server is still the same. */
  async test(input: TestInboxInput): Promise<ConnectionChecks> {
    const before = input.inboxId ? await loadInbox(this.database, input.inboxId) : null;
    const secrets = this.secretsFor(input, before);
    const chosen = await this.grants.choose(this.database, input, before);
    const tested = await this.grants.forTest(chosen, before);
    const settings = joinSecrets(settingsOf(input, { secrets, chosen }), secrets, tested.accessToken);
    return { checks: await testMailbox(settings), refreshToken: await tested.sealedRefreshToken() };
  }
}
