// docs/benchmarks/translog.md and its plots, made from the results alone.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { markdownTable } from '../harness/table.ts';
import { plotsOf } from './plots.ts';
import type { Results } from './results.ts';
import { tablesOf } from './tables.ts';

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  const plots = plotsOf(results);
  for (const { file, svg } of plots) writeFileSync(path.join(folder, file), svg);
  const [goals, ...tables] = tablesOf(results).map(({ title, head, rows, note }) =>
    [`## ${title}`, markdownTable(head, rows), ...(note === undefined ? [] : [note])].join('\n\n'),
  );
  const pictures = plots.map(({ file, title }) => `![${title}](${file})`);
  const sections = [INTRODUCTION, goals, ...pictures, ...tables, conditions(results)];
  writeFileSync(path.join(folder, 'translog.md'), `${sections.filter(Boolean).join('\n\n')}\n`);
}

const INTRODUCTION = `# The tamper-evident log, measured

Written by \`npm run bench -- translog\`; do not edit. All sides are measured in the same run, in turns, each a process of its own. A cell
is the median of the rounds, in brackets the lowest and the highest. The run fails if the sides find different roots, make different
proofs, or if one does not accept what the other made.`;

function conditions({ taken, peers, missing }: Results): string {
  const { machine, date, fileSystem, loadBefore, loadAfter, rounds, seconds } = taken;
  const total = Object.values(seconds).reduce((sum, one) => sum + one, 0);
  const rows = [
    ['date (UTC)', date.slice(0, 16).replace('T', ' ')],
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel}`],
    ['CPU flags', machine.flags.join(' ')],
    ['file system', fileSystem],
    ['versions', `Node ${machine.node}, ${peers.join(', ')}`],
    ['load', `${loadBefore} to ${loadAfter}`],
    ['rounds', rounds],
    [
      'seconds',
      `${total} (${Object.entries(seconds)
        .map(([part, one]) => `${part} ${one}`)
        .join(', ')})`,
    ],
  ];
  const gone = missing === undefined ? '' : `\n\nThe peers could not be had: ${missing}`;
  const quick = taken.quick ? '\n\nA quick run: small sizes, short rounds.' : '';
  return `## Taken under\n\n${markdownTable(['what', 'value'], rows)}\n\nThe load counts the bench itself.${gone}${quick}`;
}
