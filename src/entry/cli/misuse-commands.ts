// The command line of misuse: its options and help. What they do is in misuse.ts.
import { type Command, Option } from 'commander';
import { LIMIT_REASONS } from '../../domain/case/limiting.ts';
import { command, type Global, positive, type Wire, withDesk } from './command.ts';
import { showMisuse, type StepOptions, takeStep, tellByHand } from './misuse.ts';
import { type ReaderOptions, withReader } from './recorded.ts';
import { acting, type Signed, signedCommand } from './signed-command.ts';

/** Registers every command of this file. */
export function misuseCommands(program: Command, wire: Wire): void {
  withReader(
    command(
      program,
      'misuse',
      'patterns that look like misuse, for a person to look at; who is warned or limited',
    ),
  )
    .option('--days <n>', 'of so many last days', positive, 30)
    .action((options: Global & ReaderOptions & { days: number }) =>
      withDesk(wire, options, (desk, output) => showMisuse(desk, options, output)),
    );
  const withReasons = (made: Command): Command =>
    made
      .requiredOption(
        '--cases <list>',
        'notices of hers that were refused, at least three: R-26-0001,R-26-0002',
      )
      .addOption(
        new Option('--reason <reason>', 'why they are unfounded')
          .choices(LIMIT_REASONS)
          .makeOptionMandatory(),
      );
  withReasons(
    signedCommand(program, 'warn-notifier <number>', 'warn whoever sent this notice that she may be limited'),
  ).action((number: string, options: Signed & StepOptions) =>
    acting(wire, number, options, (so) => takeStep(so, 'warn', options)),
  );
  withReasons(
    signedCommand(
      program,
      'limit-notifier <number>',
      'let the notices of whoever sent this one take turns for a time',
    ),
  )
    .requiredOption('--until <moment>', 'when it ends, at most in 90 days, as 2027-01-31T23:59:59+09:00')
    .action((number: string, options: Signed & StepOptions) =>
      acting(wire, number, options, (so) => takeStep(so, 'limit', options)),
    );
  signedCommand(program, 'lift-limit <number>', 'end the limit of whoever sent this notice').action(
    (number: string, options: Signed) => acting(wire, number, options, (so) => takeStep(so, 'lift', {})),
  );
  signedCommand(program, 'told-notifier <act>', 'say that you told a notifier yourself').action(
    (act: string, options: Signed) => acting(wire, act, options, tellByHand),
  );
}
