/**
 * Addresses that nothing which is looked up may lead to: this machine (Lambda's runtime API listens there), link-local ones
 * (credentials of instances and containers, of which Lambda has none, but neither has it business there), and what is no
 * server's at all. Private networks are where targets are. An address that is written in the document is taken as it is.
 */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** VPC Lattice answers at these (its user guide, "link-local addresses"). */
const LATTICE = new BlockList();
LATTICE.addSubnet('169.254.171.0', 24, 'ipv4');
LATTICE.addSubnet('fd00:ec2:80::', 64, 'ipv6');

const REFUSED = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  REFUSED.addSubnet(network, prefix, 'ipv4');
  // The same by way of a translator: RFC 6052 (NAT64), RFC 3056 (6to4).
  const [a = 0, b = 0] = network.split('.').map(Number);
  const [high, low] = [((a << 8) | b).toString(16), '0'];
  REFUSED.addSubnet(`64:ff9b::${high}:${low}`, 96 + prefix, 'ipv6');
  REFUSED.addSubnet(`2002:${high}:${low}::`, 16 + prefix, 'ipv6');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // AWS's own services of an instance: metadata, time, credentials of pods.
  ['fd00:ec2::', 32],
] as const)
  REFUSED.addSubnet(network, prefix, 'ipv6');

/** The code of the error where a name leads to such an address. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

/** @param address IPv4 or IPv6, without brackets */
export function isRefusedAddress(address: string): boolean {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  return REFUSED.check(address, family) && !LATTICE.check(address, family);
}

/** Node's own, without refused addresses. What is connected to is what was checked: nothing is looked up twice. */
export const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const allowed = addresses.filter(({ address }) => !isRefusedAddress(address));
    const [first] = allowed;
    if (first === undefined) {
      const refused = new Error('the name leads to an address that is refused');
      return callback(Object.assign(refused, { code: ADDRESS_REFUSED }), []);
    }
    if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};
