// One kill of a process of the log after another, each at a moment that is drawn. A process that was done before its moment counts as no kill.
import type { Closing } from './closing.ts';
import type { LogDesk, Outcome } from './log-desk.ts';
import { drawMoment, type Kind, killAt } from './log-kill-moment.ts';
import { keepAndKill } from './log-run-trial.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';

const KINDS: readonly Kind[] = ['append', 'append', 'publish', 'publish', 'signer', 'run', 'run'];
export type KillCounts = Record<Kind, number>;

const MOST_ENTRIES = 40;

export interface KillPlan {
  readonly random: Random;
  readonly counts: KillCounts;
  readonly isDone: () => boolean;
  readonly progress: () => void;
  readonly close: Closing;
}

/** @returns what was found wrong; it stops there */
export async function killLog(desk: LogDesk, plan: KillPlan): Promise<readonly string[]> {
  let signer = await desk.startSigner();
  plan.close.after(() => signer.kill('SIGKILL'));
  let usual = 1_000;
  while (!plan.isDone()) {
    const kind = plan.random.pick(KINDS);
    const lines = desk.freshLines(1 + plan.random.whole(MOST_ENTRIES));
    const moment = drawMoment(plan.random, kind, usual);
    if (kind === 'run') {
      const { wasKilled, faults } = await keepAndKill(desk, lines, moment, plan.random);
      if (wasKilled) plan.counts.run += 1;
      if (faults.length > 0) return faults.map((fault) => `${fault} (after a kill of run)`);
      plan.progress();
      continue;
    }
    const round = new AbortController();
    let killing: Promise<boolean> = Promise.resolve(false);
    const act = (program: Program): void => {
      const target = kind === 'signer' ? signer : program;
      killing = killAt(desk, target, kind, moment, round.signal);
    };
    if (kind !== 'append') {
      const added = await desk.append(lines);
      if (added.code !== 0) return [`round failed: append: ${added.errors}`];
    }
    const outcome = kind === 'append' ? await desk.append(lines, { act }) : await desk.publish({ act });
    // A moment that did not come must not come in the next round.
    round.abort();
    const wasSent = await killing;
    if (wasSent && kind === 'signer') await signer.ended;
    const wasKilled = kind === 'signer' ? wasSent : outcome.code === null;
    if (wasKilled) plan.counts[kind] += 1;
    else usual = outcome.ms;
    const faults = [...refusals(kind, wasKilled, outcome), ...desk.ledger.compare()];
    if (faults.length > 0) return faults.map((fault) => `${fault} (after a kill of ${kind})`);
    if (!signer.lives()) signer = await desk.startSigner();
    plan.progress();
  }
  return lastRound(desk);
}

/** Everything that was acknowledged must become public in the end, by an ordinary run. */
async function lastRound(desk: LogDesk): Promise<readonly string[]> {
  const [added, published] = [await desk.append(desk.freshLines(3)), await desk.publish()];
  const said = [added, published].filter(({ code }) => code !== 0).map(({ errors }) => errors);
  if (said.length > 0) return said.map((errors) => `the last round failed: ${errors}`);
  const faults = desk.ledger.compare();
  const isAll = published.answer?.['size'] === desk.ledger.counts().entries;
  return isAll ? faults : [...faults, 'lost: not everything became public'];
}

/** What was not killed either succeeds, or its signer was killed and it says so. */
function refusals(kind: Kind, wasKilled: boolean, { code, errors }: Outcome): readonly string[] {
  if (code === 0 || (code === null && wasKilled)) return [];
  return kind === 'signer' && /log\.(no-signer|signer-refused)/.test(errors) ? [] : [`refused: ${errors}`];
}
