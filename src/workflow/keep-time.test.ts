import { describe, expect, test } from 'vitest';
import { later, T0 } from '../../test/support/fixtures.ts';
import { memoryDeskTime } from '../adapters/store/memory/clocks.ts';
import { personId } from '../domain/kernel/ids.ts';
import { HOUR, type Instant, SECOND } from '../domain/kernel/instant.ts';
import type { DeskTime } from '../ports/desk-time.ts';
import { keepTime, type TimeLooked } from './keep-time.ts';

const LOOK = 15 * SECOND;

/** A process that looks at its clocks and remembers, until it is ended. */
function process(deskTime: DeskTime) {
  let last: TimeLooked | undefined;
  return async (wall: Instant, monotonic: number): Promise<TimeLooked> => {
    last = await keepTime({ wall, monotonic }, last?.kept, deskTime);
    return last;
  };
}
const trustAt = (at: Instant) => ({
  id: `t${at}`,
  by: personId('ara'),
  at,
  from: later(HOUR),
  signature: 'c2ln',
});

describe("keeping the desk's time", () => {
  test('writes down each look, so that a restart knows it', async () => {
    const deskTime = memoryDeskTime();
    await process(deskTime)(later(HOUR), 0);
    const after = await process(deskTime)(later(HOUR - 48 * HOUR), 0);
    expect(after.now).toBe(later(HOUR));
    expect(after.alarm).toMatchObject({
      code: 'clock.stepped-back',
      wall: later(-47 * HOUR),
      now: later(HOUR),
    });
  });

  test('tells of one step once, each step with an id of its own', async () => {
    const look = process(memoryDeskTime());
    const alarms = [
      (await look(T0, 0)).alarm,
      (await look(later(-48 * HOUR), LOOK)).alarm,
      (await look(later(-48 * HOUR + LOOK), 2 * LOOK)).alarm,
      (await look(later(48 * HOUR), 3 * LOOK)).alarm,
    ];
    expect(alarms.map((alarm) => alarm && 'code' in alarm && alarm.code)).toEqual([
      null,
      'clock.stepped-back',
      null,
      'clock.stepped-ahead',
    ]);
    expect(alarms[1]?.id).not.toBe(alarms[3]?.id);
  });

  test('follows a person who trusts the wall, at the next look', async () => {
    const deskTime = memoryDeskTime();
    const look = process(deskTime);
    await look(later(HOUR), 0);
    await deskTime.trust(trustAt(T0));
    const next = await look(later(LOOK), LOOK);
    expect(next).toMatchObject({ now: later(LOOK), trusted: true, alarm: null });
    expect(await look(later(2 * LOOK), 2 * LOOK)).toMatchObject({ now: later(2 * LOOK), trusted: false });
  });

  test('does not write over a person who trusts the wall between its look and its writing', async () => {
    const deskTime = memoryDeskTime();
    let trusting = false;
    const racing: DeskTime = {
      ...deskTime,
      keep: async (seen, now) => {
        if (trusting) await deskTime.trust(trustAt(T0));
        trusting = false;
        return deskTime.keep(seen, now);
      },
    };
    const look = process(racing);
    await look(later(HOUR), 0);
    trusting = true;
    await look(later(LOOK), LOOK);
    expect(await deskTime.latest()).toBe(T0);
    expect(await look(later(2 * LOOK), 2 * LOOK)).toMatchObject({ now: later(2 * LOOK), trusted: true });
  });

  test('two processes of one desk have one time, and neither takes the other for a person', async () => {
    const deskTime = memoryDeskTime();
    const [one, two] = [process(deskTime), process(deskTime)];
    await one(T0, 0);
    await two(later(20), 0);
    const looks = [
      await one(later(LOOK), LOOK),
      await two(later(LOOK - 5), LOOK),
      await one(later(2 * LOOK), 2 * LOOK),
    ];
    expect(looks.map(({ now }) => now)).toEqual([later(LOOK), later(LOOK + 20), later(2 * LOOK)]);
    expect(looks.map(({ trusted, alarm }) => [trusted, alarm])).toEqual([
      [false, null],
      [false, null],
      [false, null],
    ]);
  });
});
