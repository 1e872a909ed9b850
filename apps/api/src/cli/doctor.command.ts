import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Inbox } from '@diwan/contracts';
import type { Config } from '../config.js';
import { assertDurable } from '../database/durability.js';
import type { Database } from '../database/database.js';
import { readWork } from '../health/work.query.js';
import { listInboxes } from '../inboxes/inbox.repository.js';
import { presentInbox } from '../inboxes/present-inbox.js';
import { openSecrets } from '../inboxes/server-settings.js';
import { findOrganisation } from '../organisation/organisation.repository.js';
import { loadSecretKeys } from '../secrets/secret-key.js';
import type { Command } from './command.js';
import { withDatabase } from './with-database.js';

type InboxHealth = Inbox['health'];
type Finding = { level: 'ok' | 'warn' | 'fail'; what: string; remedy?: string };

const leastFreeBytes = 1024 ** 3;

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (listening: boolean): void => {
      socket.destroy();
      answer(listening);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

async function lookAtDatabase(database: Database): Promise<Finding[]> {
  const [version] = await database.query<{ version: string }>('select version() as version');
  const durable = await assertDurable(database).then(
    (): Finding => ({ level: 'ok', what: 'PostgreSQL keeps what it commits' }),
    (error: Error): Finding => ({ level: 'fail', what: error.message }),
  );
  const organisation = await findOrganisation(database);
  return [
    { level: 'ok', what: version?.version.split(' on ')[0] ?? 'PostgreSQL' },
    durable,
    organisation
      ? { level: 'ok', what: `set up for ${organisation.name}` }
      : { level: 'warn', what: 'not set up yet', remedy: 'open /setup in the browser' },
  ];
}

async function lookAtWork(database: Database): Promise<Finding[]> {
  const work = await readWork(database);
  const waiting = `${work.mailWaiting} mails and ${work.deliveriesWaiting} messages wait, the oldest ${Math.round(work.oldestSeconds)} s`;
  const findings: Finding[] = [
    work.oldestSeconds > 300
      ? { level: 'fail', what: waiting, remedy: 'is the worker running? see its log' }
      : { level: 'ok', what: waiting },
  ];
  if (work.mailHeld > 0) {
    findings.push({
      level: 'warn',
      what: `${work.mailHeld} mails are suspended or quarantined`,
      remedy: 'Settings > Suspended mail',
    });
  }
  if (work.deliveriesFailed > 0) {
    findings.push({
      level: 'warn',
      what: `${work.deliveriesFailed} messages failed`,
      remedy: 'open their tickets and retry',
    });
  }
  return findings;
}

const remedies: Readonly<Record<string, string>> = {
  'channel.authentication': 'type the new password in its settings',
  'channel.token_endpoint': 'check the token endpoint in its settings, and that this machine reaches it',
  'channel.token_client': 'check client ID and secret in its settings; a secret may have expired',
  'channel.token_grant': 'sign in to the provider again and save the new refresh token (docs/operations.md)',
  'channel.token_scope': 'enter the scope that was granted in its settings',
  'channel.token_refused': 'check its user name, and that the scope covers this server',
};

async function lookAtInboxes(database: Database, config: Config): Promise<Finding[]> {
  const keys = await loadSecretKeys(config);
  return (await listInboxes(database)).flatMap((inbox): Finding[] => {
    const { name, address, health, sending } = presentInbox(inbox);
    const label = `inbox ${name} <${address}>`;
    try {
      openSecrets(inbox, keys);
    } catch (error) {
      const remedy = 'set DIWAN_PREVIOUS_SECRET_KEY, or type its password again';
      return [{ level: 'fail', what: `${label}: ${error instanceof Error ? error.message : ''}`, remedy }];
    }
    const queued = sending.backlog > 0 ? `, ${sending.backlog} messages wait` : '';
    return [findingOf(`${label}, receiving`, health), findingOf(`${label}, sending${queued}`, sending)];
  });
}

function findingOf(label: string, { state, error }: InboxHealth): Finding {
  if (!error) return { level: 'ok', what: `${label}: ${state}` };
  const { code, since, detail } = error;
  return {
    level: 'fail',
    what: `${label}: ${code} since ${since}: ${detail}`,
    remedy: remedies[code] ?? 'see its settings',
  };
}

async function lookAtMachine(config: Config): Promise<Finding[]> {
  const folder = existsSync(config.dataFolder) ? config.dataFolder : '.';
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  const size = `${(free / 1024 ** 3).toFixed(1)} GB free for data`;
  const up = await isListening(config.host, config.port);
  return [
    { level: 'ok', what: `Node ${process.versions.node}` },
    free < leastFreeBytes
      ? { level: 'fail', what: size, remedy: 'intake stops when the disk is full' }
      : { level: 'ok', what: size },
    up
      ? { level: 'ok', what: `something answers on ${config.host}:${config.port}` }
      : { level: 'warn', what: `nothing answers on ${config.host}:${config.port}`, remedy: 'npm start' },
  ];
}

const signs = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;

export const doctorCommand: Command = {
  words: ['doctor'],
  parameters: '',
  summary: 'looks whether everything is well; exit code 1 if not',
  run: () =>
    withDatabase(async ({ database, config }) => {
      const findings = [
        ...(await lookAtMachine(config)),
        ...(await lookAtDatabase(database)),
        ...(await lookAtWork(database)),
        ...(await lookAtInboxes(database, config)),
      ];
      for (const { level, what, remedy } of findings) {
        console.log(`${signs[level]}  ${what}${remedy ? `\n      -> ${remedy}` : ''}`);
      }
      return findings.some((finding) => finding.level === 'fail') ? 1 : 0;
    }),
};
