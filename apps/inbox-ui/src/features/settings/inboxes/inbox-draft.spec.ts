import { describe, expect, it } from '@jest/globals';
import { draftOf, requestOf, type InboxDraft } from './inbox-draft.js';
import { providerOf, withProvider } from './providers.js';

const empty = draftOf(null, { queueId: 'queue', language: 'fa' });
const filled: InboxDraft = {
  ...empty,
  name: 'Support',
  address: ' support@diwan.test ',
  imap: { ...empty.imap, host: ' imap.diwan.test ', secret: 'pw' },
  smtp: { ...empty.smtp, host: 'smtp.diwan.test', port: '۵۸۷', security: 'starttls', user: 'out' },
};

describe('requestOf', () => {
  it('signs in with the address where no user is given and reads Persian digits', () => {
    expect(requestOf(filled)).toMatchObject({
      address: 'support@diwan.test',
      imap: { host: 'imap.diwan.test', port: 993, user: 'support@diwan.test', secret: 'pw', folder: 'INBOX' },
      smtp: { port: 587, user: 'out' },
    });
  });

  it('leaves out a secret that was not typed, so that the one there is stays', () => {
    expect(requestOf(filled).smtp).not.toHaveProperty('secret');
  });

  it.each<[string, Partial<InboxDraft['imap']>]>([
    ['switched off', { used: false }],
    ['without a host', { host: '  ' }],
  ])('sends no server that is %s', (_, over) => {
    expect(requestOf({ ...filled, imap: { ...filled.imap, ...over } }).imap).toBeNull();
  });

  it('sends no user to a server that wants none', () => {
    expect(requestOf({ ...filled, smtp: { ...filled.smtp, auth: 'none' } }).smtp?.user).toBe('');
  });
});

describe('the grant', () => {
  const google = { ...filled, ...withProvider(filled, 'google') };
  const withIds = { ...google, grant: { ...google.grant, clientId: ' id ', refreshToken: 'refresh' } };

  it('goes with servers that sign in by it, which then have no secret of their own', () => {
    const { imap, smtp, grant } = requestOf(withIds);
    expect(imap).toMatchObject({ host: 'imap.gmail.com', port: 993, auth: 'xoauth2' });
    expect(smtp).toMatchObject({ host: 'smtp.gmail.com', port: 465, security: 'tls', auth: 'xoauth2' });
    expect([imap, smtp]).not.toContainEqual(expect.objectContaining({ secret: expect.anything() }));
    expect(grant).toEqual({
      tokenEndpoint: 'https://oauth2.googleapis.com/token',
      clientId: 'id',
      scope: 'https://mail.google.com/',
      refreshToken: 'refresh',
    });
  });

  it('stays behind when no server wants it', () => {
    expect(requestOf({ ...withIds, ...withProvider(withIds, 'other') }).grant).toBeNull();
  });

  it.each(['google', 'microsoft', 'other'] as const)('is recognised as that of %s', (provider) => {
    expect(providerOf({ ...filled, ...withProvider(filled, provider) })).toBe(provider);
  });
});
