// Imports: dependency-cruiser with the rules of .dependency-cruiser.js. A tool that sees nothing finds nothing wrong, so
// the number of modules it saw must not fall under a floor.

import type { Check, Offence } from './rule.ts';
import { jsonOf, runTool } from './run-tool.ts';
import { CODE_FOLDERS, filesUnder } from './tree.ts';

/** Our modules when this was last raised; raise it as the house grows, never lower it without a reason in the commit. */
const FEWEST_MODULES = 200;

type Violation = {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly comment?: string;
  readonly cycle?: readonly { readonly name: string }[];
};
type Report = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[] };
};

function offenceOf({ from, to, rule, comment, cycle }: Violation): Offence {
  const way = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
  const what = from === to ? 'stands alone' : `imports ${way}`;
  return { file: from, rule: rule.name, message: comment ? `${what}: ${comment}` : what };
}

/** Blind in part is blind too: it must see every source there is, and not fewer than the floor. */
function tooFew(seen: number, sources: number): Offence[] {
  if (seen >= Math.max(FEWEST_MODULES, sources)) return [];
  const message = `only ${seen} modules seen of ${sources} files, floor ${FEWEST_MODULES}: the tool is blind, not the tree clean`;
  return [{ file: '.dependency-cruiser.js', rule: 'minimum-modules', message }];
}

async function run(root: string): Promise<readonly Offence[]> {
  const folders = CODE_FOLDERS.filter((folder) => filesUnder(root, folder).length > 0);
  const args = ['--config', '.dependency-cruiser.js', '--output-type', 'json', ...folders];
  const output = await runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs', args);
  const { modules, summary } = jsonOf<Report>('dependency-cruiser', output);
  const ours = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  const sources = folders
    .flatMap((folder) => filesUnder(root, folder))
    .filter((file) => /\.(ts|mjs)$/.test(file));
  return [...tooFew(ours.length, sources.length), ...summary.violations.map(offenceOf)];
}

export const imports: Check = {
  name: 'imports',
  keeps: 'data flows one way: rings, stages, strangers, no cycles, no orphans (.dependency-cruiser.js)',
  run,
};
