// A TCP connection that is read line by line: enough of a client for SMTP and IMAP, lean enough to load a server with.
import { connect } from 'node:net';

export async function connectLines(port) {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let rest = '';
  const lines = [];
  let waiting = null;
  let failure = null;
  const wake = () => {
    waiting?.();
    waiting = null;
  };
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    const all = (rest + text).split('\r\n');
    rest = all.pop();
    lines.push(...all);
    wake();
  });
  const end = (error) => {
    failure ??= error ?? new Error('the server closed the connection');
    wake();
  };
  socket.on('error', end);
  socket.on('close', () => end());
  return {
    write: (data) => socket.write(data),
    async line() {
      while (lines.length === 0) {
        if (failure) throw failure;
        await new Promise((done) => (waiting = done));
      }
      return lines.shift();
    },
    end: () => socket.end(),
  };
}
