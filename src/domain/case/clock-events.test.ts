// The clocks of a case: what starts, moves, ends them, and what is heard of. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  clocksOf,
  decides,
  found,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  proven,
  receive,
  replied,
  signed,
  T0,
  heldClock,
  claimUnder,
  alarmOf,
} from '../../../test/support/fixtures.ts';
import {
  AWARENESS,
  CORRECTION,
  days,
  duty,
  FORTY_EIGHT,
  hours,
  lawOf,
  regime,
  STEPPED,
} from '../../../test/support/laws.ts';
import type { Statement } from '../clock/regime.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { NO_CASE } from './case.ts';
import { clockOf, isLate, leadingClock, nearest } from './clock-state.ts';
import type { Command } from './command.ts';

const REMOVE = 'us-tida/remove';
const judged = (missing: readonly Statement[], id = 'judged'): Command => ({
  kind: 'judge-notice',
  missing,
  act: signed(id),
});
const completed = (stated: readonly Statement[]): Command => ({ kind: 'complete-notice', stated, act: null });
const reached = (milestone: 'receipt-confirmed' | 'delay-known' | 'delay-told'): Command => ({
  kind: 'record-milestone',
  milestone,
  act: null,
});
const gone = locatedAs(1, { kind: 'gone' });

describe('a clock that starts with an arrival', () => {
  test('starts at the receipt, whenever the letter was read (C13)', () => {
    const late = playAt(later(5 * DAY), NO_CASE, receive({ ...claimUnder(AWARENESS), receivedAt: T0 }));
    expect(heldClock(late, 'kr-tba-22-5/remove').clock.startedAt).toBe(T0);
  });

  test('waits for nothing, whatever the notice lacks (C14)', () => {
    const lacking = {
      ...claimUnder(regime({ id: 'law', elements: FORTY_EIGHT.elements })),
      missing: ['signature'] as const,
    };
    expect(clocksOf(opened(lacking))).toEqual(['law/remove running']);
  });
});

describe('a clock that starts with a valid request', () => {
  test('starts at the receipt where nothing is known to be missing: doubt starts the clock (C14, C15)', () => {
    expect(heldClock(opened(claimUnder(FORTY_EIGHT)), REMOVE).clock.startedAt).toBe(T0);
  });

  test('waits while a required and verified element is known to be missing, and starts when it is stated (C14)', () => {
    const waiting = opened({ ...claimUnder(FORTY_EIGHT), missing: ['signature', 'locator'] });
    expect(clocksOf(waiting)).toEqual([]);
    const half = play(waiting, completed(['signature']));
    expect(clocksOf(half)).toEqual([]);
    const cured = playAt(later(30 * HOUR), half, completed(['locator']));
    expect(heldClock(cured, REMOVE).clock).toMatchObject({
      startedAt: later(30 * HOUR),
      due: later(78 * HOUR),
    });
  });

  test('never waits for an element that is not verified (C16)', () => {
    expect(clocksOf(opened({ ...claimUnder(FORTY_EIGHT), missing: ['contact'] }))).toEqual([
      'us-tida/remove running',
    ]);
  });

  test('stops as insufficient when a person finds something missing, and starts again with its whole time (C18)', () => {
    const stopped = playAt(later(10 * HOUR), opened(claimUnder(FORTY_EIGHT)), judged(['good-faith']));
    expect(clocksOf(stopped)).toEqual(['us-tida/remove insufficient']);
    const cured = playAt(later(20 * HOUR), stopped, completed(['good-faith']));
    expect(clocksOf(cured)).toEqual(['us-tida/remove insufficient', 'us-tida/remove#2 running']);
    expect(heldClock(cured, `${REMOVE}#2`).clock.due).toBe(later(68 * HOUR));
  });

  test('goes on when what a person finds missing is not held against it (C16)', () => {
    expect(clocksOf(play(opened(claimUnder(FORTY_EIGHT)), judged(['contact', 'date'])))).toEqual([
      'us-tida/remove running',
    ]);
  });

  test('is the only one that such a finding stops (C14)', () => {
    const both = opened({ law: lawOf(CORRECTION, AWARENESS) });
    expect(clocksOf(play(both, judged(['signature'])))).toEqual([
      'kr-kmcsc-correction/report-result running',
      'kr-tba-22-5/remove running',
    ]);
  });

  test('is not started again by what does not complete it, nor by a second completion', () => {
    const running = opened(claimUnder(FORTY_EIGHT));
    const twice = play(running, judged(['signature']), completed(['signature']));
    expect(answerTo(twice, completed(['signature']))).toBe('notice.nothing-missing');
    expect(
      clocksOf(play(running, judged(['signature']), judged(['locator'], 'again'), completed(['signature']))),
    ).toEqual(['us-tida/remove insufficient']);
  });
});

describe('a clock that starts with a step of the desk', () => {
  const open = opened(claimUnder(STEPPED));

  test('starts when the step is recorded, and is done by the step it asks for (C19, C31)', () => {
    expect(clocksOf(open)).toEqual([
      'us-ca-bpc22671/confirm-receipt running',
      'us-ca-bpc22671/long-stop running',
    ]);
    const confirmed = playAt(later(20 * HOUR), open, reached('receipt-confirmed'));
    expect(clocksOf(confirmed)).toEqual([
      'us-ca-bpc22671/confirm-receipt done',
      'us-ca-bpc22671/long-stop running',
      'us-ca-bpc22671/determine running',
    ]);
    expect(heldClock(confirmed, 'us-ca-bpc22671/determine').clock).toMatchObject({
      startedAt: later(20 * HOUR),
      due: later(20 * HOUR + 30 * DAY),
    });
  });

  test('is known to be late at the latest when it breaches what is waited for (C19)', () => {
    const stop = 'us-ca-bpc22671/long-stop';
    const notify = 'us-ca-bpc22671/notify-delay';
    const late = playAt(later(61 * DAY), open, alarmOf(stop, 'breach'));
    expect(heldClock(late, notify).clock.startedAt).toBe(later(61 * DAY));
    const near = playAt(later(59 * DAY), open, alarmOf(stop, 'near-breach'));
    expect(clockOf(near.clocks, notify)).toBeUndefined();
    const unconfirmed = playAt(later(49 * HOUR), open, alarmOf('us-ca-bpc22671/confirm-receipt', 'breach'));
    expect(clockOf(unconfirmed.clocks, notify)).toBeUndefined();
  });

  test('is late under its own law only, and is not told twice what it said before (C19)', () => {
    const both = opened(claimUnder(STEPPED, FORTY_EIGHT));
    const other = playAt(later(49 * HOUR), both, alarmOf(REMOVE, 'breach'));
    expect(clockOf(other.clocks, 'us-ca-bpc22671/notify-delay')).toBeUndefined();
    const told = play(open, reached('delay-known'), reached('delay-told'));
    const late = playAt(later(61 * DAY), told, alarmOf('us-ca-bpc22671/long-stop', 'breach'));
    expect(clocksOf(late).filter((one) => one.includes('delay'))).toEqual([
      'us-ca-bpc22671/notify-delay done',
    ]);
  });

  test('starts once while it runs, and again once it has ended', () => {
    const known = play(open, reached('delay-known'), reached('delay-known'));
    expect(clocksOf(known).filter((one) => one.includes('delay'))).toEqual([
      'us-ca-bpc22671/notify-delay running',
    ]);
    const again = playAt(later(DAY), play(known, reached('delay-told')), reached('delay-known'));
    expect(clocksOf(again).filter((one) => one.includes('delay'))).toEqual([
      'us-ca-bpc22671/notify-delay done',
      'us-ca-bpc22671/notify-delay#2 running',
    ]);
  });

  test('is done only by a step at or after its start (C31)', () => {
    const told = play(open, reached('delay-told'));
    const known = playAt(later(HOUR), told, reached('delay-known'));
    expect(clocksOf(known).at(-1)).toBe('us-ca-bpc22671/notify-delay running');
    expect(clocksOf(playAt(later(HOUR), known, reached('delay-told'))).at(-1)).toBe(
      'us-ca-bpc22671/notify-delay done',
    );
  });

  test('starts with a state of the case when it comes about (C19)', () => {
    const law = regime({
      id: 'law',
      duties: [
        duty({ key: 'remove', from: 'awareness', ends: 'settled' }),
        duty({ key: 'tell', from: 'decided', ends: 'answered', pace: hours(1) }),
      ],
    });
    const two = play(opened({ law: lawOf(law), count: 2 }), found(1, 'a'), found(2, 'b'), decides(1, 'hide'));
    expect(clocksOf(two)).toEqual(['law/remove running']);
    const decided = playAt(later(HOUR), two, decides(2, 'refuse'));
    expect(heldClock(decided, 'law/tell').clock).toMatchObject({
      startedAt: later(HOUR),
      due: later(2 * HOUR),
    });
  });
});

describe('a clock is done', () => {
  const law = regime({
    id: 'law',
    duties: [
      duty({ key: 'decide', from: 'awareness', ends: 'decided' }),
      duty({ key: 'remove', from: 'awareness', ends: 'settled' }),
      duty({ key: 'answer', from: 'awareness', ends: 'answered' }),
    ],
  });

  test('when the last item is decided, settled, answered: each its own clock (C31)', () => {
    const start = play(opened({ law: lawOf(law), count: 2 }), found(1, 'a'), locatedAs(2, { kind: 'gone' }));
    expect(clocksOf(start)).toEqual(['law/decide running', 'law/remove running', 'law/answer running']);
    const decided = play(start, decides(1, 'hide'));
    expect(clocksOf(decided)).toEqual(['law/decide done', 'law/remove running', 'law/answer running']);
    const all = play(opened({ law: lawOf(law) }), gone);
    expect(clocksOf(all)).toEqual(['law/decide done', 'law/remove done', 'law/answer running']);
    expect(clocksOf(play(all, replied(1)))).toEqual([
      'law/decide done',
      'law/remove done',
      'law/answer done',
    ]);
  });

  test('never by a notice in which nothing was read: there is nothing to settle', () => {
    expect(clocksOf(opened({ law: lawOf(law), items: [], count: 0 }))).toEqual([
      'law/decide running',
      'law/remove running',
      'law/answer running',
    ]);
  });

  test('in time at its due moment, and late a millisecond after it (C32)', () => {
    const open = opened(claimUnder(FORTY_EIGHT));
    const at = (moment: number): boolean =>
      isLate(heldClock(playAt(later(moment), open, gone), REMOVE), later(90 * DAY));
    expect([at(48 * HOUR), at(48 * HOUR + 1)]).toEqual([false, true]);
    expect([
      isLate(heldClock(open, REMOVE), later(48 * HOUR)),
      isLate(heldClock(open, REMOVE), later(48 * HOUR + 1)),
    ]).toEqual([false, true]);
  });

  test('and heard of, where its deadline passed before anybody looked (C39)', () => {
    const open = opened(claimUnder(FORTY_EIGHT));
    const kinds = (moment: number) => playAt(later(moment), open, gone).clocks[0]?.alarms;
    expect(kinds(48 * HOUR)).toEqual([]);
    expect(kinds(48 * HOUR + 1)).toEqual(['breach']);
    const raised = playAt(later(50 * HOUR), open, alarmOf(REMOVE, 'breach'));
    expect(playAt(later(51 * HOUR), raised, gone).clocks[0]?.alarms).toEqual(['breach']);
  });
});

describe('proof of the sender', () => {
  const law = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT);
  const claim = opened({ level: 'L0', law });

  test('makes a clock certain without moving it, brings its laws from the receipt and takes others back (C21)', () => {
    expect(clocksOf(claim)).toEqual(['kr-tba-22-5/remove running', 'us-tida/remove running']);
    const state = playAt(later(9 * HOUR), claim, proven({ law }));
    expect(clocksOf(state)).toEqual([
      'kr-tba-22-5/remove running',
      'us-tida/remove law-withdrawn',
      'kr-kmcsc-correction/report-result running',
    ]);
    expect(heldClock(state, 'kr-tba-22-5/remove').clock).toEqual({
      ...heldClock(claim, 'kr-tba-22-5/remove').clock,
      provisional: false,
    });
    expect(heldClock(state, 'kr-kmcsc-correction/report-result').clock).toMatchObject({
      startedAt: T0,
      provisional: false,
    });
    expect(state.laws.map((one) => one.regime)).toEqual(['kr-kmcsc-correction', 'kr-tba-22-5']);
  });

  test('that comes after the work was done runs no clock a second time', () => {
    const settled = play(claim, gone);
    expect(clocksOf(play(settled, proven({ law })))).toEqual([
      'kr-tba-22-5/remove done',
      'us-tida/remove done',
      'kr-kmcsc-correction/report-result running',
    ]);
  });
});

describe('a law taken back by a person', () => {
  const withdraw = (id: string): Command => ({
    kind: 'withdraw-law',
    regime: id,
    reason: 'place-not-covered',
    act: signed('withdrawn'),
  });

  test('stops its clocks with her name, and no other (C35)', () => {
    const state = play(opened({ law: lawOf(CORRECTION, AWARENESS) }), withdraw('kr-tba-22-5'));
    expect(clocksOf(state)).toEqual([
      'kr-kmcsc-correction/report-result running',
      'kr-tba-22-5/remove law-withdrawn',
    ]);
    expect(answerTo(state, withdraw('kr-tba-22-5'))).toBe('regime.unknown');
  });

  test('starts nothing later', () => {
    const state = play(opened(claimUnder(STEPPED)), withdraw('us-ca-bpc22671'), reached('receipt-confirmed'));
    expect(clocksOf(state)).toEqual([
      'us-ca-bpc22671/confirm-receipt law-withdrawn',
      'us-ca-bpc22671/long-stop law-withdrawn',
    ]);
  });

  test('is heard of where its deadline had passed already (C39)', () => {
    const late = playAt(later(60 * HOUR), opened(claimUnder(FORTY_EIGHT)), withdraw('us-tida'));
    expect(late.clocks[0]).toMatchObject({ alarms: ['breach'], why: 'law-withdrawn' });
  });
});

describe('several laws at once', () => {
  const week = regime({
    id: 'week',
    duties: [duty({ key: 'tell', from: 'notice-given', ends: 'settled', pace: days(7) })],
  });

  test('run side by side, and the nearest deadline leads (C37)', () => {
    const state = opened(claimUnder(AWARENESS, week, FORTY_EIGHT));
    expect(clocksOf(state)).toHaveLength(3);
    expect(leadingClock(state.clocks)?.key).toBe(REMOVE);
    expect(nearest(state.clocks, ({ due }) => due)).toBe(later(48 * HOUR));
    expect(nearest(state.clocks, ({ target }) => target)).toBe(later(24 * HOUR));
  });

  test('of which none is left lead nowhere', () => {
    const ended = play(opened(claimUnder(AWARENESS)), gone);
    expect(leadingClock(ended.clocks)).toBeUndefined();
    expect(nearest(ended.clocks, ({ target }) => target)).toBeNull();
  });
});

describe('closing a case', () => {
  const close: Command = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close') };

  test('stops every clock, and proof that comes later starts the law again from the receipt', () => {
    const law = lawOf(CORRECTION, AWARENESS);
    const closed = play(opened({ level: 'L0', law, items: [], count: 0 }), close);
    expect(closed.status).toBe('closed');
    expect(clocksOf(closed)).toEqual(['kr-tba-22-5/remove case-closed']);
    const reopened = playAt(later(DAY), closed, proven({ law, items: [], count: 0 }));
    expect(reopened.status).toBe('open');
    expect(clocksOf(reopened)).toEqual([
      'kr-tba-22-5/remove case-closed',
      'kr-kmcsc-correction/report-result running',
      'kr-tba-22-5/remove#2 running',
    ]);
    expect(heldClock(reopened, 'kr-tba-22-5/remove#2').clock.startedAt).toBe(T0);
  });
});
