// Brings letters to Diwan as the world does: a mail server that stores them in a mailbox, and one that delivers by SMTP and
// sends again whatever was not acknowledged.
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { Dovecot } from '../harness/mail-servers.js';
import type { LedgerFile } from './ledger-file.js';
import type { Letter } from './letters.js';

const batchSize = 25;
const smtpAtOnce = 6;
const againAfterMs = 150;

type Injection = { letters: readonly Letter[]; ledger: LedgerFile; random: () => number };

/**
 * Stores letters in batches, with pauses between them. Every tenth is stored twice, as after a restore from backup.
 * @returns the newest UID.
 */
export async function injectByImap(dovecot: Dovecot, { letters, ledger, random }: Injection): Promise<number> {
  let newest = 0;
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: dovecot.user, pass: dovecot.password },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  try {
    for (let start = 0; start < letters.length; start += batchSize) {
      const batch = letters.slice(start, start + batchSize);
      await ledger.write(...batch.map((letter) => ({ what: 'will_inject', letter }) as const));
      for (const letter of batch) {
        for (let copies = letter.id % 10 === 0 ? 2 : 1; copies > 0; copies--) {
          const stored = await client.append('INBOX', letter.raw);
          newest = (stored && stored.uid) || newest;
        }
      }
      await ledger.write(...batch.map(({ id }) => ({ what: 'acknowledged', id }) as const));
      await pause(random() * 1_000);
    }
    return newest;
  } finally {
    client.close();
  }
}

/** Several connections at once. Every twentieth letter is sent again although it was acknowledged: the answer was lost. */
export async function injectBySmtp(port: number, to: string, { letters, ledger, random }: Injection): Promise<void> {
  const waiting = [...letters];
  const deliver = async (): Promise<void> => {
    for (let letter = waiting.shift(); letter; letter = waiting.shift()) {
      await ledger.write({ what: 'will_inject', letter });
      while (!(await isAcknowledged(port, to, letter))) {
        await ledger.write({ what: 'unanswered', id: letter.id });
        await pause(againAfterMs);
      }
      await ledger.write({ what: 'acknowledged', id: letter.id });
      if (letter.id % 20 === 0) await isAcknowledged(port, to, letter);
      await pause(random() * 200);
    }
  };
  await Promise.all(Array.from({ length: smtpAtOnce }, deliver));
}

/** False when 250 was not read, for whatever reason. */
async function isAcknowledged(port: number, to: string, { from, raw }: Letter): Promise<boolean> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  try {
    const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw });
    return response.startsWith('250');
  } catch {
    return false;
  } finally {
    transport.close();
  }
}

/** The rhythm of the load, not a wait for something to happen. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
