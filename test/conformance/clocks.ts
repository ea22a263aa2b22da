// What every keeper of clock rows and of the desk's time must keep, whatever it is made of.
import { describe, expect, test } from 'vitest';
import { caseId, personId } from '../../src/domain/kernel/ids.ts';
import { after, HOUR, type Instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import type { Cases } from '../../src/ports/cases.ts';
import type { ClockPlace, Clocks, OwingClock } from '../../src/ports/clocks.ts';
import type { DeskTime } from '../../src/ports/desk-time.ts';
import { raiseAlarms } from '../../src/workflow/raise-alarms.ts';
import { CLOCK, lawWithin, lawWithoutHour, openClocked } from '../support/clocked-case.ts';
import { later, locatedAs, T0 } from '../support/fixtures.ts';
import { idOf, tell } from '../support/open-case.ts';

export interface ClockStore {
  readonly cases: Cases;
  readonly clocks: Clocks;
  readonly deskTime: DeskTime;
}

const NEAR = 3 * HOUR;
const DUE = 4 * HOUR;
const boom = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(String(error));
};

export function clocksConformance(name: string, fresh: () => Promise<ClockStore>): void {
  describe(`${name}: clocks that are owed`, () => owing(fresh));
  describe(`${name}: clocks at risk`, () => listing(fresh));
  describe(`${name}: the desk's time`, () => time(fresh));
}

function owing(fresh: () => Promise<ClockStore>): void {
  const keys = (found: readonly OwingClock[]): string[] => found.map((one) => one.case);

  test('are owed from their moment on, and not a millisecond before', async () => {
    const { cases, clocks } = await fresh();
    await openClocked(cases, 'a', lawWithin(4));
    expect(await clocks.owing(later(NEAR - 1), 9)).toEqual([]);
    expect(await clocks.owing(later(NEAR), 9)).toEqual([
      { case: idOf('a'), key: CLOCK, owedAt: later(NEAR) },
    ]);
  });

  test('are no longer owed once they were heard of, until the next moment', async () => {
    const store = await fresh();
    await openClocked(store.cases, 'a', lawWithin(4));
    expect(await raiseAlarms(later(NEAR), store, boom)).toEqual({ raised: 1, more: false });
    expect(await store.clocks.owing(later(DUE), 9)).toEqual([]);
    expect(keys(await store.clocks.owing(later(DUE + 1), 9))).toEqual([idOf('a')]);
    await raiseAlarms(later(DUE + 1), store, boom);
    expect(await store.clocks.owing(later(99 * DUE), 9)).toEqual([]);
  });

  test('are not owed once they have stopped', async () => {
    const store = await fresh();
    await openClocked(store.cases, 'a', lawWithin(4));
    await tell(
      { ...store, outbox: undefined as never, people: undefined as never, enrolments: undefined as never },
      idOf('a'),
      locatedAs(1, { kind: 'gone' }),
    );
    expect(await store.clocks.owing(later(DUE), 9)).toEqual([]);
  });

  test('come with the longest owed first, in pieces that miss none and repeat none', async () => {
    const { cases, clocks } = await fresh();
    const starts = [40, 10, 30, 10, 20, 10];
    await Promise.all(
      starts.map((start, at) => openClocked(cases, `k${at}`, lawWithin(4), later(start * MINUTE))),
    );
    const found: OwingClock[] = [];
    for (let piece = 0; piece < 9; piece += 1) {
      const next = await clocks.owing(later(DUE), 2, found.at(-1));
      expect(next.length).toBeLessThanOrEqual(2);
      found.push(...next);
    }
    expect(keys(found)).toEqual(['k1', 'k3', 'k5', 'k4', 'k2', 'k0'].map(idOf));
  });
}

function listing(fresh: () => Promise<ClockStore>): void {
  const order = async ({ clocks }: ClockStore, now: Instant, stopped = false): Promise<string[]> =>
    (await clocks.list({ now, stopped, limit: 99 })).map((one) => one.case);

  test('come breached first, then near breach, then by deadline, then without an hour by target', async () => {
    const store = await fresh();
    // A year is near a day before its end; four hours an hour before theirs. So a later deadline can be the nearer one.
    await openClocked(store.cases, 'target-late', lawWithoutHour, later(HOUR));
    await openClocked(store.cases, 'target', lawWithoutHour, later(0));
    await openClocked(store.cases, 'far', lawWithin(200), later(0));
    await openClocked(store.cases, 'soon', lawWithin(8), later(95 * HOUR));
    await openClocked(store.cases, 'near', lawWithin(110), later(0));
    await openClocked(store.cases, 'breached', lawWithin(90), later(0));
    await openClocked(store.cases, 'breached-first', lawWithin(80), later(0));
    const now = later(96 * HOUR);
    const expected = ['breached-first', 'breached', 'near', 'soon', 'far', 'target', 'target-late'];
    expect(await order(store, now)).toEqual(expected.map(idOf));
    const pages: ClockPlace[] = [];
    for (let page = 0; page < 4; page += 1) {
      const after = pages.at(-1);
      pages.push(...(await store.clocks.list({ now, stopped: false, limit: 2, ...(after && { after }) })));
    }
    expect(pages.map((one) => one.case)).toEqual(expected.map(idOf));
  });

  test('leave out what has stopped, unless it is asked for, and then behind all others', async () => {
    const store = await fresh();
    const silent = {
      ...store,
      outbox: undefined as never,
      people: undefined as never,
      enrolments: undefined as never,
    };
    await openClocked(store.cases, 'stopped', lawWithin(1));
    await openClocked(store.cases, 'runs', lawWithoutHour);
    await tell(silent, idOf('stopped'), locatedAs(1, { kind: 'gone' }));
    expect(await order(store, later(DUE))).toEqual([idOf('runs')]);
    expect(await order(store, later(DUE), true)).toEqual(['runs', 'stopped'].map(idOf));
  });

  test('of one case, and no more than asked for', async () => {
    const { cases, clocks } = await fresh();
    for (const key of ['a', 'b', 'c']) await openClocked(cases, key, lawWithin(4));
    const filter = { now: T0, stopped: false };
    expect(await clocks.list({ ...filter, limit: 2 })).toHaveLength(2);
    expect(await clocks.list({ ...filter, limit: 9, case: idOf('b') })).toMatchObject([
      { case: idOf('b'), key: CLOCK },
    ]);
    expect(await clocks.list({ ...filter, limit: 9, case: caseId('none') })).toEqual([]);
  });
}

function time(fresh: () => Promise<ClockStore>): void {
  test('is not known at first, moves on, and is never moved back by keeping it', async () => {
    const { deskTime } = await fresh();
    expect(await deskTime.latest()).toBeNull();
    expect(await deskTime.keep(null, T0)).toBe(true);
    expect(await deskTime.keep(T0, later(5))).toBe(true);
    expect(await deskTime.keep(later(5), later(4))).toBe(false);
    expect(await deskTime.latest()).toBe(later(5));
  });

  test('is not written over what somebody else wrote since one looked', async () => {
    const { deskTime } = await fresh();
    await deskTime.keep(null, T0);
    await deskTime.keep(T0, later(5));
    expect(await deskTime.keep(T0, later(9))).toBe(false);
    expect(await deskTime.keep(null, later(9))).toBe(false);
    expect(await deskTime.latest()).toBe(later(5));
  });

  test('goes back only by the word of a person', async () => {
    const { deskTime } = await fresh();
    await deskTime.keep(null, later(HOUR));
    const trust = { id: 't1', by: personId('ara'), at: T0, from: later(HOUR), signature: 'c2ln' };
    await deskTime.trust(trust);
    expect(await deskTime.latest()).toBe(T0);
    expect(await deskTime.keep(T0, after(T0, 1))).toBe(true);
  });
}
