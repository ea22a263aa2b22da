// The commands of the matching library: look hashes up, and build and check the files they are looked up in.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { command, type Global } from './command.ts';
import type { BankOptions } from './hash-list.ts';
import { buildIndex, type LanguageOption, showIndex, verifyIndex } from './index-files.ts';
import type { MatchOptions } from './match.ts';
import { outputTo } from './output.ts';

const MAX_DISTANCE = 256;

export function matchCommands(program: Command): void {
  spoken(program, 'match <source> [hashes...]', 'look hashes up in a snapshot or a list, exactly')
    .option('--radius <bits>', 'greatest distance, in place of the thresholds of the banks', distance)
    .option('--bank <name...>', 'only in these banks')
    .option('--limit <n>', 'matches of one hash, the nearest (default: 10000)', positive)
    .addHelpText(
      'after',
      '\n<source> is a file of `redress index build`, or a list. Hashes are 64 hexadecimal digits, files of lines\nhash[,id[,bank]] or JSON lines, or - (the default): standard input.',
    )
    .action(async (source: string, hashes: string[], options: Global & MatchOptions) => {
      // Loaded here, since its kernels are compiled when it is.
      const { matchHashes } = await import('./match.ts');
      await matchHashes(source, hashes, options, outputTo(options.json === true));
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

const spoken = (parent: Command, usage: string, says: string): Command =>
  command(parent, usage, says).addOption(
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
