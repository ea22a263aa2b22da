// Which patterns are shown to a person, and that what many honest people do is none.
import { describe, expect, test } from 'vitest';
import { decides, found, later, opened, play, T0 } from '../../../test/support/fixtures.ts';
import { caseNumber } from '../kernel/ids.ts';
import { DAY, HOUR, MINUTE } from '../kernel/instant.ts';
import { type NoticeRecord, outcomeOf, type Pattern, patternsIn } from './misuse.ts';

let serial = 0;
const record = (changes: Partial<NoticeRecord> = {}): NoticeRecord => ({
  number: caseNumber(2026, (serial += 1)),
  receivedAt: T0,
  turnOf: 'report messenger signed-in',
  ...{ notifier: `n${serial}`, words: null, place: `p${serial}`, posters: [`messenger u${serial}`] },
  ...{ danger: 'none', outcome: 'waiting' },
  ...changes,
});
const many = (count: number, of: (at: number) => Partial<NoticeRecord>): NoticeRecord[] =>
  Array.from({ length: count }, (_, at) => record(of(at)));
const patterns = (records: readonly NoticeRecord[]): readonly Pattern[] =>
  patternsIn(records, (poster) => poster.replace('messenger u', 'n'));
const kinds = (records: readonly NoticeRecord[]) => patterns(records).map(({ kind }) => kind);

describe('a pattern is', () => {
  test('the same words of many, with how many of them are new and how many speak of danger', () => {
    const known = record({ notifier: 'known', receivedAt: later(-3 * DAY) });
    const group = many(6, (at) => ({
      ...{ words: 'w', notifier: at === 0 ? 'known' : `g${at}`, receivedAt: later(at * MINUTE) },
      danger: at < 2 ? 'threat' : 'none',
    }));
    expect(patterns([...group.toReversed(), known])).toEqual([
      {
        ...{
          kind: 'same-words',
          cases: group.map(({ number }) => number),
          from: T0,
          until: later(5 * MINUTE),
        },
        ...{ notifiers: 6, newcomers: 5, danger: 2 },
        outcomes: { waiting: 6, refused: 0, acted: 0, other: 0 },
      },
    ]);
    expect(kinds(group.slice(2))).toEqual([]);
  });

  test('a day with very many of one notifier, about one place, or about one account', () => {
    const hours = (at: number) => ({ receivedAt: later(at * HOUR) });
    expect(kinds(many(20, (at) => ({ notifier: 'busy', ...hours(at) })))).toEqual(['one-notifier']);
    expect(kinds(many(20, (at) => ({ notifier: 'busy', ...hours(at * 2) })))).toEqual([]);
    expect(kinds(many(10, (at) => ({ place: 'p', ...hours(at) })))).toEqual(['one-place']);
    expect(kinds(many(10, (at) => ({ posters: ['messenger v'], ...hours(at) })))).toEqual(['one-account']);
    expect(kinds(many(10, (at) => ({ place: 'p', ...hours(at * 3) })))).toEqual([]);
  });

  test('that people refused most of what a notifier told, and what waits is not held against her', () => {
    const told = (refused: number, acted: number, waiting: number) =>
      many(refused + acted + waiting, (at) => ({
        notifier: 'one',
        receivedAt: later(at * DAY),
        outcome: at < refused ? 'refused' : at < refused + acted ? 'acted' : 'waiting',
      }));
    expect(kinds(told(5, 1, 0))).toEqual(['refused']);
    expect(kinds(told(5, 2, 9))).toEqual([]);
    expect(kinds(told(4, 0, 9))).toEqual([]);
  });

  test('two who tell of each other', () => {
    const [one, other] = [
      record({ notifier: 'n1', posters: ['messenger u2'] }),
      record({ notifier: 'n2', posters: ['messenger u1'] }),
    ];
    expect(patterns([one, other]).map(({ kind, cases }) => [kind, cases])).toEqual([
      ['mutual', [one.number, other.number]],
    ]);
    expect(kinds([one, record({ notifier: 'n2', posters: ['messenger u3'] })])).toEqual([]);
  });
});

test('a body that is proven is in no pattern, whatever it sends', () => {
  expect(
    kinds(many(50, () => ({ turnOf: 'authority hanbit', words: 'w', notifier: 'a', outcome: 'refused' }))),
  ).toEqual([]);
});

test('what became of a notice is what its decisions say', () => {
  const located = play(opened(), found(1, 'c1'));
  expect(outcomeOf(located)).toBe('waiting');
  expect(outcomeOf(play(located, decides(1, 'refuse')))).toBe('refused');
  expect(outcomeOf(play(located, decides(1, 'hide')))).toBe('acted');
  expect(outcomeOf({ ...opened({ items: [] }), status: 'closed' })).toBe('other');
});
