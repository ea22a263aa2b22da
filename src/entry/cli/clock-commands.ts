// The commands around legal clocks, with their options and help.
import { type Command, Option } from 'commander';
import { type ClocksOptions, showClocks } from './clocks.ts';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { outputTo } from './output.ts';
import { type TrustOptions, trustWallClock } from './trust-wall.ts';
import { watchdog } from './watchdog.ts';

export function clockCommands(program: Command, wire: Wire): void {
  command(program, 'clocks', 'list legal clocks, those at risk first')
    .option('--all', 'also clocks that have stopped')
    .option('--case <number>', 'clocks of one case')
    .option('--limit <n>', 'at most this many', positive, 50)
    .addOption(new Option('--lang <language>', 'default: the language of this machine').choices(['ko', 'en']))
    .option('--trust-wall-clock', 'say that the clock of this machine is right, signed with your key')
    .option('--as <name>', 'who says so')
    .option('--key <file>', 'private key (default: the one `people add` wrote)')
    .action((options: Global & ClocksOptions & TrustOptions & { trustWallClock?: boolean }) =>
      withDesk(wire, options, (desk, output) =>
        options.trustWallClock === true
          ? trustWallClock(wire(options.config), desk, options, output)
          : showClocks(desk, options, output),
      ),
    );
  command(program, 'watchdog', 'watch the clocks from outside, and tell what the desk does not tell')
    .option('--once', 'look once; exit code 1 when the desk and the watchdog disagree')
    .action((options: Global & { once?: boolean }) =>
      watchdog(wire(options.config), options, outputTo(options.json === true)),
    );
}
