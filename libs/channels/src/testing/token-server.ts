/** An OAuth token endpoint on loopback, for tests: gives out access tokens, can be told to fail, and vouches for its tokens. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OAuthGrant } from '../email/oauth/oauth-grant.js';

export type TokenServerOptions = {
  expiresInSeconds?: number;
  /** Each refresh token works once and is answered with the next (RFC 6749 section 10.4). */
  singleUse?: boolean;
  /** Whose mailbox the tokens open. */
  user?: string;
};

export type TokenAnswer = { status: number; body: string | object; headers?: Record<string, string> };

export type TokenServer = {
  grant: OAuthGrant;
  /** For Dovecot: `?access_token=` behind it. */
  introspectionUrl: string;
  /** The forms that were posted, in order. */
  asked: Record<string, string>[];
  /** The access tokens given out, in order. */
  issued: string[];
  /** Instead of the next answer; 'silence' never answers. */
  next: (answer: TokenAnswer | 'silence') => void;
  /** Mail servers turn these away from now on. */
  revoke: (accessToken: string) => void;
  stop: () => Promise<void>;
};

const client = { id: 'diwan-client', secret: 'client-secret' };

export async function startTokenServer(options: TokenServerOptions = {}): Promise<TokenServer> {
  const { expiresInSeconds = 3_600, singleUse = false, user = 'support@diwan.test' } = options;
  const asked: Record<string, string>[] = [];
  const issued: string[] = [];
  const good = new Set<string>();
  const answers: (TokenAnswer | 'silence')[] = [];
  let refreshToken = 'refresh-0';

  const refuse = (error: string): TokenAnswer => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: { error, error_description: `${error} for tests` },
  });
  const giveToken = (form: Record<string, string>): TokenAnswer => {
    if (form['client_id'] !== client.id || form['client_secret'] !== client.secret) return refuse('invalid_client');
    if (form['grant_type'] !== 'refresh_token' || form['refresh_token'] !== refreshToken)
      return refuse('invalid_grant');
    if (form['scope'] !== undefined && form['scope'] !== 'mail') return refuse('invalid_scope');
    const accessToken = `access-${issued.length}`;
    issued.push(accessToken);
    good.add(accessToken);
    if (singleUse) refreshToken = `refresh-${issued.length}`;
    return {
      status: 200,
      body: {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: expiresInSeconds,
        ...(singleUse && { refresh_token: refreshToken }),
      },
    };
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    if (pathname === '/introspect') {
      const active = good.has(searchParams.get('access_token') ?? '');
      return answer(response, { status: active ? 200 : 401, body: active ? { active, email: user } : { active } });
    }
    return void readForm(request).then((form) => {
      asked.push(form);
      const scripted = answers.shift() ?? giveToken(form);
      if (scripted !== 'silence') answer(response, scripted);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    grant: {
      tokenEndpoint: `${origin}/token`,
      clientId: client.id,
      clientSecret: client.secret,
      refreshToken: 'refresh-0',
      scope: 'mail',
    },
    introspectionUrl: `${origin}/introspect?access_token=`,
    asked,
    issued,
    next: (scripted) => void answers.push(scripted),
    revoke: (accessToken) => void good.delete(accessToken),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, { status, body, headers }: TokenAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}
