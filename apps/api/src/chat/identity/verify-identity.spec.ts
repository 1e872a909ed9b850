import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { isIdentityKey, isProvenVisitor, verifyIdentity, visitorOfSubject } from './verify-identity.js';

const secret = 'a secret of at least thirty-two bytes';
const now = new Date('2026-11-25T10:00:00Z');
const hours = (count: number) => Math.floor(now.getTime() / 1000) + count * 3_600;
const sign = (claims: JWTPayload, key = secret, alg = 'HS256') =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
const verify = (token: string) => verifyIdentity(token, { method: 'HS256', key: secret }, now);
const good = { sub: 'customer-7', exp: hours(1), name: ' Sara ', email: 'Sara@Customer.test' };

describe('a visitor’s identity', () => {
  it('is believed when the page’s server has signed it', async () => {
    expect(await verify(await sign(good))).toEqual({
      subject: 'customer-7',
      name: 'Sara',
      email: 'sara@customer.test',
      expiresAt: new Date(hours(1) * 1000),
    });
  });

  it('may be signed with Ed25519', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const token = await new SignJWT(good).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
    expect(await verifyIdentity(token, { method: 'EdDSA', key }, now)).toMatchObject({ subject: 'customer-7' });
    // The public key is no secret: nobody may sign with it.
    const forged = await sign(good, key);
    await expect(verifyIdentity(forged, { method: 'EdDSA', key }, now)).rejects.toThrow('chat.identity_invalid');
  });

  it.each([
    ['of yesterday', () => sign({ ...good, exp: hours(-1) }), 'chat.identity_expired'],
    ['for ever', () => sign({ sub: 'x' }), 'chat.identity_invalid'],
    ['for more than a day', () => sign({ ...good, exp: hours(25) }), 'chat.identity_invalid'],
    ['of nobody', () => sign({ exp: hours(1) }), 'chat.identity_invalid'],
    ['of an empty name', () => sign({ ...good, sub: ' ' }), 'chat.identity_invalid'],
    ['with another secret', () => sign(good, `another ${secret}`), 'chat.identity_invalid'],
    ['with another algorithm', () => sign(good, secret.repeat(2), 'HS512'), 'chat.identity_invalid'],
    ['without a signature', async () => new UnsecuredJWT(good).encode(), 'chat.identity_invalid'],
    ['that is none', async () => 'x.y.z', 'chat.identity_invalid'],
  ])('is not believed: %s', async (_, make, code) => {
    await expect(verify(await make())).rejects.toThrow(code);
  });

  it('is the same visitor everywhere in one widget, and never one who has proven nothing', () => {
    const id = visitorOfSubject('widget', 'customer-7');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(visitorOfSubject('widget', 'customer-7')).toBe(id);
    expect(visitorOfSubject('other', 'customer-7')).not.toBe(id);
    expect([isProvenVisitor(id), isProvenVisitor(randomUUID())]).toEqual([true, false]);
  });

  it.each([
    ['a short secret', 'HS256', 'short', false],
    ['a long one', 'HS256', secret, true],
    ['a secret as a public key', 'EdDSA', secret, false],
  ] as const)('has a key that fits its method: %s', async (_, method, key, fits) => {
    expect(await isIdentityKey({ method, key })).toBe(fits);
  });
});
