// The real API on a database of its own, listening on a port of its own, with people who are signed in to it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@diwan/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { insertAgent, setTeamsOf } from '../agents/agent.query.js';
import { hashPassword } from '../auth/password.js';
import { readConfig } from '../config.js';
import { Database } from '../database/database.js';
import { createHttpApp } from '../http/http-app.js';
import { IntakeService } from '../intake/intake.service.js';
import { storeMail } from '../intake/store/store-mail.query.js';
import type { AddressPolicy } from '../outgoing/address-policy.js';
import { openSockets } from '../realtime/open-sockets.js';
import { saveTeamRow, setQueuesOf } from '../teams/team.query.js';
import { aRawMail, type MailWish } from './a-raw-mail.js';
import { anOrganisation, type AnInbox } from './an-inbox.js';
import { TestClient } from './test-client.js';
import { createTestDatabase } from './test-database.js';

export const password = 'correct horse battery';
export type SignedIn = TestClient & { id: string; name: string; email: string; teamId: string };
export type OpenedTicket = { id: string; number: number; messageId: string; inbox: AnInbox };

export type TestApp = {
  app: NestFastifyApplication;
  url: string;
  databaseUrl: string;
  database: Database;
  /** Nobody yet. */
  stranger(): TestClient;
  /** An agent in a team of their own that serves the given queues. */
  agent(role?: Role, queueIds?: readonly string[]): Promise<SignedIn>;
  /** Mail that came in and was understood, each in a ticket of its own unless it answers. */
  mail(inbox: AnInbox, wish?: MailWish): Promise<OpenedTicket>;
  close(): Promise<void>;
};

type Wanted = { organisation?: boolean; env?: Record<string, string>; outgoing?: AddressPolicy };

export async function createTestApp({ organisation = true, env = {}, outgoing }: Wanted = {}): Promise<TestApp> {
  const [{ url: databaseUrl, drop }, folder] = await Promise.all([
    createTestDatabase(),
    mkdtemp(join(tmpdir(), 'diwan-api-')),
  ]);
  const app = await createHttpApp(
    readConfig({
      DATABASE_URL: databaseUrl, DIWAN_DATA: folder, DIWAN_LOG_LEVEL: 'silent', DIWAN_PARSER_THREADS: '1', DIWAN_SINK_PORT: '0',
      ...env,
    }), // prettier-ignore
    outgoing,
  );
  await app.listen(0, '127.0.0.1');
  await openSockets(app);
  const url = await app.getUrl();
  const database = app.get(Database);
  if (organisation) await anOrganisation(database, false);
  return {
    app,
    url,
    databaseUrl,
    database,
    stranger: () => new TestClient(url),
    agent: (role = 'agent', queueIds = []) => signedIn(database, url, { role, queueIds }),
    mail: (inbox, wish = {}) => takeMail(app, inbox, wish),
    async close() {
      // A download that a test did not read to its end would otherwise be waited for.
      app.getHttpServer().closeAllConnections();
      await app.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let passwordHash: Promise<string> | null = null;
let made = 0;

async function signedIn(
  database: Database,
  url: string,
  { role, queueIds }: { role: Role; queueIds: readonly string[] },
): Promise<SignedIn> {
  passwordHash ??= hashPassword(password);
  const hash = await passwordHash;
  const [id, teamId] = [uuidv7(), uuidv7()];
  const name = `${role} ${++made}`;
  const email = `${role}-${made}@diwan.test`;
  await database.transaction(async (tx) => {
    await insertAgent(tx, { id, name, email, role, passwordHash: hash });
    await saveTeamRow(tx, { id: teamId, isNew: true, name: `Team of ${name}` });
    await setQueuesOf(tx, teamId, queueIds);
    await setTeamsOf(tx, id, [teamId]);
  });
  const client = new TestClient(url);
  const { status } = await client.post('/api/session', { email, password });
  if (status !== 200) throw new Error(`signing in answered ${status}`);
  return Object.assign(client, { id, name, email, teamId });
}

async function takeMail(app: NestFastifyApplication, inbox: AnInbox, wish: MailWish): Promise<OpenedTicket> {
  const database = app.get(Database);
  const mail = aRawMail({ to: inbox.address, ...wish });
  const [stored] = await database.transaction((tx) => storeMail(tx, [{ inboxId: inbox.id, source: 'smtp', mail }]));
  await app.get(IntakeService).drain();
  const [row] = await database.query<{ id: string; number: number; messageId: string }>(
    `select t.id, t.number::float8 as number, r.message_id as "messageId" from mail_receipts r
     join tickets t on t.id = r.ticket_id where r.id = $1`,
    [stored?.receiptId],
  );
  if (!row) throw new Error('the mail became no message');
  return { ...row, inbox };
}
