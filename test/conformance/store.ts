// What every store must keep, whatever it is made of: cases, outbox and people behind the same ports.
// Run with a maker of empty stores; each test takes one of its own.
import { describe, expect, test } from 'vitest';
import { type Case, fold } from '../../src/domain/case/case.ts';
import type { Locator } from '../../src/domain/content/locator.ts';
import { caseId, letterId, personId } from '../../src/domain/kernel/ids.ts';
import { type Instant, instant } from '../../src/domain/kernel/instant.ts';
import { refuse } from '../../src/domain/kernel/result.ts';
import type { Person } from '../../src/ports/people.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import {
  acted,
  appeals,
  copy,
  decides,
  found,
  later,
  listed,
  locatedAs,
  looked,
  replied,
  rules,
  swept,
  T0,
} from '../support/fixtures.ts';
import { idOf, letter, open, opening, type Store, tell } from '../support/open-case.ts';
import { enrolmentConformance } from './enrolments.ts';
import { joiningConformance } from './joining-letters.ts';
import { outboxConformance } from './outbox.ts';
import { reportedConformance } from './reported.ts';
import { pagesConformance } from './pages.ts';
import { queueConformance } from './queue.ts';

const ALL = { limit: 1_000 };
const LEASE = 60_000;

/** Everything a step could leave behind, to be compared before and after. */
const traces = async ({ cases, outbox }: Store) => ({
  cases: await cases.list(ALL),
  histories: await Promise.all((await cases.list(ALL)).map(({ id }) => cases.history(id))),
  counts: await outbox.counts(),
});

export function storeConformance(name: string, fresh: () => Promise<Store>): void {
  describe(`${name}: opening a case`, () => opens(fresh));
  describe(`${name}: joining a case`, () => joiningConformance(fresh));
  describe(`${name}: updating a case`, () => updates(fresh));
  describe(`${name}: the outbox`, () => outboxConformance(fresh));
  describe(`${name}: enrolment`, () => enrolmentConformance(fresh));
  describe(`${name}: the order of work`, () => queueConformance(fresh));
  describe(`${name}: pages of cases`, () => pagesConformance(fresh));
  describe(`${name}: reading cases and people`, () => reads(fresh));
  describe(`${name}: cases of reports`, () => reportedConformance(fresh));
}

function opens(fresh: () => Promise<Store>): void {
  test('happens once for a content key: the second letter finds the first case, and builds nothing', async () => {
    const store = await fresh();
    const first = await open(store, 'a');
    let built = 0;
    const again = await store.cases.open(letter('a', { id: letterId('other') }), caseId('other'), (facts) => {
      built += 1;
      return opening(facts);
    });
    expect(first).toEqual({ kind: 'opened', case: idOf('a'), number: 'R-26-0001' });
    expect([again, built]).toEqual([{ kind: 'known', case: idOf('a'), replayed: false }, 0]);
    expect(await store.cases.list(ALL)).toHaveLength(1);
  });

  test.each([
    ['the same letter', (_: number) => letterId('one')],
    ['two deliveries', (at: number) => letterId(`delivery-${at}`)],
  ])('happens once when eight workers race with %s', async (_, idOf) => {
    const store = await fresh();
    const race = Array.from({ length: 8 }, (_empty, at) =>
      store.cases.open(letter('a', { id: idOf(at) }), caseId(`case-${at}`), opening),
    );
    const answers = await Promise.all(race);
    const winners = answers.filter(({ kind }) => kind === 'opened');
    expect(winners).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.case))).toEqual(new Set([winners[0]?.case]));
    expect(await store.cases.list(ALL)).toHaveLength(1);
  });

  test('numbers cases densely within their year of receipt, also when many open at once', async () => {
    const store = await fresh();
    await Promise.all(Array.from({ length: 12 }, (_, at) => open(store, `k${at}`)));
    await open(store, 'next', { receivedAt: instant(Date.UTC(2027, 0, 1)) });
    const numbers = (await store.cases.list(ALL)).map(({ number }) => number).toSorted();
    const expected = Array.from({ length: 12 }, (_, at) => `R-26-${String(at + 1).padStart(4, '0')}`);
    expect(numbers).toEqual([...expected, 'R-27-0001']);
  });

  test('knows a signature that another letter carried, whatever else that letter carried', async () => {
    const store = await fresh();
    const replayed = async (key: string, ...signatures: readonly string[]): Promise<boolean | undefined> => {
      let seen: boolean | undefined;
      await store.cases.open(letter(key, { signatures }), idOf(key), (facts) => {
        seen = facts.replayed;
        return opening(facts);
      });
      return seen;
    };
    expect(await replayed('a', 's1', 's2', 's1')).toBe(false);
    expect(await replayed('b', 's3')).toBe(false);
    expect(await replayed('c', 's9', 's2')).toBe(true);
    expect(await replayed('d')).toBe(false);
  });

  test('gives power to one of two letters with the same signature that race', async () => {
    const store = await fresh();
    const race = Array.from({ length: 8 }, (_, at) => open(store, `k${at}`, { signatures: ['s1'] }));
    const opened = await Promise.all(race);
    const states = await Promise.all(opened.map((answer) => store.cases.load(answer.case)));
    expect(states.map((state) => state?.notice?.sender.level).toSorted()).toEqual([
      ...Array<string>(7).fill('L0'),
      'L1',
    ]);
  });

  test('knows a signature also when letters are asked about later, all at once, while others open', async () => {
    const store = await fresh();
    const asked = Array.from({ length: 6 }, (_, at) =>
      store.cases.rememberSignatures(letterId(`asked-${at}`), ['s1', 's2'], T0),
    );
    const opened = await Promise.all(
      Array.from({ length: 3 }, (_, at) => open(store, `k${at}`, { signatures: ['s2'] })),
    );
    const states = await Promise.all(opened.map((answer) => store.cases.load(answer.case)));
    const replayed = [
      ...(await Promise.all(asked)),
      ...states.map((state) => state?.notice?.sender.level === 'L0'),
    ];
    expect(replayed.filter((again) => !again)).toHaveLength(1);
    expect(await store.cases.rememberSignatures(letterId('asked-0'), ['s3'], T0)).toBe(false);
  });

  test('leaves nothing behind when the step throws: no case, letter, signature, task or gap in the numbers', async () => {
    const store = await fresh();
    const broken = store.cases.open(letter('a', { signatures: ['s1'] }), idOf('a'), () => {
      throw new Error('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(await traces(store)).toEqual({
      cases: [],
      histories: [],
      counts: { waiting: 0, done: 0, failed: 0 },
    });
    expect(await store.cases.letterDigest(letter('a').id)).toBeUndefined();
    expect(await open(store, 'a', { signatures: ['s1'] })).toMatchObject({
      kind: 'opened',
      number: 'R-26-0001',
    });
    expect((await store.cases.load(idOf('a')))?.notice?.sender.level).toBe('L1');
  });

  test('is not stopped by characters that no database keeps in text', async () => {
    const store = await fresh();
    const odd = 'a\0b\ud800c\udc00d';
    const items = [{ number: 1, locator: { platform: 'other' as const, link: `https://a.example/${odd}` } }];
    await open(store, 'odd', { evidence: { from: odd } }, { documentNumber: odd, items });
    const state = await store.cases.load(idOf('odd'));
    expect(state?.notice?.reading.documentNumber).toMatch(/^a.b.c.d$/s);
  });
}

function updates(fresh: () => Promise<Store>): void {
  test('answers with the new state, which is the fold of its history', async () => {
    const store = await fresh();
    await open(store, 'a');
    const told = await tell(store, idOf('a'), found(1, 'c1'));
    const history = await store.cases.history(idOf('a'));
    expect(history.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'notice-received'],
      [2, 'law-applied'],
      [3, 'law-applied'],
      [4, 'clock-started'],
      [5, 'clock-started'],
      [6, 'item-located'],
    ]);
    expect(told).toEqual({ ok: true, value: fold(history) });
    expect(await store.cases.load(idOf('a'))).toEqual(fold(history));
  });

  test('of a case that is not there is refused without asking the step', async () => {
    const store = await fresh();
    const told = await store.cases.update(caseId('nobody'), () => {
      throw new Error('asked');
    });
    expect(told).toMatchObject({ ok: false, error: { code: 'case.unknown' } });
  });

  test('writes nothing when the step refuses, and nothing when it throws', async () => {
    const store = await fresh();
    await open(store, 'a');
    const [claimed] = await store.outbox.claim(T0, 1, LEASE);
    const before = await traces(store);
    const refused = await store.cases.update(idOf('a'), () => refuse('item.unknown', 'no'), claimed);
    expect(refused).toMatchObject({ ok: false, error: { code: 'item.unknown' } });
    const thrown = store.cases.update(
      idOf('a'),
      () => {
        throw new Error('a bug');
      },
      claimed,
    );
    await expect(thrown).rejects.toThrow('a bug');
    expect(await traces(store)).toEqual(before);
  });

  test('one after another: of many at once each sees the one before, and all land in order', async () => {
    const store = await fresh();
    await open(store, 'a', {}, { count: 10 });
    const seen: number[] = [];
    const one = (item: number) =>
      store.cases.update(idOf('a'), (state: Case) => {
        seen.push(state.version);
        return step(state, [locatedAs(item, { kind: 'gone' })], DESK, T0);
      });
    await Promise.all(Array.from({ length: 10 }, (_, at) => one(at + 1)));
    const history = await store.cases.history(idOf('a'));
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, at) => at + 1));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect((await store.cases.load(idOf('a')))?.replyDue).toBe(true);
  });

  test('lets one of two equal decisions through', async () => {
    const store = await fresh();
    await open(store, 'a');
    await tell(store, idOf('a'), found(1, 'c1'));
    const twice = await Promise.all([1, 2].map(() => tell(store, idOf('a'), decides(1, 'hide'))));
    expect(twice.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test('of a task that another worker took over writes nothing: the claim has run out', async () => {
    const store = await fresh();
    await open(store, 'a');
    const [slow] = await store.outbox.claim(T0, 1, LEASE);
    const [quick] = await store.outbox.claim(later(LEASE), 1, LEASE);
    expect(quick?.id).toBe(slow?.id);
    const before = await traces(store);
    const late = await store.cases.update(
      idOf('a'),
      (state) => step(state, [found(1, 'c1')], DESK, T0),
      slow,
    );
    expect(late).toMatchObject({ ok: false, error: { code: 'task.lost' } });
    if (slow !== undefined) await store.outbox.fail(slow, 'late');
    expect(await traces(store)).toEqual(before);
    const done = await store.cases.update(
      idOf('a'),
      (state) => step(state, [found(1, 'c1')], DESK, T0),
      quick,
    );
    expect(done.ok).toBe(true);
  });

  test('finishes the task in the same step, with what follows from it', async () => {
    const store = await fresh();
    await open(store, 'a');
    const [claimed] = await store.outbox.claim(T0, 1, LEASE);
    await store.cases.update(idOf('a'), (state) => step(state, [found(1, 'c1')], DESK, T0), claimed);
    expect(await store.outbox.counts()).toEqual({ waiting: 1, done: 1, failed: 0 });
  });
}

function reads(fresh: () => Promise<Store>): void {
  test('lists the most urgent case first, and that one when there are more than asked for', async () => {
    const store = await fresh();
    const at = (days: number): { receivedAt: Instant } => ({ receivedAt: later(days * 86_400_000) });
    for (const [key, day] of [
      ['second', 2],
      ['third', 3],
      ['first', 1],
    ] as const)
      await open(store, key, at(day));
    const ids = async (limit: number) => (await store.cases.list({ limit })).map(({ id }) => id);
    expect(await ids(9)).toEqual([idOf('first'), idOf('second'), idOf('third')]);
    expect(await ids(2)).toEqual([idOf('first'), idOf('second')]);
  });

  test('lists open and answered cases apart, with the nearest moments of the clocks that run', async () => {
    const store = await fresh();
    await open(store, 'a');
    await open(store, 'b');
    await tell(store, idOf('a'), locatedAs(1, { kind: 'gone' }), replied(1));
    const [answered] = await store.cases.list({ status: 'answered', limit: 9 });
    expect(answered).toEqual({
      id: idOf('a'),
      number: 'R-26-0001',
      status: 'answered',
      receivedAt: T0,
      due: null,
      target: null,
    });
    const day = later(24 * 3_600_000);
    expect(await store.cases.list({ status: 'open', limit: 9 })).toMatchObject([
      { id: idOf('b'), due: null, target: day },
    ]);
  });

  test('knows which copies another case wants hidden: decided, found later, and until they are restored', async () => {
    const store = await fresh();
    await open(store, 'a');
    await open(store, 'b');
    const [a, b] = [idOf('a'), idOf('b')];
    const byAnother = (id: string, than: typeof a) => store.cases.isHiddenByAnother(copy(id), than);
    await tell(store, a, found(1, 'c1'));
    expect(await byAnother('c1', b)).toBe(false);
    await tell(store, a, decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1, ['c1', 'c2']));
    expect([await byAnother('c1', b), await byAnother('c2', b), await byAnother('c3', b)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await byAnother('c1', a)).toBe(false);
    expect(await store.cases.isHiddenByAnother({ ...copy('c1'), connector: 'elsewhere' }, b)).toBe(false);
    await tell(store, a, acted(1, 'c2'), looked(1, 'c2', 'gone'), swept(1, ['c1', 'c2'], 2));
    await tell(store, a, appeals(1, 'hide-1'), rules(true));
    expect(await byAnother('c1', b)).toBe(false);
  });

  test('does not take what was refused for hidden', async () => {
    const store = await fresh();
    await open(store, 'a');
    await tell(store, idOf('a'), found(1, 'c1'), decides(1, 'refuse'));
    expect(await store.cases.isHiddenByAnother(copy('c1'), idOf('b'))).toBe(false);
  });

  test('tells where other cases list the same places, the first received first', async () => {
    const store = await fresh();
    const items = (...numbers: readonly number[]) => ({ items: numbers.map((number) => listed(number)) });
    await open(store, 'b', { receivedAt: later(1) }, items(7, 1));
    await open(store, 'a', {}, items(1, 2, 1));
    await open(store, 'c', { receivedAt: later(2) }, items(3));
    const [one, two, three] = [listed(1).locator, listed(2).locator, listed(3).locator];
    const found = async (key: string, ...places: readonly Locator[]) =>
      (await store.cases.listing(places, idOf(key))).map(
        ({ number, item, locator }) => `${number} ${item} ${locator.link.at(-1)}`,
      );
    expect(await found('c', one)).toEqual(['R-26-0002 1 1', 'R-26-0002 3 1', 'R-26-0001 2 1']);
    expect(await found('b', one, two, three)).toEqual([
      'R-26-0002 1 1',
      'R-26-0002 2 2',
      'R-26-0002 3 1',
      'R-26-0003 1 3',
    ]);
    expect(await store.cases.countListing([one, two, three], idOf('b'))).toBe(2);
    expect(await store.cases.countListing([one, one], idOf('c'))).toBe(2);
    expect(await store.cases.countListing([two], idOf('a'))).toBe(0);
    expect(await store.cases.countListing([], idOf('a'))).toBe(0);
    expect(await found('a', two)).toEqual([]);
    expect(await found('a')).toEqual([]);
    expect(await found('a', { ...one, platform: 'other' })).toEqual([]);
    const [first] = await store.cases.listing([one], idOf('c'));
    expect(first).toEqual({ case: idOf('a'), number: 'R-26-0002', item: 1, locator: one });
  });

  test('lists a place whose link no database keeps as it is, under the link that is kept', async () => {
    const store = await fresh();
    const locator = { platform: 'other' as const, link: `https://a.example/${'x'.repeat(5_000)}\0\ud800` };
    await open(store, 'a', {}, { items: [{ number: 1, locator }] });
    await open(store, 'b');
    const kept = (await store.cases.load(idOf('a')))?.items[0]?.listed.locator;
    expect(await store.cases.listing([kept ?? locator], idOf('b'))).toHaveLength(1);
  });

  test('finds a case by its number in any case of letters, and nothing by another', async () => {
    const store = await fresh();
    await open(store, 'a');
    expect(await store.cases.byNumber('r-26-0001')).toBe(idOf('a'));
    expect(await store.cases.byNumber('R-26-0002')).toBeUndefined();
  });

  test('knows the digest of a letter, and nothing of a case or a letter that is not there', async () => {
    const store = await fresh();
    await open(store, 'a');
    expect(await store.cases.letterDigest(letter('a').id)).toBe('digest-of-a');
    expect(await store.cases.letterDigest(letterId('nobody'))).toBeUndefined();
    expect(await store.cases.load(caseId('nobody'))).toBeUndefined();
    expect(await store.cases.history(caseId('nobody'))).toEqual([]);
  });

  test('registers a name and a key once, and several of both for one person', async () => {
    const { people } = await fresh();
    const ara: Person = { id: personId('1'), name: 'ara', publicKey: 'key-1', addedAt: T0 };
    expect(await people.add(ara)).toBe(true);
    const [other, again] = [personId('2'), { ...ara, name: 'ara-2', publicKey: 'key-2', addedAt: later(1) }];
    const others = [
      { ...ara, id: other, name: 'b' },
      { ...ara, id: other, publicKey: 'k' },
      { ...ara, publicKey: 'k' },
    ];
    expect(await Promise.all(others.map((person) => people.add(person)))).toEqual([false, false, false]);
    expect(await people.add(again)).toBe(true);
    expect(await people.byName('ara')).toEqual(ara);
    expect(await people.byName('Ara')).toBeUndefined();
    expect(await people.list()).toEqual([ara, again]);
  });
}
