// Dead code: knip finds files, exports and dependencies nobody uses, and dependencies nobody declared.

import type { Check, Offence } from './rule.ts';
import { jsonOf, runTool } from './run-tool.ts';

type Finding = { readonly name: string; readonly line?: number };
type FileIssues = { readonly file: string } & Readonly<Record<string, unknown>>;
type Report = { readonly issues: readonly FileIssues[] };

function findingsOf(kind: string, value: unknown, file: string): Offence[] {
  if (!Array.isArray(value)) return [];
  return (value as (Finding | Finding[])[]).flat().map(({ name, line }) => ({
    file,
    ...(line === undefined ? {} : { line }),
    rule: kind,
    message: kind === 'files' ? 'nobody imports this file' : `${kind}: ${name}`,
  }));
}

async function run(root: string): Promise<readonly Offence[]> {
  const output = await runTool(root, 'knip/bin/knip.js', [
    '--reporter',
    'json',
    '--no-progress',
    '--no-config-hints',
  ]);
  return jsonOf<Report>('knip', output).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, value]) => findingsOf(kind, value, file)),
  );
}

export const deadCode: Check = {
  name: 'dead-code',
  keeps: 'no unused file, export or dependency, none undeclared (knip)',
  run,
};
