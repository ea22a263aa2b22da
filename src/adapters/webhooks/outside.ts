// Which addresses lie outside of the operator's own networks: a message to a webhook goes nowhere else, whatever its name leads to.
import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A name or an address that leads into a network of our own. */
export class PrivateAddress extends Error {
  readonly code = 'webhook.private-address';
}

/** Special purposes by IANA's registries (RFC 6890), multicast, and what of IPv6 carries an address of IPv4 inside. */
const RESERVED: Readonly<Record<'ipv4' | 'ipv6', readonly (readonly [net: string, prefix: number])[]>> = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  ipv6: [
    ['::', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ],
};

const OURS = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const)
  for (const [net, prefix] of RESERVED[family]) OURS.addSubnet(net, prefix, family);

/** Whether a numeric address is out in the world. A list of IPv4 networks covers their mapped form (`::ffff:10.0.0.1`) as well. */
export function isOutside(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !OURS.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a name for one connection: what is looked at is what is connected to, so that no second answer of the DNS comes between. */
export const lookupOutside: LookupFunction = (name, options, done) => {
  resolve(name, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, []);
    if (found.some(({ address }) => !isOutside(address)))
      return done(new PrivateAddress('this name leads into a private network'), []);
    const [first] = found;
    return options.all === true ? done(null, found) : done(null, first?.address ?? '', first?.family);
  });
};
