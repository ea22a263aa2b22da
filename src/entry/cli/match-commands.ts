// The commands of the matching library: look hashes up, and build and check the files they are looked up in.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { command, type Global } from './command.ts';
import type { BankOptions } from './hash-list.ts';
import { buildIndex, type LanguageOption, showIndex, verifyIndex } from './index-files.ts';
import type { MatchOptions } from './match.ts';
import { outputTo, streamTo } from './output.ts';

const MAX_DISTANCE = 256;

const MATCH_HELP = `
<source> is a file of \`redress index build\`, or a list. Hashes are 64 hexadecimal digits, files of lines
hash[,id[,bank]] or JSON lines, or - (the default): standard input.

Each answer is printed before the next hash is looked up, for as many hashes as you like. With --json, a line is
{"hash", "file", "line", "matches": [{"id", "bank", "distance"}], "exactBy", "complete"}, nearest match first; a hash without
matches has its line too. A run that cannot go on ends with a line {"error"} and exit code 1 to 3; one whose reader goes away
(| head) ends quietly.`;

export function matchCommands(program: Command): void {
  spoken(
    program,
    'match <source> [hashes...]',
    'look hashes up in a snapshot or a list, exactly',
    'one JSON object a line for each hash instead of text',
  )
    .option('--radius <bits>', 'greatest distance, in place of the thresholds of the banks', distance)
    .option('--bank <name...>', 'only in these banks')
    .option('--limit <n>', 'matches of one hash, the nearest (default: 10000)', positive)
    .addHelpText('after', MATCH_HELP)
    .action(async (source: string, hashes: string[], options: Global & MatchOptions) => {
      // Loaded here, since its kernels are compiled when it is.
      const { matchHashes } = await import('./match.ts');
      await matchHashes(source, hashes, options, streamTo(options.json === true));
    });
  indexCommands(
    program.command('index').description('files of hashes that are searched exactly').exitOverride(),
  );
}

function indexCommands(index: Command): void {
  spoken(
    index,
    'build <list> <file>',
    'write a snapshot from lines hash[,id[,bank]] or JSON lines; - is standard input',
  )
    .option(
      '--bank <name=bits>',
      'a bank with its threshold; repeat it; lines without a bank go into the first',
      gathered,
    )
    .option('--threshold <bits>', 'of banks that only the lines name', distance, 31)
    .addHelpText(
      'after',
      '\n<file> is replaced as a whole when it is finished, never half. If it is a link, the file it leads to is replaced\nand the link stays. Its folder must exist.',
    )
    .action((list: string, file: string, options: Global & BankOptions & LanguageOption) =>
      buildIndex(list, file, options, outputTo(options.json === true)),
    );
  spoken(index, 'stats <file>', 'what a snapshot holds, bank by bank').action(
    (file: string, options: Global & LanguageOption) =>
      showIndex(file, options, outputTo(options.json === true)),
  );
  spoken(index, 'verify <file>', 'read every byte of a snapshot and check every checksum').action(
    (file: string, options: Global & LanguageOption) =>
      verifyIndex(file, options, outputTo(options.json === true)),
  );
}

const spoken = (parent: Command, usage: string, says: string, json?: string): Command =>
  command(parent, usage, says, json).addOption(
    new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']),
  );

const gathered = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function distance(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MAX_DISTANCE)
    throw new InvalidArgumentError('a whole number from 0 to 256');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0');
  return value;
}
