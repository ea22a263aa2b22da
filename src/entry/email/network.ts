// Which network an address belongs to, for limits: one IPv4 address, or the /64 of an IPv6 address, which is one customer's.
import { isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The network of an address as text; what is no address is its own network. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address);
  if (mapped !== null) return mapped[1] ?? address;
  if (!isIPv6(address)) return address;
  const groups = allGroups(address.split('%')[0] ?? '');
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** All eight groups, without leading zeros: `::` stands for as many zeros as are missing (RFC 4291, 2.2). */
function allGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  const missing = Math.max(0, GROUPS - before.length - after.length);
  return [...before, ...Array<string>(missing).fill('0'), ...after];
}

/** A dotted IPv4 tail is two groups; which two does not matter: they are never part of a /64. */
function groupsOf(text: string): string[] {
  const groups = text === '' ? [] : text.split(':');
  return groups.flatMap((group) =>
    group.includes('.') ? ['0', '0'] : [Number.parseInt(group, 16).toString(16)],
  );
}
