// Fuzzes the snapshot loader: `node tools/launch.mjs bench/matching/fuzz-snapshot.ts --minutes 30`. A finding is a damaged
// snapshot that is read to its end, an error without one of the loader's codes, or a round that takes too much time of
// this thread's processor or too much memory. The clock counts only where it shows that something hangs: machines are shared.
// Half of the rounds make the checksums right again, as an attacker would, so that what lies behind them is reached.

import { commandOptions } from '../harness/command.ts';
import { MatchingError } from '../../src/matching/matching-error.ts';
import { type ByteSource, decodeSnapshot, encodeSnapshot } from '../../src/matching/index/snapshot.ts';
import { BLOCK_ENTRIES, type Entries } from '../../src/matching/index/snapshot-format.ts';
import { watchHangs } from './proof/hang-watch.ts';
import { createRandom } from './proof/random.ts';
import { mutated } from './proof/snapshot-damage.ts';
import { isSound } from './proof/snapshot-opinion.ts';

/** Of the processor; a whole round takes about a millisecond. */
const MOST_CPU_MS = 1_000;
const HANGS_MS = 60_000;
const MOST_BYTES = 64 * 2 ** 20;
const MAX_FINDINGS = 20;

const values = commandOptions(import.meta.filename, {
  minutes: { type: 'string', default: '1' },
  seed: { type: 'string', default: String(Date.now() % 1e9) },
});

type Finding = { readonly round: number; readonly says: string };

const random = createRandom(Number(values.seed));
const findings: Finding[] = [];
const refusals = new Map<string, number>();

async function tryOne(round: number): Promise<void> {
  beat(round);
  const original = seeds[random.below(seeds.length)] ?? Buffer.alloc(0);
  const bytes = mutated(original, random);
  const honest = bytes.equals(original);
  const cpu = process.threadCpuUsage();
  const before = process.memoryUsage().arrayBuffers;
  const outcome = await outcomeOf(bytes);
  const { user, system } = process.threadCpuUsage(cpu);
  const cpuMs = (user + system) / 1_000;
  const grew = process.memoryUsage().arrayBuffers - before;
  if (cpuMs > MOST_CPU_MS) findings.push({ round, says: `${cpuMs.toFixed()} ms of processor time` });
  if (grew > MOST_BYTES) findings.push({ round, says: `${grew} bytes reserved` });
  judge(round, honest || isSound(bytes), outcome);
}

function judge(round: number, sound: boolean, outcome: string): void {
  refusals.set(outcome, (refusals.get(outcome) ?? 0) + 1);
  const wanted = sound ? outcome === 'read' : outcome.startsWith('matching.snapshot-');
  if (!wanted) findings.push({ round, says: `${sound ? 'sound' : 'damaged'}, yet ${outcome}` });
}

async function outcomeOf(bytes: Buffer): Promise<string> {
  let at = 0;
  const source: ByteSource = {
    size: bytes.length,
    read: async (length) => bytes.subarray(at, (at += length)),
  };
  try {
    const snapshot = await decodeSnapshot(source);
    let entries = 0;
    for await (const block of snapshot.blocks()) entries += block.ids.length;
    return entries === snapshot.entries ? 'read' : `read ${entries} of ${snapshot.entries}`;
  } catch (error) {
    return error instanceof MatchingError ? error.code : `uncoded: ${String(error)}`;
  }
}

/** A snapshot of so many entries with random hashes. */
async function madeSnapshot(count: number): Promise<Buffer> {
  const all: Entries = {
    ids: Uint32Array.from({ length: count }, (_, at) => at * 5 + random.below(5)),
    hashes: Uint8Array.from({ length: count * 32 }, () => random.below(256)),
    banks: Uint8Array.from({ length: count }, () => random.below(2)),
  };
  const blocks: Entries[] = [];
  for (let from = 0; from < count; from += BLOCK_ENTRIES)
    blocks.push({
      ids: all.ids.subarray(from, from + BLOCK_ENTRIES),
      hashes: all.hashes.subarray(from * 32, (from + BLOCK_ENTRIES) * 32),
      banks: all.banks.subarray(from, from + BLOCK_ENTRIES),
    });
  const pieces: Buffer[] = [];
  const banks = [
    { name: 'one', threshold: 31 },
    { name: 'two', threshold: 12 },
  ];
  for await (const piece of encodeSnapshot({ banks, entries: count }, blocks)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const seeds = await Promise.all([0, 1, 9, BLOCK_ENTRIES + 3].map(madeSnapshot));
const beat = watchHangs(HANGS_MS, `seed ${values.seed}`);
const end = performance.now() + Number(values.minutes) * 60_000;
let rounds = 0;
for (; performance.now() < end && findings.length < MAX_FINDINGS; rounds++) await tryOne(rounds);
const outcomes = Object.fromEntries(refusals);
console.log(
  JSON.stringify({ seed: values.seed, minutes: Number(values.minutes), rounds, outcomes, findings }),
);
console.log(`${rounds} damaged snapshots, ${findings.length} findings`);
if (findings.length > 0) process.exitCode = 1;
