// That nobody can be told: who finds it, which clocks it ends, and what is to be told afterwards all the same. C42: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  clocksOf,
  copy,
  COVERAGE,
  decides,
  found,
  heldClock,
  hiddenCase,
  later,
  lawsFor,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  signed,
  swept,
  T0,
  verdicts,
} from '../../../test/support/fixtures.ts';
import { duty, hours, lawOf, regime } from '../../../test/support/laws.ts';
import type { Occasion } from '../clock/occasion.ts';
import { copyId, decisionId } from '../kernel/ids.ts';
import { DAY, HOUR, type Instant } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { SignedAct } from './event.ts';

const under = (from: Occasion, id = 'law') => ({
  law: lawOf(
    regime({
      id,
      duties: [
        duty({ key: 'first', from: 'notice-given', ends: 'answered' }),
        duty({ key: 'tell', from, ends: 'uploader-told', pace: hours(4) }),
      ],
    }),
  ),
});
const TELL = under('notice-given');
const tells = (state: Case, law = 'law'): readonly string[] =>
  clocksOf(state).flatMap((one) =>
    one.startsWith(`${law}/tell`) ? [one.slice(`${law}/tell`.length).trim()] : [],
  );
const says = (act: SignedAct | null = signed('found'), at: Instant | null = null): Command => ({
  ...{ kind: 'record-milestone', milestone: 'nobody-to-tell', reachedAt: at, act },
});
const notTold = (act: 'hide' | 'restore'): Command => ({
  ...{ kind: 'record-reasons', of: 1, decision: decisionId(`${act}-1`), account: 'uploader-name' },
  ...{ outcome: 'refused', digest: 'digest' },
});
/** A picture of a room: the platform names nobody who posted it. It is looked at again after a day. */
const nameless = (options = TELL): Case => {
  const { copies, coverage } = { copies: [{ ...copy('a'), uploader: '' }], coverage: COVERAGE };
  return play(
    opened(options),
    locatedAs(1, { kind: 'found', copies, coverage }),
    ...[decides(1, 'hide'), acted(1, 'a'), looked(1, 'a', 'gone')],
    { ...swept(1), lookAgain: [DAY] } as Command,
  );
};

describe('that nobody can be told', () => {
  test('is a person’s finding and ends the clock as that, where the platform names nobody (C42)', () => {
    expect(tells(nameless())).toEqual(['running']);
    expect(tells(play(nameless(), says()))).toEqual(['nobody-to-tell']);
  });

  test('or where it would not tell, and nobody can be reached in another way (C42)', () => {
    expect(tells(play(hiddenCase(TELL), notTold('hide'), says()))).toEqual(['nobody-to-tell']);
  });

  test.each([
    ['by the desk itself', () => answerTo(nameless(), says(null))],
    ['while somebody has still to be told', () => answerTo(hiddenCase(TELL), says())],
    [
      'while something is being done',
      () => answerTo(play(opened(TELL), found(1, 'a'), decides(1, 'hide')), says()),
    ],
    ['where no clock waits for it', () => answerTo(hiddenCase(), says())],
    [
      'where nothing was done, and the clock has ended',
      () => answerTo(play(opened(TELL), found(1, 'a'), decides(1, 'refuse')), says()),
    ],
  ])('is not said %s', (_, answer) => expect(answer()).toBe('milestone.not-found'));

  test('is said anew where whoever posted it is to be told anew (C42)', () => {
    const first = play(hiddenCase(under('settled')), notTold('hide'), says());
    const back = playAt(
      later(DAY),
      first,
      decides(1, 'restore', { by: 'dana' }),
      acted(1, 'c1', 1, 'accepted', 'restore', 2),
      looked(1, 'c1', 'still-there', 1, 1, 2),
    );
    expect(tells(back)).toEqual(['nobody-to-tell', '#2 running']);
    const again = playAt(later(DAY), back, notTold('restore'), says(signed('again')));
    expect(tells(again)).toEqual(['nobody-to-tell', '#2 nobody-to-tell']);
  });
});

describe('what comes after nobody could be told', () => {
  /** The recheck finds a copy of an account that the platform names. */
  const seenAgain: readonly Command[] = [
    {
      ...{ kind: 'record-recheck', item: 1, copy: copyId('a'), turn: 1, check: 1, judgement: 'gone' },
      verdicts: verdicts('absent'),
    },
    { kind: 'record-search', item: 1, turn: 1, check: 1, copies: [copy('b')] },
  ] as readonly Command[];
  const hidesAgain: readonly Command[] = ['a', 'b'].map((id) => acted(1, id, 1, 'accepted', 'hide', 2));
  const back = (options = TELL): Case => playAt(later(DAY), play(nameless(options), says()), ...seenAgain);
  const another = (from: Occasion): Command => {
    const [law] = lawsFor(under(from, 'other'));
    if (law === undefined) throw new Error('no such law');
    return { kind: 'apply-law', law, act: signed('applied') };
  };

  test('a law that comes later has a clock of its own, which the finding does not end (C42)', () => {
    const later_ = playAt(later(DAY), back(), another('notice-given'));
    expect(tells(later_, 'other')).toEqual(['running']);
    expect(heldClock(later_, 'other/tell').clock.startedAt).toBe(T0);
    const still = playAt(later(DAY), play(nameless(), says()), another('notice-given'));
    expect(tells(still, 'other')).toEqual(['running']);
    expect(tells(playAt(later(DAY), still, says(signed('too'))), 'other')).toEqual(['nobody-to-tell']);
  });

  test.each(['notice-given', 'decided'] as const)(
    'a clock that counts from %s runs again once a platform says yes to more, from then (C42)',
    (from) => {
      expect(tells(back(under(from)))).toEqual(['nobody-to-tell']);
      const done = playAt(later(DAY + HOUR), back(under(from)), ...hidesAgain);
      expect(tells(done)).toEqual(['nobody-to-tell', '#2 running']);
      expect(heldClock(done, 'law/tell#2').clock.startedAt).toBe(later(DAY + HOUR));
    },
  );

  test('one that counts from every result does so with that result (C42)', () => {
    const acting = playAt(later(DAY), back(under('settled')), ...hidesAgain);
    expect(tells(acting)).toEqual(['nobody-to-tell']);
    const looks = ['a', 'b'].map((id) => looked(1, id, 'gone', 1, 1, 2));
    expect(tells(playAt(later(DAY), acting, ...looks, swept(1, ['a', 'b'], 1, 2)))).toEqual([
      'nobody-to-tell',
      '#2 running',
    ]);
  });
});
