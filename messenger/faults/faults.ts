// The switches of one running messenger: what they are set to, and what they hold for one request. They live in memory.
import { type Change, type FaultSettings, type Profile, settingsOf, type Share } from './settings.ts';

/** Seconds a rate-limited caller is told to wait. */
export const RATE_LIMIT_RETRY_AFTER_S = 1;

/** Which requests share a sequence. */
export type RequestClass = 'order' | 'admin-read' | 'read' | 'page' | 'peer';

export interface Faults {
  read(): FaultSettings;
  /** Replaces what is named (a profile: everything first), keeps the rest, and starts every sequence anew. */
  set(change: Change): FaultSettings;
  /** The next number of a switch's sequence for that class of requests, from 0 to below 1. */
  draw(share: Share, of: RequestClass): number;
  /** Whether the switch acts on this request. Draws once. */
  hits(share: Share, of: RequestClass): boolean;
}

/** The switches as a profile says, by default all off. */
export function createFaults(profile: Profile = 'off'): Faults {
  let settings = settingsOf(profile);
  let sequences = new Map<string, () => number>();
  const draw = (share: Share, of: RequestClass): number => {
    const name = `${share}/${of}`;
    const sequence = sequences.get(name) ?? randomFrom(settings.seed ^ hashOf(name));
    sequences.set(name, sequence);
    return sequence();
  };
  return {
    read: () => settings,
    set({ profile: named, ...change }) {
      settings = { ...(named === undefined ? settings : settingsOf(named)), ...change };
      sequences = new Map();
      return settings;
    },
    draw,
    hits: (share, of) => draw(share, of) < settings[share],
  };
}

/** A number from 0 to below 1 that is always the same for the same seed and name: a choice that must not depend on order. */
export function fixedDraw(seed: number, name: string): number {
  return randomFrom(seed ^ hashOf(name))();
}

/** A small repeatable generator (mulberry32). Not for secrets. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over UTF-16 units: spreads names over 32 bits. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
