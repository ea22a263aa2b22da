// The queue of a task, so that one slow room holds up no other; and the looks that come later.
import { describe, expect, test } from 'vitest';
import {
  acted,
  decides,
  found,
  later,
  locatedAs,
  looked,
  opened,
  play,
  receive,
  recordedIn,
  signed,
  swept,
} from '../../../test/support/fixtures.ts';
import { apply, type Case, NO_CASE } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import { HOUR } from '../kernel/instant.ts';
import { plan, type Task } from './plan.ts';

function tasksAfter(state: Case, command: Command): Task[] {
  const events = recordedIn(state, command);
  return plan(events.reduce(apply, state), events);
}
const keysAfter = (state: Case, command: Command): string[] =>
  tasksAfter(state, command).map(({ key }) => key);

const located = play(opened(), found(1, 'c1', 'c2'));
const acting = play(located, decides(1, 'hide'));
const accepted = play(acting, acted(1, 'c1'));

describe('queues', () => {
  const queuesAfter = (state: Case, command: Command): (string | undefined)[] =>
    tasksAfter(state, command).map(({ queue }) => queue);

  test('hold what is done about copies of one room together', () => {
    expect(queuesAfter(located, decides(1, 'hide'))).toEqual([
      'messenger room-7',
      'messenger room-7',
      undefined,
    ]);
    expect(queuesAfter(accepted, looked(1, 'c1', 'cannot-tell'))).toEqual(['messenger room-7']);
  });

  test('are by the link while nobody knows the room', () => {
    const links = ['/r/maple/m/1', '/r/maple/m/2', '/r/birch/m/1'];
    const items = links.map((link, at) => ({
      number: at + 1,
      locator: { platform: 'messenger', link: `https://chat.example${link}` } as const,
    }));
    const [one, two, three] = queuesAfter(NO_CASE, receive({ items }));
    expect(one).toBe(two);
    expect(one).not.toBe(three);
  });

  test('hold no letters', () => {
    const [reply] = tasksAfter(play(opened()), locatedAs(1, { kind: 'gone' }));
    expect([reply?.key, reply?.queue]).toEqual(['reply/1', undefined]);
  });
});

describe('rechecks', () => {
  const HIDDEN = play(located, decides(1, 'hide'), acted(1, 'c1'), acted(1, 'c2'));
  const seen = play(HIDDEN, looked(1, 'c1', 'gone'), looked(1, 'c2', 'gone'));
  const search = { ...swept(1), lookAgain: [HOUR, 24 * HOUR] } as Command;

  test('are one look at each copy, due when it was set, and less urgent than what a law waits for', () => {
    const tasks = tasksAfter(seen, search).filter(({ work }) => work.kind === 'recheck');
    expect(tasks).toMatchObject([
      { key: 'recheck/1.1/1/c1', notBefore: later(HOUR), urgency: later(25 * HOUR) },
      { key: 'recheck/1.1/1/c2', notBefore: later(HOUR), urgency: later(25 * HOUR) },
    ]);
  });

  test('are planned again for a withdrawal that was undone', () => {
    const settledOnce = play(seen, search);
    const act = signed('back');
    const withdrawn = play(settledOnce, { kind: 'withdraw-item', item: 1, letter: null, act });
    const undo: Command = { kind: 'undo-withdrawal', item: 1, act: signed('undo') };
    const { version } = play(withdrawn, undo);
    expect(keysAfter(withdrawn, undo)).toEqual([
      `recheck/1.1/1/c1.${version}`,
      `recheck/1.1/1/c2.${version}`,
    ]);
  });
});
