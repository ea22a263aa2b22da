// How much anybody may ask of the messenger, by name: sizes, page lengths and rates.
// Not the fault switches: those are in admin/faults.ts and exist to be unfair.
import { Problem } from './problems.ts';

export const MAX_MEDIA_BYTES = 25 * 1024 * 1024;
/** The small picture of a sealed file, which the server cannot make smaller. */
export const MAX_SEALED_THUMBNAIL_BYTES = 128 * 1024;
export const MAX_JSON_BYTES = 64 * 1024;
export const MAX_TEXT_LENGTH = 4_000;
export const MAX_MEDIA_PER_MESSAGE = 10;
export const MAX_MENTIONS = 20;
export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;
export const MAX_KEY_LENGTH = 200;
export const SESSION_DAYS = 90;
export const INVITE_DAYS = 30;
export const MAX_STREAMS = 64;
/** Open live streams of members, in all and of one account. */
export const MAX_LIVE = 4_000;
export const MAX_LIVE_PER_ACCOUNT = 8;

/** Requests per minute and address or account, refilled evenly. */
export interface RateLimits {
  readonly signUpsPerMinute: number;
  readonly signInsPerMinute: number;
  readonly writesPerMinute: number;
  /** Reports, and questions what became of one, of one address. */
  readonly reportsPerMinute: number;
}

export const DEFAULT_RATES: RateLimits = {
  signUpsPerMinute: 120,
  signInsPerMinute: 30,
  writesPerMinute: 1_200,
  reportsPerMinute: 10,
};

/** Remembered callers per meter. When full, the meter forgets the oldest, who is then treated as new. */
const MAX_CALLERS = 20_000;
const MINUTE_MS = 60_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A token bucket per caller. `take` throws a 429 with the seconds to wait. */
export interface Meter {
  take(caller: string): void;
}

/** Builds a meter that lets `perMinute` requests through per caller and minute. */
export function createMeter(perMinute: number, now: () => number = Date.now): Meter {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller) {
      const at = now();
      const tokens = refilled(buckets.get(caller), perMinute, at);
      if (tokens < 1) throw tooMany(Math.ceil(((1 - tokens) * MINUTE_MS) / perMinute / 1000));
      buckets.delete(caller);
      if (buckets.size >= MAX_CALLERS) forgetOldest(buckets);
      buckets.set(caller, { tokens: tokens - 1, at });
    },
  };
}

function refilled(bucket: Bucket | undefined, perMinute: number, at: number): number {
  if (bucket === undefined) return perMinute;
  return Math.min(perMinute, bucket.tokens + ((at - bucket.at) * perMinute) / MINUTE_MS);
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

function tooMany(seconds: number): Problem {
  return new Problem(429, 'rate.limited', `Too many requests. Try again in ${seconds} s.`, seconds);
}
