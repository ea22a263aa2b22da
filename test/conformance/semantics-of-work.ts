// What the desk does with a platform, from the decision to the last look: semantics 3 to 8 and 14, with the real workflow.
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../src/domain/case/event.ts';
import { needsReferral } from '../../src/domain/case/item.ts';
import { HOUR, SECOND } from '../../src/domain/kernel/instant.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import { wordsOf } from '../support/fixtures.ts';
import { copiesOf, placeOf } from './connector.ts';
import { AT_ONCE, decidedOn, isSettled, type Pace, type QuickDesk, quickDesk } from './desk.ts';
import { semantic } from './semantics.ts';
import { type Exchange, type OpenWorld, PAUSE_S } from './world.ts';

/** The platform needs real time: a second of the desk lasts a twentieth of one. */
const SLOWER: Pace = { secondMs: 50, lookAgain: [] };
const LOOKS = [10 * SECOND, 30 * SECOND];
const isOrder = ({ method }: Exchange): boolean => method !== 'GET' && method !== 'HEAD';
const of = <K extends Recorded['kind']>(events: readonly Recorded[], kind: K) =>
  events.filter((event): event is Extract<Recorded, { kind: K }> => event.kind === kind);

export function semanticsOfWork(name: string, world: OpenWorld): void {
  const connector = () => world.connector();
  const shownOf = (places: readonly string[]) => Promise.all(places.map((place) => world.shown(place)));
  const copiesHeld = async (desk: QuickDesk, id: Parameters<QuickDesk['state']>[0]) =>
    (await desk.state(id)).items.flatMap(({ copies }) => copies);

  describe(semantic(name, 3), () => {
    it('nothing is ordered before a person decided, then its record, file, message and look follow for each copy', async () => {
      const { locator, places } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const before = world.exchanges.length;
      const id = await desk.open([locator]);
      await desk.work(id, ({ items }) => items[0]?.status === 'awaiting-decision');
      await desk.pass(60);
      expect(world.exchanges.slice(before).filter(isOrder)).toEqual([]);
      expect(await desk.decide(id, 'hide', 'ara')).toBe('decided');
      await desk.work(id, isSettled);
      const made = world.exchanges.slice(before).map(({ method, path }) => `${method} ${path}`);
      for (const [message = '', blob = ''] of places.map((place) => place.split(' '))) {
        const file = made.findIndex((call) => isOrderFor(call, blob));
        const whole = made.findIndex((call) => isOrderFor(call, message));
        const look = made.findIndex((call) => call.startsWith('HEAD') && call.split('/').includes(message));
        expect([file, whole, look]).not.toContain(-1);
        expect([file, whole, look]).toEqual([file, whole, look].toSorted((a, b) => a - b));
      }
      const steps = (await desk.history(id)).flatMap((event) =>
        event.kind === 'copy-preserved' || event.kind === 'action-recorded'
          ? [`${event.copy} ${event.kind}`]
          : [],
      );
      const held = await copiesHeld(desk, id);
      expect(held.map(({ record }) => record)).not.toContain(null);
      for (const { copy } of held)
        expect(steps.indexOf(`${copy.id} copy-preserved`)).toBeLessThan(
          steps.indexOf(`${copy.id} action-recorded`),
        );
    });

    it('destroying comes after hiding and a look, by a decision of its own, and is looked at too', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const id = await desk.open([locator]);
      await desk.work(id, ({ items }) => items[0]?.status === 'awaiting-decision');
      expect(await desk.decide(id, 'destroy', 'bora')).toBe('decision.not-hidden-first');
      expect(await desk.decide(id, 'hide', 'ara')).toBe('decided');
      await desk.work(id, isSettled);
      expect(await desk.decide(id, 'destroy', 'bora')).toBe('decided');
      await desk.work(id, isSettled);
      const kinds = of(await desk.history(id), 'action-recorded').map(({ power }) => power);
      expect(kinds).toEqual([
        ...kinds.filter((power) => power === 'hide'),
        ...kinds.filter((power) => power === 'destroy'),
      ]);
      expect(of(await desk.history(id), 'copy-verified')).toHaveLength(kinds.length);
    });

    it('what was removed is looked at again at the moments that were set, and never before', async () => {
      const { locator, places } = await world.stage();
      const desk = await quickDesk(connector, { ...AT_ONCE, lookAgain: LOOKS });
      const id = await decidedOn(desk, locator);
      await desk.work(id, ({ items }) => items[0]?.rechecks === LOOKS.length);
      const events = await desk.history(id);
      const settledAt = of(events, 'item-settled')[0]?.at ?? 0;
      const looks = of(events, 'copy-rechecked').map(({ at, check }) => [check, at - settledAt] as const);
      expect(looks).toHaveLength(LOOKS.length * places.length);
      for (const [check, waited] of looks)
        expect(waited).toBeGreaterThanOrEqual(LOOKS[check - 1] ?? Infinity);
    });
  });

  describe(semantic(name, 4), () => {
    it('one copy that stays up: the others are gone, this one has its reason, and it is work for a person', async () => {
      const { locator, places } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      world.pretend('yes', places.at(-1) ?? '');
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      world.pretend('yes', null);
      const held = await copiesHeld(desk, id);
      expect(held.map(({ copy, status }) => [placeOf(copy), status]).toSorted()).toEqual(
        places.map((place) => [place, place === places.at(-1) ? 'unremovable' : 'gone']).toSorted(),
      );
      const state = await desk.state(id);
      expect(state.items.map((item) => [needsReferral(item), item.result])).toEqual([
        [true, { word: 'unremovable', reason: 'platform-did-nothing' }],
      ]);
      expect(await shownOf(places)).toEqual(places.map((place) => place === places.at(-1)));
    });

    it('a message that stays when its file went is not gone: layer by layer', async () => {
      const { locator, places } = await world.stage();
      const [message = ''] = (places[0] ?? '').split(' ');
      const desk = await quickDesk(connector, AT_ONCE);
      world.pretend('yes', message);
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      world.pretend('yes', null);
      const held = (await copiesHeld(desk, id)).find(({ copy }) => copy.message === message);
      expect(held).toMatchObject({ status: 'unremovable', stays: 'platform-did-nothing' });
      const last = of(await desk.history(id), 'copy-verified').findLast(({ copy }) => copy === held?.copy.id);
      const seen = (layer: string) =>
        last?.verdicts.filter(
          (one) => one.view === 'anonymous' && one.layer === layer && one.cached !== true,
        );
      expect(seen('blob')?.map(({ result }) => result)).toEqual(['absent']);
      expect(seen('reference')?.map(({ result }) => result)).toEqual(['present']);
    });
  });

  describe(semantic(name, 5), () => {
    it('every verdict has its moment, its viewpoint and its call', async () => {
      const copies = copiesOf(await connector().locate((await world.stage()).locator));
      const { endpoints } = await connector().capabilities();
      for (const copy of copies) {
        const before = Date.now();
        const verdicts = await connector().verify(copy, REQUIRED_VIEWS.hide);
        for (const { at, view, method } of verdicts) {
          expect(at).toBeGreaterThanOrEqual(before);
          expect(at).toBeLessThanOrEqual(Date.now());
          expect(REQUIRED_VIEWS.hide).toContain(view);
          expect(endpoints).toContain(method);
        }
        const views = verdicts.map(({ view }) => view);
        expect(views).toContain('anonymous');
        expect(views).toContain('member');
      }
    });

    it('the first good round is answered with when we look again, the second makes it sure', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, { ...AT_ONCE, lookAgain: LOOKS });
      const id = await decidedOn(desk, locator);
      const first = await desk.work(id, ({ replies }) => replies === 1);
      expect([wordsOf(first), first.items[0]?.rechecks]).toEqual([['removed'], 0]);
      expect(first.items[0]?.looks).toHaveLength(LOOKS.length);
      expect(desk.letters.at(-1)?.text).toContain('다음 확인 예정');
      const second = await desk.work(id, ({ items }) => items[0]?.rechecks === 1);
      expect([wordsOf(second), second.status, second.replies]).toEqual([['removed'], 'answered', 1]);
    });

    it('what is shown again, or posted again, is found by a later look and hidden again', async () => {
      const story = await world.stage();
      const desk = await quickDesk(connector, { ...AT_ONCE, lookAgain: LOOKS });
      const id = await decidedOn(desk, story.locator);
      await desk.work(id, ({ replies }) => replies === 1);
      await world.showAgain(story.places[0] ?? '');
      const back = await desk.work(id, ({ items, replies }) => items[0]?.reopened !== null && replies === 2);
      expect(wordsOf(back)).toEqual(['removed']);
      const posted = await world.postAgain(story);
      await desk.work(id, ({ replies }) => replies === 3);
      const why = of(await desk.history(id), 'item-reopened').map((event) => event.why);
      expect(why).toEqual(['seen-again', 'new-copy']);
      expect(await shownOf([...story.places, posted])).toEqual([false, false, false, false]);
    });
  });

  describe(semantic(name, 6), () => {
    it('a room that asks to wait is left alone for so long, another is worked on meanwhile, and nothing is lost', async () => {
      const [slow, other] = [await world.stage(), await world.stage()];
      const desk = await quickDesk(connector, AT_ONCE);
      for (const place of slow.places.slice(0, 1)) world.pretend('wait', place);
      const waiting = await decidedOn(desk, slow.locator);
      const done = await decidedOn(desk, other.locator);
      await desk.work(done, isSettled);
      expect(wordsOf(await desk.state(done))).toEqual(['removed']);
      await desk.pass(5 * PAUSE_S);
      const room = (await copiesHeld(desk, waiting)).find(({ copy }) => placeOf(copy) === slow.places[0])
        ?.copy.container;
      const asked = desk.orders.filter(({ key, copy }) => key.startsWith(waiting) && copy.container === room);
      expect(asked.length).toBeGreaterThan(3);
      for (const [at, { at: when }] of asked.slice(1).entries())
        expect(when - (asked[at]?.at ?? 0)).toBeGreaterThanOrEqual(PAUSE_S * SECOND);
      expect((await desk.counts()).failed).toBe(0);
      world.pretend('wait', null);
      await desk.work(waiting, isSettled);
      expect(wordsOf(await desk.state(waiting))).toEqual(['removed']);
    });

    it('of two letters the one whose time is up first goes first, whenever it was decided', async () => {
      const [late, early] = [await world.stage(), await world.stage()];
      const desk = await quickDesk(connector, AT_ONCE);
      const ids = [await desk.open([late.locator], HOUR), await desk.open([early.locator], 5 * HOUR)];
      for (const id of ids) await desk.work(id, ({ items }) => items[0]?.status === 'awaiting-decision');
      for (const id of ids) expect(await desk.decide(id, 'hide', 'ara')).toBe('decided');
      for (const id of ids) await desk.work(id, isSettled);
      const order = desk.orders.map(({ key }) => ids.findIndex((id) => key.startsWith(id)));
      expect(order).toEqual([1, 1, 1, 0, 0, 0]);
    });

    it('a platform that lets nobody in for a while loses no task', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const id = await decidedOn(desk, locator);
      await world.misbehave({ rateLimit: 1 });
      await desk.pass(20);
      expect(await desk.counts()).toMatchObject({ failed: 0 });
      expect((await desk.counts()).waiting).toBeGreaterThanOrEqual(3);
      await world.calm();
      await desk.work(id, isSettled);
      expect(wordsOf(await desk.state(id))).toEqual(['removed']);
    });
  });

  describe(semantic(name, 7), () => {
    it.each([
      ['and its status forgotten', false],
      ['and the platform starts anew in between', true],
    ])('an order that is accepted, done later, %s: gone is said when it is so', async (_, restarts) => {
      const { locator, places } = await world.stage();
      const desk = await quickDesk(connector, SLOWER);
      const id = await decidedOn(desk, locator);
      await world.forgetStatus();
      const wrong: string[] = [];
      await desk.work(id, isSettled, async (event) => {
        if (restarts && event.kind === 'action-recorded' && desk.orders.length === 1) await world.restart();
        if (event.kind !== 'copy-verified' || event.judgement !== 'gone') return;
        const copy = (await copiesHeld(desk, id)).find((held) => held.copy.id === event.copy)?.copy;
        if (copy !== undefined && (await world.shown(placeOf(copy)))) wrong.push(placeOf(copy));
      });
      await world.calm();
      expect(wrong).toEqual([]);
      expect(wordsOf(await desk.state(id))).toEqual(['removed']);
      expect(await shownOf(places)).toEqual(places.map(() => false));
      const looks = of(await desk.history(id), 'copy-verified');
      expect(looks.some(({ judgement }) => judgement === 'still-there')).toBe(true);
    });
  });

  describe(semantic(name, 8), () => {
    it('a message that gets another id after it was found is hidden where it is now', async () => {
      const { locator, places, neighbours } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      await desk.readAll();
      const id = await decidedOn(desk, locator);
      await world.move(places[0] ?? '');
      await desk.work(id, isSettled);
      expect(wordsOf(await desk.state(id))).toEqual(['removed']);
      expect(await shownOf([...places, ...neighbours])).toEqual([false, false, false, true]);
      const hidden = (await world.booked()).filter(
        ({ key, what }) => what === 'hide' && key.startsWith(`${id}/`),
      );
      const parts = new Set(places.flatMap((place) => place.split(' ')));
      expect(hidden.map(({ what, place }) => `${what} ${place}`).toSorted()).toEqual(
        [...parts].map((part) => `hide ${part}`).toSorted(),
      );
    });

    it('an order about a message that gets another id, before it and again, is one order however often it comes', async () => {
      const { locator, places } = await world.stage();
      const copies = copiesOf(await connector().locate(locator));
      const copy = copies.find((one) => placeOf(one) === places.at(-1));
      if (copy === undefined) throw new Error('the last place was not found');
      const once = { key: `moved-${copy.message}`, reason: 'intimate-image' } as const;
      await world.move(placeOf(copy));
      expect(await connector().hide(copy, once)).toMatchObject({ kind: 'accepted' });
      expect(await connector().hide(copy, once)).toMatchObject({ kind: 'accepted' });
      await world.move(placeOf(copy));
      expect(await connector().hide(copy, once)).toMatchObject({ kind: 'accepted' });
      expect((await world.booked()).filter(({ key }) => key.startsWith(`${once.key}/`))).toHaveLength(2);
      expect(judge(await connector().verify(copy, REQUIRED_VIEWS.hide), 'hide')).toBe('gone');
    });

    it('a room whose name another room took: its copies are hidden, one that was posted since too, and the other room stays', async () => {
      const story = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      await desk.readAll();
      const id = await decidedOn(desk, story.locator);
      await world.reassignName(story.places[0] ?? '');
      const posted = await world.postAgain(story);
      await desk.readAll();
      await desk.work(id, isSettled);
      expect(wordsOf(await desk.state(id))).toEqual(['removed']);
      expect(await shownOf([...story.places, posted, ...story.neighbours])).toEqual([
        false,
        false,
        false,
        false,
        true,
      ]);
    });

    it('a letter by a name that another room took before anybody looked leads to the room that had it then', async () => {
      const story = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      await desk.readAll();
      await world.reassignName(story.places[0] ?? '');
      await desk.readAll();
      const id = await decidedOn(desk, story.locator);
      await desk.work(id, isSettled);
      expect(wordsOf(await desk.state(id))).toEqual(['removed']);
      expect(await shownOf(story.places)).toEqual([false, false, false]);
    });
  });

  describe(semantic(name, 14), () => {
    it('each place that no search can find is one that the search admits not to see', async () => {
      for (const { spot, staged, place } of await world.unseen()) {
        const located = await connector().locate(staged.locator);
        if (located.kind !== 'found') throw new Error(located.kind);
        const { blind, complete } = located.coverage;
        const found = located.copies.some((copy) => place.split(' ').includes(copy.blob));
        expect([spot, found || blind.some((one) => one === spot)]).toEqual([spot, true]);
        expect(complete && blind.length > 0).toBe(false);
      }
    });

    it('what the desk says of its search follows what it has read: before its index, behind, and up to date', async () => {
      const { locator } = await world.stage();
      const blindOf = async (desk: QuickDesk) => {
        const id = await desk.open([locator]);
        const { items } = await desk.work(id, (state) => state.items[0]?.status === 'awaiting-decision');
        return items[0]?.coverage?.blind ?? [];
      };
      const desk = await quickDesk(connector, AT_ONCE);
      expect(await blindOf(desk)).toEqual(expect.arrayContaining(['beforeIndexing', 'notIndexed']));
      await desk.readAll();
      expect(await blindOf(desk)).not.toContain('beforeIndexing');
      expect(await blindOf(desk)).not.toContain('notIndexed');
    });

    it('a copy that a look says is gone was looked for by every viewpoint', async () => {
      const [copy] = copiesOf(await connector().locate((await world.stage()).locator));
      if (copy === undefined) throw new Error('nothing was staged');
      await connector().hide(copy, { key: `views-${copy.id}`, reason: 'intimate-image' });
      const verdicts = await connector().verify(copy, REQUIRED_VIEWS.hide);
      expect(judge(verdicts, 'hide')).toBe('gone');
      for (const view of ['anonymous', 'member'] as const)
        expect(
          judge(
            verdicts.filter((one) => one.view !== view),
            'hide',
          ),
        ).toBe('cannot-tell');
    });
  });
}

/** An order about a message or a file, by the part of the path that names it. */
const isOrderFor = (call: string, id: string): boolean =>
  !/^(GET|HEAD) /.test(call) && call.split(/[ /?]/).includes(id);
