// The history of the whole school read into the desk's index: once without disturbance, which is measured, and once while people go on
// and the desk is killed again and again. Each is held against the truth.
import { setTimeout as delay } from 'node:timers/promises';
import { randomFrom } from '../../messenger/seeding/random.ts';
import { peakMiB } from '../harness/processes.ts';
import type { Line, Program } from '../harness/program.ts';
import { type Desk, newDesk } from './desk.ts';
import { type IndexRows, readIndex } from './index-rows.ts';
import { lies, unseen } from './judge.ts';
import type { Stage } from './stage.ts';
import { startUnrest } from './unrest.ts';

export interface Reading {
  readonly seconds: number;
  /** Requests for pages of the history; beside them those of the feed and of the probe. */
  readonly requests: number;
  readonly otherRequests: number;
  readonly rows: number;
  /** Most resident memory of the desk's process; and of it and its children together. */
  readonly peakMiB: number;
  readonly familyMiB: number;
  /** Resident when it served and had read nothing. */
  readonly idleMiB: number;
}

export interface KilledReading {
  readonly kills: readonly KillFigures[];
  readonly requests: number;
  /** Asked for more than once: what a kill cost. */
  readonly repeated: number;
  /** Posts, forwards, edits and deletions meanwhile. */
  readonly acts: number;
  readonly rows: number;
}

interface KillFigures {
  /** Requests for pages of the history before it. */
  readonly after: number;
  readonly unseen: number;
  readonly blind: readonly string[];
}

const HISTORY = /^GET \/admin\/v1\/(?:reports|uploads|rooms|avatars|rooms\/\d+\/messages)\?/;
const LOOK_MS = 2;

const historyRequests = (asked: readonly string[]): readonly string[] =>
  asked.filter((what) => HISTORY.test(what));

/** @throws Error when the index or the statement is not true afterwards */
export async function readOnce(
  stage: Stage,
  name: string,
): Promise<{
  readonly reading: Reading;
  readonly index: IndexRows;
  readonly desk: Desk;
  readonly blind: readonly string[];
}> {
  const desk = await newDesk(stage, name);
  const from = stage.asked.length;
  const heard = listening();
  const program = await desk.start(heard.hear);
  const idleMiB = peakMiB(program.pid);
  const began = await firstPage(stage, from);
  await heard.ended;
  const seconds = (performance.now() - began) / 1_000;
  const asked = stage.asked.slice(from);
  const requests = historyRequests(asked).length;
  const peak = peakMiB(program.pid);
  await desk.followed();
  const { index, figures } = await mustBeTrue(stage, desk, 'after an undisturbed reading');
  await program.stop();
  return {
    desk,
    index,
    blind: figures.blind,
    reading: {
      ...{ seconds, requests, otherRequests: asked.length - requests, rows: index.count },
      ...{ peakMiB: peak, familyMiB: Math.max(peak, program.mostMiB()), idleMiB },
    },
  };
}

/** The first request for a page: when it came. The log tells of it only once it is written. */
async function firstPage(stage: Stage, from: number): Promise<number> {
  while (historyRequests(stage.asked.slice(from)).length === 0) await delay(LOOK_MS);
  return performance.now();
}

/**
 * @param pages about how many requests the whole history takes
 * @param halfRead told of the dead desk after the kill that is nearest to the middle
 */
export async function readKilled(
  stage: Stage,
  name: string,
  { kills, pages, seed }: { readonly kills: number; readonly pages: number; readonly seed: string },
  halfRead: (desk: Desk) => Promise<void>,
): Promise<{ readonly reading: KilledReading; readonly index: IndexRows }> {
  const desk = await newDesk(stage, name);
  const from = stage.asked.length;
  const pagesAsked = (): number => historyRequests(stage.asked.slice(from)).length;
  const unrest = startUnrest(stage.checker, stage.truth, stage.known, seed);
  const heard = listening();
  const figures: KillFigures[] = [];
  for (const moment of momentsOf(kills, pages, seed)) {
    const program = await desk.start(heard.hear);
    await untilAsked(pagesAsked, Math.max(moment, pagesAsked() + 1));
    await program.kill();
    const after = pagesAsked();
    const looked = await unrest.whileStill(() => mustBeTrue(stage, desk, `after kill ${figures.length + 1}`));
    figures.push({ after, ...looked.figures });
    if (figures.length === Math.ceil(kills / 2)) await unrest.whileStill(() => halfRead(desk));
  }
  if (heard.begun() !== 1 || heard.isEnded())
    throw new Error(`WRONG: begun ${heard.begun()} times, ended ${heard.isEnded()}`);
  const program: Program = await desk.start(heard.hear);
  await heard.ended;
  await unrest.stop();
  await desk.followed();
  const { index } = await mustBeTrue(stage, desk, 'after the killed reading');
  await program.stop();
  const asked = historyRequests(stage.asked.slice(from));
  const repeated = asked.length - new Set(asked).size;
  // Each kill can cost the one page that was under way; more would be a reading that began anew.
  if (heard.begun() !== 1 || repeated > kills)
    throw new Error(`WRONG: ${repeated} pages were asked for again after ${kills} kills`);
  return {
    index,
    reading: { kills: figures, requests: asked.length, repeated, acts: unrest.count(), rows: index.count },
  };
}

/** Spread over the history, each at a place that the seed decides. */
function momentsOf(kills: number, pages: number, seed: string): readonly number[] {
  const random = randomFrom(`kills ${seed}`);
  const stretch = Math.floor(pages / (kills + 1));
  return Array.from({ length: kills }, (_, at) => at * stretch + 1 + random.whole(Math.max(1, stretch)));
}

async function untilAsked(asked: () => number, moment: number): Promise<void> {
  while (asked() < moment) await delay(LOOK_MS);
}

function listening() {
  const done = Promise.withResolvers<void>();
  let [begun, ended] = [0, false];
  return {
    hear: ({ event }: Line): void => {
      if (event === 'history-begun') begun += 1;
      if (event !== 'history-ended') return;
      ended = true;
      done.resolve();
    },
    ended: done.promise,
    begun: () => begun,
    isEnded: () => ended,
  };
}

/** Index and statement of one moment, held against the truth. @throws Error with what is not so */
async function mustBeTrue(stage: Stage, desk: Desk, when: string) {
  const statement = await desk.statement();
  const index = await readIndex(desk.database);
  const ended = !when.startsWith('after kill ');
  const held = { known: stage.known, index, statement, ended };
  const said = lies(held);
  if (said.length > 0) throw new Error(`WRONG ${when}: ${said.join('; ')}`);
  return { index, figures: { unseen: unseen(held).length, blind: statement.blind } };
}
