// One kill while people decide and answers go out, aimed at the moments that matter; then whatever an init system would do, and no more.
import { setTimeout as delay } from 'node:timers/promises';
import type { AnswersStage } from './answers-stage.ts';
import type { Random } from './random.ts';

/** Between taking a mail and its 250; just after the 250; while a decision is being taken; while the desk works on one. */
export const MOMENTS = ['before-250', 'after-250', 'while-deciding', 'at-work'] as const;
export type Moment = (typeof MOMENTS)[number];

/** What gets SIGKILL: the process group that serves, the commands that decide, or both. */
type Target = 'desk' | 'commands' | 'both';

export interface AnswerTrial {
  readonly event: 'kill';
  readonly trial: number;
  readonly moment: Moment;
  readonly target: Target;
  /** False: the moment did not come in time, and the kill came anyway. */
  readonly aimed: boolean;
  readonly mails: number;
  readonly decisions: number;
  readonly faults: readonly string[];
}

/** An answer is waited for: one that came meanwhile must not have been the only one. */
const LETTERS: Readonly<Record<Moment, number>> = {
  'before-250': 2,
  'after-250': 2,
  'while-deciding': 1,
  'at-work': 1,
};
/** On average. */
export const LETTERS_A_KILL = 1.5;
const MOMENT_LIMIT_MS = 25_000;
const LONGEST_MS: Readonly<Record<Moment, number>> = {
  'before-250': 0,
  'after-250': 12,
  'while-deciding': 1_200,
  'at-work': 2_500,
};
const HOOK = { 'while-deciding': 'begins', 'at-work': 'decided' } as const;
const LONGEST_BREAK_MS = 300;
/** The desk is killed once more while it starts. */
const WHILE_STARTING_SHARE = 0.1;
const LONGEST_START_MS = 1_500;
const STARTS = 3;

export async function killAt(
  stage: AnswersStage,
  trial: number,
  moment: Moment,
  random: Random,
): Promise<AnswerTrial> {
  const { desk, reviewers, sink } = stage;
  const decisionTargets = ['desk', 'commands', 'both'] as const;
  const target: Target = moment === 'while-deciding' ? random.pick(decisionTargets) : 'desk';
  const pause = random.whole(LONGEST_MS[moment] + 1);
  reviewers.release(LETTERS[moment]);
  const aimed = await atMoment(stage, moment, pause, () => {
    stage.kills.push(Date.now());
    if (target !== 'commands') desk.signal('SIGKILL');
    if (target !== 'desk') desk.killCommands();
  });
  const faults = target === 'commands' ? [] : await startAgain(stage, random);
  const [mails, decisions] = [sink.deliveries().length, reviewers.confirmed()];
  return { event: 'kill', trial, moment, target, aimed, mails, decisions, faults };
}

/** @param kill called once, in the same turn as the moment where `pause` is 0. @returns whether the moment came */
function atMoment(
  { sink, reviewers }: AnswersStage,
  moment: Moment,
  pause: number,
  kill: () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (aimed: boolean): void => {
      kill();
      resolve(aimed);
    };
    const came = (): void => {
      clearTimeout(late);
      if (pause === 0) end(true);
      else setTimeout(() => end(true), pause);
    };
    const takeBack =
      moment === 'while-deciding' || moment === 'at-work'
        ? reviewers.once(HOOK[moment], came)
        : sink.once(moment, came);
    const late = setTimeout(() => {
      takeBack();
      end(false);
    }, MOMENT_LIMIT_MS);
  });
}

async function startAgain({ desk, kills }: AnswersStage, random: Random): Promise<string[]> {
  await desk.killHard();
  await delay(random.whole(LONGEST_BREAK_MS));
  if (random.chance(WHILE_STARTING_SHARE)) {
    desk.launch();
    await delay(random.whole(LONGEST_START_MS));
    kills.push(Date.now());
    await desk.killHard();
  }
  const faults: string[] = [];
  for (let time = 0; time < STARTS; time += 1) {
    const started = await desk.start();
    if (started.kind === 'serves') return faults;
    faults.push(`the desk did not start: ${started.says}`);
  }
  throw new Error(faults.join('\n'));
}
