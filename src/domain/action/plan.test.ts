// What must happen next: one task for each thing, under a key that a repeat does not change, the most urgent first.
import { describe, expect, test } from 'vitest';
import {
  acted,
  adopts,
  appeals,
  COVERAGE,
  copy,
  decides,
  found,
  hiddenCase,
  later,
  locatedAs,
  looked,
  lookedAfter,
  opened,
  play,
  proven,
  receive,
  recordedIn,
  released,
  replied,
  rules,
  signed,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { duty, hours, lawOf, regime } from '../../../test/support/laws.ts';
import { apply, type Case, NO_CASE } from '../case/case.ts';
import type { Command } from '../case/command.ts';
import { MAX_LOOKS, MAX_ROUNDS, MAX_SWEEPS } from '../case/acting.ts';
import type { Recorded } from '../case/event.ts';
import type { Duty } from '../clock/regime.ts';
import { HOUR } from '../kernel/instant.ts';
import { plan, type Task } from './plan.ts';

function tasksAfter(state: Case, command: Command): Task[] {
  const events = recordedIn(state, command);
  return plan(events.reduce(apply, state), events);
}
const keysAfter = (state: Case, command: Command): string[] =>
  tasksAfter(state, command).map(({ key }) => key);
const pauseOf = (tasks: readonly Task[]): number[] => tasks.map(({ notBefore }) => notBefore - T0);

const located = play(opened(), found(1, 'c1', 'c2'));
const acting = play(located, decides(1, 'hide'));
const accepted = play(acting, acted(1, 'c1'));

describe('what follows', () => {
  test('from a notice: each of its items is looked for, at once', () => {
    const tasks = tasksAfter(NO_CASE, receive({ count: 3 }));
    expect(tasks.map(({ key }) => key)).toEqual(['locate/1', 'locate/2', 'locate/3']);
    expect(pauseOf(tasks)).toEqual([0, 0, 0]);
  });

  test('from finding copies: joined cases are asked, and nothing is done until a person decides', () => {
    expect(keysAfter(opened(), found(1, 'c1'))).toEqual(['adopt/1']);
  });

  test('from a decision to hide: one action for each copy, and joined cases are told', () => {
    expect(keysAfter(located, decides(1, 'hide'))).toEqual(['hide/1.1/c1/1', 'hide/1.1/c2/1', 'share/1.1']);
  });

  test('from a decision of a joined case: the actions alone, since all others hear it from there', () => {
    expect(keysAfter(located, adopts(1, 'hide'))).toEqual(['hide/1.1/c1/1', 'hide/1.1/c2/1']);
  });

  test('from an appeal of a notifier that is upheld: joined cases are told as of any decision', () => {
    const refused = play(located, decides(1, 'refuse'), appeals(1, 'refuse-1', 'notifier'));
    expect(keysAfter(refused, rules(true))).toEqual(['hide/1.1/c1/1', 'hide/1.1/c2/1', 'share/1.1']);
  });

  test('from an appeal that is upheld: one action to restore for each copy, and no search', () => {
    const appealed = play(hiddenCase(), appeals(1, 'hide-1'));
    expect(keysAfter(appealed, rules(false))).toEqual([]);
    expect(keysAfter(appealed, rules(true))).toEqual(['restore/1.2/c1/1']);
    const asked = play(appealed, rules(true));
    const answered = play(asked, acted(1, 'c1', 1, 'accepted', 'restore', 2));
    expect(keysAfter(asked, acted(1, 'c1', 1, 'accepted', 'restore', 2))).toEqual(['verify/1.2/c1/1/1']);
    expect(keysAfter(answered, looked(1, 'c1', 'gone', 1, 1, 2))).toEqual(['restore/1.2/c1/2']);
    expect(keysAfter(answered, looked(1, 'c1', 'still-there', 1, 1, 2))).toEqual([
      'reasons/1/ruling-1/uploader-name',
      'reply/1',
    ]);
  });

  test('from a decision to refuse: no action, and the reply once it was the last item', () => {
    expect(keysAfter(located, decides(1, 'refuse'))).toEqual(['reply/1']);
  });

  test("from the platform's yes: a look", () => {
    expect(keysAfter(acting, acted(1, 'c1'))).toEqual(['verify/1.1/c1/1/1']);
    expect(keysAfter(acting, acted(1, 'c1', 1, 'not-found'))).toEqual(['verify/1.1/c1/1/1']);
  });

  test('from a copy that is still there: another round, after a pause that doubles', () => {
    const tasks = tasksAfter(accepted, looked(1, 'c1', 'still-there'));
    expect(tasks.map(({ key }) => key)).toEqual(['hide/1.1/c1/2']);
    const second = play(accepted, looked(1, 'c1', 'still-there'), acted(1, 'c1', 2));
    const next = tasksAfter(second, looked(1, 'c1', 'still-there', 2));
    expect([...pauseOf(tasks), ...pauseOf(next)]).toEqual([2_000, 4_000]);
  });

  test('from a look that told nothing: another look, after a pause that doubles', () => {
    const first = tasksAfter(accepted, looked(1, 'c1', 'cannot-tell'));
    expect(first.map(({ key }) => key)).toEqual(['verify/1.1/c1/1/2']);
    const second = tasksAfter(accepted, looked(1, 'c1', 'cannot-tell', 1, 2));
    expect([...pauseOf(first), ...pauseOf(second)]).toEqual([2_000, 4_000]);
  });

  test('from the last round and from the last look: no further try', () => {
    const rounds = Array.from({ length: MAX_ROUNDS - 1 }, (_, at) => at + 1);
    const before = rounds.reduce(
      (so, round) => play(so, acted(1, 'c1', round), looked(1, 'c1', 'still-there', round)),
      acting,
    );
    const last = play(before, acted(1, 'c1', MAX_ROUNDS));
    expect(keysAfter(last, looked(1, 'c1', 'still-there', MAX_ROUNDS))).toEqual([]);
    expect(keysAfter(accepted, looked(1, 'c1', 'cannot-tell', 1, MAX_LOOKS))).toEqual([]);
  });

  test('from a copy that is gone: nothing, while others are outstanding', () => {
    expect(keysAfter(accepted, looked(1, 'c1', 'gone'))).toEqual([]);
  });

  test('from the last copy of a hidden item: the search, once more', () => {
    const one = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'));
    expect(keysAfter(one, looked(1, 'c1', 'gone'))).toEqual(['sweep/1.1/1']);
    const refused = play(opened(), found(1, 'c1'), decides(1, 'hide'));
    expect(keysAfter(refused, acted(1, 'c1', 1, 'given-up'))).toEqual(['sweep/1.1/1']);
  });

  test('from a search that found more: actions on what is new, and in the end another search', () => {
    const gone = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'));
    expect(keysAfter(gone, swept(1, ['c1', 'c2']))).toEqual(['hide/1.1/c2/1']);
    const more = play(gone, swept(1, ['c2']), acted(1, 'c2'));
    expect(keysAfter(more, looked(1, 'c2', 'gone'))).toEqual(['sweep/1.1/2']);
  });

  test('from a search that found nothing new: the reply, and no more actions', () => {
    const gone = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'));
    expect(keysAfter(gone, swept(1, ['c1']))).toEqual(['reasons/1/hide-1/uploader-name', 'reply/1']);
  });

  test('from the last search, though it found more: the reply, and no more actions', () => {
    const gone = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'), looked(1, 'c1', 'gone'));
    const passes = Array.from({ length: MAX_SWEEPS - 1 }, (_, at) => at + 1);
    const last = passes.reduce((so, pass) => {
      const id = `more-${pass}`;
      return play(so, swept(1, [id], pass), acted(1, id), looked(1, id, 'gone'));
    }, gone);
    expect(keysAfter(last, swept(1, ['one-more'], MAX_SWEEPS))).toEqual([
      'reasons/1/hide-1/uploader-name',
      'reply/1',
    ]);
  });

  test('from a copy that is seen again, while others are still to be restored: nothing', () => {
    const hidden = ['c1', 'c2'].flatMap((id) => [acted(1, id), looked(1, id, 'gone')]);
    const restoring = play(
      located,
      decides(1, 'hide'),
      ...hidden,
      swept(1),
      appeals(1, 'hide-1'),
      rules(true),
      acted(1, 'c1', 1, 'accepted', 'restore', 2),
    );
    expect(keysAfter(restoring, looked(1, 'c1', 'still-there', 1, 1, 2))).toEqual([]);
  });

  test('from nothing: nothing', () => {
    expect(plan(acting, [])).toEqual([]);
  });

  test('from a look that found a destroyed copy only hidden: another round', () => {
    const destroying = play(hiddenCase(), decides(1, 'destroy'), acted(1, 'c1', 1, 'accepted', 'destroy'));
    expect(keysAfter(destroying, lookedAfter(1, 'c1', 'hidden'))).toEqual(['destroy/1.2/c1/2']);
  });

  test('from a letter whose look-ups failed: they are asked again in a minute', () => {
    const change = receive();
    const dns = { level: 'L0', authority: null, reasons: ['guard.dns'] } as const;
    const failed =
      change.kind === 'receive' ? { ...change, notice: { ...change.notice, sender: dns } } : change;
    const tasks = tasksAfter(NO_CASE, failed);
    expect(tasks.map(({ key }) => key)).toEqual(['locate/1', 'check-sender']);
    expect(pauseOf(tasks)).toEqual([0, 60_000]);
  });

  test('from a proof that came when all was settled: the reply', () => {
    expect(keysAfter(play(opened({ level: 'L0' }), locatedAs(1, { kind: 'gone' })), proven())).toEqual([
      'reply/1',
    ]);
    expect(keysAfter(opened({ level: 'L0' }), proven())).toEqual([]);
  });

  test('from the last settled item, and from no earlier one: the reply', () => {
    const two = opened({ count: 2 });
    expect(keysAfter(two, locatedAs(1, { kind: 'gone' }))).toEqual([]);
    expect(keysAfter(play(two, locatedAs(1, { kind: 'gone' })), locatedAs(2, { kind: 'gone' }))).toEqual([
      'reply/1',
    ]);
  });

  test('from a result that changed after the reply: the next edition', () => {
    const destroying = play(
      hiddenCase(),
      replied(1),
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
    );
    expect(keysAfter(destroying, lookedAfter(1, 'c1', 'gone'))).toEqual([
      'reasons/1/destroy-1/uploader-name',
      'reply/2',
    ]);
  });
});

describe('what was reported late', () => {
  const gone = play(opened(), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'));
  const late: readonly (readonly [string, readonly Recorded[]])[] = [
    ['a decision', recordedIn(located, decides(1, 'hide'))],
    ['a search that found more', recordedIn(play(gone, looked(1, 'c1', 'gone')), swept(1, ['c2']))],
    ['a look that told nothing', recordedIn(accepted, looked(1, 'c1', 'cannot-tell'))],
    ['a look at what is still there', recordedIn(accepted, looked(1, 'c1', 'still-there'))],
    ['a look at the last copy', recordedIn(gone, looked(1, 'c1', 'gone'))],
  ];
  const elsewhere: readonly (readonly [string, Case])[] = [
    ['has its result', hiddenCase()],
    ['was refused', play(located, decides(1, 'refuse'))],
    ['waits for its decision', located],
    ['is not known', NO_CASE],
  ];

  test.each(late)('asks for nothing more where the item is not being acted on: %s', (_, events) => {
    for (const [name, state] of elsewhere) expect(plan(state, events), name).toEqual([]);
  });

  test('does not break the desk where the case is not known: the platform is asked what it did', () => {
    const [look] = plan(NO_CASE, recordedIn(acting, acted(1, 'c1')));
    expect(look).toMatchObject({ key: 'verify/1.0/c1/1/1', urgency: later(1_000) });
    expect(plan(NO_CASE, recordedIn(NO_CASE, receive()))).toEqual([]);
  });
});

describe('a withheld reply', () => {
  test.each([{ level: 'L0' as const }, { unread: ['reading.attachment' as const] }])(
    'plans no reply task: %j',
    (how) => {
      expect(keysAfter(opened(how), locatedAs(1, { kind: 'gone' }))).toEqual([]);
    },
  );

  test('is planned when a person lets it go, if every item has its result by then', () => {
    const held = opened({ unread: ['reading.attachment'] });
    expect(keysAfter(held, released())).toEqual([]);
    expect(keysAfter(play(held, released()), locatedAs(1, { kind: 'gone' }))).toEqual(['reply/1']);
    expect(keysAfter(play(held, locatedAs(1, { kind: 'gone' })), released())).toEqual(['reply/1']);
  });
});

describe('the key of a task', () => {
  test('is the same whenever the same events are planned again', () => {
    expect(keysAfter(located, decides(1, 'hide'))).toEqual(keysAfter(located, decides(1, 'hide')));
  });

  test('is unique over the whole life of a case, hidden and destroyed with every kind of try', () => {
    const copies = [copy('c1'), copy('c2')];
    const life: Command[] = [
      receive(),
      locatedAs(1, { kind: 'found', copies, coverage: COVERAGE }),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'still-there'),
      acted(1, 'c1', 2),
      looked(1, 'c1', 'cannot-tell', 2, 1),
      looked(1, 'c1', 'gone', 2, 2),
      acted(1, 'c2'),
      looked(1, 'c2', 'gone'),
      swept(1, ['c1', 'c2', 'c3']),
      acted(1, 'c3', 1, 'given-up'),
      swept(1, [], 2),
      replied(1),
      decides(1, 'hide', { id: 'again' }),
      ...['c1', 'c2', 'c3'].flatMap((id) => [
        acted(1, id, 1, 'accepted', 'hide', 2),
        looked(1, id, 'gone', 1, 1, 2),
      ]),
      swept(1, [], 1, 2),
      replied(2),
      decides(1, 'destroy'),
      ...['c1', 'c2', 'c3'].flatMap((id) => [
        acted(1, id, 1, 'accepted', 'destroy', 3),
        looked(1, id, 'gone', 1, 1, 3),
      ]),
    ];
    let state = NO_CASE;
    const keys = life.flatMap((command) => {
      const planned = keysAfter(state, command);
      state = play(state, command);
      return planned;
    });
    expect(keys).toHaveLength(34);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('urgency', () => {
  const urgencies = (command: Command): number[] =>
    tasksAfter(NO_CASE, command).map(({ urgency }) => urgency - T0);

  test('is the start where the law says "without delay"; each further item is a second less urgent', () => {
    expect(urgencies(receive({ count: 3 }))).toEqual([1_000, 2_000, 3_000]);
  });

  test('of a claim comes an hour behind: proven letters go first, and no claim waits for ever', () => {
    expect(urgencies(receive({ level: 'L0' }))).toEqual([HOUR + 1_000]);
  });

  const within = (key: string, count: number, from: Duty['from'], ends: Duty['ends'] = 'settled') =>
    duty({ key, from, ends, pace: hours(count) });
  const several = lawOf(
    regime({
      id: 'law',
      duties: [
        within('middle', 24, 'awareness'),
        within('soon', 2, 'awareness', 'receipt-confirmed'),
        within('long', 72, 'awareness'),
      ],
    }),
  );

  test('is that of the nearest of several clocks, wherever it stands', () => {
    const [locate] = tasksAfter(NO_CASE, receive({ level: 'L0', law: several }));
    expect(locate?.urgency).toBe(later(3 * HOUR + 1_000));
  });

  test('forgets a clock that has stopped', () => {
    const confirm: Command = {
      kind: 'record-milestone',
      milestone: 'receipt-confirmed',
      act: signed('confirmed'),
    };
    const state = play(opened({ level: 'L0', law: several }), confirm, found(1, 'c1'));
    const urgent = new Set(tasksAfter(state, decides(1, 'hide')).map(({ urgency }) => urgency));
    expect([...urgent]).toEqual([later(25 * HOUR + 1_000)]);
  });

  test('is that of the receipt where no law has a clock', () => {
    const receipt = { law: lawOf(), receivedAt: later(-HOUR) };
    expect(urgencies(receive(receipt))).toEqual([1_000 - HOUR]);
  });

  test('of a reply is that of the clock itself', () => {
    const [reply] = tasksAfter(opened(), locatedAs(1, { kind: 'gone' }));
    expect(reply?.urgency).toBe(T0);
  });
});
