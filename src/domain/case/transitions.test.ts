// The transition table, whole: what every command is answered in every status of a case and its item.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  decides,
  found,
  looked,
  opened,
  play,
  proven,
  receive,
  released,
  replied,
  swept,
} from '../../../test/support/fixtures.ts';
import { NO_CASE } from './case.ts';

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
};
const COMMANDS = {
  receive: receive(),
  locate: found(1, 'c1'),
  hide: decides(1, 'hide', { id: 'another' }),
  refuse: decides(1, 'refuse'),
  destroy: decides(1, 'destroy'),
  act: acted(1, 'c1'),
  verify: looked(1, 'c1', 'gone'),
  sweep: swept(1),
  prove: proven(),
  release: released(),
  reply: replied(1),
  'next reply': replied(2),
};
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
const [UNLOCATED, UNHIDDEN, SENT] = ['item.not-located', 'decision.not-hidden-first', 'reply.already-sent'];

/** Written by hand from the rules, not read from the code; a column for each of `STATES`, in their order. */
const EXPECTED: Record<keyof typeof COMMANDS, readonly string[]> = {
  receive: [YES, TWICE, TWICE, TWICE, TWICE, TWICE, TWICE, TWICE],
  locate: [NOT_YET, YES, LOCATED, LOCATED, LOCATED, LOCATED, SETTLED, LOCATED],
  hide: [NOT_YET, UNLOCATED, YES, DECIDED, DECIDED, DECIDED, SETTLED, SETTLED],
  refuse: [NOT_YET, UNLOCATED, YES, DECIDED, DECIDED, DECIDED, SETTLED, SETTLED],
  destroy: [NOT_YET, UNLOCATED, UNHIDDEN, DECIDED, DECIDED, DECIDED, YES, YES],
  act: [NOT_YET, UNDECIDED, UNDECIDED, YES, UNASKED, GONE, SETTLED, SETTLED],
  verify: [NOT_YET, UNDECIDED, UNDECIDED, UNASKED, YES, GONE, SETTLED, SETTLED],
  sweep: [NOT_YET, UNDECIDED, UNDECIDED, UNASKED, UNASKED, YES, SETTLED, SETTLED],
  prove: [NOT_YET, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN, PROVEN],
  release: [NOT_YET, FREE, FREE, FREE, FREE, FREE, FREE, SENT],
  reply: [NOT_YET, UNREADY, UNREADY, UNREADY, UNREADY, UNREADY, YES, SENT],
  'next reply': [NOT_YET, UNREADY, UNREADY, UNREADY, UNREADY, UNREADY, YES, UNREADY],
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
