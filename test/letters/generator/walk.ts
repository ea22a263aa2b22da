// `npm run walk:letters -- --seed S --count N`: writes random letters in every format and language, reads each back, and tells every
// difference with its seed. Exit code 1 when there is one.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Format, FORMATS, type GeneratedLetter, letterOf } from './letter.ts';
import { readBack } from './read-back.ts';

const HELP = `walk:letters [options]

  --seed S      the first letter (1); letter S + 1 follows
  --count N     how many letters (10000)
  --only LIST   formats, with commas between them: ${FORMATS.join(', ')}
  --show S      writes letter S as NAME.eml with NAME.expected.json, and reads it
  --to FOLDER   where --show writes (.redress/letters)
`;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    only: { type: 'string', default: FORMATS.join(',') },
    show: { type: 'string' },
    to: { type: 'string', default: '.redress/letters' },
    help: { type: 'boolean', default: false },
  },
});
const only: readonly Format[] = FORMATS.filter((format) => values.only.split(',').includes(format));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const TOLD_EVERY = 500;
const MAX_TOLD = 50;

interface Count {
  letters: number;
  items: number;
  different: number;
}

async function walk(first: number, count: number): Promise<void> {
  const counts = new Map<string, Count>();
  const begun = Date.now();
  let different = 0;
  for (let at = 0; at < count; at += 1) {
    const letter = letterOf(first + at, only);
    const isSame = await tell(letter, different < MAX_TOLD);
    different += isSame ? 0 : 1;
    add(counts, letter, isSame);
    if ((at + 1) % TOLD_EVERY === 0)
      say(`${at + 1} letters, ${different} read otherwise, ${Math.round((Date.now() - begun) / 1_000)} s`);
  }
  say('\nformat       language  letters  items and rejected  read otherwise');
  for (const [name, { letters, items, different: otherwise }] of [...counts].sort()) {
    const [format = '', tongue = ''] = name.split(' ');
    say(
      `${format.padEnd(13)}${tongue.padEnd(8)}${String(letters).padStart(9)}${String(items).padStart(20)}${String(otherwise).padStart(16)}`,
    );
  }
  say(`\nseed ${first}: ${count} letters, ${different} read otherwise than meant`);
  if (different > 0) process.exitCode = 1;
}

function add(
  counts: Map<string, Count>,
  { format, tongue, expected }: GeneratedLetter,
  isSame: boolean,
): void {
  const name = `${format} ${tongue}`;
  const count = counts.get(name) ?? { letters: 0, items: 0, different: 0 };
  count.letters += 1;
  count.items += expected.items.length + expected.rejected.length;
  count.different += isSame ? 0 : 1;
  counts.set(name, count);
}

/** @returns whether the letter was read as it was meant */
async function tell(letter: GeneratedLetter, isTold: boolean): Promise<boolean> {
  const found = await readBack(letter);
  if (found.length === 0) return true;
  if (!isTold) return false;
  say(`${letter.seed}: ${letter.format} ${letter.tongue} ${letter.expected.kind}`);
  for (const { field, expected, found: got } of found.slice(0, 5))
    say(`   ${field}: meant ${expected}, read ${got}`);
  return false;
}

async function show(seed: number, folder: string): Promise<void> {
  const letter = letterOf(seed, only);
  const name = path.join(folder, `letter-${seed}`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${name}.eml`, letter.raw);
  await writeFile(`${name}.expected.json`, `${JSON.stringify(letter.expected, null, 1)}\n`);
  say(`${name}.eml (${letter.format}, ${letter.tongue}) and ${name}.expected.json`);
  if (!(await tell(letter, true))) process.exitCode = 1;
}

if (values.help) say(HELP);
else if (only.length < values.only.split(',').length) {
  say(HELP);
  process.exitCode = 2;
} else if (values.show === undefined) await walk(Number(values.seed), Number(values.count));
else await show(Number(values.show), values.to);
