// Proves the live index: `node tools/launch.mjs bench/matching/live.ts --entries 1000000 --queries 10000 --only exact`.
// exact: every answer against comparing with each entry, while inserts, deletes and merges go on. merge: how long queries
// take while a worker rewrites everything. skew: families, a million copies, a flooded bucket. Times in microseconds.

import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { proveExact } from './proof/exact.ts';
import { proveMerge } from './proof/latency.ts';
import { proveSkew } from './proof/skew.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    queries: { type: 'string', default: '10000' },
    only: { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});

const entries = Number(values.entries);
const seed = Number(values.seed);
const proofs: Readonly<Record<string, () => Promise<object>>> = {
  exact: () => proveExact(entries, Number(values.queries), seed),
  merge: () => proveMerge(entries, seed),
  skew: () => proveSkew(entries, seed),
};

for (const [name, prove] of Object.entries(proofs)) {
  if (values.only !== undefined && values.only !== name) continue;
  const started = performance.now();
  const outcome = await prove();
  const seconds = Math.round((performance.now() - started) / 1000);
  const machine = { cores: availableParallelism(), load: loadavg()[0]?.toFixed(1), node: process.version };
  console.log(JSON.stringify({ proof: name, seconds, machine, ...outcome }, null, 2));
  if ('differences' in outcome && outcome.differences !== 0) process.exitCode = 1;
}
