// The goals of the log, each with what was reached. What was not measured is never counted as met.

import type { Kind } from './questions.ts';
import type { Results } from './results.ts';

export type Target = {
  readonly goal: string;
  readonly unit: string;
  readonly target: number;
  readonly reached: number | undefined;
  readonly verdict: 'yes' | 'no' | 'not measured';
  /** Such as "1.4 times too slow" or "3.2 times better than asked". */
  readonly by: string;
};

type Goal = Pick<Target, 'goal' | 'unit' | 'target'> & {
  readonly better: 'more' | 'less';
  readonly reached: number | undefined;
};

/** Tessera with the batches that suit the load best. @returns how many times as many durable appends a second ours has */
export function timesTessera({ appends }: Results, waiting: number): number | undefined {
  const rows = appends?.rows.filter((row) => row.disk === 'disk' && row.waiting === waiting) ?? [];
  const best = (who: string) =>
    Math.max(...rows.filter((row) => row.who === who).map(({ perSecond }) => perSecond.median));
  const [ours, theirs] = [best('ours'), best('Tessera')];
  return Number.isFinite(ours) && Number.isFinite(theirs) ? ours / theirs : undefined;
}

/**
 * The most that a writer, or a verifier, held at the largest size, against the size before. The smallest is over before a process has
 * warmed up. V8 lets its heap grow before it cleans up, so this is more than what is held.
 */
function growthOf(
  rows: readonly { readonly leaves: number; readonly who: string; readonly rssMiB: number }[] = [],
) {
  const own = rows.filter(({ who, rssMiB }) => who === 'ours' && rssMiB > 0);
  const [last, before] = [own.at(-1), own.at(-2)];
  return last && before && last.rssMiB / before.rssMiB;
}

/** How many times as long as Go's TileHashReader. */
function timesFromFiles({ growth }: Results, leaves: number, kind: Kind): number | undefined {
  const of = (who: string) =>
    growth?.proofs.find((row) => row.leaves === leaves && row.what === kind && row.who === who)?.us.median;
  const [ours, theirs] = [of('ours'), of('Go tlog')];
  return ours && theirs && ours / theirs;
}

const kinds: readonly Kind[] = ['inclusion', 'consistency'];
const inMillions = (leaves: number): string =>
  leaves >= 1_000_000 ? `${leaves / 1_000_000} M` : `${leaves / 1_000} k`;

function goalsOf(results: Results): readonly Goal[] {
  const waiting = [...new Set(results.appends?.rows.map((row) => row.waiting))];
  const leaves = [...new Set(results.memory?.rows.map((row) => row.leaves))].filter((size) => size > 0);
  const times = (size: number, what: string) =>
    results.memory?.rows.find((row) => row.leaves === size && row.what === what)?.times?.median;
  const within = (goal: string, size: number, what: string): Goal => ({
    ...{ goal: `${goal}, ${inMillions(size)} leaves, against Go`, unit: 'x the time', target: 2 },
    ...{ better: 'less', reached: times(size, what) },
  });
  return [
    ...waiting.map(
      (count): Goal => ({
        ...{ goal: `durable appends, ${count} waiting, against Tessera`, unit: 'x', target: 1 },
        ...{ better: 'more', reached: timesTessera(results, count) },
      }),
    ),
    ...leaves.flatMap((size) =>
      kinds.flatMap((kind) => [
        within(`${kind} proof made`, size, `${kind} proof made`),
        within(`${kind} proof verified`, size, `${kind} proof verified`),
      ]),
    ),
    ...leaves.flatMap((size) =>
      kinds.map(
        (kind): Goal => ({
          ...{ goal: `${kind} proof made of tile files, ${inMillions(size)} leaves, against Go`, target: 2 },
          ...{ unit: 'x the time', better: 'less', reached: timesFromFiles(results, size, kind) },
        }),
      ),
    ),
    {
      ...{ goal: 'memory of the writer, largest log against the one before', unit: 'x', target: 1.5 },
      ...{ better: 'less', reached: growthOf(results.growth?.written) },
    },
    {
      ...{ goal: 'memory of whole-log verification, largest against the one before', unit: 'x', target: 1.5 },
      ...{ better: 'less', reached: growthOf(results.growth?.verified) },
    },
  ];
}

export const judged = (results: Results): readonly Target[] => goalsOf(results).map(judge);

function judge({ better, ...goal }: Goal): Target {
  const { reached, target } = goal;
  if (reached === undefined || Number.isNaN(reached)) return { ...goal, verdict: 'not measured', by: '-' };
  const margin = better === 'more' ? reached / target : target / reached;
  const by = `${(margin >= 1 ? margin : 1 / margin).toFixed(1)} times ${margin >= 1 ? 'better' : 'worse'} than asked`;
  return { ...goal, verdict: margin >= 1 ? 'yes' : 'no', by };
}
