// Instant: a moment in time as whole milliseconds since 1970-01-01T00:00:00Z. The core never asks what time it is.

declare const instantBrand: unique symbol;
export type Instant = number & { readonly [instantBrand]: true };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Korea has kept UTC+9 without daylight saving since 1988 (tz database, Asia/Seoul). */
const KST_OFFSET = 9 * HOUR;

/** Takes milliseconds since the epoch; throws on anything that is not a finite number (a bug, not bad input). */
export function instant(milliseconds: number): Instant {
  if (!Number.isFinite(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`);
  return Math.trunc(milliseconds) as Instant;
}

/** The moment `milliseconds` after `from`. */
export function after(from: Instant, milliseconds: number): Instant {
  return instant(from + milliseconds);
}

/** ISO 8601 in UTC, to the second: `2026-11-20T00:00:00Z`. */
export function utc(at: Instant): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** ISO 8601 in Korean time, to the second: `2026-11-20T09:00:00+09:00`. */
export function kst(at: Instant): string {
  return utc(after(at, KST_OFFSET)).replace(/Z$/, '+09:00');
}

/** The calendar year in UTC. */
export function yearOf(at: Instant): number {
  return new Date(at).getUTCFullYear();
}
