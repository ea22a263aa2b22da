// What is kept for whoever asked: longer once, no longer by another person, as the law of its ground says.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  AUTHORITY,
  clocksOf,
  decides,
  found,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { duty, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { copyId, letterId } from '../kernel/ids.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { Ground } from './event.ts';
import { keptUntil } from './kept-law.ts';
import { isKept } from './preserving.ts';

const GROUND: Ground = { kind: 'law', regime: 'kr-keep' };
const keeps = (until: Instant, by = 'ara'): Command => ({
  kind: 'preserve-item',
  item: 1,
  ground: GROUND,
  until,
  records: [{ copy: copyId('c1'), digest: '0'.repeat(64) }],
  act: signed(`keeps-${until}`, by),
});
const extends_ = (
  until: Instant,
  changes: Partial<Record<'id' | 'letter' | 'most', unknown>> = {},
): Command =>
  ({
    kind: 'extend-preservation',
    item: 1,
    until,
    most: null,
    letter: null,
    act: signed(`extends-${until}`),
    ...changes,
  }) as Command;
const releases = (by = 'bora', letter: string | null = null): Command => ({
  kind: 'release-preservation',
  item: 1,
  letter: letter === null ? null : letterId(letter),
  act: signed(`releases-${by}`, by),
});

const asked = (): Case => play(opened({ kind: 'preservation', measures: ['preserve'] }), found(1, 'c1'));
const kept = (): Case => play(asked(), keeps(later(60 * DAY)));
const joins = (letter: string): Command => ({
  kind: 'join-letter',
  joined: {
    letter: letterId(letter),
    receivedAt: T0,
    sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
    kind: 'preservation',
    documentNumber: null,
    asks: ['keep-longer'],
    withdraws: [],
    unclear: false,
    replyBy: null,
  },
});

describe('what is kept', () => {
  test('is kept longer once, to a later day, while it runs', () => {
    const longer = play(kept(), extends_(later(90 * DAY)));
    expect(longer.items[0]?.preserved).toMatchObject({ until: later(90 * DAY), extended: true });
    expect(answerTo(longer, extends_(later(120 * DAY)))).toBe('preservation.extended');
    expect(answerTo(kept(), extends_(later(60 * DAY)))).toBe('preservation.not-later');
    expect(answerTo(kept(), extends_(later(90 * DAY)), later(60 * DAY))).toBe('preservation.ended');
    expect(answerTo(asked(), extends_(later(90 * DAY)))).toBe('preservation.unknown');
  });

  test('is kept longer only as far as its law says', () => {
    expect(answerTo(kept(), extends_(later(91 * DAY), { most: later(90 * DAY) }))).toBe(
      'preservation.too-long',
    );
    expect(answerTo(kept(), extends_(later(90 * DAY), { most: later(90 * DAY) }))).toBe('allowed');
  });

  test('is let go of once, by another person', () => {
    expect(answerTo(kept(), releases('ara'))).toBe('preservation.same-person');
    const free = playAt(later(DAY), kept(), releases());
    expect(free.items[0]?.preserved).toMatchObject({ releasedAt: later(DAY) });
    expect(answerTo(free, releases('chan'), later(DAY))).toBe('preservation.ended');
    expect(answerTo(free, extends_(later(90 * DAY)), later(DAY))).toBe('preservation.ended');
    expect(isKept(free.items[0]!, later(DAY))).toBe(false);
  });

  test('is moved by a letter only where that joined', () => {
    const letter = letterId('second');
    expect(answerTo(kept(), extends_(later(90 * DAY), { letter }))).toBe('preservation.letter-unknown');
    expect(answerTo(kept(), releases('bora', 'second'))).toBe('preservation.letter-unknown');
    expect(answerTo(play(kept(), joins('second')), extends_(later(90 * DAY), { letter }))).toBe('allowed');
  });

  test('ends by itself on its day', () => {
    const [item] = kept().items;
    expect([isKept(item!, later(60 * DAY - 1)), isKept(item!, later(60 * DAY))]).toEqual([true, false]);
  });
});

describe('a law that asks for data to be kept', () => {
  const law = lawOf(
    regime({
      id: 'kr-keep',
      kind: 'preservation',
      letters: ['preservation'],
      invokers: [{ standing: 'agency', ...SOURCED }],
      duties: [duty({ key: 'preserve', from: 'order-received', ends: 'preserved' })],
    }),
  );
  const two = (): Case =>
    play(
      opened({ law, kind: 'preservation', measures: ['preserve'], count: 2 }),
      found(1, 'c1'),
      found(2, 'c2'),
    );
  const keepsItem = (item: number): Command =>
    ({
      ...keeps(later(60 * DAY)),
      item,
      records: [{ copy: copyId(`c${item}`), digest: '0'.repeat(64) }],
      act: signed(`keeps-${item}`),
    }) as Command;

  test('counts that as done once every item is kept', () => {
    const half = play(two(), keepsItem(1));
    expect(clocksOf(half)).toEqual(['kr-keep/preserve running']);
    const whole = play(half, keepsItem(2));
    expect(clocksOf(whole)).toEqual(['kr-keep/preserve done']);
    expect(whole.milestones).toEqual([{ milestone: 'preserved', at: T0 }]);
  });

  test('and not while something that is up, or hidden, is kept of nobody: a refusal to remove keeps nothing', () => {
    const mixed = play(
      opened({ law, kind: 'preservation', measures: ['delete', 'preserve'], count: 2 }),
      ...[found(1, 'c1'), found(2, 'c2'), decides(1, 'refuse')],
    );
    const half = play(mixed, keepsItem(2));
    expect([half.items[0]?.status, half.milestones, clocksOf(half)]).toEqual([
      'settled',
      [],
      ['kr-keep/preserve running'],
    ]);
    const gone = play(
      opened({ law, kind: 'preservation', measures: ['preserve'], count: 2 }),
      ...[locatedAs(1, { kind: 'gone' }), found(2, 'c2'), keepsItem(2)],
    );
    expect(clocksOf(gone)).toEqual(['kr-keep/preserve done']);
  });
});

describe('how long a law lets data be kept', () => {
  const KEEP = regime({
    id: 'kr-keep',
    kind: 'preservation',
    hold: {
      period: { unit: 'days', count: 60 },
      extension: { unit: 'days', count: 30 },
      secret: true,
      ...SOURCED,
    },
    duties: [duty({ key: 'preserve', from: 'order-received', ends: 'preserved' })],
  });
  const most = (which: 'period' | 'extension', changes: object = {}, ground: Ground = GROUND) => {
    const hold = KEEP.hold === null ? null : { ...KEEP.hold, ...changes };
    const until = keptUntil(asked(), ground, T0, which, lawOf({ ...KEEP, hold }).book);
    return until === null ? null : (until - T0) / DAY;
  };

  test('is its period first, and its extension then', () => {
    expect([most('period'), most('extension')]).toEqual([60, 30]);
  });

  test('is nothing more where it names no extension, and unlimited where nothing is verified or the terms are the ground', () => {
    expect(most('extension', { extension: null })).toBe(0);
    expect(most('period', { mark: 'M' })).toBeNull();
    expect(most('period', {}, { kind: 'terms', clause: '7' })).toBeNull();
  });
});
