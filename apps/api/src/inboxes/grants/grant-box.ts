import type { OAuthGrant } from '@diwan/channels';
import { open, seal } from '../../secrets/secret-box.js';
import type { SecretKeys } from '../../secrets/secret-key.js';

export type GrantSecrets = Pick<OAuthGrant, 'clientSecret' | 'refreshToken'>;

// Each kind of box is bound to its own name, so that none opens in the place of another.
const secretsOf = (inboxId: string): string => `${inboxId} grant`;
const accessOf = (inboxId: string): string => `${inboxId} access token`;
const usedUpBy = ({ tokenEndpoint, clientId }: Client): string => `tested grant ${clientId} ${tokenEndpoint}`;

type Client = Pick<OAuthGrant, 'tokenEndpoint' | 'clientId'>;

export const sealGrant = (keys: SecretKeys, inboxId: string, secrets: GrantSecrets): Buffer =>
  seal(keys, secretsOf(inboxId), secrets);
export const openGrant = (keys: SecretKeys, inboxId: string, box: Buffer): GrantSecrets =>
  open<GrantSecrets>(keys, secretsOf(inboxId), box);
export const sealAccess = (keys: SecretKeys, inboxId: string, accessToken: string): Buffer =>
  seal(keys, accessOf(inboxId), accessToken);
export const openAccess = (keys: SecretKeys, inboxId: string, box: Buffer): string =>
  open<string>(keys, accessOf(inboxId), box);

const mark = 'sealed:';

/** A refresh token that goes through the browser between a test and the saving: nobody there can read it. */
export function sealForForm(keys: SecretKeys, client: Client, refreshToken: string): string {
  return mark + seal(keys, usedUpBy(client), refreshToken).toString('base64url');
}

/** What the form holds as refresh token: sealed by a test, or as it was typed. @throws SecretBoxError */
export function openFromForm(keys: SecretKeys, client: Client, given: string): string {
  if (!given.startsWith(mark)) return given;
  return open<string>(keys, usedUpBy(client), Buffer.from(given.slice(mark.length), 'base64url'));
}
