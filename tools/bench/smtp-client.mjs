// Sends as MTAs do: connections stay open, MAIL, RCPT and DATA travel together (RFC 2920).
import { connectLines } from './line-client.mjs';

async function reply(client) {
  let line = await client.line();
  while (line[3] === '-') line = await client.line();
  return line;
}

async function expect(client, code) {
  const line = await reply(client);
  if (!line.startsWith(code)) throw new Error(`SMTP: wanted ${code}, got ${line}`);
}

export async function openSmtp(port) {
  const client = await connectLines(port);
  await expect(client, '220');
  client.write('EHLO loader.bench.test\r\n');
  await expect(client, '250');
  return {
    /** @returns when the last byte was written and when the 250 came, in ms of this process */
    async send({ from, to, bytes }) {
      const recipients = [to].flat();
      const rcpt = recipients.map((each) => `RCPT TO:<${each}>\r\n`).join('');
      client.write(`MAIL FROM:<${from}> SIZE=${bytes.length}\r\n${rcpt}DATA\r\n`);
      await expect(client, '250');
      for (let n = 0; n < recipients.length; n++) await expect(client, '250');
      await expect(client, '354');
      client.write(bytes);
      client.write('\r\n.\r\n');
      const sentAt = performance.now();
      await expect(client, '250');
      return { sentAt, acceptedAt: performance.now() };
    },
    quit() {
      client.write('QUIT\r\n');
      client.end();
    },
  };
}

/** All of them over `connections` at once, each as soon as a connection is free and `dueAt` of it has come. */
export async function sendAll(port, mails, { connections, to, dueAt = () => 0 }) {
  const results = mails.map(() => null);
  let next = 0;
  const work = async () => {
    const smtp = await openSmtp(port);
    while (next < mails.length) {
      const index = next++;
      const waitMs = dueAt(index) - performance.now();
      if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
      results[index] = await smtp.send({ ...mails[index], to });
    }
    smtp.quit();
  };
  await Promise.all(Array.from({ length: connections }, work));
  return results;
}
