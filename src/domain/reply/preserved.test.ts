// What follows from keeping something for whoever asked: the answer says until when, and again when that changes; and people hear of the day.
import { describe, expect, test } from 'vitest';
import {
  answerTo,
  AUTHORITY,
  found,
  later,
  opened,
  play,
  playAt,
  recordedIn,
  replied,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { plan } from '../action/plan.ts';
import { apply, type Case } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import { copyId, taskId } from '../kernel/ids.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replyCsv } from './csv.ts';
import { composeReply } from './letter.ts';

const keeps = (until: Instant): Command => ({
  kind: 'preserve-item',
  item: 1,
  ground: { kind: 'terms', clause: '7' },
  until,
  records: [{ copy: copyId('c1'), digest: '0'.repeat(64) }],
  act: signed('keeps'),
});
const extended = (until: Instant): Command => ({
  kind: 'extend-preservation',
  item: 1,
  until,
  most: null,
  letter: null,
  act: signed('extends'),
});
const released: Command = {
  kind: 'release-preservation',
  item: 1,
  letter: null,
  act: signed('releases', 'bora'),
};
const asked = (): Case => play(opened({ kind: 'preservation', measures: ['preserve'] }), found(1, 'c1'));
const kept = (): Case => play(asked(), keeps(later(60 * DAY)));

describe('whoever asked for it', () => {
  const text = (state: Case, edition: number): string => {
    const letter = composeReply(state, AUTHORITY, 'redress.example', edition, taskId('t'));
    return letter.ok ? letter.value.text : letter.error.code;
  };
  const told = (): Case => play(kept(), replied(1));

  test('is told of the day, and again when it is kept longer or no longer', () => {
    expect(text(kept(), 1)).toContain('결과: 기록 보전함 (2027-01-19T09:00:00+09:00까지)');
    const longer = play(told(), extended(later(90 * DAY)));
    expect(longer.replyDue).toBe(true);
    expect(text(longer, 2)).toContain('결과: 기록 보전함 (2027-02-18T09:00:00+09:00까지)');
    const free = playAt(later(DAY), play(longer, replied(2)), released);
    expect(free.replyDue).toBe(true);
    expect(text(free, 3)).toContain('기록 보전 해제: 2026-11-21T00:00:00Z / 2026-11-21T09:00:00+09:00');
    expect(text(free, 3)).toContain('결과: 기록 보전함 (2026-11-21T09:00:00+09:00까지)');
    const csv = replyCsv(free, 3);
    expect(csv.ok && csv.value.text).toContain('"2026-11-21T00:00:00Z","2026-11-21T09:00:00+09:00"\r\n');
  });

  test('gets that by a task of the same step', () => {
    const before = told();
    const events = recordedIn(before, extended(later(90 * DAY)));
    const works = plan(events.reduce(apply, before), events).map(({ work }) => work);
    expect(works).toContainEqual({ kind: 'reply', edition: 2 });
  });
});

describe('the days of which people hear', () => {
  test('are a week before the end, and the end; moved by an extension, and gone with a release', () => {
    const days = (state: Case, command: Command): readonly unknown[] => {
      const events = recordedIn(state, command);
      return plan(events.reduce(apply, state), events).flatMap(({ work, notBefore }) =>
        work.kind === 'hear-term' ? [[work.alarm, (notBefore - T0) / DAY]] : [],
      );
    };
    expect(days(asked(), keeps(later(60 * DAY)))).toEqual([
      ['near', 53],
      ['passed', 60],
    ]);
    expect(days(kept(), extended(later(90 * DAY)))).toEqual([
      ['near', 83],
      ['passed', 90],
    ]);
    const near: Command = {
      ...{ kind: 'hear-term', term: 'preserved', of: 1 },
      until: later(60 * DAY),
      alarm: 'near',
    };
    expect(answerTo(kept(), near, later(53 * DAY))).toBe('allowed');
    expect(answerTo(play(kept(), released), near, later(53 * DAY))).toBe('term.not-owed');
  });
});
