// The command line of holds, of questions to the notifier, of danger and of handing on: options and help. What they do is in holds.ts and asking.ts.
import { type Command, Option } from 'commander';
import {
  ESCALATION_REASONS,
  FOUND_DANGERS,
  type FoundDanger,
  HOLD_REASONS,
} from '../../domain/case/desk-events.ts';
import { ask, type AskedOptions, type AskOptions, endAsking } from './asking.ts';
import type { Wire } from './command.ts';
import { mark } from './danger.ts';
import { escalate, type EscalateOptions, type HoldOptions, holdReasons, releaseReasons } from './holds.ts';
import { acting, type Signed, signedCommand } from './signed-command.ts';

/** Registers every command of this file. */
export function holdCommands(program: Command, wire: Wire): void {
  signedCommand(
    program,
    'hold-reasons <number>',
    'do not tell whoever posted it yet; nothing is hidden later',
  )
    .requiredOption('--until <moment>', 'when somebody looks at it again, as 2027-01-31T18:00:00+09:00')
    .addOption(
      new Option('--why <reason>', 'why')
        .choices(HOLD_REASONS.filter((reason) => reason !== 'confidential'))
        .makeOptionMandatory(),
    )
    .action((number: string, options: Signed & HoldOptions) =>
      acting(wire, number, options, (so) => holdReasons(so, options)),
    );
  signedCommand(
    program,
    'release-reasons <number>',
    'let whoever posted it be told; what a person held another person releases',
  ).action((number: string, options: Signed) => acting(wire, number, options, releaseReasons));
  signedCommand(program, 'ask <number>', 'ask the notifier by mail for what is missing')
    .option('--missing <parts>', 'statements: signature,contact')
    .option('--links <list>', 'items of which a better link is wanted: 1-5,7')
    .option('--until <moment>', 'waited for until then, as 2026-12-01T18:00:00+09:00 (default: a week)')
    .action((number: string, options: Signed & AskOptions) =>
      acting(wire, number, options, (so) => ask(so, options)),
    );
  signedCommand(
    program,
    'asked <number>',
    'say that a question was answered in another way, or is asked no more',
  )
    .option('--taken-back', 'it is asked no more')
    .action((number: string, options: Signed & AskedOptions) =>
      acting(wire, number, options, (so) => endAsking(so, options)),
    );
  signedCommand(program, 'danger <number>', 'say who is in danger, whatever the notice says')
    .addOption(
      new Option('--is <danger>', 'threatened, under age, or nobody')
        .choices(FOUND_DANGERS)
        .makeOptionMandatory(),
    )
    .action((number: string, options: Signed & { is: FoundDanger }) =>
      acting(wire, number, options, (so) => mark(so, options.is)),
    );
  signedCommand(program, 'escalate <number>', 'hand a decision on to somebody else')
    .option('--to <name>', 'a person of this desk: the case is hers for two hours')
    .option('--to-lead', 'whoever leads the desk')
    .option('--to-body <id>', 'an enrolled body outside')
    .option('--items <list>', 'positions in the letter: 1-5,7 (default: the case as a whole)')
    .addOption(new Option('--why <reason>', 'why').choices(ESCALATION_REASONS).makeOptionMandatory())
    .action((number: string, options: Signed & EscalateOptions) =>
      acting(wire, number, options, (so) => escalate(so, options)),
    );
}
