// Fills a mailbox over one connection with pipelined APPENDs (RFC 7888, LITERAL+).
import { connectLines } from './line-client.mjs';

export async function appendMails({ port, user, password }, mails) {
  const client = await connectLines(port);
  await client.line();
  client.write(`a LOGIN "${user}" "${password}"\r\n`);
  await tagged(client, 'a');
  const ahead = 20;
  for (const [index, { bytes }] of mails.entries()) {
    client.write(`a${index} APPEND INBOX {${bytes.length}+}\r\n`);
    client.write(bytes);
    client.write('\r\n');
    if (index >= ahead) await tagged(client, `a${index - ahead}`);
  }
  for (let index = Math.max(0, mails.length - ahead); index < mails.length; index++) await tagged(client, `a${index}`);
  client.write('z LOGOUT\r\n');
  client.end();
}

async function tagged(client, tag) {
  let line = await client.line();
  while (line.startsWith('*')) line = await client.line();
  if (!line.startsWith(`${tag} OK`)) throw new Error(`IMAP: wanted ${tag} OK, got ${line}`);
}
