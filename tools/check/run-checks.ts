// Runs checks side by side, a few at a time, and takes the listed exceptions out of what they found.

import { availableParallelism } from 'node:os';
import { covers, exceptionsOf, unused } from './exceptions.ts';
import type { Check, Offence, Outcome } from './rule.ts';

const MOST_AT_ONCE = 4;

async function findings(check: Check, root: string): Promise<readonly Offence[]> {
  try {
    return await check.run(root);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ file: '(the check itself)', rule: 'could-not-run', message }];
  }
}

async function outcomeOf(check: Check, root: string): Promise<Outcome> {
  const began = performance.now();
  const found = await findings(check, root);
  const { rules } = exceptionsOf(root);
  const left = found.filter((offence) => !rules.some((exception) => covers(exception, check.name, offence)));
  return {
    name: check.name,
    offences: [...left, ...unused(rules, check.name, found)],
    excepted: found.length - left.length,
    milliseconds: performance.now() - began,
  };
}

/** Runs all checks over the tree at `root`; the outcomes come in the order of the checks. */
export async function runChecks(checks: readonly Check[], root: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = checks.map((check, index) => ({ check, index }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      outcomes[next.index] = await outcomeOf(next.check, root);
    }
  };
  const workers = Math.min(MOST_AT_ONCE, availableParallelism());
  await Promise.all(Array.from({ length: workers }, worker));
  return outcomes;
}
