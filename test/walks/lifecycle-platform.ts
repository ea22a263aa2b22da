// What a platform is asked for an item and answers, now and then with a lie: actions, looks, searches, later looks.
import type { Command } from '../../src/domain/case/command.ts';
import type { Judgement, Power } from '../../src/domain/case/event.ts';
import { type CopyState, isFinal, type Item } from '../../src/domain/case/item.ts';
import { CAPABILITIES, KEPT } from '../support/capabilities.ts';
import { copy, RECEIPT } from '../support/fixtures.ts';
import { LOOK_AGAIN, SEEN } from './lifecycle-signs.ts';
import type { Place } from './lifecycle-wild.ts';

export function work(place: Place, item: Item): Command {
  const { chance } = place;
  const open = chance.percent(2) ? item.copies : item.copies.filter((held) => !isFinal(held));
  const next = open[chance.below(open.length)];
  if (next === undefined) return search(place, item);
  const turn = chance.percent(3) ? item.turn - 1 : item.turn;
  const power: Power = item.decision?.act === 'refuse' ? 'hide' : (item.decision?.act ?? 'hide');
  return next.status === 'accepted'
    ? look(place, item, next, turn, power)
    : action(place, item, next, turn, power);
}

function search({ chance, serial }: Place, item: Item): Command {
  const known = item.copies.map((held) => held.copy);
  const copies = chance.percent(15) ? [...known, copy(`n${serial}`)] : known;
  const { index, turn, sweeps } = item;
  return { kind: 'record-sweep', item: index, turn, pass: sweeps + 1, copies, lookAgain: LOOK_AGAIN };
}

function action({ chance }: Place, { index }: Item, held: CopyState, turn: number, power: Power): Command {
  const answer = chance.percent(power === 'restore' ? 25 : 6)
    ? 'given-up'
    : chance.percent(6)
      ? 'not-found'
      : 'accepted';
  const round = held.status === 'asked' ? 1 : held.round + 1;
  return {
    kind: 'record-action',
    item: index,
    copy: held.copy.id,
    power,
    turn,
    round,
    answer,
    receipts: [RECEIPT],
    lookAgain: LOOK_AGAIN,
    capabilities: CAPABILITIES,
    ...(round === 1 && power !== 'restore' ? { preserved: KEPT } : {}),
  };
}

const LUCK: Record<Power, readonly [Judgement, ...Judgement[]]> = {
  hide: ['gone', 'gone', 'gone', 'gone', 'gone', 'gone', 'still-there', 'cannot-tell', 'cached'],
  destroy: [
    'gone',
    'gone',
    'gone',
    'gone',
    'gone',
    'hidden',
    'hidden',
    'still-there',
    'cannot-tell',
    'at-peer',
  ],
  restore: ['still-there', 'still-there', 'still-there', 'still-there', 'gone', 'cannot-tell'],
};

function look({ chance }: Place, { index }: Item, held: CopyState, turn: number, power: Power): Command {
  const judgement = chance.pick(LUCK[power]);
  const [round, look] = [held.round, chance.percent(30) ? 14 : 1 + chance.below(14)];
  return {
    kind: 'record-verification',
    item: index,
    copy: held.copy.id,
    turn,
    round,
    look,
    judgement,
    verdicts: SEEN[judgement],
    lookAgain: LOOK_AGAIN,
  };
}

/** The next recheck of a removed item whose moment has come, or undefined. */
export function recheck({ chance, serial, now }: Place, item: Item): Command | undefined {
  const { index, turn, rechecks, looks, copies, withdrawn } = item;
  const due = looks[rechecks];
  if (due === undefined || due > now || withdrawn !== null) return undefined;
  const common = { item: index, turn, check: rechecks + 1 };
  const next = copies.find(({ rechecked }) => rechecked <= rechecks)?.copy;
  const known = copies.map((held) => held.copy);
  if (next === undefined)
    return {
      kind: 'record-search',
      ...common,
      copies: chance.percent(15) ? [...known, copy(`n${serial}`)] : known,
    };
  const judgement = chance.pick(['gone', 'gone', 'gone', 'gone', 'gone', 'hidden', 'still-there'] as const);
  return { kind: 'record-recheck', ...common, copy: next.id, judgement, verdicts: SEEN[judgement] };
}
