// docs/benchmarks/matching.md and its plots, made from the results alone.

import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { markdownTable } from '../harness/table.ts';
import { plotsOf } from './plots.ts';
import type { Results } from './results.ts';
import { tablesOf } from './tables.ts';

/** Written anew as a whole. @param folder exists */
export function writeDocument(folder: string, results: Results): void {
  const plots = plotsOf(results);
  for (const { file, svg } of plots) writeFileSync(path.join(folder, file), svg);
  const pictures = plots.map(({ file, title }) => `![${title}](${file})`);
  const tables = tablesOf(results).map(({ title, head, rows, note, said = [] }) =>
    [
      `## ${title}`,
      markdownTable(head, rows),
      ...(note === undefined ? [] : [note]),
      ...said.map((proof) => `\`${proof.command}\`\n\n\`\`\`text\n${proof.said}\n\`\`\``),
    ].join('\n\n'),
  );
  const sections = [
    INTRODUCTION,
    ...pictures,
    ...tables,
    robustness(folder),
    conditions(results),
    missing(results),
  ];
  writeFileSync(path.join(folder, 'matching.md'), `${sections.filter(Boolean).join('\n\n')}\n`);
}

const INTRODUCTION = `# Matching, measured

Written by \`npm run bench -- matching\`; do not edit. Every pair is measured in the same run, in turns, each contender a process of its
own on one core with one thread unless a row says otherwise. A cell is the median of the rounds, in brackets the lowest and the highest.`;

/** The picture of robustness is made by a command of its own, beside this document. */
function robustness(folder: string): string {
  const documents = readdirSync(folder).filter((name) => name.startsWith('robustness'));
  const lines = documents.map((name) =>
    name.endsWith('.svg')
      ? `![Robustness](${name})`
      : name.endsWith('.md')
        ? `[The whole of it](${name}).`
        : '',
  );
  return documents.length === 0 ? '' : `## Robustness\n\n${lines.filter(Boolean).join('\n\n')}`;
}

function conditions({ taken }: Results): string {
  const rows = Object.entries(taken).map(([part, one]) => [
    part,
    one.date.slice(0, 16).replace('T', ' '),
    `${one.machine.cpu}, ${one.machine.cores} cores, ${one.machine.memoryGiB} GiB`,
    one.machine.flags.join(' '),
    `Node ${one.machine.node}, ffmpeg ${one.machine.ffmpeg}`,
    `${one.loadBefore} to ${one.loadAfter}`,
    one.seconds,
  ]);
  const head = ['part', 'date (UTC)', 'machine', 'CPU flags', 'versions', 'load', 'seconds'];
  return `## Taken under\n\n${markdownTable(head, rows)}\n\nThe load counts the bench itself: about 1 on a quiet machine.`;
}

function missing({ peers }: Results): string {
  if (peers === undefined) return '';
  const lines = peers.missing.map(({ name, why }) => `- ${name}: ${why}`);
  const gone = lines.length === 0 ? 'Nothing was missing.' : `What could not be had:\n\n${lines.join('\n')}`;
  return `## Peers\n\n${peers.here.join(', ')}. ${gone}`;
}
