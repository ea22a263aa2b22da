// The command line of what is kept for whoever asked: its options and help. What it does is in preservations.ts and item-acts.ts.
import type { Command } from 'commander';
import { command, type Global, type Wire, withDesk } from './command.ts';
import { withGround } from './grounds.ts';
import {
  extendPreservation,
  type ExtendPreservationOptions,
  preserve,
  type PreserveOptions,
  releasePreservation,
  type ReleasePreservationOptions,
} from './item-acts.ts';
import { type PreservationsOptions, showPreservations } from './preservations.ts';
import { acting, type Signed, signedCommand } from './signed-command.ts';

/** Registers every command of this file. */
export function preservationCommands(program: Command, wire: Wire): void {
  command(program, 'preservations', 'what is kept for whoever asked, the first to end first')
    .option('--all', 'also what has ended or was let go of')
    .action((options: Global & PreservationsOptions) =>
      withDesk(wire, options, (desk, output) => showPreservations(desk, options, output)),
    );
  withGround(
    signedCommand(
      program,
      'preserve <number>',
      'keep what is known of items for whoever asked; nothing is hidden',
    ),
    'the law whose clock runs',
  )
    .requiredOption('--items <list>', 'positions in the letter: 1-5,7')
    .option(
      '--until <moment>',
      'until when, as 2027-01-31T23:59:59+09:00 (default: as long as the law allows)',
    )
    .action((number: string, options: Signed & PreserveOptions) =>
      acting(wire, number, options, (so) => preserve(so, options)),
    );
  signedCommand(program, 'extend-preservation <number>', 'keep what is kept of items longer, once')
    .requiredOption('--items <list>', 'positions in the letter: 1-5,7')
    .requiredOption('--until <moment>', 'until when, as 2027-01-31T23:59:59+09:00')
    .option('--letter <id>', 'the letter that asks for it, as `redress case` shows it')
    .action((number: string, options: Signed & ExtendPreservationOptions) =>
      acting(wire, number, options, (so) => extendPreservation(so, options)),
    );
  signedCommand(
    program,
    'release-preservation <number>',
    'keep what is kept of items no longer; another person signs than whoever decided to keep it',
  )
    .requiredOption('--items <list>', 'positions in the letter: 1-5,7')
    .option('--letter <id>', 'the letter that asks for it, as `redress case` shows it')
    .action((number: string, options: Signed & ReleasePreservationOptions) =>
      acting(wire, number, options, (so) => releasePreservation(so, options)),
    );
}
