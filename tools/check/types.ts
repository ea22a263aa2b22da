// Types: the TypeScript compiler, once for each runtime. The core is compiled apart, without DOM and Node types, so that
// a function of the domain cannot even name a file, a socket or a timer.

import type { Check, Offence } from './rule.ts';
import { runTool } from './run-tool.ts';

const ERROR_LINE = /^(?<file>[^\s(][^(]*)\((?<line>\d+),\d+\): error (?<rule>TS\d+): (?<message>.*)$/;
const LOOSE_LINE = /^error (?<rule>TS\d+): (?<message>.*)$/;

function parse(line: string, project: string): Offence[] {
  const { file, line: at, rule, message } = (ERROR_LINE.exec(line) ?? LOOSE_LINE.exec(line))?.groups ?? {};
  if (rule === undefined || message === undefined) return [];
  return [{ file: file ?? project, ...(at ? { line: Number(at) } : {}), rule, message }];
}

async function compile(root: string, project: string): Promise<readonly Offence[]> {
  const { code, stdout, stderr } = await runTool(root, 'typescript/bin/tsc', [
    '-p',
    project,
    '--pretty',
    'false',
  ]);
  const offences = stdout.split('\n').flatMap((line) => parse(line, project));
  if (code !== 0 && offences.length === 0) throw new Error(`tsc -p ${project}: ${stdout}${stderr}`);
  return offences;
}

/** Everything that runs on Node. */
export const types: Check = {
  name: 'types',
  keeps: 'the compiler accepts everything that runs on Node (tsconfig.json)',
  run: (root) => compile(root, 'tsconfig.json'),
};

/** What must run anywhere: domain, ports, workflow. */
export const coreTypes: Check = {
  name: 'core-types',
  keeps: 'domain, ports and workflow compile with neither Node nor DOM types (tsconfig.core.json)',
  run: (root) => compile(root, 'tsconfig.core.json'),
};

/** What must run in a page. */
export const browserTypes: Check = {
  name: 'browser-types',
  keeps: 'what runs in pages compiles with DOM types and without Node (tsconfig.browser.json)',
  run: (root) => compile(root, 'tsconfig.browser.json'),
};
