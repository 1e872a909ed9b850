import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { RawMail } from '@diwan/channels';
import { insertAgent, setTeamsOf } from '../agents/agent.query.js';
import { hashPassword } from '../auth/password.js';
import type { Database, Tx } from '../database/database.js';
import { insertWidget } from '../chat/widgets/widget.query.js';
import { InboxSchema } from '../inboxes/inbox.schema.js';
import { storeMail } from '../intake/store/store-mail.query.js';
import { createFirstRows } from '../organisation/create-first-rows.js';
import { insertPolicy } from '../sla/policies/sla-policy.query.js';
import { recordTerms } from '../sla/keep/terms.query.js';
import { saveTeamRow, setQueuesOf } from '../teams/team.query.js';
import { QueueSchema } from '../teams/team.schema.js';
import { demoMails } from './demo-mails.js';
import { withStepIds } from '../sla/policies/step-ids.js';
import { demoPolicy } from './demo-policy.js';
import { demoWidget } from './demo-widget.js';

/** All serve the first queue; who is named here serves the second, too. */
const agents = [
  { name: 'Sara Ahmadi', email: 'sara@demo.diwan.test', role: 'agent', isInSecond: false },
  { name: 'Omar Haddad', email: 'omar@demo.diwan.test', role: 'lead', isInSecond: true },
  { name: 'Nina Keller', email: 'nina@demo.diwan.test', role: 'manager', isInSecond: true },
] as const;

const inboxes = [
  { name: 'Support', address: 'support@demo.diwan.test', senderName: 'Demo Support', language: 'en' },
  { name: 'پشتیبانی', address: 'poshtibani@demo.diwan.test', senderName: 'پشتیبانی دمو', language: 'fa' },
  { name: 'الدعم', address: 'daam@demo.diwan.test', senderName: 'دعم العملاء', language: 'ar' },
] as const;

/**
 * A small company that has just received mail in three languages. The mails are raw and go the way of every mail: the
 * worker understands them as soon as it is up. One password for all demo agents, made anew for every installation.
 */
export async function seedDemo(database: Database): Promise<{ email: string; password: string }> {
  const password = randomBytes(9).toString('base64url');
  const passwordHash = await hashPassword(password);
  const owner = { name: 'Demo Owner', email: 'owner@demo.diwan.test' };
  await database.transaction(async (tx) => {
    const { queueId, teamId } = await createFirstRows(tx, {
      organisation: {
        name: 'Diwan Demo', language: 'en', calendar: 'gregory', digits: 'latn', timeZone: 'Asia/Tehran', weekStart: 6,
        weekend: [5],
      }, // prettier-ignore
      owner,
      passwordHash,
      demo: true,
    });
    // Whoever says that they are available is given something at once.
    await tx.manager.getRepository(QueueSchema).update({ id: queueId }, { distribution: 'assign' });
    const second = await createSecondQueue(tx);
    for (const { isInSecond, ...agent } of agents) {
      const id = uuidv7();
      await insertAgent(tx, { id, ...agent, passwordHash });
      await setTeamsOf(tx, id, isInSecond ? [teamId, second.teamId] : [teamId]);
    }
    const ids = await createInboxes(tx, queueId);
    await insertWidget(tx, { ...demoWidget(queueId), mailInboxId: ids.get('support@demo.diwan.test') ?? null });
    await insertPolicy(tx, uuidv7(), withStepIds(demoPolicy, []));
    await recordTerms(tx);
    await storeMail(
      tx,
      demoMails(new Date()).map(({ to, bytes }) => ({
        inboxId: ids.get(to) ?? '',
        source: 'import',
        mail: { bytes, envelope: { from: null, to: [to] }, position: null, truncated: false } satisfies RawMail,
      })),
    );
  });
  return { email: owner.email, password };
}

/** Somewhere to move tickets to, and somebody who can help out. */
async function createSecondQueue(tx: Tx): Promise<{ teamId: string }> {
  const [teamId, queueId, name] = [uuidv7(), uuidv7(), 'Warranty'];
  await tx.manager
    .getRepository(QueueSchema)
    .insert({ id: queueId, name, distribution: 'assign', createdAt: new Date() });
  await saveTeamRow(tx, { id: teamId, isNew: true, name });
  await setQueuesOf(tx, teamId, [queueId]);
  return { teamId };
}

async function createInboxes(tx: Tx, queueId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const inbox of inboxes) {
    const id = uuidv7();
    ids.set(inbox.address, id);
    await tx.manager.getRepository(InboxSchema).insert({
      id, channel: 'email', ...inbox, queueId, acceptsSmtp: true, settings: { imap: null, smtp: null, authservId: '' },
      secrets: null, enabled: true, health: {}, version: 1, createdAt: new Date(),
    }); // prettier-ignore
  }
  return ids;
}
