// Format: Biome, layout only. `npm run format` mends what this finds.

import type { Check, Offence } from './rule.ts';
import { jsonOf, runTool } from './run-tool.ts';

type Diagnostic = {
  readonly category: string;
  readonly message?: string;
  readonly location?: { readonly path?: string | { readonly file?: string } | null };
};
type Report = { readonly diagnostics: readonly Diagnostic[] };

const NO_LIMIT = '--max-diagnostics=none';

function offenceOf({ category, location, message }: Diagnostic): Offence {
  const place = location?.path;
  const file = typeof place === 'string' ? place : place?.file;
  const says = category === 'format' ? 'is not formatted; cure: npm run format' : (message ?? category);
  return { file: file ?? 'biome.json', rule: category, message: says };
}

async function run(root: string): Promise<readonly Offence[]> {
  const args = ['format', '--reporter=json', NO_LIMIT, '.'];
  const output = await runTool(root, '@biomejs/biome/bin/biome', args);
  return jsonOf<Report>('biome', output).diagnostics.map(offenceOf);
}

export const format: Check = { name: 'format', keeps: 'one layout for all files (Biome)', run };
