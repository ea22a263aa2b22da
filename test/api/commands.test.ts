// The page for people says of each command of the command line where it is over the API, or why it is not: a new command needs its word there.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROUTES } from '../../src/entry/api/routes.ts';
import { Asks } from '../../src/entry/api/asks.ts';
import { redressHere } from '../support/command-line.ts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/operations/api.md');

const page = await readFile(PAGE, 'utf8');
const rows = (page.split('| command | over the API |\n')[1] ?? '')
  .split('\n\n')[0]
  ?.split('\n')
  .slice(1)
  .map((row) => row.split('|').map((cell) => cell.trim()));
const quoted = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

test('each command is there once, and no other', async () => {
  const { stdout: out } = await redressHere(['--help']);
  const [, listed = ''] = out.split('Commands:\n');
  const commands = [...listed.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
  expect(commands).toContain('decide');
  expect(rows?.flatMap(([, names]) => quoted(names)).sort()).toEqual(
    commands.filter((name) => name !== 'help').sort(),
  );
});

test('what it says to be there is there, and each kind of act has its command', () => {
  const said = rows?.flatMap(([, , where]) => quoted(where)) ?? [];
  const kinds: string[] = Asks.anyOf.map(({ properties }) => properties.kind.const);
  const paths: string[] = ROUTES.map(({ path: at }) => at);
  for (const word of said.filter((one) => one.includes('/')))
    expect(paths, word).toContain(word.replace(/^[A-Z]+ /, ''));
  const acts = said.filter((one) => /^[a-z][a-z-]+$/.test(one));
  expect(acts.filter((one) => !kinds.includes(one))).toEqual([]);
  expect(kinds.filter((one) => !acts.includes(one))).toEqual([]);
});
