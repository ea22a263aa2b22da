// The commands around enrolled bodies and the second channel, with their options and help.
import { type Command, Option } from 'commander';
import type { Asks } from '../../domain/authority/enrolment.ts';
import { answerRequest, askFor, type Enrolling, listAuthorities, showAuthority } from './authorities.ts';
import type { Language } from './authority-words.ts';
import { command, type Global, type Wire, withDesk } from './command.ts';
import { confirmLetterCommand, itemList } from './confirm-letter.ts';
import { language } from './language.ts';
import { type ReaderOptions, withReader } from './recorded.ts';
import type { SigningOptions } from './signing.ts';

type Spoken = Global & { readonly lang?: Language };
type Signed = Spoken & SigningOptions;

/** Registers every command of this file. */
export function authorityCommands(program: Command, wire: Wire): void {
  const authorities = program
    .command('authorities')
    .description('whose letters can be more than a claim')
    .exitOverride();
  spoken(authorities, 'list', 'list enrolled bodies and open requests').action((options: Spoken) =>
    enrolling(wire, options, listAuthorities),
  );
  spoken(authorities, 'show <id>', 'show one body and every request about it').action(
    (id: string, options: Spoken) => enrolling(wire, options, (so) => showAuthority(so, id)),
  );
  const ask = (asks: Asks, id: string | null, file: string, options: Signed): Promise<void> =>
    enrolling(wire, options, (so) => askFor(so, asks, id, file, options));
  signed(authorities, 'enrol <file>', 'ask to enrol the body that a file describes').action(
    (file: string, options: Signed) => ask('enrol', null, file, options),
  );
  signed(authorities, 'change <id> <file>', 'ask to put what a file says in the place of a body').action(
    (id: string, file: string, options: Signed) => ask('change', id, file, options),
  );
  signed(
    authorities,
    'confirm <request>',
    "confirm another person's request; in force 48 hours later",
  ).action((request: string, options: Signed) =>
    enrolling(wire, options, (so) => answerRequest(so, 'confirm', request, options)),
  );
  signed(
    authorities,
    'withdraw <request>',
    "take a request back, yours or another person's, until it is in force",
  ).action((request: string, options: Signed) =>
    enrolling(wire, options, (so) => answerRequest(so, 'withdraw', request, options)),
  );
  spoken(
    program,
    'confirm-letter <request>',
    'take a captured HTTP request that confirms the exact list of a letter',
  ).action((file: string, options: Spoken) =>
    enrolling(wire, options, (so) => confirmLetterCommand(so, file)),
  );
  withReader(
    command(program, 'item-list <number>', 'print the list of a case as a confirmation is bound to it'),
  ).action((number: string, options: Global & ReaderOptions) =>
    withDesk(wire, options, (desk, output) => itemList(desk, number, options, output)),
  );
}

const spoken = (parent: Command, usage: string, says: string): Command =>
  command(parent, usage, says).addOption(
    new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']),
  );

const signed = (parent: Command, usage: string, says: string): Command =>
  spoken(parent, usage, `${says}, signed with your key`)
    .requiredOption('--as <name>', 'who signs')
    .option('--key <file>', 'private key (default: the one `people add` wrote)');

const enrolling = (
  wire: Wire,
  options: Spoken,
  act: (enrolling: Enrolling) => Promise<void>,
): Promise<void> =>
  withDesk(wire, options, (desk, output) =>
    act({ wiring: wire(options.config), desk, output, language: options.lang ?? language() }),
  );
