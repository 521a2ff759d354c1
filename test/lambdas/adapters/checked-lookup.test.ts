import { describe, expect, it } from '@jest/globals';
import { checkedLookup, isRefusedAddress } from '../../../lambdas/adapters/checked-lookup.ts';
import { fetchJson } from '../../../lambdas/adapters/fetch-json.ts';

describe('isRefusedAddress', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '169.254.169.254',
    '169.254.170.2',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
  ])('never lets %s be asked', (address) => {
    expect([isRefusedAddress(address, true), isRefusedAddress(address, false)]).toEqual([true, true]);
  });

  it.each(['10.0.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd12::1', '::ffff:10.0.0.1'])(
    'lets %s be asked only where the operator named the host',
    (address) => {
      expect([isRefusedAddress(address, true), isRefusedAddress(address, false)]).toEqual([false, true]);
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'lets %s be asked',
    (address) => {
      expect(isRefusedAddress(address, false)).toBe(false);
    },
  );
});

describe('checkedLookup', () => {
  const look = (hostname: string, all: boolean) =>
    new Promise((resolve) => {
      checkedLookup(true)(hostname, { all }, (error, address) => resolve(error?.message ?? address));
    });

  it.each([true, false])('resolves to no address of this machine (all: %s)', async (all) => {
    expect(await look('localhost', all)).toBe('the name leads into a network that is not to be asked');
  });

  it('stands before every connection that fetchJson makes', async () => {
    const ask = (url: string) => fetchJson(url, { timeout: 2000, resolve: (same) => same });
    await expect(ask('https://localhost:1/')).rejects.toThrow('the name leads into a network');
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://①②⑦.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fd00:ec2::254]/',
  ])('keeps fetchJson from %s', async (url) => {
    const answer = fetchJson(url, { timeout: 2000, resolve: (same) => same });
    await expect(answer).rejects.toThrow('the address is in a network that is not to be asked');
  });
});
