// How many connections and letters one network may have. A limit answers 4xx: the peer comes again, nothing is lost.
import { type Instant, MINUTE } from '../../domain/kernel/instant.ts';
import { networkOf } from './network.ts';

export interface RateLimits {
  readonly connectionsPerNetwork: number;
  readonly lettersPerMinute: number;
}

/** Peers are named by their address; what counts is its network. */
export interface RateLimiter {
  connect(peer: string): boolean;
  disconnect(peer: string): void;
  letter(peer: string): boolean;
}

/** Networks remembered at once; beyond it the one whose minute began first is forgotten. */
const MAX_NETWORKS = 10_000;

export function rateLimiter(
  limits: RateLimits,
  clock: () => Instant,
  maxNetworks: number = MAX_NETWORKS,
): RateLimiter {
  const connections = new Map<string, number>();
  // In the order in which the minutes began: a new minute goes to the end.
  const letters = new Map<string, { readonly since: Instant; count: number }>();
  return {
    connect(peer) {
      const network = networkOf(peer);
      const open = (connections.get(network) ?? 0) + 1;
      connections.set(network, open);
      return open <= limits.connectionsPerNetwork;
    },
    disconnect(peer) {
      const network = networkOf(peer);
      const open = (connections.get(network) ?? 1) - 1;
      if (open <= 0) connections.delete(network);
      else connections.set(network, open);
    },
    letter(peer) {
      const network = networkOf(peer);
      const now = clock();
      const minute = letters.get(network);
      if (minute === undefined || now - minute.since >= MINUTE) {
        letters.delete(network);
        if (letters.size >= maxNetworks) forgetOldest(letters);
        letters.set(network, { since: now, count: 1 });
        return true;
      }
      minute.count += 1;
      return minute.count <= limits.lettersPerMinute;
    },
  };
}

function forgetOldest(letters: Map<string, unknown>): void {
  const { value } = letters.keys().next();
  if (value !== undefined) letters.delete(value);
}
