// A letter in the thread that objects: what it names becomes an open appeal of the notifier's, for somebody who did not decide; what is not
// plain, too late or nobody's is shown to a person and becomes none.
import { describe, expect, test } from 'vitest';
import {
  type FakeMail,
  jsonMailReader,
  memorySpool,
  memoryVault,
  PROVEN_FACTS,
  rawMail,
} from '../../test/support/fake-ports.ts';
import {
  answerTo,
  AUTHORITY,
  copy,
  COVERAGE,
  decision,
  DESK_ADDRESS,
  later,
  ORIGIN,
  replied,
  rules,
} from '../../test/support/fixtures.ts';
import { inlineReader } from '../../test/support/inline-reader.ts';
import { CORRECTION, lawOf, SOURCED } from '../../test/support/laws.ts';
import { testMarks } from '../../test/support/marks.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import { needOf } from '../domain/case/need.ts';
import { caseId, letterId } from '../domain/kernel/ids.ts';
import { DAY, HOUR, type Instant } from '../domain/kernel/instant.ts';
import { receiveLetter } from './receive-letter.ts';
import { DESK, step } from './step.ts';
import { turns } from './turns.ts';

const post = (at: number): string => `${ORIGIN}/r/maple/m/${at}`;
const FIRST = `Document No.: HB-2026-7\nWe request that you delete these.\n1. ${post(1)}\n2. ${post(2)}\n3. ${post(3)}`;
/** Sixty days to object, from when somebody was told. */
const LAW = lawOf({
  ...CORRECTION,
  objections: [
    { who: 'notifier', within: { unit: 'days', count: 60 }, text: { ko: '', en: '' }, ...SOURCED },
  ],
} as never);

const mail = (text: string, at: number, changes: Partial<FakeMail> = {}): Uint8Array =>
  rawMail({ text, contentKey: `key-${at}`, facts: factsOf(at), ...changes });
const factsOf = (at: number) => {
  const signatures = PROVEN_FACTS.signatures.map((one) => ({ ...one, id: `signature-${at}` }));
  return { ...PROVEN_FACTS, signatures };
};

const found = (item: number): Command => ({
  kind: 'record-location',
  item,
  location: { kind: 'found', copies: [copy(`c${item}`)], coverage: COVERAGE },
});
const refuses = (item: number): Command => ({
  kind: 'decide',
  item,
  decision: decision('refuse', { id: `refuse-${item}` }),
});
const gone = (item: number): Command => ({ kind: 'record-location', item, location: { kind: 'gone' } });

/** A first letter of three items, what became of them, and a second letter. */
async function objected(
  text: string,
  done: readonly Command[],
  at: Instant = later(2 * DAY),
  changes: Partial<FakeMail> = {},
) {
  let made = 0;
  const store = memoryStore();
  const ports = {
    ...store,
    vault: memoryVault(),
    mail: jsonMailReader,
    reader: inlineReader,
    turns: turns(),
    marks: testMarks,
    ids: { fresh: () => `case-${(made += 1)}` },
  };
  const desk = {
    address: DESK_ADDRESS,
    messengerOrigin: ORIGIN,
    authoritiesAt: async () => [AUTHORITY],
    law: LAW,
  };
  const receive = (name: string, raw: Uint8Array, now: Instant) =>
    receiveLetter(letterId(name), now, desk, { ...ports, spool: memorySpool({ [name]: raw }, now) });
  await receive('first', mail(FIRST, 1), later(0));
  const id = caseId('case-1');
  for (const command of done) {
    const told = await store.cases.update(id, (state) => step(state, [command], DESK, later(HOUR)));
    if (!told.ok) throw new Error(`${command.kind} was refused: ${told.error.code}`);
  }
  const answer = await receive(
    'second',
    mail(text, 2, { facts: { ...factsOf(2), date: at }, ...changes }),
    at,
  );
  const state = (await store.cases.load(id)) as Case;
  return { answer: answer.kind, state, appeals: state.appeals.map(({ appeal }) => appeal) };
}

const ALL_REFUSED = [1, 2, 3].flatMap((item) => [found(item), refuses(item)]);
const TOLD = [...ALL_REFUSED, replied(1)];
const ONE_REFUSED = [gone(1), gone(2), found(3), refuses(3), replied(1)];

describe('an objection', () => {
  test.each([
    ['an item by number', 'Your number R-26-0001: we object to your decision on item 2.', [2]],
    ['in Korean', 'R-26-0001 사건 1번, 3번 항목의 거부 결정에 이의를 제기합니다.', [1, 3]],
    ['a link', `Your number R-26-0001: we object to your decision on ${post(3)}.`, [3]],
    ['everything', 'Your number R-26-0001: we object to all of your refusals.', [1, 2, 3]],
    ['by our letter’s number', 'We object to your decision on item 2 of our letter HB-2026-7.', [2]],
  ])('to %s opens an appeal on each, waits for a ruling, and opens no case', async (_, text, items) => {
    const { answer, state, appeals } = await objected(text, TOLD);
    expect(answer).toBe('joined');
    expect(appeals).toEqual(
      items.map((item) => ({
        id: `second.${item}`,
        item,
        by: 'notifier',
        against: `refuse-${item}`,
        letter: 'second',
      })),
    );
    expect(state.letters).toMatchObject([{ letter: 'second', asks: ['objection'], objects: items }]);
    expect(state.letters[0]?.objectsUnclear).toBeUndefined();
    expect(needOf(state)).toBe('ruling');
  });

  test('without a number is to the one item that was refused', async () => {
    const { appeals } = await objected('R-26-0001: we object to your decision.', ONE_REFUSED);
    expect(appeals).toMatchObject([{ item: 3 }]);
  });

  test('is never answered by whoever decided', async () => {
    const { state } = await objected('R-26-0001: we object to your decision on item 2.', TOLD);
    const ruling = (by: string) => rules(true, by, 'ruling-1', 'second.2');
    expect(answerTo(state, ruling('ara'), later(3 * DAY))).toBe('appeal.same-person');
    expect(answerTo(state, ruling('chan'), later(3 * DAY))).toBe('allowed');
  });
});

describe('an objection that is shown to a person, and becomes no appeal', () => {
  test.each([
    ['names no item while three were refused', 'R-26-0001: we object to your decision.', TOLD],
    ['names an item that nobody refused', 'R-26-0001: we object to your decision on item 1.', ONE_REFUSED],
    ['names an item that is not there', 'R-26-0001: we object to your decision on item 9.', TOLD],
    ['says some', 'R-26-0001: we object to some of your decisions.', TOLD],
    [
      'comes where nothing was refused',
      'R-26-0001: we object to your decision.',
      [gone(1), gone(2), gone(3)],
    ],
  ])('%s', async (_, text, done) => {
    const { answer, state, appeals } = await objected(text, done);
    expect([answer, appeals]).toEqual(['joined', []]);
    expect(state.letters).toMatchObject([{ asks: ['objection'], objects: [], objectsUnclear: true }]);
    expect(needOf(state)).toBe('letter');
  });

  test('comes after the time in which its law lets anybody object', async () => {
    const text = 'R-26-0001: we object to your decision on item 2.';
    expect((await objected(text, TOLD, later(60 * DAY))).appeals).toHaveLength(1);
    const { state, appeals } = await objected(text, TOLD, later(62 * DAY));
    expect(appeals).toEqual([]);
    expect(state.letters).toMatchObject([{ objectsUnclear: true }]);
  });

  test('objects to one item plainly and to another that cannot be: the plain one is taken', async () => {
    const text = 'R-26-0001: we object to your decisions on items 3 and 9.';
    const { state, appeals } = await objected(text, TOLD);
    expect(appeals).toMatchObject([{ item: 3 }]);
    expect(state.letters).toMatchObject([{ objects: [3], objectsUnclear: true }]);
  });
});

describe('an objection of somebody who is not proven', () => {
  test('changes nothing in the case, and opens one of its own for a person', async () => {
    const facts = { ...factsOf(2), dmarc: 'fail' };
    const { answer, state, appeals } = await objected(
      'R-26-0001: we object to your decision on item 2.',
      TOLD,
      later(2 * DAY),
      { facts },
    );
    expect([answer, appeals, state.letters]).toEqual(['opened', [], []]);
  });
});

test('an objection in a letter that lists something new is told in the earlier case too', async () => {
  const text = `Document No.: HB-2026-9\nFurther to our letter HB-2026-7, please also delete this. We object to your decision on item 2 of our letter HB-2026-7.\n1. ${post(9)}`;
  const { answer, appeals } = await objected(text, TOLD);
  expect(answer).toBe('opened');
  expect(appeals).toMatchObject([{ item: 2, letter: 'second' }]);
});
