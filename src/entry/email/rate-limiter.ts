// How many connections and letters one network address may have. A limit answers 4xx: the peer comes again, nothing is lost.
import { type Instant, MINUTE } from '../../domain/kernel/instant.ts';

export interface RateLimits {
  readonly connectionsPerNetwork: number;
  readonly lettersPerMinute: number;
}

export interface RateLimiter {
  connect(peer: string): boolean;
  disconnect(peer: string): void;
  letter(peer: string): boolean;
}

/** Peers remembered at once; beyond it the oldest minute is forgotten. */
const MAX_PEERS = 10_000;

export function rateLimiter(limits: RateLimits, clock: () => Instant): RateLimiter {
  const connections = new Map<string, number>();
  const letters = new Map<string, { readonly since: Instant; count: number }>();
  return {
    connect(peer) {
      const open = (connections.get(peer) ?? 0) + 1;
      connections.set(peer, open);
      return open <= limits.connectionsPerNetwork;
    },
    disconnect(peer) {
      const open = (connections.get(peer) ?? 1) - 1;
      if (open <= 0) connections.delete(peer);
      else connections.set(peer, open);
    },
    letter(peer) {
      const now = clock();
      const minute = letters.get(peer);
      if (minute === undefined || now - minute.since >= MINUTE) {
        if (letters.size >= MAX_PEERS) letters.clear();
        letters.set(peer, { since: now, count: 1 });
        return true;
      }
      minute.count += 1;
      return minute.count <= limits.lettersPerMinute;
    },
  };
}
