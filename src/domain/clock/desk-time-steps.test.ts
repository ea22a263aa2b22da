// The desk's own time, step by step: what it shows, and which steps of the wall clock are told of.
import { describe, expect, test } from 'vitest';
import { HOUR, type Instant, instant, MINUTE, SECOND } from '../kernel/instant.ts';
import { type Advanced, advance, startTime, type TimeReading, trustWall } from './desk-time.ts';

const T0 = instant(Date.UTC(2026, 10, 20));
const LOOK = 15 * SECOND;

const at = (wall: number, monotonic: number): TimeReading => ({ wall: instant(T0 + wall), monotonic });

/** Looks one after another, the first being the start. */
function looks(readings: readonly TimeReading[], stored: Instant | null = null): readonly Advanced[] {
  const all: Advanced[] = [];
  for (const reading of readings) {
    const last = all.at(-1);
    all.push(last === undefined ? startTime(stored, reading) : advance(last.known, reading));
  }
  return all;
}

const steps = (all: readonly Advanced[]): readonly (string | null)[] => all.map(({ stepped }) => stepped);
const times = (all: readonly Advanced[]): readonly number[] => all.map(({ now }) => now - T0);

describe("the desk's time", () => {
  test('is the time on the wall while nobody touches it', () => {
    const all = looks([at(0, 7), at(LOOK, 7 + LOOK), at(2 * LOOK, 7 + 2 * LOOK)]);
    expect(times(all)).toEqual([0, LOOK, 2 * LOOK]);
    expect(steps(all)).toEqual([null, null, null]);
  });

  test('runs on when the wall goes back 48 hours, and says so once', () => {
    const all = looks([at(0, 0), at(LOOK - 48 * HOUR, LOOK), at(2 * LOOK - 48 * HOUR, 2 * LOOK)]);
    expect(times(all)).toEqual([0, LOOK, 2 * LOOK]);
    expect(steps(all)).toEqual([null, 'back', null]);
  });

  test('goes along when the wall goes ahead 48 hours, and says so once', () => {
    const all = looks([at(0, 0), at(LOOK + 48 * HOUR, LOOK), at(2 * LOOK + 48 * HOUR, 2 * LOOK)]);
    expect(times(all)).toEqual([0, LOOK + 48 * HOUR, 2 * LOOK + 48 * HOUR]);
    expect(steps(all)).toEqual([null, 'ahead', null]);
  });

  test('tells of a second step back while it is still behind, and of one after it was right again', () => {
    const all = looks([at(0, 0), at(-HOUR, 0), at(-3 * HOUR, 0), at(0, 0), at(-HOUR, 0)]);
    expect(steps(all)).toEqual([null, 'back', 'back', null, 'back']);
  });

  test('does not believe over a restart that it is earlier than it was', () => {
    const stored = instant(T0 + HOUR);
    const all = looks([at(-47 * HOUR, 3), at(-47 * HOUR + LOOK, 3 + LOOK)], stored);
    expect(times(all)).toEqual([HOUR, HOUR + LOOK]);
    expect(steps(all)).toEqual(['back', null]);
  });

  test('believes the wall when it comes back after any time switched off', () => {
    const [first] = looks([at(48 * HOUR, 3)], T0);
    expect(first).toMatchObject({ now: T0 + 48 * HOUR, stepped: null });
  });

  test('passes over what every clock does: steps of up to a minute', () => {
    const all = looks([at(0, 0), at(LOOK - MINUTE, LOOK), at(2 * LOOK + MINUTE, 2 * LOOK)]);
    expect(steps(all)).toEqual([null, null, null]);
    expect(times(all)).toEqual([0, LOOK, 2 * LOOK + MINUTE]);
  });

  test('tells of a slow drift once a minute of it, and never falls behind the time that ran', () => {
    const hourly = Array.from({ length: 200 }, (_, hour) => at(hour * (HOUR - SECOND), hour * HOUR));
    const all = looks(hourly);
    expect(steps(all).filter((step) => step === 'back')).toHaveLength(3);
    expect(times(all)).toEqual(hourly.map(({ monotonic }) => monotonic));
  });

  test('starts anew from the wall when a person trusts it', () => {
    const behind = looks([at(0, 0), at(-48 * HOUR, LOOK)]).at(-1);
    const trusted = advance(trustWall(at(-48 * HOUR, LOOK)), at(LOOK - 48 * HOUR, 2 * LOOK));
    expect(behind?.now).toBe(T0 + LOOK);
    expect(trusted).toMatchObject({ now: T0 + LOOK - 48 * HOUR, stepped: null });
  });
});
