import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { baseAddress, createReplySigner } from './reply-signer.js';
import type { ReplyKey } from './reply-token.js';

const key = (id: string, fill: number): ReplyKey => ({ id, secret: Buffer.alloc(32, fill) });
const signer = createReplySigner({ current: key('k2', 2), previous: key('k1', 1) });
const older = createReplySigner({ current: key('k1', 1) });
const inbox = 'support@diwan.test';
const uuid = '0191d2a4-7c1e-7000-8000-00000000002a';

const address = signer.replyAddress(inbox, 42);
const messageId = signer.messageId(42, uuid, 'diwan.test');
const byAddress = [{ by: 'reply_address', ticketNumber: 42 }];
const byId = [{ by: 'message_id', ticketNumber: 42 }];
const ofAddress = (recipient: string) => signer.proofs({ recipients: [recipient], ids: [] });
const ofId = (id: string) => signer.proofs({ recipients: [], ids: [id] });

describe('reply addresses', () => {
  it('carry the ticket, the key id and an 80 bit mac in a local part of at most 64 octets', () => {
    expect(address).toMatch(/^support\+t42\.k2-[a-z2-7]{16}@diwan\.test$/);
    expect(signer.replyAddress(inbox, 999_999_999_999_999).split('@')[0]?.length).toBeLessThanOrEqual(64);
  });

  it.each([
    ['as sent', address],
    ['in upper case', address.toUpperCase()],
    ['in angle brackets', `<${address}>`],
    ['signed with the previous key', older.replyAddress(inbox, 42)],
  ])('prove their ticket %s', (_name, recipient) => {
    expect(ofAddress(recipient)).toEqual(byAddress);
  });

  it.each([
    ['the ticket swapped', address.replace('+t42.', '+t43.')],
    ['a leading zero', address.replace('+t42.', '+t042.')],
    ['another inbox', address.replace('support', 'sales')],
    ['another host', address.replace('diwan.test', 'evil.test')],
    ['a shortened mac', address.replace(/.@/, '@')],
    ['a forged mac', address.replace(/-[a-z2-7]{16}/, '-aaaaaaaaaaaaaaaa')],
    ['an unknown key id', address.replace('.k2-', '.k9-')],
    ['the other live key id', address.replace('.k2-', '.k1-')],
    ['a mac made with a key that is gone', createReplySigner({ current: key('k0', 9) }).replyAddress(inbox, 42)],
    ['no token', inbox],
    ['two signs', `${address}@evil.test`],
    ['nothing', ''],
  ])('prove nothing with %s', (_name, recipient) => {
    expect(ofAddress(recipient)).toEqual([]);
  });

  it('keep an inbox that has a plus of its own', () => {
    const tagged = signer.replyAddress('support+de@diwan.test', 42);
    expect(ofAddress(tagged)).toEqual(byAddress);
    expect(baseAddress(tagged)).toBe('support+de@diwan.test');
  });

  it.each([
    [address, inbox],
    [address.toUpperCase(), inbox],
    [address.replace(/-[a-z2-7]{16}/, '-aaaaaaaaaaaaaaaa'), inbox],
    ['Support@Diwan.test', inbox],
    ['support+tag@diwan.test', 'support+tag@diwan.test'],
  ])('%s stands for %s', (recipient, base) => {
    expect(baseAddress(recipient)).toBe(base);
  });
});

describe('own message ids', () => {
  it.each([
    ['as sent', messageId],
    ['in upper case', messageId.toUpperCase()],
    ['in angle brackets', `<${messageId}>`],
    ['signed with the previous key', older.messageId(42, uuid, 'diwan.test')],
  ])('prove their ticket %s', (_name, id) => {
    expect(ofId(id)).toEqual(byId);
  });

  it.each([
    ['the ticket swapped', messageId.replace('t.42.', 't.43.')],
    ['another message', messageId.replace('2a.', '2b.')],
    ['another host', messageId.replace('diwan.test', 'evil.test')],
    ['the mac of a reply address', messageId.replace(/k2-[a-z2-7]{16}/, /k2-[a-z2-7]{16}/.exec(address)?.[0] ?? '')],
    ['a foreign form', 'CAF=abc@mail.example.com'],
  ])('prove nothing with %s', (_name, id) => {
    expect(ofId(id)).toEqual([]);
  });

  it('cannot be made from what would break a header', () => {
    expect(() => signer.messageId(1, 'a\r\nBcc: x', 'diwan.test')).toThrow(RangeError);
    expect(() => signer.messageId(1, uuid, 'diwan.test>\r\n')).toThrow(RangeError);
    expect(() => signer.messageId(0, uuid, 'diwan.test')).toThrow(RangeError);
    expect(() => signer.replyAddress('support', 1)).toThrow(RangeError);
  });
});

it('names each proven ticket once', () => {
  expect(signer.proofs({ recipients: [address, address.toUpperCase()], ids: [messageId, messageId] })).toEqual([
    ...byAddress,
    ...byId,
  ]);
});

it('never throws and never believes what it did not sign', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 })), (values) => {
      expect(signer.proofs({ recipients: values, ids: values })).toEqual([]);
    }),
  );
});

it('refuses keys that are too weak or misnamed', () => {
  expect(() => createReplySigner({ current: { id: 'k1', secret: Buffer.alloc(8) } })).toThrow(RangeError);
  expect(() => createReplySigner({ current: key('K-1', 1) })).toThrow(RangeError);
});
