// `redress letters test`: reads every letter of a folder and compares it with what is expected of it, so that operators keep their own.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../../domain/kernel/instant.ts';
import { type Difference, differences, type Expected } from './letter-difference.ts';
import type { LetterParts } from './letter-parts.ts';
import { CommandError, EXIT, type Output } from './output.ts';
import { printable } from './printable.ts';
import { understand } from './read-letter.ts';

export interface Tested {
  readonly letter: string;
  readonly level: string;
  readonly kind: string;
  readonly items: number;
  readonly rejected: number;
  readonly differences: readonly Difference[];
}

/** Sets exit code 1 when a letter is read otherwise than expected. */
export async function testLetters(
  parts: LetterParts,
  folder: string,
  now: Instant | undefined,
  output: Output,
): Promise<void> {
  if (!parts.sealed.withoutNetwork) output.note(parts.sealed.says);
  const letters = await lettersIn(folder);
  const tested: Tested[] = [];
  for (const letter of letters) tested.push(await testOne(parts, path.join(folder, letter), now));
  const different = tested.filter((one) => one.differences.length > 0).length;
  output.result({ letters: tested.length, different, results: tested }, [
    ...tableOf(tested),
    '',
    `${tested.length} letters, ${different} read otherwise than expected`,
  ]);
  if (different > 0) process.exitCode = EXIT.refused;
}

async function testOne(parts: LetterParts, file: string, now: Instant | undefined): Promise<Tested> {
  const { form } = await understand(parts, `${file}.eml`, now);
  const found = differences(await expectedOf(`${file}.expected.json`), form);
  const { authority, kind, items, rejected } = form;
  return {
    letter: path.basename(file),
    level: authority.level,
    kind,
    items: items.length,
    rejected: rejected.length,
    differences: found,
  };
}

async function lettersIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((): string[] => []);
  const names = files.filter((file) => file.endsWith('.eml')).map((file) => file.slice(0, -'.eml'.length));
  const known = names.filter((name) => files.includes(`${name}.expected.json`)).toSorted();
  if (known.length === 0)
    throw new CommandError(
      'letter.no-expectations',
      `${folder} holds no NAME.eml with a NAME.expected.json`,
      'redress read-letter NAME.eml --json writes one, which you then check by hand',
      EXIT.missing,
    );
  return known;
}

async function expectedOf(file: string): Promise<Expected> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Expected;
  } catch (error) {
    throw new CommandError(
      'letter.bad-expectation',
      `${file}: ${(error as Error).message}`,
      'put its JSON right',
      EXIT.usage,
    );
  }
}

function tableOf(tested: readonly Tested[]): string[] {
  const width = Math.max(6, ...tested.map(({ letter }) => letter.length));
  const row = (
    ...[letter = '', level = '', kind = '', items = '', rejected = '', result = '']: string[]
  ): string =>
    `${letter.padEnd(width)}  ${level.padEnd(5)}  ${kind.padEnd(18)}  ${items.padStart(5)}  ${rejected.padStart(8)}  ${result}`;
  return [
    row('letter', 'level', 'kind', 'items', 'rejected', ''),
    ...tested.flatMap(({ letter, level, kind, items, rejected, differences: found }) => [
      row(
        letter,
        level,
        kind,
        String(items),
        String(rejected),
        found.length === 0 ? 'as expected' : `${found.length} differ`,
      ),
      ...found.flatMap((one) => [
        `  ${one.field}`,
        `    - ${printable(one.expected)}`,
        `    + ${printable(one.found)}`,
      ]),
    ]),
  ];
}
