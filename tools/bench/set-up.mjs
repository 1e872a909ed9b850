// First-run set-up through the API, then agents with open sessions: 200 sign-ins would measure argon2 and nothing else.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

export const address = 'support@diwan.test';

export async function setUp({ ports, sql }, { imap = null } = {}) {
  const request = createClient(ports.http);
  await request('POST', '/api/setup', {
    organisation: {
      name: 'Benchmark',
      language: 'en',
      calendar: 'gregory',
      digits: 'latn',
      timeZone: 'UTC',
      weekStart: 1,
      weekend: [6, 7],
    },
    owner: { name: 'Owner', email: 'owner@diwan.test', password: randomBytes(12).toString('hex') },
  });
  const [queue] = await sql('select id from queues');
  const inbox = { senderName: 'Support', queueId: queue.id, language: 'en', smtp: null };
  await request('POST', '/api/inboxes', { ...inbox, name: 'Direct', address, acceptsSmtp: true, imap: null });
  return {
    /** The receiver starts with the inbox. */
    addMailbox: () =>
      request('POST', '/api/inboxes', {
        ...inbox,
        name: 'Mailbox',
        address: 'mailbox@diwan.test',
        acceptsSmtp: false,
        imap,
      }),
    request,
  };
}

/** A client that keeps the session cookie. */
function createClient(port) {
  let cookie = '';
  return async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(cookie ? { cookie } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

/** @returns {Promise<string>} the cookie of a new session of this agent */
export async function openSession({ sql }, agentId) {
  const token = randomBytes(32).toString('base64url');
  await sql(
    `insert into sessions (id, token_hash, agent_id, created_at, last_seen_at, address, user_agent)
     values (gen_random_uuid(), $1, $2, now(), now(), '127.0.0.1', 'bench')`,
    [createHash('sha256').update(token).digest(), agentId],
  );
  return `diwan=${token}`;
}

/** Agents of the first team, each with a session. @returns {Promise<string[]>} their cookies */
export async function signInAgents({ sql }, count) {
  const [team] = await sql('select id from teams');
  const agents = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), n }));
  const rows = JSON.stringify(agents);
  await sql(
    `insert into agents (id, name, email, role, created_at)
     select id, 'Agent ' || n, 'agent' || n || '@diwan.test', 'agent', now()
     from jsonb_to_recordset($1::jsonb) as row (id uuid, n integer)`,
    [rows],
  );
  await sql(
    `insert into team_members (team_id, agent_id) select $2, id from jsonb_to_recordset($1::jsonb) as row (id uuid)`,
    [rows, team.id],
  );
  return Promise.all(agents.map(({ id }) => openSession({ sql }, id)));
}
