// `redress read-letter` and `redress letters test` with their options and help.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { command, type Global, type Wire } from './command.ts';
import { language } from './language.ts';
import type { LetterParts, LetterSettings } from './letter-parts.ts';
import { outputTo } from './output.ts';

interface Options extends Global, LetterSettings {
  readonly now?: Instant;
  readonly lang?: 'ko' | 'en';
}

const READ_HELP = `
Reads one raw mail as the desk would: who sent it (ten rules of the mail guard), what it asks for, its list, and every link
that is no item with its reason. Nothing is kept, fetched or answered. The mail and its files are read in a process without
network that is ended at its limits.`;

const TEST_HELP = `
The folder holds NAME.eml with NAME.expected.json beside it, and dns.json and authorities.json unless others are named.
Without --now each letter is read as received when its Date says. Exit code 1 when a letter is read otherwise than expected.`;

export function letterCommands(program: Command, wire: Wire): void {
  settings(program, 'read-letter <file>', 'show what the desk understands of a mail')
    .addOption(new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']))
    .addHelpText('after', READ_HELP)
    .action((file: string, options: Options) =>
      withParts(wire, options, options, async (parts) => {
        const { showLetter } = await import('./read-letter.ts');
        const how = { now: options.now, lang: options.lang ?? language() };
        await showLetter(parts, file, how, outputTo(options.json === true));
      }),
    );
  const letters = program.command('letters').description('letters kept as examples').exitOverride();
  settings(letters, 'test <folder>', 'read every letter of a folder and compare it with what is expected')
    .addHelpText('after', TEST_HELP)
    .action((folder: string, options: Options) => {
      const { dns = `${folder}/dns.json`, enrolled = `${folder}/authorities.json` } = options;
      return withParts(wire, options, { ...options, dns, enrolled }, async (parts) => {
        const { testLetters } = await import('./letters-test.ts');
        await testLetters(parts, folder, options.now, outputTo(options.json === true));
      });
    });
}

const settings = (parent: Command, usage: string, says: string): Command =>
  command(parent, usage, says)
    .option('--dns <file>', 'a zone file to judge signatures with; default: the name servers of the desk')
    .option('--enrolled <file>', 'the enrolled authorities; default: those of the desk')
    .option('--desk <address>', 'the address notices are sent to; default: that of the desk')
    .option('--now <time>', 'when the mail was received, as 2026-11-20T09:00:00+09:00; default: now', moment)
    .option('--messenger <origin>', 'public origin of the built-in messenger; default: that of the desk');

async function withParts(
  wire: Wire,
  options: Options,
  { dns, enrolled, desk, messenger }: LetterSettings,
  act: (parts: LetterParts) => Promise<void>,
): Promise<void> {
  const parts = await wire(options.config).letterParts({ dns, enrolled, desk, messenger });
  try {
    await act(parts);
  } finally {
    await parts.close();
  }
}

function moment(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text))
    throw new InvalidArgumentError('a moment with its offset, as 2026-11-20T09:00:00+09:00');
  return instant(at);
}
