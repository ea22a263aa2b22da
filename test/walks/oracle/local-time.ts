// What a wall clock shows in a zone, asked of Intl a quarter of an hour at a time and walked through step by step. Slow on purpose,
// and shares no line with the product: it is what the product is compared with.

const MINUTE = 60_000;
/** No zone of our time changes its clocks at any other moment than a full quarter of an hour (UTC). */
const QUARTER = 15 * MINUTE;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A local time is at most this far from the same figures read as UTC. */
const FARTHEST = 15 * HOUR;

const REMEMBERED_FROM = Date.UTC(2022, 0, 1);
const REMEMBERED_UNTIL = Date.UTC(2036, 0, 1);
const SLOTS = (REMEMBERED_UNTIL - REMEMBERED_FROM) / QUARTER;
const NOT_ASKED = 32_767;

const formatters = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, Int16Array>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formatters.set(zone, made);
  return made;
}

/** Minutes by which the wall in this zone is ahead of UTC at a full quarter of an hour. */
function askOffset(zone: string, at: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return (Date.UTC(year, month - 1, day, hour, minute, second) - at) / MINUTE;
}

/** Milliseconds by which the wall is ahead of UTC. */
function offsetAt(zone: string, at: number): number {
  const slot = Math.floor(at / QUARTER) * QUARTER;
  if (slot < REMEMBERED_FROM || slot >= REMEMBERED_UNTIL) return askOffset(zone, slot) * MINUTE;
  let memory = remembered.get(zone);
  if (memory === undefined) {
    memory = new Int16Array(SLOTS).fill(NOT_ASKED);
    remembered.set(zone, memory);
  }
  const index = (slot - REMEMBERED_FROM) / QUARTER;
  if (memory[index] === NOT_ASKED) memory[index] = askOffset(zone, slot);
  return (memory[index] ?? 0) * MINUTE;
}

/** Number of the local calendar day, counted from 1 January 1970. */
export function dayOf(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY);
}

/** Milliseconds the wall shows since its 00:00. */
export function timeOfDay(zone: string, at: number): number {
  return at + offsetAt(zone, at) - dayOf(zone, at) * DAY;
}

/** `YYYY-MM-DD` of a day by its number. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: number): number {
  return new Date(day * DAY).getUTCDay();
}

/** The first moment whose wall time is this or, where the wall leaps over it, the first moment after the leap. */
export function momentOf(zone: string, day: number, time: number): number {
  const wall = day * DAY + time;
  for (
    let slot = Math.floor((wall - FARTHEST) / QUARTER) * QUARTER;
    slot < wall + FARTHEST;
    slot += QUARTER
  ) {
    const shown = slot + offsetAt(zone, slot);
    if (shown > wall) return slot;
    if (wall < shown + QUARTER) return wall - offsetAt(zone, slot);
  }
  throw new Error(`the oracle walked past ${isoDay(day)} in ${zone}`);
}

/** 24:00 of a local day. */
export function endOfDay(zone: string, day: number): number {
  let slot = Math.floor((day * DAY - FARTHEST) / QUARTER) * QUARTER;
  while (dayOf(zone, slot) <= day) slot += QUARTER;
  return slot;
}

/** Every moment between two at which the wall of a zone was put forward or back. */
export function changesOf(zone: string, from: number, until: number): readonly number[] {
  const changes: number[] = [];
  for (let at = from; at < until; at += DAY) {
    if (offsetAt(zone, at) === offsetAt(zone, at - DAY)) continue;
    for (let slot = at - DAY + QUARTER; slot <= at; slot += QUARTER) {
      if (offsetAt(zone, slot) !== offsetAt(zone, slot - QUARTER)) changes.push(slot);
    }
  }
  return changes;
}
