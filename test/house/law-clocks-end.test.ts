// Under every law of `law/`: once a case is answered, no clock runs on but one that waits for a person's report to a body or for her keeping
// what an order wants kept; and an answer that ends nothing ends no duty to say that it takes longer. C41 of
// docs/spec/legal-clocks.md, over the data itself, so that a new law whose clock nothing ends is seen here.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { type Case, NO_CASE } from '../../src/domain/case/case.ts';
import { isOpen } from '../../src/domain/case/clock-state.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import { lawNamed } from '../../src/domain/clock/facts.ts';
import type { Occasion } from '../../src/domain/clock/occasion.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { DAY } from '../../src/domain/kernel/instant.ts';
import {
  acted,
  decides,
  decision,
  found,
  later,
  lawsFor,
  locatedAs,
  looked,
  play,
  receive,
  replied,
  signed,
  swept,
} from '../support/fixtures.ts';
import { duty, lawOf, regime, SOURCED } from '../support/laws.ts';
import { ROOT } from './overlay.ts';

const book = await readBook(path.join(ROOT, 'law'));
const received = receive({ level: 'L1' });
if (received.kind !== 'receive') throw new Error('no notice');
const laws = [...new Set(book.regimes.map(({ id }) => id))].flatMap((id) => {
  const law = lawNamed(received.notice, id, { book, reach: EVERYWHERE });
  return law === null ? [] : [{ id, law }];
});

const told: readonly Command[] = [
  {
    ...{ kind: 'record-reasons', of: 1, decision: decisionId('hide-1'), account: 'uploader-name' },
    ...{ outcome: 'told', digest: 'digest' },
  },
  { kind: 'record-milestone', milestone: 'uploader-told', act: null },
];
const hidden = [found(1, 'a'), decides(1, 'hide'), acted(1, 'a'), looked(1, 'a', 'gone'), swept(1)];

const ENDS: Readonly<Record<string, readonly Command[]>> = {
  refused: [found(1, 'a'), decides(1, 'refuse')],
  'already gone': [locatedAs(1, { kind: 'gone' })],
  'not found': [locatedAs(1, { kind: 'not-found' })],
  'not ours': [locatedAs(1, { kind: 'not-ours' })],
  'taken back': [found(1, 'a'), { kind: 'withdraw-item', item: 1, letter: null, act: signed('back') }],
  'hidden, and whoever posted it told': [...hidden, ...told],
};

/** Left to a person: what is reported to a body, and what an order wants kept, is there or was, and nobody kept. */
const isForPeople = ({ ends }: Case['clocks'][number]['clock'], how: string): boolean =>
  ends === 'reported' || (ends === 'preserved' && (how.startsWith('hidden') || how === 'refused'));

describe.each(laws)('$id', ({ law }) => {
  const opened = play(NO_CASE, { ...received, laws: [law] });

  test.each(Object.entries(ENDS))('%s and answered: no clock runs on', (how, commands) => {
    const done = play(opened, ...commands, replied(1));
    const open = done.clocks.filter((held) => isOpen(held) && !isForPeople(held.clock, how));
    expect(open.map(({ clock: { key, ends } }) => `${key} waits for ${ends}`)).toEqual([]);
  });
});

/** What an answer says that ends nothing: it asks for a better link, or says that it is hidden for now. */
const WAITS: Readonly<Record<string, readonly Command[]>> = {
  'a better link is asked for': [locatedAs(1, { kind: 'container' })],
  'hidden for now': [
    found(1, 'a'),
    {
      ...{ kind: 'decide', item: 1 },
      decision: {
        ...decision('hide'),
        ground: { kind: 'law', regime: 'blocks' },
        provisional: { until: later(30 * DAY) },
      },
    },
    ...[acted(1, 'a'), looked(1, 'a', 'gone'), swept(1)],
  ],
};
/** A law that lets one hide first. */
const [blocks] = lawsFor({
  law: lawOf(
    regime({
      id: 'blocks',
      block: { ...SOURCED, days: 30 },
      duties: [duty({ key: 'remove', from: 'notice-given', ends: 'settled' })],
    }),
  ),
});
const SAID_BEFORE: readonly Occasion[] = ['receipt-confirmed', 'status-told', 'delay-told'];

describe.each(laws.filter(({ law }) => law.duties.some(({ ends }) => SAID_BEFORE.includes(ends))))(
  '$id',
  ({ law }) => {
    test.each(Object.entries(WAITS))(
      '%s and answered: what is to be said before the end runs on',
      (_, done) => {
        if (blocks === undefined) throw new Error('no law lets one hide first');
        const state = play(NO_CASE, { ...received, laws: [law, blocks] }, ...done, replied(1));
        const known = play(state, {
          kind: 'record-milestone',
          milestone: 'delay-known',
          reachedAt: null,
          act: signed('late'),
        });
        const owed = known.clocks.filter(({ clock: { ends } }) => SAID_BEFORE.includes(ends));
        expect(owed.length).toBeGreaterThan(0);
        expect(owed.filter((held) => !isOpen(held)).map(({ clock: { key } }) => key)).toEqual([]);
      },
    );
  },
);

test('laws with a clock that nothing but a person ends are known', () => {
  const reporting = laws.filter(({ law }) => law.duties.some(({ ends }) => ends === 'reported'));
  expect(reporting.map(({ id }) => id).toSorted()).toEqual(['uk-osa-66-nca', 'us-2258a']);
});
