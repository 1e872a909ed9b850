import { connect } from 'node:net';

/**
 * Says `lines` to an SMTP server one after the other, each after the reply to the one before, and returns all replies, the
 * greeting first. A Buffer is written as it is. Ends when the server hangs up or after the last reply.
 */
export async function smtpDialogue(port: number, lines: readonly (string | Buffer)[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const replies: string[] = [];
  const left = [...lines];
  let buffered = '';
  await new Promise<void>((resolve) => {
    socket.on('error', () => resolve()).on('close', () => resolve());
    socket.on('data', (chunk) => {
      buffered += chunk.toString();
      for (let end = endOfReply(buffered); end > 0; end = endOfReply(buffered)) {
        replies.push(buffered.slice(0, end).trimEnd());
        buffered = buffered.slice(end);
        const next = left.shift();
        if (next === undefined) socket.end();
        else socket.write(typeof next === 'string' ? `${next}\r\n` : next);
      }
    });
  });
  socket.destroy();
  return replies;
}

/** The last line of a reply has a space after its code (RFC 5321 4.2.1). */
function endOfReply(text: string): number {
  const found = /^\d{3}(?: .*)?\r\n/m.exec(text);
  return found === null ? 0 : found.index + found[0].length;
}
