// The command line of the order of work: its options and help. What they do is in queue.ts and claims.ts.
import { type Command, InvalidArgumentError } from 'commander';
import type { Acting } from './acts.ts';
import { handBack, takeCase } from './claims.ts';
import { command, type Global, type Wire, withDesk } from './command.ts';
import { showQueue } from './queue.ts';
import type { SigningOptions } from './signing.ts';

/** Registers every command of this file. */
export function queueCommands(program: Command, wire: Wire): void {
  command(program, 'queue', 'what waits for somebody, most urgent first, and why')
    .option('--limit <n>', 'at most this many', whole, 50)
    .action((options: Global & { limit: number }) =>
      withDesk(wire, options, (desk, output) => showQueue(desk, options.limit, output)),
    );
  signed(
    program,
    'take [number]',
    'work on a case: nobody else decides on it meanwhile (without a number: the next)',
  )
    .option('--for <minutes>', 'for so long, at most 120', whole, 30)
    .action((number: string | undefined, options: Signed & { for: number }) =>
      acting(wire, number ?? '', options, (so) => takeCase(so, options.for)),
    );
  signed(program, 'hand-back <number>', 'stop working on a case: anybody may take it').action(
    (number: string, options: Signed) => acting(wire, number, options, handBack),
  );
}

type Signed = Global & SigningOptions;

function signed(program: Command, usage: string, says: string): Command {
  return command(program, usage, `${says}, signed with your key`)
    .requiredOption('--as <name>', 'who signs')
    .option('--key <file>', 'private key (default: the one `people add` wrote)');
}

const acting = (wire: Wire, number: string, options: Signed, act: (acting: Acting) => Promise<void>) =>
  withDesk(wire, options, (desk, output) =>
    act({ wiring: wire(options.config), desk, number, options, output }),
  );

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0');
  return value;
}
