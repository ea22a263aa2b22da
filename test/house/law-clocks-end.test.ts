// Under every law of `law/`: once a case is answered, no clock runs on but one that waits for a person's report to a body. C41 of
// docs/spec/legal-clocks.md, over the data itself, so that a new law whose clock nothing ends is seen here.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { type Case, NO_CASE } from '../../src/domain/case/case.ts';
import { isOpen } from '../../src/domain/case/clock-state.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { EVERYWHERE } from '../../src/domain/clock/apply.ts';
import { lawNamed } from '../../src/domain/clock/facts.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import {
  acted,
  decides,
  found,
  locatedAs,
  looked,
  play,
  receive,
  replied,
  signed,
  swept,
} from '../support/fixtures.ts';
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

/** Left to a person: what is reported to a body, and what an order wants kept and nobody kept. */
const isForPeople = ({ ends }: Case['clocks'][number]['clock'], how: string): boolean =>
  ends === 'reported' || (ends === 'preserved' && how.startsWith('hidden'));

describe.each(laws)('$id', ({ law }) => {
  const opened = play(NO_CASE, { ...received, laws: [law] });

  test.each(Object.entries(ENDS))('%s and answered: no clock runs on', (how, commands) => {
    const done = play(opened, ...commands, replied(1));
    const open = done.clocks.filter((held) => isOpen(held) && !isForPeople(held.clock, how));
    expect(open.map(({ clock: { key, ends } }) => `${key} waits for ${ends}`)).toEqual([]);
  });
});

test('laws with a clock that nothing but a person ends are known', () => {
  const reporting = laws.filter(({ law }) => law.duties.some(({ ends }) => ends === 'reported'));
  expect(reporting.map(({ id }) => id).toSorted()).toEqual(['uk-osa-66-nca', 'us-2258a']);
});
