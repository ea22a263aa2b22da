// Proves the live index: `node tools/launch.mjs bench/matching/live.ts --entries 1000000 --queries 10000 --only exact`.
// exact: every answer against comparing with each entry, while inserts, deletes and merges go on. merge: how long queries
// take while a worker rewrites everything. skew: families, a million copies, a flooded bucket. Times in microseconds.
// Ends with 1 if a proof fails, and says why: a wrong answer, a failed merge, no query beside a merge, or queries more than
// twice as slow beside a merge or among a million copies (three times after the flood, which adds rows).

import { availableParallelism, loadavg } from 'node:os';
import { commandOptions } from '../harness/command.ts';
import { proveExact } from './proof/exact.ts';
import { proveMerge } from './proof/latency.ts';
import { proveSkew } from './proof/skew.ts';

const values = commandOptions(import.meta.filename, {
  entries: { type: 'string', default: '1000000' },
  queries: { type: 'string', default: '10000' },
  only: { type: 'string' },
  seed: { type: 'string', default: '7' },
});

const entries = Number(values.entries);
const seed = Number(values.seed);
const proofs: Readonly<Record<string, () => Promise<{ readonly failures: readonly string[] }>>> = {
  exact: () => proveExact(entries, Number(values.queries), seed),
  merge: () => proveMerge(entries, seed),
  skew: () => proveSkew(entries, seed),
};

if (values.only !== undefined && !Object.hasOwn(proofs, values.only)) {
  console.error(`--only ${values.only}: it is one of ${Object.keys(proofs).join(', ')}`);
  process.exit(2);
}
for (const [name, prove] of Object.entries(proofs)) {
  if (values.only !== undefined && values.only !== name) continue;
  const started = performance.now();
  const outcome = await prove();
  const seconds = Math.round((performance.now() - started) / 1000);
  const machine = { cores: availableParallelism(), load: loadavg()[0]?.toFixed(1), node: process.version };
  console.log(JSON.stringify({ proof: name, seconds, machine, ...outcome }, null, 2));
  for (const failure of outcome.failures) console.error(`${name} failed: ${failure}`);
  if (outcome.failures.length > 0) process.exitCode = 1;
}
