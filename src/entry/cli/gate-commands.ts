// The commands of the gate in front of a platform's uploads.
import type { Command } from 'commander';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { gateStops, heldFiles, ruleOn } from './gate.ts';
import { type ReaderOptions, withReader } from './recorded.ts';
import { type Signed, signedCommand } from './signed-command.ts';

export function gateCommands(program: Command, wire: Wire): void {
  const gate = program
    .command('gate')
    .description('uploads that were stopped because a person had taken the picture down')
    .exitOverride();
  withReader(command(gate, 'stops [case]', 'uploads that were refused or held, the newest first'))
    .option('--limit <n>', 'at most this many', positive, 50)
    .action((number: string | undefined, options: Global & ReaderOptions & { limit: number }) =>
      withDesk(wire, options, (desk, output) => gateStops(desk, number, options, output)),
    );
  withReader(
    command(gate, 'held', 'uploads that wait for a person: they look like a picture that was taken down'),
  ).action((options: Global & ReaderOptions) =>
    withDesk(wire, options, (desk, output) => heldFiles(desk, options, output)),
  );
  signedCommand(gate, 'allow <file>', 'show an upload that was held').action(
    (file: string, options: Signed) =>
      withDesk(wire, options, (desk, output) =>
        ruleOn(wire(options.config), desk, file, 'allow', options, output),
      ),
  );
  signedCommand(
    gate,
    'refuse <file>',
    'drop an upload that was held; its uploader is told and may object',
  ).action((file: string, options: Signed) =>
    withDesk(wire, options, (desk, output) =>
      ruleOn(wire(options.config), desk, file, 'refuse', options, output),
    ),
  );
}
