// Fault switches: ways in which a real platform misbehaves, turned on by share of requests and repeatable by seed.
// They touch the admin calls that hide, show and delete, and nothing else. They live in memory: a restart turns them off.
import { setTimeout as wait } from 'node:timers/promises';

export const MAX_DELAY_MS = 15_000;
/** Seconds a rate-limited caller is told to wait. */
export const RATE_LIMIT_RETRY_AFTER_S = 1;

export interface FaultSettings {
  /** Answers 202 and does nothing. The key is remembered as for an honest call. */
  readonly okButNothing: number;
  /** Answers 503 before anything happened. */
  readonly failBeforeCommit: number;
  /** Acts, then answers 503. */
  readonly failAfterCommit: number;
  /** Answers 429 with Retry-After. */
  readonly rateLimit: number;
  /** Every call waits so long before it is looked at. */
  readonly delayMs: number;
  /** Start of the random sequence. The same seed and the same order of calls give the same faults. */
  readonly seed: number;
}

/** What the switches hold for one call. */
export interface Draw {
  readonly okButNothing: boolean;
  readonly failBeforeCommit: boolean;
  readonly failAfterCommit: boolean;
  readonly rateLimit: boolean;
  readonly delayMs: number;
}

export interface Faults {
  read(): FaultSettings;
  /** Replaces what is named, keeps the rest, and starts the random sequence anew. */
  set(change: Partial<FaultSettings>): FaultSettings;
  draw(): Draw;
}

const NO_FAULTS: FaultSettings = {
  okButNothing: 0,
  failBeforeCommit: 0,
  failAfterCommit: 0,
  rateLimit: 0,
  delayMs: 0,
  seed: 1,
};

/** The switches of one running messenger, all off. */
export function createFaults(): Faults {
  let settings = NO_FAULTS;
  let random = randomFrom(settings.seed);
  return {
    read: () => settings,
    set(change) {
      settings = { ...settings, ...change };
      random = randomFrom(settings.seed);
      return settings;
    },
    draw: () => drawFrom(settings, random),
  };
}

/** Waits as long as the draw says. */
export async function delay(draw: Draw): Promise<void> {
  if (draw.delayMs > 0) await wait(draw.delayMs);
}

function drawFrom(settings: FaultSettings, random: () => number): Draw {
  // Four numbers for every call, needed or not: changing one share does not move the others.
  const [a, b, c, d] = [random(), random(), random(), random()] as const;
  return {
    rateLimit: a < settings.rateLimit,
    failBeforeCommit: b < settings.failBeforeCommit,
    okButNothing: c < settings.okButNothing,
    failAfterCommit: d < settings.failAfterCommit,
    delayMs: settings.delayMs,
  };
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
