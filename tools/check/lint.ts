// Lint: ESLint with the rules of eslint.config.js (promises, sizes, time and randomness, environment, console).

import path from 'node:path';
import type { Check, Offence } from './rule.ts';
import { jsonOf, runTool } from './run-tool.ts';

type Message = { readonly ruleId: string | null; readonly line?: number; readonly message: string };
type FileReport = { readonly filePath: string; readonly messages: readonly Message[] };

function offencesOf(root: string, report: FileReport): Offence[] {
  const file = path.relative(root, report.filePath).split(path.sep).join('/');
  return report.messages.map(({ ruleId, line, message }) => ({
    file,
    ...(line === undefined ? {} : { line }),
    rule: ruleId ?? 'unreadable',
    message,
  }));
}

async function run(root: string): Promise<readonly Offence[]> {
  const output = await runTool(root, 'eslint/bin/eslint.js', ['--format', 'json', '.']);
  return jsonOf<FileReport[]>('eslint', output).flatMap((report) => offencesOf(root, report));
}

export const lint: Check = {
  name: 'lint',
  keeps:
    'promises awaited, files and functions small, no time or chance in the core, one reader of the environment',
  run,
};
