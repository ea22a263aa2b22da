// The proof of prove/kill.ts in small, on every commit: a few kills of desk and database. The long runs have their own commands.
import { describe, expect, it, onTestFinished } from 'vitest';
import { findBinaries } from '../../managed-postgres/server.ts';
import { proveKills } from '../../prove/kill.ts';
import { closing } from '../../prove/rig/closing.ts';
import type { Target } from '../../prove/rig/kill-trial.ts';

/** A minute on an idle machine; the limit is for a busy one. */
const LIMIT_MS = 240_000;
const SMALL = { seed: 4, reported: 20, reviewedShare: 0.12, patienceMs: 45_000, keep: false };

/** The proof reads /proc, and looks at the system's PostgreSQL. */
function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  try {
    findBinaries('system');
    return undefined;
  } catch (error) {
    return `${(error as Error).message} apt-get install postgresql-15`;
  }
}

const missing = whyNot();
if (missing !== undefined) console.warn(`SKIPPED: kill -9 of desk and database: ${missing}`);

describe.skipIf(missing !== undefined)('a desk that is killed under load', () => {
  it(
    'loses no acknowledged letter, doubles none, and removes exactly what was decided, over six kills',
    async () => {
      const targets = new Set<Target>();
      const close = closing();
      onTestFinished(close.all);
      const options = { ...SMALL, kills: 6, target: 'mixed', letters: 24 } as const;
      const proof = await proveKills(options, ({ target }) => targets.add(target), close);
      expect(proof).toMatchObject({
        passed: true,
        ...{ kills: 6, lettersAcknowledged: 24, cases: 24, trialFaults: [] },
        ...{ lost: [], duplicateCases: [], strangeCases: [], unsettled: [], neverLookedUp: [] },
        ...{ missingRemovals: [], wrongRemovals: [], doubleEffects: [], repliesMissing: [] },
      });
      expect([...targets].sort()).toEqual(['both', 'database', 'desk']);
      expect(proof.removals).toBeGreaterThan(0);
      expect(proof.replies).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
