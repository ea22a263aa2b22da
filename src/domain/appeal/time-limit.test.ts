// Until when a decision can be appealed: whose law, since when, and that doubt keeps the appeal open.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acted,
  appeals,
  decides,
  found,
  later,
  looked,
  lookedAfter,
  type NoticeOptions,
  opened,
  recordedIn,
  replied,
  rules,
  signed,
  swept,
} from '../../../test/support/fixtures.ts';
import { bookOf, CALENDAR, CORRECTION, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { apply, type Case, itemAt } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import type { Appellant, Recorded } from '../case/event.ts';
import type { LawBook } from '../clock/book.ts';
import { openUntil, type Period } from '../clock/period.ts';
import type { Objection, Regime } from '../clock/regime.ts';
import { DAY, HOUR, type Instant, utc } from '../kernel/instant.ts';
import { appealUntil } from './time-limit.ts';

const months = (count: number): Period => ({ unit: 'months', count });
const objection = (
  who: Objection['who'],
  within: Period | null,
  mark: Objection['mark'] = 'A',
): Objection => ({
  ...SOURCED,
  who,
  within,
  mark,
  text: { ko: '이의', en: 'objection' },
});
const correction = (...objections: readonly Objection[]): Regime => ({ ...CORRECTION, objections });

interface Told {
  readonly state: Case;
  readonly history: readonly Recorded[];
}

/** Plays commands, a day apart from each other, and keeps what happened. */
function lived(options: NoticeOptions, ...commands: readonly Command[]): Told {
  const start: Told = { state: opened(options), history: [] };
  return commands.reduce(({ state, history }, command, days) => {
    const events = recordedIn(state, command, later(days * DAY));
    return { state: events.reduce(apply, state), history: [...history, ...events] };
  }, start);
}

const tellUploader: Command = { kind: 'record-milestone', milestone: 'uploader-told', act: signed('told') };
const answeredByHand: Command = { kind: 'answer-by-hand', act: signed('by-hand') };
const HIDDEN = [found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1)];
const REFUSED = [found(1, 'c1'), decides(1, 'refuse')];
/** The uploader is told on day 5: Wednesday 2026-11-25 in Seoul. */
const hiddenAndTold = (options: NoticeOptions = {}) => lived(options, ...HIDDEN, tellUploader);

function limit({ state, history }: Told, by: Appellant, book: LawBook): string {
  const decision = itemAt(state, 1)?.decision;
  if (decision === null || decision === undefined) throw new Error('nobody decided');
  const until = appealUntil(state, history, { item: 1, by }, decision, book);
  return until === null ? 'none' : lastSecond(until);
}

/** The last moment is a millisecond before the end. */
const lastSecond = (until: Instant): string => utc(until);

describe('the time to appeal by a law', () => {
  test('is counted generously from the day the uploader was told, to the end of its last day in the zone of the law', () => {
    const book = bookOf(correction(objection('uploader', months(6))));
    expect(limit(hiddenAndTold(), 'uploader', book)).toBe('2027-05-25T14:59:59Z');
  });

  test('moves to the next working day', () => {
    const book = bookOf(correction(objection('uploader', { unit: 'days', count: 30 })));
    // 30 days lead to Christmas, a Friday; the weekend follows.
    expect(limit(hiddenAndTold(), 'uploader', book)).toBe('2026-12-28T14:59:59Z');
  });

  test('is that of the side that appeals, or of any party', () => {
    const book = (who: Objection['who']) => bookOf(correction(objection(who, months(1))));
    const of = (who: Objection['who']) => limit(hiddenAndTold(), 'uploader', book(who));
    expect([of('uploader'), of('party'), of('notifier')]).toEqual([
      '2026-12-28T14:59:59Z',
      '2026-12-28T14:59:59Z',
      'none',
    ]);
  });

  test('is the longest of several, and one without a period shortens none and lengthens none', () => {
    const one = objection('uploader', months(6));
    const [short, none] = [objection('party', months(1)), objection('uploader', null)];
    const only = limit(hiddenAndTold(), 'uploader', bookOf(correction(one)));
    for (const several of [
      [short, one, none],
      [none, one, short],
    ])
      expect(limit(hiddenAndTold(), 'uploader', bookOf(correction(...several)))).toBe(only);
  });

  test.each([
    ['names no period', objection('uploader', null)],
    ['is not verified', objection('uploader', months(1), 'M')],
    ['has no article', { ...objection('uploader', months(1)), article: null }],
  ])('is not limited where the objection %s', (_, one) => {
    expect(limit(hiddenAndTold(), 'uploader', bookOf(correction(one)))).toBe('none');
  });

  test('is not limited by a law that the book does not know, or no longer in the version of the case', () => {
    const changed: Regime = {
      ...correction(objection('uploader', months(1))),
      inForceFrom: { year: 2026, month: 1, day: 1 },
    };
    expect(limit(hiddenAndTold(), 'uploader', bookOf(regime({ id: 'other' })))).toBe('none');
    expect(limit(hiddenAndTold(), 'uploader', bookOf(changed))).toBe('none');
  });

  test('is that of the version the case keeps, whatever came later', () => {
    const old: Regime = {
      ...correction(objection('uploader', months(1))),
      inForceUntil: { year: 2026, month: 11, day: 30 },
    };
    const later: Regime = { ...correction(), inForceFrom: { year: 2026, month: 12, day: 1 } };
    const book = bookOf(later, old);
    expect(limit(hiddenAndTold({ law: lawOf(old) }), 'uploader', book)).toBe('2026-12-28T14:59:59Z');
  });

  test('is that of the law the decision names, whatever other laws the case keeps and the book holds', () => {
    const named = correction(objection('uploader', months(1)));
    const other = regime({ id: 'other', objections: [objection('uploader', months(6))] });
    const dated = regime({ id: 'dated', inForceFrom: { year: 2020, month: 1, day: 1 } });
    const kept = hiddenAndTold({ law: lawOf(dated, named) });
    expect(kept.state.laws.map((law) => law.regime)).toEqual(['dated', 'kr-kmcsc-correction']);
    expect(limit(kept, 'uploader', bookOf(dated, other, named))).toBe('2026-12-28T14:59:59Z');
  });

  test('is that of the day of receipt where the decision names a law the case does not keep', () => {
    const book = bookOf(correction(objection('uploader', months(1))));
    const other = lawOf(regime({ id: 'other' }));
    expect(limit(hiddenAndTold({ law: other }), 'uploader', book)).toBe('2026-12-28T14:59:59Z');
    expect(limit(hiddenAndTold({ law: other }), 'uploader', other.book)).toBe('none');
  });
});

describe('the time to appeal under the terms', () => {
  const ZONES = ['Pacific/Kiritimati', 'Asia/Seoul', 'UTC', 'America/Los_Angeles', 'Etc/GMT+12'];

  test('is over in no zone and by no calendar before six months are', () => {
    const book = bookOf();
    const { state, history } = underTerms(hiddenAndTold());
    const decision = itemAt(state, 1)?.decision;
    if (decision === null || decision === undefined) throw new Error('nobody decided');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(...ZONES), (hoursOn, zone) => {
        const told = later(hoursOn * HOUR);
        const moved = history.map((event) => ({ ...event, at: told }));
        const until = appealUntil(state, moved, { item: 1, by: 'uploader' }, decision, book) ?? 0;
        expect(until).toBeGreaterThanOrEqual(openUntil(told, months(6), zone, CALENDAR).at - 1);
      }),
    );
  });

  const underTerms = (told: Told): Told => ({
    ...told,
    state: {
      ...told.state,
      items: told.state.items.map((item) => ({
        ...item,
        decision: item.decision && { ...item.decision, ground: { kind: 'terms', clause: '3' } },
      })),
    },
  });

  test('is six months to the end of the last day on earth, and needs no law', () => {
    const book: LawBook = { regimes: [], calendars: {} };
    expect(limit(underTerms(hiddenAndTold()), 'uploader', book)).toBe('2027-05-26T11:59:59Z');
  });

  test('lasts to the end of the next working day of whichever calendar ends last', () => {
    const rests = { ...bookOf().calendars, XX: { ...DAY_OFF, country: 'XX' } } as LawBook['calendars'];
    expect(limit(underTerms(hiddenAndTold()), 'uploader', { regimes: [], calendars: rests })).toBe(
      '2027-05-27T11:59:59Z',
    );
  });
});

const DAY_OFF = {
  weekend: [],
  holidays: { '2027-05-25': 'a day of rest' },
  firstKnownYear: 2024,
  lastKnownYear: 2027,
};

describe('an appellant who was not told', () => {
  const book = bookOf(
    correction(objection('uploader', { unit: 'hours', count: 1 }), objection('notifier', months(6))),
  );

  test('has no limit, however long ago the decision was made', () => {
    expect(limit(lived({}, ...HIDDEN), 'uploader', book)).toBe('none');
    expect(limit(lived({}, ...REFUSED), 'notifier', book)).toBe('none');
  });

  test('is not told by what was said before the decision', () => {
    expect(limit(lived({}, tellUploader, ...HIDDEN), 'uploader', book)).toBe('none');
  });

  test('is not told by another milestone', () => {
    const confirm: Command = {
      kind: 'record-milestone',
      milestone: 'receipt-confirmed',
      act: signed('confirmed'),
    };
    expect(limit(lived({}, ...HIDDEN, confirm), 'uploader', book)).toBe('none');
  });

  test('of a decision that nobody made has no limit', () => {
    const { state, history } = hiddenAndTold();
    const never = history.filter(({ kind }) => kind !== 'item-decided');
    expect(limit({ state, history: never }, 'uploader', book)).toBe('none');
  });

  test('counts as told once: the first time since the decision', () => {
    expect(limit(hiddenAndTold(), 'uploader', book)).toBe(utc(later(5 * DAY + HOUR - 1)));
  });

  test('who is a notifier is told by the answer', () => {
    // The answer goes out on day 2, Sunday 2026-11-22 09:00 in Seoul.
    expect(limit(lived({}, ...REFUSED, replied(1)), 'notifier', book)).toBe('2027-05-24T14:59:59Z');
    expect(limit(lived({}, ...REFUSED, answeredByHand), 'notifier', book)).toBe('2027-05-24T14:59:59Z');
  });

  test('who is a notifier is not told while the item has no result', () => {
    expect(limit(lived({}, ...HIDDEN.slice(0, 2)), 'notifier', book)).toBe('none');
  });

  test('who is a notifier is not told of a ruling by the answer that was on its way before', () => {
    const restored = [...HIDDEN, appeals(1, 'hide-1'), rules(true)];
    const shown = [acted(1, 'c1', 1, 'accepted', 'restore', 2), looked(1, 'c1', 'still-there', 1, 1, 2)];
    const lawful = { ...book, regimes: [] };
    expect(limit(lived({}, ...restored, replied(1), ...shown), 'notifier', lawful)).toBe('none');
    expect(limit(lived({}, ...restored, ...shown, replied(1)), 'notifier', lawful)).not.toBe('none');
    const [asked, seen] = shown;
    if (asked === undefined || seen === undefined) throw new Error('nothing was shown');
    expect(limit(lived({}, ...restored, asked, replied(1), seen), 'notifier', lawful)).toBe('none');
  });

  test('who is a notifier is not told by an answer that told the result of another item', () => {
    const second = [found(2, 'c2'), decides(2, 'hide'), acted(2, 'c2'), looked(2, 'c2', 'gone'), swept(2)];
    const destroyed = [
      decides(2, 'destroy'),
      acted(2, 'c2', 1, 'accepted', 'destroy'),
      lookedAfter(2, 'c2', 'gone'),
    ];
    const restoring = [...HIDDEN, ...second, appeals(1, 'hide-1'), rules(true)];
    const told = lived({ count: 2 }, ...restoring, ...destroyed, replied(1));
    expect(limit(told, 'notifier', book)).toBe('none');
  });
});
