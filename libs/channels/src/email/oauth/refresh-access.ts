/** Fetches an access token by a refresh token (RFC 6749 section 6). */
import { ChannelError, type ChannelErrorCode } from '../../channel-error.js';
import type { IssuedAccess, OAuthGrant } from './oauth-grant.js';

const patienceMs = 8_000;
const mostAnswerBytes = 65_536;
/** RFC 6749 section 5.1 only recommends to say how long a token lives. */
const usualSeconds = 1_800;

/** Section 5.2, and what OpenID Connect (section 3.1.2.6) and Microsoft add for "a person has to do something". */
const byOAuthError: Record<string, ChannelErrorCode> = {
  invalid_client: 'channel.token_client',
  unauthorized_client: 'channel.token_client',
  invalid_grant: 'channel.token_grant',
  interaction_required: 'channel.token_grant',
  login_required: 'channel.token_grant',
  consent_required: 'channel.token_grant',
  invalid_scope: 'channel.token_scope',
};

type Answer = { status: number; body: Record<string, unknown> };

/** Takes 8 s at most and follows no redirect: the secrets go where the settings say and nowhere else. @throws ChannelError */
export async function refreshAccess(grant: OAuthGrant): Promise<IssuedAccess> {
  const answer = await ask(grant);
  const { access_token: accessToken, expires_in: expiresIn, refresh_token: refreshToken } = answer.body;
  if (answer.status !== 200 || !isText(accessToken)) throw refusal(grant, answer);
  return {
    accessToken,
    expiresInSeconds: secondsOf(expiresIn),
    refreshToken: isText(refreshToken) && refreshToken !== grant.refreshToken ? refreshToken : null,
  };
}

function refusal(grant: OAuthGrant, { status, body: { error, error_description: description } }: Answer): ChannelError {
  if (!isText(error)) {
    return tokenError('channel.token_endpoint', `${hostOf(grant)}: answered ${status} without a token`);
  }
  const said = isText(description) ? `${error}: ${description.slice(0, 500)}` : error;
  return tokenError(byOAuthError[error] ?? 'channel.token_endpoint', `${hostOf(grant)}: ${said}`);
}

async function ask(grant: OAuthGrant): Promise<Answer> {
  const { clientId, clientSecret, refreshToken, scope } = grant;
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId });
  // In the body (section 2.3.1): Google and Microsoft document only this one.
  if (clientSecret !== null) form.set('client_secret', clientSecret);
  if (scope !== '') form.set('scope', scope);
  try {
    const response = await fetch(grant.tokenEndpoint, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, body: asObject(await readText(response)) };
  } catch (cause) {
    throw tokenError('channel.token_endpoint', `${hostOf(grant)}: ${reasonOf(cause)}`, cause);
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) throw new Error(`an answer of more than ${mostAnswerBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Whatever is no JSON object, such as the error page of a proxy, holds no token. */
function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Some write the number as a text. */
function secondsOf(expiresIn: unknown): number {
  const seconds = Number(expiresIn ?? usualSeconds);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : usualSeconds;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function hostOf({ tokenEndpoint }: OAuthGrant): string {
  return URL.canParse(tokenEndpoint) ? new URL(tokenEndpoint).host : tokenEndpoint;
}

/** fetch says "fetch failed" and keeps what happened in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Object) || !('message' in error)) return String(error);
  const { cause } = error as { cause?: { message?: string; code?: string } };
  return cause?.message || cause?.code || String(error.message);
}

/** Always worth another try: the endpoint comes back, a person renews the grant, and then the same mail goes. */
function tokenError(code: ChannelErrorCode, message: string, cause?: unknown): ChannelError {
  return new ChannelError(code, { retryable: true, message, cause });
}
