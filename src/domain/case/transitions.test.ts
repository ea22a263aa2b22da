// The transition table, whole: what every command is answered in every status of a case and its item.
import { describe, expect, test } from 'vitest';
import {
  acted,
  adopts,
  answerTo,
  appeals,
  decides,
  found,
  lawsFor,
  locatedAs,
  looked,
  opened,
  play,
  proven,
  receive,
  later,
  released,
  replied,
  rules,
  signed,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { FORTY_EIGHT, lawOf } from '../../../test/support/laws.ts';
import { NO_CASE } from './case.ts';
import type { Command } from './command.ts';

const located = play(opened(), found(1, 'c1'));
const acting = play(located, decides(1, 'hide'));
const accepted = play(acting, acted(1, 'c1'));
const verified = play(accepted, looked(1, 'c1', 'gone'));
const settled = play(verified, swept(1));
const STATES = {
  none: NO_CASE,
  received: opened(),
  located,
  acting,
  accepted,
  verified,
  settled,
  answered: play(settled, replied(1)),
  closed: play(opened({ level: 'L0' }), locatedAs(1, { kind: 'gone' }), {
    kind: 'close-case',
    reason: 'sender-never-proven',
    act: signed('closed'),
  }),
};
const act = signed('act');
const clock = 'kr-tba-22-5/remove';
const law = lawNamed();

/** A law that does not run in any of these cases. */
function lawNamed() {
  const found = lawsFor({ level: 'L0', law: lawOf(FORTY_EIGHT) })[0];
  if (found === undefined) throw new Error('no law');
  return found;
}

const COMMANDS = {
  receive: receive(),
  locate: found(1, 'c1'),
  hide: decides(1, 'hide', { id: 'another' }),
  refuse: decides(1, 'refuse'),
  destroy: decides(1, 'destroy'),
  adopt: adopts(1, 'hide'),
  'adopt destroying': adopts(1, 'destroy'),
  act: acted(1, 'c1'),
  verify: looked(1, 'c1', 'gone'),
  sweep: swept(1),
  prove: proven(),
  release: released(),
  reply: replied(1),
  'next reply': replied(2),
  'by hand': { kind: 'answer-by-hand', act },
  appeal: appeals(1, 'hide-1'),
  rule: rules(true),
  close: { kind: 'close-case', reason: 'duplicate', act },
  judge: { kind: 'judge-notice', missing: ['signature'], act },
  complete: { kind: 'complete-notice', stated: ['signature'], act: null },
  withdraw: { kind: 'withdraw-law', regime: 'kr-tba-22-5', reason: 'not-this-law', act },
  'apply law': { kind: 'apply-law', law, act },
  milestone: { kind: 'record-milestone', milestone: 'delay-known', act: null },
  'milestone to come': { kind: 'record-milestone', milestone: 'delay-known', reachedAt: later(1), act: null },
  pause: { kind: 'pause-clock', clock, act },
  resume: { kind: 'resume-clock', clock, act },
  extend: { kind: 'extend-clock', clock, due: T0, act },
  alarm: { kind: 'raise-alarm', clock, alarm: 'breach' },
} as const satisfies Record<string, Command>;
const YES = 'allowed';
const NOT_YET = 'case.not-received';
const TWICE = 'case.already-received';
const LOCATED = 'item.already-located';
const DECIDED = 'item.already-decided';
const SETTLED = 'item.already-settled';
const UNDECIDED = 'item.not-decided';
const UNASKED = 'action.not-asked';
const GONE = 'copy.already-gone';
const UNREADY = 'reply.not-ready';
const FREE = 'reply.not-withheld';
const PROVEN = 'sender.already-proven';
const CLOSED = 'case.closed';
const UNSETTLED = 'case.not-settled';
const EARLY = 'item.not-settled';
const COMPLETE = 'notice.nothing-missing';
const STOPPED = 'clock.stopped';
const [NO_APPEAL, RUNS] = ['appeal.unknown', 'clock.not-paused'];
const [NO_PAUSE, NO_MORE, UNOWED] = ['clock.no-pause', 'clock.no-extension', 'clock.no-alarm'];
/** The same answer in all seven statuses of an open or answered case. */
const always = (answer: string): string[] => Array.from({ length: 7 }, () => answer);
/** While the clock runs, and once it is done. */
const clocked = (running: string): string[] => [
  running,
  running,
  running,
  running,
  running,
  STOPPED,
  STOPPED,
];
const [UNLOCATED, UNHIDDEN, SENT] = ['item.not-located', 'decision.not-hidden-first', 'reply.already-sent'];

/** Written by hand from the rules, not read from the code; a column for each of `STATES`, in their order. */
const EXPECTED: Record<keyof typeof COMMANDS, readonly string[]> = {
  receive: [YES, TWICE, TWICE, TWICE, TWICE, TWICE, TWICE, TWICE, TWICE],
  locate: [NOT_YET, YES, LOCATED, LOCATED, LOCATED, LOCATED, SETTLED, LOCATED, CLOSED],
  hide: [NOT_YET, UNLOCATED, YES, DECIDED, DECIDED, DECIDED, SETTLED, SETTLED, CLOSED],
  refuse: [NOT_YET, UNLOCATED, YES, DECIDED, DECIDED, DECIDED, SETTLED, SETTLED, CLOSED],
  destroy: [NOT_YET, UNLOCATED, UNHIDDEN, DECIDED, DECIDED, DECIDED, YES, YES, CLOSED],
  adopt: [NOT_YET, UNLOCATED, YES, DECIDED, DECIDED, DECIDED, SETTLED, SETTLED, CLOSED],
  'adopt destroying': [NOT_YET, UNLOCATED, UNHIDDEN, DECIDED, DECIDED, DECIDED, YES, YES, CLOSED],
  act: [NOT_YET, UNDECIDED, UNDECIDED, YES, UNASKED, GONE, SETTLED, SETTLED, CLOSED],
  verify: [NOT_YET, UNDECIDED, UNDECIDED, UNASKED, YES, GONE, SETTLED, SETTLED, CLOSED],
  sweep: [NOT_YET, UNDECIDED, UNDECIDED, UNASKED, UNASKED, YES, SETTLED, SETTLED, CLOSED],
  prove: [NOT_YET, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN, YES],
  release: [NOT_YET, FREE, FREE, FREE, FREE, FREE, FREE, SENT, CLOSED],
  reply: [NOT_YET, UNREADY, UNREADY, UNREADY, UNREADY, UNREADY, YES, SENT, CLOSED],
  'next reply': [NOT_YET, UNREADY, UNREADY, UNREADY, UNREADY, UNREADY, YES, UNREADY, CLOSED],
  'by hand': [NOT_YET, UNREADY, UNREADY, UNREADY, UNREADY, UNREADY, YES, UNREADY, CLOSED],
  appeal: [NOT_YET, UNDECIDED, UNDECIDED, EARLY, EARLY, EARLY, YES, YES, UNDECIDED],
  rule: [NOT_YET, ...always(NO_APPEAL), NO_APPEAL],
  close: [NOT_YET, UNSETTLED, UNSETTLED, UNSETTLED, UNSETTLED, UNSETTLED, 'case.answerable', SENT, CLOSED],
  judge: [NOT_YET, ...always(YES), CLOSED],
  complete: [NOT_YET, ...always(COMPLETE), CLOSED],
  withdraw: [NOT_YET, ...always(YES), CLOSED],
  'apply law': [NOT_YET, ...always(YES), CLOSED],
  milestone: [NOT_YET, ...always(YES), CLOSED],
  'milestone to come': [NOT_YET, ...always('milestone.not-then'), CLOSED],
  pause: [NOT_YET, ...clocked(NO_PAUSE), CLOSED],
  resume: [NOT_YET, ...clocked(RUNS), CLOSED],
  extend: [NOT_YET, ...clocked(NO_MORE), CLOSED],
  alarm: [NOT_YET, ...clocked(UNOWED), CLOSED],
};

describe.each(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[])('the command %s', (command) => {
  const states = Object.entries(STATES).map(([name, state], at) => ({
    name,
    state,
    answer: EXPECTED[command][at],
  }));
  test.each(states)('in a case that is $name is answered $answer', ({ state, answer }) => {
    expect(answerTo(state, COMMANDS[command])).toBe(answer);
  });
});
