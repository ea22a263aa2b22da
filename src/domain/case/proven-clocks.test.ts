// Which clocks the proof of a sender brings or brings back, and which it leaves done. C-numbers: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  clocksOf,
  hiddenCase,
  later,
  locatedAs,
  opened,
  play,
  playAt,
  proven,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { days, duty, FORTY_EIGHT, hours, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import { clockOf } from './clock-state.ts';
import type { Command } from './command.ts';

const close: Command = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close') };
const confirmed: Command = { kind: 'record-milestone', milestone: 'receipt-confirmed', act: null };
const startOf = (state: Case, key: string) => clockOf(state.clocks, key)?.clock.startedAt;

/** Asked for by people in one way, ordered by offices in another. */
const BOTH = regime({
  id: 'both',
  invokers: [
    { standing: 'self', ...SOURCED },
    { standing: 'agency', ...SOURCED },
  ],
  letters: ['order'],
  duties: [
    duty({ key: 'remove', from: 'complaint-received', ends: 'settled', pace: hours(2) }),
    duty({ key: 'act-on-order', from: 'order-received', ends: 'settled', pace: hours(3) }),
  ],
});

/** Only an office invokes it; one of its duties counts from our own step. */
const OFFICE = regime({
  id: 'office',
  kind: 'authority-order',
  invokers: [{ standing: 'agency', ...SOURCED }],
  letters: ['order'],
  duties: [
    duty({ key: 'remove', from: 'order-received', ends: 'settled', pace: days(1) }),
    duty({ key: 'report', from: 'receipt-confirmed', ends: 'answered', pace: days(7) }),
    duty({ key: 'tell', from: 'settled', ends: 'uploader-told' }),
  ],
});

describe('the proof of a sender', () => {
  test('starts a duty that only the proven notice asks for from the receipt, although its law applied before (C21)', () => {
    const options = { kind: 'order' as const, law: lawOf(BOTH) };
    const claim = opened({ level: 'L0', ...options });
    expect(clocksOf(claim)).toEqual(['both/remove running']);
    const state = playAt(later(HOUR), claim, proven(options));
    expect(clocksOf(state)).toEqual(['both/remove running', 'both/act-on-order running']);
    expect(startOf(state, 'both/act-on-order')).toBe(T0);
  });

  test('counts a duty of a law it brings from the step that was recorded before it (C19, C21)', () => {
    const options = { kind: 'order' as const, law: lawOf(OFFICE) };
    const claim = playAt(later(HOUR), opened({ level: 'L0', ...options }), confirmed);
    const state = playAt(later(DAY), claim, proven(options));
    expect(startOf(state, 'office/report')).toBe(later(HOUR));
  });

  test('starts a duty whose state of the case is so already (C19, C21)', () => {
    const options = { kind: 'order' as const, law: lawOf(OFFICE) };
    const state = playAt(later(DAY), hiddenCase({ level: 'L0', ...options }), proven(options));
    expect(clocksOf(state)).toContain('office/tell running');
  });
});

describe('proof after the case was closed', () => {
  test('starts what closing interrupted again from its own start, also where that was a step of ours (C21, C31)', () => {
    const law = lawOf(
      regime({
        id: 'steps',
        duties: [
          duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: days(1) }),
          duty({ key: 'decide', from: 'receipt-confirmed', ends: 'decided', pace: days(30) }),
        ],
      }),
    );
    const claim = playAt(later(HOUR), opened({ level: 'L0', law, items: [] }), confirmed);
    const state = playAt(later(3 * DAY), playAt(later(2 * DAY), claim, close), proven({ law, items: [] }));
    expect(clocksOf(state)).toContain('steps/decide#2 running');
    expect(startOf(state, 'steps/remove#2')).toBe(T0);
    expect(startOf(state, 'steps/decide#2')).toBe(later(HOUR));
  });
});

describe('proof that brings no law, after the case was closed', () => {
  test('opens the case with the clocks of the laws it cannot take back: an open case owes something (C21)', () => {
    const law = lawOf(FORTY_EIGHT);
    const closed = play(opened({ level: 'L0', law, items: [] }), close);
    const state = playAt(later(DAY), closed, proven({ law, items: [] }));
    expect(state.status).toBe('open');
    expect(clocksOf(state)).toEqual(['us-tida/remove case-closed', 'us-tida/remove#2 running']);
    expect(startOf(state, 'us-tida/remove#2')).toBe(T0);
  });
});

describe('a request that was answered in full', () => {
  test('is not begun again when a person finds it wanting afterwards and it is completed (C18)', () => {
    const gone = play(opened({ level: 'L0', law: lawOf(FORTY_EIGHT) }), locatedAs(1, { kind: 'not-ours' }));
    const judged: Command = { kind: 'judge-notice', missing: ['signature'], act: signed('judged') };
    const stated: Command = { kind: 'complete-notice', stated: ['signature'], act: null };
    expect(clocksOf(play(gone, judged, stated))).toEqual(['us-tida/remove done']);
  });
});
