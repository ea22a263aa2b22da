// The command line: every command with its options and help. What they do is in the files beside this one.
import { Command, CommanderError, Option } from 'commander';
import { MatchingError } from '../../matching/matching-error.ts';
import { lawCommands } from './law-commands.ts';
import { listCases, showCase } from './cases.ts';
import { actCommands } from './act-commands.ts';
import { authorityCommands } from './authority-commands.ts';
import { clockCommands } from './clock-commands.ts';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { SPARE_REASONS } from '../../domain/case/decision-terms.ts';
import { decide, type DecideOptions } from './decide.ts';
import { gateCommands } from './gate-commands.ts';
import { withGround } from './grounds.ts';
import { backup, configHelp, doctor, migrate, restore, serve, showConfig } from './operate.ts';
import { hashCommand } from './hash-command.ts';
import { holdCommands } from './hold-commands.ts';
import { CommandError, EXIT, outputTo } from './output.ts';
import { letterCommands } from './letter-commands.ts';
import { logCommands } from './log-commands.ts';
import { misuseCommands } from './misuse-commands.ts';
import { mailCommands } from './mail-commands.ts';
import { matchCommands } from './match-commands.ts';
import { mediaIndexCommands } from './media-index-commands.ts';
import { type AddOptions, addPersonCommand, listPeople } from './people.ts';
import { preservationCommands } from './preservation-commands.ts';
import { queueCommands } from './queue-commands.ts';
import { withReader } from './recorded.ts';
import { release } from './release.ts';
import type { SigningOptions } from './signing.ts';
import type { ListedStatus } from '../../ports/cases.ts';
import { tokenCommands } from './token-commands.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { verifyCommands } from './verify-commands.ts';
import { webhookCommands } from './webhook-commands.ts';

/** Runs one command line (without node and script). @returns the exit code */
export async function run(args: readonly string[], wire: Wire): Promise<number> {
  const program = build(wire);
  const json = args.includes('--json');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return report(error, json);
  }
}

function report(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return reportUsage(error, json);
  const { code = 'unexpected', message, cure } = error as CommandError;
  if (json) console.log(JSON.stringify({ error: { code, message, cure: cure ?? null } }));
  console.error(`redress: ${message} [${code}]${cure === undefined ? '' : `\n  cure: ${cure}`}`);
  if (error instanceof CommandError) return error.exit;
  if (error instanceof MatchingError || error instanceof TranslogError) return EXIT.refused;
  return code.startsWith('config.') ? EXIT.usage : EXIT.missing;
}

/** commander has told people already; help and version are no errors. */
function reportUsage({ exitCode, message }: CommanderError, json: boolean): number {
  if (exitCode === 0) return EXIT.done;
  const cure = 'redress --help lists the commands';
  if (json) console.log(JSON.stringify({ error: { code: 'usage', message, cure } }));
  return EXIT.usage;
}

function build(wire: Wire): Command {
  const program = new Command('redress')
    .description('The desk with which a messenger answers for image-based sexual abuse.')
    .version(wire(undefined).version)
    .showHelpAfterError('(redress --help lists the commands)')
    .enablePositionalOptions()
    .exitOverride();
  serving(program, wire);
  working(program, wire);
  queueCommands(program, wire);
  misuseCommands(program, wire);
  actCommands(program, wire);
  preservationCommands(program, wire);
  authorityCommands(program, wire);
  clockCommands(program, wire);
  holdCommands(program, wire);
  lawCommands(program, wire);
  letterCommands(program, wire);
  mailCommands(program, wire);
  mediaIndexCommands(program, wire);
  gateCommands(program, wire);
  hashCommand(program);
  matchCommands(program);
  logCommands(program, wire);
  verifyCommands(program, wire);
  peopleCommands(program, wire);
  tokenCommands(program, wire);
  webhookCommands(program, wire);
  keeping(program, wire);
  return program;
}

function serving(program: Command, wire: Wire): void {
  command(program, 'serve', 'run the desk: mail listener, reader and workers').action((options: Global) =>
    serve(wire(options.config), options.json === true),
  );
  program
    .command('demo')
    .description('show the main job from letter to reply, on this machine alone')
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .argument('[args...]')
    .action(async (args: string[]) => {
      process.exitCode = await wire(undefined).demo(args);
    });
  command(program, 'doctor', 'say what works here, what does not, and the cure').action((options: Global) =>
    doctor(wire(options.config), outputTo(options.json === true)),
  );
}

function working(program: Command, wire: Wire): void {
  command(program, 'cases', 'list cases and what each waits for')
    .addOption(new Option('--status <status>').choices(['open', 'answered', 'closed']))
    .option('--limit <n>', 'at most this many, the newest', positive, 50)
    .action((options: Global & { status?: ListedStatus; limit: number }) =>
      withDesk(wire, options, (desk, output) =>
        listCases(
          desk,
          { limit: options.limit, ...(options.status === undefined ? {} : { status: options.status }) },
          output,
        ),
      ),
    );
  withReader(command(program, 'case <number>', 'show one case'))
    .option('--raw', 'the letter itself, byte for byte')
    .option('--events', 'everything that happened, in order')
    .option('--verify', 'compute the chain of its receipts anew')
    .option('--appeal <id>', 'what whoever made an appeal on the platform wrote')
    .option('--csv', 'its answer as a table, as it goes out beside the letter')
    .action((number: string, options: Global & Parameters<typeof showCase>[2]) =>
      withDesk(wire, options, (desk, output) => showCase(desk, number, options, output)),
    );
  withGround(
    command(program, 'decide <number>', 'decide on items of a case, signed with your key'),
    'the law whose clock runs',
  )
    .requiredOption('--items <list>', 'positions in the letter: 1-5,7 or all')
    .option('--except <list>', 'of these items, all but those: 3,7')
    .option('--also <case...>', 'in the same act, further cases: R-26-0002 or R-26-0003:1-4')
    .option('--spare <copy=reason...>', `copies that a hide leaves alone: ${SPARE_REASONS.join(', ')}`)
    .option('--hide', 'hide every copy (reversible), then verify')
    .option('--for-now <moment>', 'with --hide, where the law lets one decide after: decided by then')
    .option('--refuse', 'take no action')
    .option('--destroy', 'delete what was hidden and verified; a second person decides this')
    .option('--restore', 'undo a hide that was wrong; a second person decides this')
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--although-only-to-keep', 'hide although the letter asks only to keep records')
    .requiredOption('--as <name>', 'who decides')
    .option('--key <file>', 'private key (default: the one `people add` wrote)')
    .option('--yes', 'do not ask again')
    .action((number: string, options: Global & DecideOptions) =>
      withDesk(wire, options, (desk, output) => decide(wire(options.config), desk, number, options, output)),
    );
  command(program, 'release <number>', 'let the withheld reply of a case go, signed with your key')
    .requiredOption('--as <name>', 'who releases it')
    .option('--key <file>', 'private key (default: the one `people add` wrote)')
    .action((number: string, options: Global & SigningOptions) =>
      withDesk(wire, options, (desk, output) => release(wire(options.config), desk, number, options, output)),
    );
}

function peopleCommands(program: Command, wire: Wire): void {
  const people = program.command('people').description('who may decide here').exitOverride();
  command(people, 'add <name>', 'register a person by her Ed25519 key')
    .option('--public-key <base64>', 'her public key; without it a pair is made')
    .option('--key-file <file>', 'where to write the private key of a new pair')
    .option('--same-as <name>', 'a further key of somebody who is registered: she counts once')
    .action((name: string, options: Global & AddOptions) =>
      withDesk(wire, options, (desk, output) =>
        addPersonCommand(wire(options.config), desk, name, options, output),
      ),
    );
  command(people, 'list', 'list registered people').action((options: Global) =>
    withDesk(wire, options, (desk, output) => listPeople(desk, output)),
  );
}

function keeping(program: Command, wire: Wire): void {
  command(program, 'config', 'print the configuration in force, secrets masked')
    .addHelpText('after', () => configHelp(wire(undefined)))
    .action((options: Global) => showConfig(wire(options.config), outputTo(options.json === true)));
  command(program, 'migrate', 'bring the database up to date').action((options: Global) =>
    migrate(wire(options.config), outputTo(options.json === true)),
  );
  command(program, 'backup <file>', 'write everything to one file, while the desk works').action(
    (file: string, options: Global) => backup(wire(options.config), file, outputTo(options.json === true)),
  );
  command(program, 'restore <file>', 'bring a backup back on an empty machine').action(
    (file: string, options: Global) => restore(wire(options.config), file, outputTo(options.json === true)),
  );
}
