// What ends no clock, and which laws a case keeps: what stays up, a wrong refusal, a law named or taken back by a person.
// C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  clocksOf,
  decides,
  found,
  later,
  lawsFor,
  listed,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  proven,
  rules,
  signed,
  swept,
  T0,
  heldClock,
} from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  CORRECTION,
  duty,
  FORTY_EIGHT,
  hours,
  lawOf,
  regime,
} from '../../../test/support/laws.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import type { Duty } from '../clock/regime.ts';
import type { Case } from './case.ts';

import type { Command } from './command.ts';

const REMOVE = 'us-tida/remove';
const known = (one: Duty): Duty => ({ ...one, key: 'known' });

describe('what is not done', () => {
  const law = lawOf(
    regime({
      id: 'law',
      duties: [
        duty({ key: 'decide', from: 'awareness', ends: 'decided' }),
        duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(48) }),
      ],
    }),
  );
  const both = (state: Case) => clocksOf(state).map((one) => one.replace('law/', ''));

  test('is a whole room instead of a message: a machine asked for more, and the clocks run (C15, C31)', () => {
    const asked = play(opened({ law }), locatedAs(1, { kind: 'container' }));
    expect(both(asked)).toEqual(['decide running', 'remove running']);
  });

  test('is a copy that could not be removed: it was decided, and the clock of removal runs on (C31)', () => {
    const stuck = play(
      opened({ law }),
      found(1, 'a'),
      decides(1, 'hide'),
      acted(1, 'a', 1, 'given-up'),
      swept(1),
    );
    expect(both(stuck)).toEqual(['decide done', 'remove running']);
    const again = play(
      stuck,
      decides(1, 'hide', { id: 'again' }),
      acted(1, 'a', 1, 'accepted', 'hide', 2),
      looked(1, 'a', 'gone', 1, 1, 2),
      swept(1, [], 1, 2),
    );
    expect(both(again)).toEqual(['decide done', 'remove done']);
  });

  test('is a refusal that an appeal found wrong: its clock runs again from where it began, and is late (C31)', () => {
    const refused = play(
      opened({ law }),
      found(1, 'a'),
      decides(1, 'refuse'),
      appeals(1, 'refuse-1', 'notifier'),
    );
    expect(both(refused)).toEqual(['decide done', 'remove done']);
    const upheld = playAt(later(30 * DAY), refused, rules(true));
    expect(both(upheld)).toEqual(['decide done', 'remove done', 'remove#2 running']);
    expect(heldClock(upheld, 'law/remove#2').clock).toMatchObject({ startedAt: T0, due: later(48 * HOUR) });
    expect(both(play(refused, rules(false)))).toEqual(['decide done', 'remove done']);
  });

  test('is a case closed beside a refusal that an appeal found wrong: its clock runs again, too (C31)', () => {
    const closed = play(
      opened({ level: 'L0', law, items: [listed(1), listed(2)] }),
      found(1, 'a'),
      decides(1, 'refuse'),
      locatedAs(2, { kind: 'container' }),
      { kind: 'close-case', reason: 'sender-never-proven', act: signed('closed') },
      appeals(1, 'refuse-1', 'notifier'),
    );
    expect(both(closed)).toEqual(['decide case-closed', 'remove case-closed']);
    const upheld = playAt(later(30 * DAY), closed, rules(true));
    expect(both(upheld).at(-1)).toBe('remove#2 running');
    expect(heldClock(upheld, 'law/remove#2').clock).toMatchObject({ startedAt: T0, due: later(48 * HOUR) });
  });

  test('runs again also where the notice lacks something, but for a clock that waits for it (C16, C31)', () => {
    const inFull = regime({
      ...FORTY_EIGHT,
      duties: [...FORTY_EIGHT.duties, ...AWARENESS.duties.map(known)],
    });
    const refused = play(
      opened({ level: 'L0', law: lawOf(inFull), missing: ['signature'] }),
      found(1, 'a'),
      decides(1, 'refuse'),
      appeals(1, 'refuse-1', 'notifier'),
      rules(true),
    );
    expect(clocksOf(refused)).toEqual(['us-tida/known done', 'us-tida/known#2 running']);
  });
});

describe('a law that a person names', () => {
  const named = lawsFor({ law: lawOf(FORTY_EIGHT), level: 'L0' })[0];
  if (named === undefined) throw new Error('no law');
  const apply: Command = { kind: 'apply-law', law: named, act: signed('applied') };

  test('counts from the receipt, with her name, and once (C35)', () => {
    const state = playAt(later(9 * HOUR), opened(), apply);
    expect(heldClock(state, REMOVE).clock).toMatchObject({ startedAt: T0, due: later(48 * HOUR) });
    expect(state.acts).toEqual(['applied']);
    expect(answerTo(state, { ...apply, act: signed('again') })).toBe('regime.already-applied');
    expect(answerTo(state, apply)).toBe('regime.already-applied');
    expect(answerTo(opened(), apply, later(-1))).toBe('decision.stale');
  });

  test('may be one that was taken back: taking back can be undone', () => {
    const back: Command = {
      kind: 'withdraw-law',
      regime: 'us-tida',
      reason: 'not-this-law',
      act: signed('back'),
    };
    const state = play(opened(), apply, back, { ...apply, act: signed('anew') });
    expect(clocksOf(state).slice(-2)).toEqual(['us-tida/remove law-withdrawn', 'us-tida/remove#2 running']);
  });
});

describe('proof of the sender and what a person took back', () => {
  const law = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT);
  const back: Command = {
    kind: 'withdraw-law',
    regime: 'kr-tba-22-5',
    reason: 'not-this-law',
    act: signed('back'),
  };

  test('does not bring it again (C35)', () => {
    const state = play(opened({ level: 'L0', law }), back, proven({ law }));
    expect(state.laws.map((one) => one.regime)).toEqual(['kr-kmcsc-correction']);
    expect(clocksOf(state).filter((one) => one.startsWith('kr-tba'))).toEqual([
      'kr-tba-22-5/remove law-withdrawn',
    ]);
  });

  test('that brings no law takes none back: the last law is a person’s to take (C21)', () => {
    const claim = opened({ level: 'L0', law: lawOf(FORTY_EIGHT) });
    const state = play(claim, { ...proven(), laws: [] } as Command);
    expect(clocksOf(state)).toEqual(['us-tida/remove running']);
  });

  test('and brings nothing else takes none back: the last law is a person’s to take (C21)', () => {
    const state = play(opened({ level: 'L0', law }), back, proven({ law: lawOf(AWARENESS) }));
    expect(clocksOf(state)).toEqual(['kr-tba-22-5/remove law-withdrawn', 'us-tida/remove running']);
  });
});
