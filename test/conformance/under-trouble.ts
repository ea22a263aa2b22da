// What must hold in the end, whatever the platform does meanwhile: the same story under each trouble alone and under all at once. The
// platform's waits and the desk's are shortened alike; nothing is left out.
import { afterEach, describe, expect, it } from 'vitest';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { SECOND } from '../../src/domain/kernel/instant.ts';
import { wordsOf } from '../support/fixtures.ts';
import { placeOf } from './connector.ts';
import { decidedOn, isSettled, type Pace, type QuickDesk, quickDesk } from './desk.ts';
import { isListed } from './semantics-of-orders.ts';
import type { Effect, OpenWorld, Staged, Trouble } from './world.ts';

/** A second of the desk lasts a fiftieth of one; a recheck follows after ten and after thirty, instead of an hour and a day. */
const PACE: Pace = { secondMs: 20, lookAgain: [10 * SECOND, 30 * SECOND] };

export interface TroubleSettings {
  /** How many such stories stand in one letter. */
  readonly stories: number;
  readonly timeout: number;
}

export function holdsUnderTrouble(
  name: string,
  world: OpenWorld,
  trouble: Trouble,
  { stories, timeout }: TroubleSettings,
): void {
  describe(`${name} under the trouble ${trouble.name}`, () => {
    afterEach(() => world.calm());

    it(
      'hides what was ordered and nothing else, once, never says gone while it is shown, and loses no copy',
      async () => {
        const [heard, booked] = [world.exchanges.length, (await world.booked()).length];
        await trouble.on();
        const desk = await quickDesk(() => world.connector(), PACE);
        await desk.readAll();
        const staged: Staged[] = [];
        while (staged.length < stories) staged.push(await world.stage());
        const places = staged.flatMap((story) => story.places);
        await desk.readAll();
        const id = await decidedOn(desk, ...staged.map(({ locator }) => locator));
        const wrong = await workedOff(desk, id, world, trouble);
        expect(wrong).toEqual([]);

        const left = trouble.leaves === undefined ? 'removed' : `unremovable: ${trouble.leaves}`;
        const ends = new Set([left, ...(trouble.sometimes === true ? ['removed'] : [])]);
        expect(wordsOf(await desk.state(id)).filter((word) => !ends.has(word))).toEqual([]);
        expect(await trouble.met(), 'the trouble was met').toBe(true);
        await world.calm();
        const hidden = await Promise.all(places.map((place) => world.shown(place)));
        expect(hidden).toEqual(places.map(() => false));
        const beside = staged.flatMap(({ neighbours }) => neighbours);
        expect(await Promise.all(beside.map((place) => world.shown(place)))).toEqual(beside.map(() => true));
        expect(linesOf((await world.booked()).slice(booked))).toEqual(effectsOn(places));
        await expectHonest(desk, id, staged);
        await desk.readAll();
        expect(await spotsOf(desk, places)).toEqual(places.length);
        await expectSpent(desk, world, places);
        const { endpoints } = await world.connector().capabilities();
        expect(world.exchanges.slice(heard).filter((one) => !isListed(one, endpoints))).toEqual([]);
      },
      timeout,
    );
  });
}

/** Works until each item has its result and each removed one was looked at twice more. @returns what was called gone and was not */
async function workedOff(
  desk: QuickDesk,
  id: CaseId,
  world: OpenWorld,
  { meanwhile }: Trouble,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  let happened = false;
  const done = ({ items }: Awaited<ReturnType<QuickDesk['state']>>): boolean =>
    items.every(({ result, rechecks }) =>
      result?.word === 'removed' ? rechecks === PACE.lookAgain.length : result !== null,
    );
  await desk.work(
    id,
    (state) => isSettled(state) && done(state),
    async (event, { items }) => {
      if (event.kind === 'action-recorded' && !happened) {
        happened = true;
        await meanwhile?.();
      }
      const saysGone =
        (event.kind === 'copy-verified' || event.kind === 'copy-rechecked') && event.judgement === 'gone';
      const copies = items.flatMap((item) => item.copies.map(({ copy }) => copy));
      const gone = saysGone ? copies.filter((copy) => copy.id === event.copy) : [];
      for (const copy of gone) if (await world.shown(placeOf(copy))) wrong.push(`${event.kind} ${copy.id}`);
    },
  );
  return wrong;
}

/** Every order once more, after the platform's staff showed it all again: each key was used up, so that all of it stays shown. */
async function expectSpent(
  { orders }: QuickDesk,
  world: OpenWorld,
  places: readonly string[],
): Promise<void> {
  for (const place of places) await world.showAgain(place);
  const booked = (await world.booked()).length;
  for (const { again } of orders) expect((await again()).kind).not.toBe('retry');
  expect((await world.booked()).slice(booked)).toEqual([]);
  expect(await Promise.all(places.map((place) => world.shown(place)))).toEqual(places.map(() => true));
}

/** But for what people were told. */
const linesOf = (effects: readonly Effect[]): readonly string[] =>
  effects
    .filter(({ what }) => what !== 'notice')
    .map(({ what, place }) => `${what} ${place}`)
    .toSorted();

/** Each message and each file once, however many places it stands in. */
const effectsOn = (places: readonly string[]): readonly string[] =>
  [...new Set(places.flatMap((place) => place.split(' ')))].map((part) => `hide ${part}`).toSorted();

/** How many messages show these files, as the desk's index has it. */
async function spotsOf({ index, orders }: QuickDesk, places: readonly string[]): Promise<number> {
  const blobs = places.map((place) => place.split(' ')[1] ?? '');
  const connector = orders[0]?.copy.connector ?? '';
  const spots = await index.spots(connector, { blobs }, { after: '', limit: 1_000 });
  return spots.filter(({ deleted }) => !deleted).length;
}

/** Every place was found, and every search said where it was blind. */
async function expectHonest(desk: QuickDesk, id: CaseId, staged: readonly Staged[]): Promise<void> {
  const { items } = await desk.state(id);
  for (const [at, { places }] of staged.entries()) {
    const item = items[at];
    expect(item?.copies.map(({ copy }) => placeOf(copy))).toEqual(expect.arrayContaining([...places]));
    expect(item?.coverage?.complete === true && item.coverage.blind.length > 0).toBe(false);
    expect(item?.coverage?.method).not.toBe('');
  }
}
