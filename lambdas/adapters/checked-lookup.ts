import type { LookupFunction } from 'node:net';

/** Addresses that no issuer answers from: this machine, its neighbours on the link (cloud metadata), tunnels, no addresses at all. */
const never: readonly string[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2002::/16',
  'fd00:ec2::/32',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** RFC 1918, RFC 6598, RFC 4193: reached only where the operator named the host. */
const privateOnes: readonly string[] = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** @param configured whether the operator named the host, not a document that was fetched */
export function isRefusedAddress(address: string, configured: boolean): boolean {
  const { isIPv6 } = process.getBuiltinModule('node:net');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const { always, others } = lists();
  return always.check(address, family) || (!configured && others.check(address, family));
}

/** Resolves a name once and lets Node connect to what was looked at: a second answer of the name server counts for nothing. */
export function checkedLookup(configured: boolean): LookupFunction {
  return (hostname, options, callback) => {
    process.getBuiltinModule('node:dns').lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error('the name has no address'), []);
      if (addresses.some(({ address }) => isRefusedAddress(address, configured)))
        return callback(new Error('the name leads into a network that is not to be asked'), []);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

let made: ReturnType<typeof makeLists> | undefined;

function lists() {
  made ??= makeLists();
  return made;
}

function makeLists() {
  const { BlockList } = process.getBuiltinModule('node:net');
  const listOf = (networks: readonly string[]) => {
    const list = new BlockList();
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
    }
    return list;
  };
  return { always: listOf(never), others: listOf(privateOnes) };
}
