// The story from beginning to end: the stage, the five days, the look at the end, and the outcome.
import { readFile } from 'node:fs/promises';
import type { Narrator } from '../narrator.ts';
import type { Language } from '../options.ts';
import type { Cleanup } from '../stage.ts';
import { FORGED_DOCUMENT, friday, monday, thursday, tuesday, wednesday } from './days.ts';
import { type DeskCase, type Reviewer, reviewerAt } from './desk-api.ts';
import { fetchesOf } from './fetched.ts';
import { LACKING, type Lacking } from './lacking.ts';
import { type Looked, lookAround } from './looked.ts';
import { count, type Counts, type Kind, tally } from './outcome.ts';
import { searchPapers } from './papers.ts';
import { idle, passing } from './passing.ts';
import { FAST, planStory, UPLOADERS, WHOLE } from './plan.ts';
import { type ReviewerName, REVIEWERS } from './cast.ts';
import { buildStoryStage, type StoryStage } from './stage.ts';
import { nothingYet, type Telling } from './telling.ts';
import { STORY_WORDS } from './words.ts';
import { type Finding, settled } from './work.ts';
import { makeWorld, type World } from './world.ts';

export interface StoryOptions {
  readonly seed: string;
  readonly fast: boolean;
  readonly folder: string;
  readonly port: number;
  readonly narration: Language;
}

/** What became of everything; equal for equal seeds. */
export interface Outcome {
  readonly seed: string;
  readonly fast: boolean;
  readonly counts: Counts;
  /** Acts that the desk refused, with its code, and how often. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly looked: Looked;
  readonly flood: { readonly sent: number; readonly hidden: number };
  readonly minors: {
    readonly uploaders: number;
    readonly ofUploaders: number;
    /** Files of which somebody said that a child is shown. */
    readonly files: number;
    readonly fetchedAfterTold: number;
  };
  readonly facts: {
    readonly extortionFirst: boolean;
    readonly preserved: number;
    readonly appealUpheld: boolean;
    /** Kinds of what the desk showed a person of the false notices. */
    readonly patterns: string;
    readonly warned: boolean;
  };
  readonly canaries: {
    readonly hits: number;
    readonly documents: number;
    readonly planted: number;
    readonly found: number;
    readonly what: readonly string[];
  };
  readonly lacking: readonly Lacking[];
}

export interface Told {
  readonly outcome: Outcome;
  /** How long it took on this machine, and how often the desk saw its clock set ahead. */
  readonly seconds: number;
  readonly steps: number;
}

export async function playStory(options: StoryOptions, cleanup: Cleanup, narrator: Narrator): Promise<Told> {
  const words = STORY_WORDS[options.narration];
  const began = performance.now();
  for (const line of [words.title, words.time, words.preparing]) narrator.say(line);
  const plan = planStory(options.fast ? FAST : WHOLE, options.seed);
  const { folder, port, seed } = options;
  const stage = await buildStoryStage({ folder, port, seed, rooms: plan.size.rooms }, cleanup);
  const world = await makeWorld(stage, plan, seed);
  narrator.say(words.ready(stage.seeded.rooms.length, world.posts.length + 2));
  const people = await reviewers(stage);
  await stage.command('webhooks', 'add', 'board', stage.hook.url, '--as', 'mina');
  const work = {
    ...people,
    idle: () => idle(stage),
    forged: FORGED_DOCUMENT,
    truth: truthOf(world),
    refusals: [],
  };
  const telling: Telling = {
    ...{ stage, plan, world, work, words, narrator },
    ...{ passing: passing(stage), counted: nothingYet() },
  };
  for (const day of [monday, tuesday, wednesday, thursday, friday]) await day(telling);
  narrator.say(words.looking);
  const outcome = await outcomeOf(telling, options);
  const seconds = Math.round((performance.now() - began) / 1_000);
  narrator.say(words.took(seconds, telling.passing.steps()));
  return { outcome, seconds, steps: telling.passing.steps() };
}

/** Three people with keys of their own, each with a token for her tools. */
async function reviewers(stage: StoryStage): Promise<Record<ReviewerName, Reviewer>> {
  const made = await Promise.all(REVIEWERS.map(async (name) => [name, await reviewer(stage, name)] as const));
  return Object.fromEntries(made) as Record<ReviewerName, Reviewer>;
}

async function reviewer(stage: StoryStage, name: ReviewerName): Promise<Reviewer> {
  const { keyFile } = await stage.command('people', 'add', name);
  const role = name === 'lead' ? 'lead' : 'reviewer';
  const asked = ['tokens', 'add', `${name}-tool`, '--role', role, '--person', name, '--as', name];
  const { token } = await stage.command(...asked);
  const privateKey = await readFile(String(keyFile), 'utf8');
  return reviewerAt(stage.api, { name, privateKey, token: String(token) }, stage.clock.now);
}

/** What a person finds where a link leads. The drawing is taken for what it is not, once. */
function truthOf(world: World): ReadonlyMap<string, Finding> {
  const posts = [...world.posts, world.drawing, world.extortion, world.abroad];
  return new Map(
    posts.flatMap(({ places }) => places.map(({ permalink }) => [permalink, 'harmful'] as const)),
  );
}

async function outcomeOf(telling: Telling, { seed, fast }: StoryOptions): Promise<Outcome> {
  const { stage, work, world, counted } = telling;
  await settled(work);
  const cases: DeskCase[] = [];
  for (const { number } of await work.mina.cases()) cases.push(await work.mina.case(number));
  const targets = new Set(world.harmless.slice(1).map(({ permalink }) => permalink));
  const kindOf = (one: DeskCase): Kind => {
    if (one.report !== null) return targets.has(one.items[0]?.link ?? '') ? 'false' : 'button';
    if (one.documentNumber === FORGED_DOCUMENT) return 'forged';
    return one.sender.authority === null ? 'mail' : 'letter';
  };
  const counts = count(cases, kindOf, stage.clock.now());
  const looked = await lookAround(stage, world, counted.again);
  const searched = await searchPapers(telling);
  const { facts } = counted;
  return {
    ...{ seed, fast, counts, looked },
    refusals: tally(work.refusals.map(({ tried, code }) => `${tried}: ${code}`)),
    flood: { sent: counted.falseReports, hidden: looked.others - looked.othersUp },
    minors: {
      files: new Set(counted.saidMinor.map(({ blob }) => blob)).size,
      uploaders: new Set(world.posts.flatMap(({ minor, by }) => (minor ? [by.id] : []))).size,
      ofUploaders: UPLOADERS,
      fetchedAfterTold: fetchesOf(stage.line.calls, counted.saidMinor).after,
    },
    facts: {
      extortionFirst: facts['extortionFirst'] === true,
      preserved: Number(facts['preserved'] ?? 0),
      appealUpheld: facts['appealUpheld'] === true,
      patterns: String(facts['patterns'] ?? ''),
      warned: facts['warned'] === true,
    },
    canaries: {
      ...{ hits: searched.hits.length, documents: searched.documents },
      ...{ planted: searched.planted, found: searched.found },
      what: searched.hits.map(({ paper, canary }) => `${paper}: ${canary.what}`),
    },
    lacking: LACKING,
  };
}

/** Everything honest is answered, what was posted is gone, nothing else is, and nothing leaked. */
export function wentWell({ counts, looked, flood, canaries, minors }: Outcome): boolean {
  const { button, mail, letter } = counts.notices;
  const open = button.open + mail.open + letter.open + counts.notices.false.open;
  const bites = canaries.planted > 0 && canaries.found === canaries.planted;
  return (
    [open, looked.stillUp, flood.hidden, canaries.hits, minors.fetchedAfterTold].every(
      (each) => each === 0,
    ) && [bites, looked.drawingUp, looked.othersUp === looked.others].every(Boolean)
  );
}
