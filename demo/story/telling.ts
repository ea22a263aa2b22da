// What every day of the story is told with: the running stage, what was planned, who is in it, and the people at work.
import { setTimeout as delay } from 'node:timers/promises';
import type { Narrator } from '../narrator.ts';
import { DemoError } from '../options.ts';
import { MINUTE_MS, momentOf } from './clock.ts';
import type { SaidMinor } from './fetched.ts';
import { handOver, type OutgoingMail } from './mails.ts';
import type { Passing } from './passing.ts';
import type { PlannedReport, Reason, StoryPlan } from './plan.ts';
import type { StoryStage } from './stage.ts';
import type { StoryWords } from './words.ts';
import type { Work } from './work.ts';
import type { Post, Stands, World } from './world.ts';
import type { Member, Said } from './yeoul.ts';

export interface Telling {
  readonly stage: StoryStage;
  readonly plan: StoryPlan;
  readonly world: World;
  readonly work: Work;
  readonly passing: Passing;
  readonly words: StoryWords;
  readonly narrator: Narrator;
  readonly counted: Counted;
}

/** What was sent, to be held against what became of it. */
export interface Counted {
  reports: number;
  mails: number;
  letters: number;
  forged: number;
  falseReports: number;
  /** In the last minute of story time; the messenger takes ten of one address. */
  thisMinute: number;
  /** What people wrote of themselves, for the canaries. */
  readonly handedIn: Map<string, string[]>;
  /** What was seen on the way. */
  readonly facts: Record<string, boolean | number | string>;
  /** Where something was posted after the beginning. */
  readonly again: Stands[];
  /** Files of which somebody said that a child is shown: told of, and known to the desk since. */
  readonly sayingMinor: string[];
  readonly saidMinor: SaidMinor[];
}

export const nothingYet = (): Counted => ({
  ...{ reports: 0, mails: 0, letters: 0, forged: 0, falseReports: 0, thisMinute: 0 },
  handedIn: new Map(),
  ...{ facts: {}, again: [], sayingMinor: [], saidMinor: [] },
});

/** Columns before what is said of a moment. */
const THEN = 19;
const REPORTS_A_MINUTE = 10;
const LIMIT_MS = 300_000;
const LOOK_MS = 500;

/** A moment of the story begins: the time passes until then, and the narrator says so. */
export async function at(telling: Telling, day: number, time: string, says: string): Promise<void> {
  await telling.passing.until(momentOf(day, time));
  telling.narrator.say(`  ${telling.words.weekday(day)} ${time}  ${says}`);
}

/** What came of it, at the time that it is now. */
export function tell({ narrator }: Telling, says: string): void {
  narrator.say(`${' '.repeat(THEN)}${says}`);
}

/** Somebody tells the platform. All do it from one address, of which the messenger takes ten reports a minute: so the minutes pass. */
export async function report(
  telling: Telling,
  target: object,
  reasons: readonly Reason[],
  said: Said,
  by: Member | null,
): Promise<void> {
  const { stage, counted } = telling;
  if (counted.thisMinute === REPORTS_A_MINUTE) {
    await stage.clock.set(stage.clock.now() + MINUTE_MS);
    counted.thisMinute = 0;
  }
  counted.thisMinute += 1;
  await stage.yeoul.report(target, reasons, said, by);
}

/** A planned report of a post. */
export async function reportPost(telling: Telling, planned: PlannedReport): Promise<void> {
  const { world, counted, words } = telling;
  const post = world.posts[planned.post];
  const by = planned.who === null ? null : (world.members[planned.who % world.members.length] ?? null);
  counted.reports += 1;
  if (planned.reasons.includes('minor')) counted.sayingMinor.push(post?.places[0]?.blob ?? '');
  await report(telling, { link: linkOf(post) }, planned.reasons, words.reported(planned.side, by?.name), by);
}

/** The link of a post's first place, as people copy it. */
export function linkOf(post: Post | undefined): string {
  const [first] = post?.places ?? [];
  if (first === undefined) throw new RangeError('there is no such post');
  return first.permalink;
}

/** Hands over a mail and remembers what its writer wrote. */
export async function mail({ stage, counted }: Telling, outgoing: OutgoingMail): Promise<void> {
  const { clock, scene, smtpPort } = stage;
  const { address } = outgoing.from;
  counted.handedIn.set(address, [...(counted.handedIn.get(address) ?? []), address, outgoing.text]);
  await handOver(smtpPort, outgoing, scene.keys.get(outgoing.domain) ?? '', clock.now());
}

/** Waits until everything that was sent so far is a case at the desk. */
export async function taken({ counted, work, stage }: Telling): Promise<void> {
  const { reports, mails, letters, forged, falseReports } = counted;
  const sent = reports + mails + letters + forged + falseReports;
  let [last, since] = [-1, performance.now()];
  for (;;) {
    const found = (await work.mina.cases()).length;
    if (found === sent) break;
    if (found !== last) [last, since] = [found, performance.now()];
    if (found > sent || performance.now() - since > LIMIT_MS)
      throw new DemoError('demo.stuck', `${found} cases of ${sent} notices`, 'run ./redress doctor');
    await delay(LOOK_MS);
  }
  const known = stage.clock.now();
  counted.saidMinor.push(...counted.sayingMinor.splice(0).map((blob) => ({ blob, since: known })));
}
