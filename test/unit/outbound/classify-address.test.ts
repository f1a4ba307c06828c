import { assert, ipV4, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress } from '../../../src-proxy/outbound/classify-address.ts';

const hex = (high: number, low: number): string => (high * 256 + low).toString(16);

describe('classifyAddress', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['fc00::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['fec0::1', 'private'],
    ['169.254.1.1', 'link_local'],
    ['fe80::1', 'link_local'],
    ['fe80::1%eth0', 'link_local'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'multicast'],
    ['240.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['8.8.8.8', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['11.0.0.1', 'public'],
    ['2606:4700::1111', 'public'],
  ])('%s is %s', (address, expected) => {
    expect(classifyAddress(address)).toBe(expected);
  });

  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '169.254.170.23',
    '169.254.0.23',
    '169.254.42.42',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd00:0ec2:0:0:0:0:0:254',
    'fd00:ec2::23',
    'fd20:ce::254',
    'fd00:42::42',
    'fe80::a9fe:a9fe',
  ])('%s serves cloud metadata', (address) => {
    expect(classifyAddress(address)).toBe('metadata');
  });

  it.each([
    ['IPv4-mapped', '::ffff:169.254.169.254'],
    ['IPv4-mapped, hexadecimal', '::ffff:a9fe:a9fe'],
    ['IPv4-mapped, written out', '0:0:0:0:0:ffff:a9fe:a9fe'],
    ['IPv4-compatible', '::169.254.169.254'],
    ['IPv4-translated', '::ffff:0:169.254.169.254'],
    ['NAT64', '64:ff9b::169.254.169.254'],
    ['local NAT64', '64:ff9b:1::a9fe:a9fe'],
    ['6to4', '2002:a9fe:a9fe::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:5601:5601'],
    ['ISATAP', '2001:db8::5efe:169.254.169.254'],
  ])('sees the metadata address inside %s', (_name, address) => {
    expect(classifyAddress(address)).toBe('metadata');
  });

  it.each([
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:0.0.0.0', 'unspecified'],
    ['64:ff9b::8.8.8.8', 'public'],
    ['2002:c0a8:0101::1', 'private'],
  ])('takes %s for what it carries: %s', (address, expected) => {
    expect(classifyAddress(address)).toBe(expected);
  });

  it('takes any IPv4 address for the same in whatever IPv6 carries it', () => {
    assert(
      property(ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const carriers = [
          `::ffff:${address}`,
          `::FFFF:${hex(a, b)}:${hex(c, d)}`,
          `64:ff9b::${address}`,
          `2002:${hex(a, b)}:${hex(c, d)}::1`,
          `2001:0:1:2:3:4:${hex(255 - a, 255 - b)}:${hex(255 - c, 255 - d)}`,
        ];
        const expected = classifyAddress(address);
        expect(carriers.map(classifyAddress)).toEqual(carriers.map(() => expected));
      }),
    );
  });

  it.each(['example.com', '', '1.2.3', '[::1]', '169.254.169.254.', '0x7f000001'])(
    'does not take %j for an address',
    (text) => {
      expect(classifyAddress(text)).toBeNull();
    },
  );
});
