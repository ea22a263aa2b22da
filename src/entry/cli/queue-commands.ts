// The command line of the order of work: its options and help. What they do is in queue.ts and claims.ts.
import type { Command } from 'commander';
import { handBack, takeCase } from './claims.ts';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { showQueue } from './queue.ts';
import { acting, type Signed, signedCommand } from './signed-command.ts';

/** Registers every command of this file. */
export function queueCommands(program: Command, wire: Wire): void {
  command(program, 'queue', 'what waits for somebody, most urgent first, and why')
    .option('--limit <n>', 'at most this many', positive, 50)
    .action((options: Global & { limit: number }) =>
      withDesk(wire, options, (desk, output) => showQueue(desk, options.limit, output)),
    );
  signedCommand(
    program,
    'take [number]',
    'work on a case: nobody else decides on it meanwhile (without a number: the next)',
  )
    .option('--for <minutes>', 'for so long, at most 120', positive, 30)
    .action((number: string | undefined, options: Signed & { for: number }) =>
      acting(wire, number ?? '', options, (so) => takeCase(so, options.for)),
    );
  signedCommand(program, 'hand-back <number>', 'stop working on a case: anybody may take it')
    .option('--of-another', "as whoever leads the desk: let go of somebody else's claim")
    .action((number: string, options: Signed & { ofAnother?: boolean }) =>
      acting(wire, number, options, (so) => handBack(so, options.ofAnother === true)),
    );
}
