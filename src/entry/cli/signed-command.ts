// What commands have in common that a person signs: who, with which key, on which case.
import type { Command } from 'commander';
import type { Acting } from './acts.ts';
import { command, type Global, type Wire, withDesk } from './command.ts';
import type { SigningOptions } from './signing.ts';

export type Signed = Global & SigningOptions;

export function signedCommand(parent: Command, usage: string, says: string): Command {
  return withSigner(command(parent, usage, `${says}, signed with your key`));
}

/** Adds who signs, and with which key. */
export const withSigner = (made: Command): Command =>
  made
    .requiredOption('--as <name>', 'who signs')
    .option('--key <file>', 'private key (default: the one `people add` wrote)');

/** Opens the desk for an act on one case. */
export const acting = (
  wire: Wire,
  number: string,
  options: Signed,
  act: (acting: Acting) => Promise<void>,
): Promise<void> =>
  withDesk(wire, options, (desk, output) =>
    act({ wiring: wire(options.config), desk, number, options, output }),
  );
