/** A real IMAP server for tests: Debian's Dovecot in a temporary folder, on loopback. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

const binary = '/usr/sbin/dovecot';
const nobody = 65534;

/** The path of the server, or null where it is not installed (specs skip by name then). It also has to be run as root. */
export function findDovecot(): string | null {
  return existsSync(binary) && process.getuid?.() === 0 ? binary : null;
}

export type DovecotOptions = {
  user?: string;
  password?: string;
  /** Also takes access tokens, and asks here whether one is good: the token is put behind it. */
  introspectionUrl?: string;
};

export type Dovecot = {
  port: number;
  user: string;
  password: string;
  /** @returns the UID. */
  append: (raw: string | Buffer, folder?: string) => Promise<number>;
  /** Removes a mail for good. */
  expunge: (uid: number, folder?: string) => Promise<void>;
  /** UIDs that carry \Seen. */
  seen: (folder?: string) => Promise<number[]>;
  /** Forgets the mailbox's list of UIDs, as after a restore from backup: the next look finds another UIDVALIDITY. */
  newUidValidity: () => Promise<void>;
  /** Ends the server; mail and port stay for `start`. */
  halt: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startDovecot({
  user = 'support@diwan.test',
  password = 'pw',
  introspectionUrl,
}: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'diwan-dovecot-'));
  const port = await freePort();
  const home = join(folder, 'mail', user);
  await chmod(folder, 0o755);
  await mkdir(home, { recursive: true });
  for (const owned of [join(folder, 'mail'), home]) await chown(owned, nobody, nobody);
  await writeFile(join(folder, 'users'), `${user}:{PLAIN}${password}:${nobody}:${nobody}::${home}::\n`, {
    mode: 0o644,
  });
  await writeFile(join(folder, 'oauth2.conf'), oauthConfiguration(introspectionUrl ?? ''), { mode: 0o644 });
  const configured = configuration(folder, port) + (introspectionUrl === undefined ? '' : tokenSignIn(folder));
  await writeFile(join(folder, 'dovecot.conf'), configured);

  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    server = spawn(binary, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true });
    await answering(port);
  };
  const halt = async (): Promise<void> => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    // The whole process group, since the master on SIGTERM leaves the processes of signed-in clients behind.
    killGroup(running.pid);
    await ended;
  };
  const asUser = <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => signedIn({ port, user, password }, work);
  await start();
  return {
    port,
    user,
    password,
    append: (raw, path = 'INBOX') =>
      asUser(async (client) => {
        if (path !== 'INBOX') await client.mailboxCreate(path);
        const stored = await client.append(path, raw);
        if (stored === false || stored.uid === undefined) throw new Error('Dovecot did not store the mail');
        return stored.uid;
      }),
    expunge: (uid, path = 'INBOX') =>
      asUser(async (client) => {
        await client.mailboxOpen(path);
        await client.messageDelete(String(uid), { uid: true });
      }),
    seen: (path = 'INBOX') =>
      asUser(async (client) => {
        await client.mailboxOpen(path, { readOnly: true });
        return (await client.search({ seen: true }, { uid: true })) || [];
      }),
    async newUidValidity() {
      await halt();
      const list = join(home, 'dovecot-uidlist');
      // "3 V<uidvalidity> N<next uid> G<guid>". Without the list the validity would be the time in seconds, perhaps the same.
      const [header = ''] = (await readFile(list, 'utf8')).split('\n');
      await writeFile(list, `${header.replace(/ V\d+ N\d+/, ` V${nextValidity()} N1`)}\n`);
      for (const name of ['dovecot-uidvalidity', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache']) {
        await rm(join(home, name), { force: true });
      }
      await start();
    },
    halt,
    start,
    async stop() {
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

let validity = 2_000_000_000;
const nextValidity = (): number => (validity += 1);

async function signedIn<T>(
  { port, user, password }: { port: number; user: string; password: string },
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Resolves once a greeting arrives; the server is up in well under a second. */
async function answering(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      const settle = (answer: boolean): void => {
        socket.destroy();
        resolve(answer);
      };
      socket
        .once('data', () => settle(true))
        .once('error', () => settle(false))
        .once('end', () => settle(false));
    });
    if (greeted) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Dovecot did not start');
}

const configuration = (folder: string, port: number): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
last_valid_uid = 0
first_valid_gid = 1
default_login_user = dovenull
default_internal_user = dovecot
default_internal_group = dovecot
mail_location = maildir:${folder}/mail/%u
mail_uid = ${nobody}
mail_gid = ${nobody}
mail_max_userip_connections = 100
namespace inbox {
  inbox = yes
  separator = /
}
passdb {
  driver = passwd-file
  args = scheme=plain username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

const tokenSignIn = (folder: string): string => `
auth_mechanisms = plain login xoauth2
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf
}
`;

const oauthConfiguration = (introspectionUrl: string): string => `
tokeninfo_url = ${introspectionUrl}
introspection_mode = auth
username_attribute = email
active_attribute = active
active_value = true
`;
