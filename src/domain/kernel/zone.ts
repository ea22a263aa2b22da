// Local time: what the wall clock and the calendar on the wall say in an IANA time zone, and back. Built on Intl alone,
// so the rules of a zone are those of the runtime's tz data. It knows days, not which of them are working days.
// A wall time that occurs twice means its FIRST occurrence; one that never occurs means the first moment after the gap.
import { DAY, HOUR, type Instant, instant, MINUTE, SECOND } from './instant.ts';

/** A day on the calendar, Gregorian. Years are written with four digits (1000 to 9999); months run from 1 to 12. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a wall clock shows, to the second. */
export interface LocalTime extends LocalDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Building a formatter costs many times its use. As many as there are zones in the law's data, so never many. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Halvings that find one millisecond in the longest gap there is: a day left out (2^27 ms is more than 24 hours). */
const HALVINGS = 27;

const LAST_DAY_OF_A_LONG_MONTH = 31;
const MONTHS_IN_A_YEAR = 12;

/** Is this the name of a time zone, such as `Asia/Seoul`? An offset (`+09:00`) is none: it cannot know daylight saving. */
export function isZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    newFormatter(name);
    return true;
  } catch {
    return false;
  }
}

/** What the wall clock in `zone` shows at a moment; fractions of a second are cut. Throws RangeError on an unknown zone. */
export function localOf(at: Instant, zone: string): LocalTime {
  const wall = new Date(wallAt(at, zone));
  return {
    ...dateOf(wall.getTime()),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}

/**
 * The moment at which the wall clock in `zone` shows `local`. When clocks are put back it shows it twice: the first
 * counts, since what is owed by half past one is owed the first time it is half past one. When they are put forward it
 * may never show it: then the first moment after the gap, since the clock has passed the time asked for only there.
 */
export function instantOf(local: LocalTime, zone: string): Instant {
  const time = local.hour * HOUR + local.minute * MINUTE + local.second * SECOND;
  return firstAt(dayOf(local) + time, zone);
}

/** The moment on `date` at which the wall clock shows the same time as at `at`, to the millisecond; ruled as `instantOf`. */
export function sameTimeOn(date: LocalDate, at: Instant, zone: string): Instant {
  const wall = wallAt(at, zone);
  return firstAt(dayOf(date) + wall - Math.floor(wall / DAY) * DAY, zone);
}

/** The first moment of a day. Not always midnight: where clocks are put forward at midnight, the day begins at 01:00. */
export function startOfDay(date: LocalDate, zone: string): Instant {
  return firstAt(dayOf(date), zone);
}

/** The exclusive end of a day: the first moment of the next one. */
export function endOfDay(date: LocalDate, zone: string): Instant {
  return startOfDay(addDays(date, 1), zone);
}

/** The date `days` days later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(date) + days * DAY);
}

/**
 * The same day of the month, `months` months later (or earlier when negative); where that month has no such day, its
 * last one: Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c), Korean Civil Act Art. 160(3).
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const count = date.year * MONTHS_IN_A_YEAR + date.month - 1 + months;
  const year = Math.floor(count / MONTHS_IN_A_YEAR);
  const month = count - year * MONTHS_IN_A_YEAR + 1;
  return { year, month, day: Math.min(date.day, lengthOfMonth(year, month)) };
}

/** The last day of the month `date` lies in. */
export function endOfMonth(date: LocalDate): LocalDate {
  return addMonths({ ...date, day: LAST_DAY_OF_A_LONG_MONTH }, 0);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: LocalDate): number {
  return new Date(dayOf(date)).getUTCDay();
}

/** `YYYY-MM-DD`. */
export function isoDate(date: LocalDate): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.year}-${two(date.month)}-${two(date.day)}`;
}

/** Reads `YYYY-MM-DD`, or null for any other spelling and for days no calendar has, such as 30 February. */
export function parseDate(text: string): LocalDate | null {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = dateOf(dayOf({ year, month, day }));
  return Number.isInteger(date.year) && isoDate(date) === text ? date : null;
}

/** Negative when `a` is the earlier day, positive when it is the later, 0 when they are the same. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return Math.sign(dayOf(a) - dayOf(b));
}

/** A date as the milliseconds it would begin at if the zone were UTC. */
function dayOf({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day);
}

function dateOf(wall: number): LocalDate {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The first moment at which the wall shows `wall` (milliseconds as if the zone were UTC) or, in a gap, has passed it.
 * A day to either side lies beyond every offset, and no zone changes its clocks twice within two days.
 */
function firstAt(wall: number, zone: string): Instant {
  const offsets = [wall - DAY, wall + DAY].map((at) => wallAt(at, zone) - at);
  const early = wall - Math.max(...offsets);
  const late = wall - Math.min(...offsets);
  const shown = [early, late].find((at) => wallAt(at, zone) === wall);
  return instant(shown ?? firstPast(wall, early, late, zone));
}

/** Where the wall jumps over `wall`: halves the span between a moment before the jump and one that is not. */
function firstPast(wall: number, early: number, late: number, zone: string): number {
  let [before, past] = [early, late];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = Math.floor((before + past) / 2);
    if (wallAt(middle, zone) < wall) before = middle;
    else past = middle;
  }
  return past;
}

/** What the wall shows at a moment, as milliseconds as if the zone were UTC. */
function wallAt(at: number, zone: string): number {
  if (zone === 'UTC') return at;
  const fraction = at - Math.floor(at / SECOND) * SECOND;
  return readWall(formatterOf(zone).format(at)) + fraction;
}

/** Reads `11/20/2026, 09:00:00`. Slices, because this line runs millions of times: formatToParts takes twice as long. */
function readWall(text: string): number {
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const wall = Date.UTC(part(6, 10), part(0, 2) - 1, part(3, 5), part(12, 14), part(15, 17), part(18, 20));
  if (Number.isNaN(wall)) throw new RangeError(`not a wall time of the years 1000 to 9999: ${text}`);
  return wall;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = newFormatter(zone);
  formatters.set(zone, made);
  return made;
}

function newFormatter(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}
