// In memory, one core and one thread each: entries hashed into the tree, proofs made, proofs of the other side verified, a checkpoint's
// signature. Go's sumdb/tlog keeps every hash of the tree; ours the tiles, and what lies between their levels for the tiles asked for.

import type { Contender } from '../../harness/line-process.ts';
import { warmedUp } from '../../harness/rounds.ts';
import { type Spread, spreadOf, timesFaster } from '../../harness/statistics.ts';
import { mustBeEqual, type Setting, startOurs, startPeer } from '../options.ts';
import type { Checked, Grown, Kind, Proof, Proved } from '../questions.ts';
import { someCheckpoint } from '../some-checkpoint.ts';
import { spacedPlaces } from '../spaced-places.ts';

const ENTRY_BYTES = 300;
const KINDS: readonly Kind[] = ['inclusion', 'consistency'];
/** Proofs a round, those of them that go to the other side, and how often it verifies them. */
const PROOFS = 5_000;
const HANDED_OVER = 100;
const TIMES = 30;
const CHECKPOINTS = 300;
const HASHES = 50_000;

/** `theirs` is Go's; `times` is ours divided by theirs, where less is better. */
export type Pair = { readonly ours: Spread; readonly theirs?: Spread; readonly times?: Spread };
export type MemoryRow = {
  readonly leaves: number;
  readonly what: string;
  readonly unit: 'µs';
} & Pair;
export type MemoryPart = { readonly entryBytes: number; readonly rows: readonly MemoryRow[] };

type Sides = { readonly ours: Contender; readonly theirs: Contender | undefined };

export async function measureMemory(setting: Setting): Promise<MemoryPart> {
  const { program } = setting.peer;
  const sides = {
    ours: startOurs('memory'),
    theirs: program === undefined ? undefined : startPeer(program, 'memory'),
  };
  const rows: MemoryRow[] = [];
  try {
    for (const leaves of setting.sizes) {
      setting.say(`memory: a tree of ${leaves.toLocaleString('en-US')}`);
      const { row, root } = await grown(sides, leaves);
      rows.push(row);
      for (const what of KINDS) rows.push(...(await proofs(setting, sides, { leaves, what, root })));
    }
    rows.push(await alone(setting, sides, 'hash of two hashes', { do: 'hash', times: HASHES }));
    const question = { do: 'checkpoint', ...(await someCheckpoint()), times: CHECKPOINTS };
    rows.push(await alone(setting, sides, 'signature of a checkpoint verified', question));
  } finally {
    sides.ours.stop();
    sides.theirs?.stop();
  }
  return { entryBytes: ENTRY_BYTES, rows };
}

/** Once only: a tree grows and does not shrink. */
async function grown({ ours, theirs }: Sides, leaves: number) {
  const question = { do: 'grow', size: leaves, bytes: ENTRY_BYTES };
  const perEntry = ({ seconds, entries }: Grown): Spread => spreadOf([(1e6 * seconds) / entries]);
  const mine = await ours.ask<Grown>(question);
  const other = await theirs?.ask<Grown>(question);
  if (other !== undefined) mustBeEqual(`the root of ${leaves} entries`, mine.root, other.root);
  const row = rowOf(leaves, 'an entry hashed into the tree', perEntry(mine), other && perEntry(other));
  return { row, root: mine.root };
}

type Tree = { readonly leaves: number; readonly what: Kind; readonly root: string };

async function proofs(setting: Setting, sides: Sides, tree: Tree): Promise<readonly MemoryRow[]> {
  const { leaves, what, root } = tree;
  const contenders = both(sides);
  const made = await warmedUp(contenders, setting.rounds, (one, round) => {
    const at = spacedPlaces(leaves, PROOFS, round);
    return one.ask<Proved>({ do: 'prove', what, size: leaves, at, times: HANDED_OVER });
  });
  const [mine = [], other = []] = made;
  for (const [round, { proofs: own }] of mine.entries())
    if (other[round] !== undefined)
      mustBeEqual(`${what} proofs of ${leaves}`, JSON.stringify(own), JSON.stringify(other[round].proofs));
  // Each side verifies what the other made; by itself, ours verifies its own.
  const handed = (at: number): readonly Proof[] => (made[1 - at] ?? mine)[0]?.proofs ?? [];
  const checked = await warmedUp([...contenders.keys()], setting.rounds, async (at) => {
    const question = { do: 'check', what, size: leaves, root, proofs: handed(at), times: TIMES };
    return (await contenders[at]?.ask<Checked>(question))?.us ?? Number.NaN;
  });
  const us = (answers: readonly Proved[]) => spreadOf(answers.map((answer) => answer.us));
  return [
    rowOf(leaves, `${what} proof made`, us(mine), other.length === 0 ? undefined : us(other)),
    rowOf(leaves, `${what} proof verified`, spreadOf(checked[0] ?? []), checked[1] && spreadOf(checked[1])),
  ];
}

/** What needs no tree. */
async function alone(setting: Setting, sides: Sides, what: string, question: object): Promise<MemoryRow> {
  const [mine = [], other] = await warmedUp(both(sides), setting.rounds, (one) => one.ask<Checked>(question));
  const us = (answers: readonly Checked[]) => spreadOf(answers.map((answer) => answer.us));
  return rowOf(0, what, us(mine), other && us(other));
}

const both = ({ ours, theirs }: Sides): readonly Contender[] =>
  theirs === undefined ? [ours] : [ours, theirs];

function rowOf(leaves: number, what: string, ours: Spread, theirs: Spread | undefined): MemoryRow {
  const pair = theirs === undefined ? {} : { theirs, times: timesFaster(theirs, ours) };
  return { leaves, what, unit: 'µs', ours, ...pair };
}
