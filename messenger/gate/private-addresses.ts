// Which addresses lie in networks of our own: what an outside hook must never make this server talk to.
import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA's special-purpose registries (RFC 6890), with multicast and the forms of IPv6 that carry an IPv4 address inside. */
const OWN = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  OWN.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  OWN.addSubnet(net, prefix, 'ipv6');

/** Whether a numeric address lies in such a network. What is no address counts as one. */
export function isOwnNetwork(address: string): boolean {
  const family = isIP(address);
  return family === 0 || OWN.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a name and refuses it if any of its addresses is in a network of our own. What was checked is what is connected to. */
export const outsideOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    if (addresses.some(({ address }) => isOwnNetwork(address))) {
      return callback(new Error('The name leads into a network of our own.'), []);
    }
    if (options.all === true) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first?.address ?? '', first?.family ?? 0);
  });
};
