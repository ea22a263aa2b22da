// The command line of signed acts beside decisions: their options and help. What they do is in acts.ts and appeals.ts.
import { Argument, type Command, Option } from 'commander';
import { MILESTONES, type Milestone } from '../../domain/clock/occasion.ts';
import type { CloseReason, WithdrawalReason } from '../../domain/case/event.ts';
import {
  answerByHand,
  recordReferral,
  applyLaw,
  type ClockAct,
  type ClockOptions,
  closeCase,
  milestone,
  moveClock,
  notice,
  type NoticeOptions,
  withdrawLaw,
} from './acts.ts';
import { appeal, type AppealOptions, rule, type RuleOptions } from './appeals.ts';
import type { Wire } from './command.ts';
import { withGround } from './grounds.ts';
import { withdrawItems, type WithdrawItemsOptions } from './item-acts.ts';
import { acting, type Signed, signedCommand } from './signed-command.ts';

type WithdrawalByPerson = Exclude<WithdrawalReason, 'sender-proven'>;

const WITHDRAWALS: readonly WithdrawalByPerson[] = [
  'not-this-law',
  'place-not-covered',
  'content-not-covered',
  'notice-insufficient',
];
const CLOSINGS: readonly CloseReason[] = ['nothing-to-answer', 'sender-never-proven', 'duplicate'];
const CLOCK_ACTS: readonly ClockAct[] = ['pause', 'resume', 'extend'];

/** Registers every command of this file. */
export function actCommands(program: Command, wire: Wire): void {
  onNotice(program, wire);
  onClocks(program, wire);
  onCase(program, wire);
  onAppeals(program, wire);
}

function onNotice(program: Command, wire: Wire): void {
  signedCommand(program, 'notice <number>', 'say what a notice lacks, or lacks no longer')
    .option('--missing <parts>', 'what it lacks: signature,contact')
    .option('--stated <parts>', 'what the notifier has stated since')
    .action((number: string, options: Signed & NoticeOptions) =>
      acting(wire, number, options, (so) => notice(so, options)),
    );
  signedCommand(program, 'milestone <number>', 'record a step the law counts from or to')
    .addArgument(new Argument('<step>', 'what was done').choices(MILESTONES))
    .option('--at <moment>', 'when it was done, as 2026-11-21T18:00:00+09:00 (default: now)')
    .action((number: string, step: Milestone, options: Signed & { at?: string }) =>
      acting(wire, number, options, (so) => milestone(so, step, options.at)),
    );
}

function onClocks(program: Command, wire: Wire): void {
  signedCommand(program, 'clock <number>', 'move a clock where its law allows it')
    .addArgument(new Argument('<act>', 'what to do').choices(CLOCK_ACTS))
    .requiredOption('--clock <key>', 'which: as `redress case` shows it')
    .option('--to <moment>', 'extend: the later deadline, as 2026-11-21T18:00:00+09:00')
    .action((number: string, act: ClockAct, options: Signed & ClockOptions) =>
      acting(wire, number, options, (so) => moveClock(so, act, options)),
    );
}

function onCase(program: Command, wire: Wire): void {
  signedCommand(
    program,
    'apply <number> <regime>',
    'say that a law applies which the desk did not see',
  ).action((number: string, regime: string, options: Signed) =>
    acting(wire, number, options, (so) => applyLaw(so, regime)),
  );
  signedCommand(program, 'answer <number>', 'record that the result was told by a person').action(
    (number: string, options: Signed) => acting(wire, number, options, answerByHand),
  );
  signedCommand(
    program,
    'referred <number> <item>',
    'record that a person saw to an item that the desk could not remove',
  ).action((number: string, item: string, options: Signed) =>
    acting(wire, number, options, (so) => recordReferral(so, Number(item))),
  );
  signedCommand(program, 'withdraw <number> <regime>', 'say that a law does not apply after all')
    .addOption(new Option('--reason <reason>', 'why').choices(WITHDRAWALS).makeOptionMandatory())
    .action((number: string, regime: string, options: Signed & { reason: WithdrawalByPerson }) =>
      acting(wire, number, options, (so) => withdrawLaw(so, regime, options.reason)),
    );
  signedCommand(program, 'withdraw-items <number>', 'record that the notifier took items back')
    .requiredOption('--items <list>', 'positions in the letter: 1-5,7')
    .option('--letter <id>', 'the letter that says so, as `redress case` shows it')
    .option('--undo', 'within 24 hours: they are asked for again')
    .action((number: string, options: Signed & WithdrawItemsOptions) =>
      acting(wire, number, options, (so) => withdrawItems(so, options)),
    );
  signedCommand(program, 'close <number>', 'close a case that nobody can answer')
    .addOption(new Option('--reason <reason>', 'why').choices(CLOSINGS).makeOptionMandatory())
    .action((number: string, options: Signed & { reason: CloseReason }) =>
      acting(wire, number, options, (so) => closeCase(so, options.reason)),
    );
}

function onAppeals(program: Command, wire: Wire): void {
  signedCommand(program, 'appeal <number>', 'record that somebody appeals against a decision')
    .requiredOption('--item <position>', 'position in the letter, from 1')
    .addOption(
      new Option('--from <side>', 'who appeals').choices(['uploader', 'notifier']).makeOptionMandatory(),
    )
    .action((number: string, options: Signed & AppealOptions) =>
      acting(wire, number, options, (so) => appeal(so, options)),
    );
  withGround(
    signedCommand(program, 'rule <number>', 'answer an appeal, as somebody who never decided on the item'),
  )
    .requiredOption('--appeal <id>', 'which: as `redress case` shows it')
    .option('--uphold', 'the decision was wrong: show or hide every copy')
    .option('--dismiss', 'the decision stays')
    .action((number: string, options: Signed & RuleOptions) =>
      acting(wire, number, options, (so) => rule(so, options)),
    );
}
