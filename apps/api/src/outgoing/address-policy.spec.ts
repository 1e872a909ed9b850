import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, publicWeb } from './address-policy.js';

describe('a public address', () => {
  it.each(['8.8.8.8', '151.101.1.69', '2606:4700::1111', '2a00:1450:4001:82a::200e', '::ffff:8.8.8.8'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['this machine', ['127.0.0.1', '127.255.0.9', '0.0.0.0', '::1', '::']],
    ['a private network', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd12:3456::1', 'fec0::1']],
    ['the same link', ['169.254.1.1', 'fe80::1', 'fe80::1%eth0']],
    [
      'the metadata of a cloud',
      ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
    ],
    ['a provider’s inside', ['100.64.0.1', '198.18.0.1']],
    ['many at once, or nobody', ['224.0.0.1', '255.255.255.255', 'ff02::1', '240.0.0.1', '100::1']],
    ['an example', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']],
    ['IPv4 inside IPv6', ['::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '::ffff:0:127.0.0.1', '::7f00:1', '::127.0.0.1']],
    ['a tunnel to IPv4', ['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001::1']],
    ['no address', ['', 'localhost', 'example.com', '1.2.3.4.5']],
  ])('is not one of %s', (_, addresses) => expect(addresses.filter(isPublicAddress)).toEqual([]));

  it.each([
    [80, true],
    [443, true],
    [22, false],
    [25, false],
    [5432, false],
    [8080, false],
  ])('is asked on port %d: %s', (port, allowed) => expect(publicWeb('8.8.8.8', port)).toBe(allowed));
});
