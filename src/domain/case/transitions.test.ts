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
  receive,
  released,
  replied,
} from '../../../test/support/fixtures.ts';
import { NO_CASE } from './case.ts';

const located = play(opened(), found(1, 'c1'));
const acting = play(located, decides(1, 'hide'));
const accepted = play(acting, acted(1, 'c1'));
const settled = play(accepted, looked(1, 'c1', 'gone'));
const STATES = {
  none: NO_CASE,
  received: opened(),
  located,
  acting,
  accepted,
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
  release: released(),
  reply: replied(1),
  'next reply': replied(2),
};
type Row = Record<keyof typeof COMMANDS, string>;
const NOT_YET = 'case.not-received';
const TWICE = 'case.already-received';

/** Written by hand from the rules, not read from the code. */
const EXPECTED: Record<keyof typeof STATES, Row> = {
  none: {
    receive: 'allowed',
    locate: NOT_YET,
    hide: NOT_YET,
    refuse: NOT_YET,
    destroy: NOT_YET,
    act: NOT_YET,
    verify: NOT_YET,
    release: NOT_YET,
    reply: NOT_YET,
    'next reply': NOT_YET,
  },
  received: {
    receive: TWICE,
    locate: 'allowed',
    hide: 'item.not-located',
    refuse: 'item.not-located',
    destroy: 'item.not-located',
    act: 'item.not-decided',
    verify: 'item.not-decided',
    release: 'reply.not-withheld',
    reply: 'reply.not-ready',
    'next reply': 'reply.not-ready',
  },
  located: {
    receive: TWICE,
    locate: 'item.already-located',
    hide: 'allowed',
    refuse: 'allowed',
    destroy: 'decision.not-hidden-first',
    act: 'item.not-decided',
    verify: 'item.not-decided',
    release: 'reply.not-withheld',
    reply: 'reply.not-ready',
    'next reply': 'reply.not-ready',
  },
  acting: {
    receive: TWICE,
    locate: 'item.already-located',
    hide: 'item.already-decided',
    refuse: 'item.already-decided',
    destroy: 'item.already-decided',
    act: 'allowed',
    verify: 'action.not-asked',
    release: 'reply.not-withheld',
    reply: 'reply.not-ready',
    'next reply': 'reply.not-ready',
  },
  accepted: {
    receive: TWICE,
    locate: 'item.already-located',
    hide: 'item.already-decided',
    refuse: 'item.already-decided',
    destroy: 'item.already-decided',
    act: 'action.not-asked',
    verify: 'allowed',
    release: 'reply.not-withheld',
    reply: 'reply.not-ready',
    'next reply': 'reply.not-ready',
  },
  settled: {
    receive: TWICE,
    locate: 'item.already-settled',
    hide: 'item.already-settled',
    refuse: 'item.already-settled',
    destroy: 'allowed',
    act: 'item.already-settled',
    verify: 'item.already-settled',
    release: 'reply.not-withheld',
    reply: 'allowed',
    'next reply': 'allowed',
  },
  answered: {
    receive: TWICE,
    locate: 'item.already-located',
    hide: 'item.already-settled',
    refuse: 'item.already-settled',
    destroy: 'allowed',
    act: 'item.already-settled',
    verify: 'item.already-settled',
    release: 'reply.already-sent',
    reply: 'reply.already-sent',
    'next reply': 'reply.not-ready',
  },
};

describe.each(Object.entries(STATES))('in a case that is %s', (name, state) => {
  const expected = Object.entries(EXPECTED[name as keyof typeof STATES]);
  test.each(expected)('the command %s is answered %s', (command, answer) => {
    expect(answerTo(state, COMMANDS[command as keyof typeof COMMANDS])).toBe(answer);
  });
});
