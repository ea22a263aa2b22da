// Search for altered copies, scored against the truth: for each picture that has copies, the desk names what looks like it, and the truth
// says which of these are copies and what was done to them. Candidates only: nothing is hidden by this.
import { setTimeout as delay } from 'node:timers/promises';
import { peakMiB } from '../harness/processes.ts';
import type { Line } from '../harness/program.ts';
import { type Candidate, newDesk } from './desk.ts';
import type { Stage } from './stage.ts';
import { spotOf } from './truth.ts';

export interface AlteredFigures {
  readonly pictures: {
    /** Looked at, and from the end of the history until nothing waited. */
    readonly hashed: number;
    readonly without: number;
    readonly seconds: number;
    readonly peakMiB: number;
    readonly familyMiB: number;
    readonly kills: number;
    /** Files fetched more than once. */
    readonly fetchedAgain: number;
  };
  readonly alterations: readonly Score[];
  /** Of all candidates: how many are copies of what was asked for. */
  readonly precision: { readonly candidates: number; readonly copies: number };
  readonly secondsToAsk: number;
}

export interface Score {
  readonly kind: 'picture' | 'clip';
  readonly alteration: string;
  readonly copies: number;
  readonly found: number;
  /** Mean distance of those that were found, in bits. */
  readonly distance: number | null;
}

const LOOK_MS = 500;
const LINKS_AT_ONCE = 50;
const FETCHED = /^GET \/(?:media|thumb)\//;

/** @param kills of the desk while it looks at pictures */
export async function scoreAltered(stage: Stage, kills: number): Promise<AlteredFigures> {
  const desk = await newDesk(stage, 'looking', true);
  const from = stage.asked.length;
  const fetched = (): readonly string[] => stage.asked.slice(from).filter((what) => FETCHED.test(what));
  const expected = stage.known.files.size;
  const read = Promise.withResolvers<number>();
  const hear = ({ event }: Line): void => {
    if (event === 'history-ended') read.resolve(performance.now());
  };
  let program = await desk.start(hear);
  const began = await read.promise;
  for (let kill = 1; kill <= kills; kill += 1) {
    const moment = Math.floor((expected * kill) / (kills + 1));
    while (fetched().length < moment) await delay(LOOK_MS / 10);
    await program.kill();
    program = await desk.start(hear);
  }
  let looked = await desk.looked();
  for (; looked.waiting > 0; looked = await desk.looked()) await delay(LOOK_MS);
  const seconds = (performance.now() - began) / 1_000;
  const [peak, family] = [peakMiB(program.pid), program.mostMiB()];
  await program.stop();
  const all = fetched();
  const asking = performance.now();
  const scored = await score(stage, (links) => desk.near(links));
  return {
    pictures: {
      ...{ hashed: looked.hashed, without: looked.without, seconds, peakMiB: peak, familyMiB: family, kills },
      fetchedAgain: all.length - new Set(all).size,
    },
    ...scored,
    secondsToAsk: (performance.now() - asking) / 1_000,
  };
}

type Asking = (links: readonly string[]) => Promise<ReadonlyMap<string, readonly Candidate[]>>;
type Item = Stage['truth']['items'][number];
/** Copies of an item that the desk named, by their ids, with their distance. */
type Found = ReadonlyMap<string, number>;

async function score(stage: Stage, near: Asking): Promise<Pick<AlteredFigures, 'alterations' | 'precision'>> {
  const asked = stage.truth.items.flatMap((item) => {
    const link = linkOf(stage.url, item);
    return link === undefined ? [] : [{ item, link }];
  });
  const answers: { item: Item; found: Found }[] = [];
  for (let at = 0; at < asked.length; at += LINKS_AT_ONCE) {
    const some = asked.slice(at, at + LINKS_AT_ONCE);
    const named = await near(some.map(({ link }) => link));
    for (const { item, link } of some)
      answers.push({
        item,
        found: new Map((named.get(link) ?? []).map(({ copy, distance }) => [copy, distance])),
      });
  }
  return { alterations: scoresOf(answers), precision: precisionOf(answers) };
}

function linkOf(url: string, { copies: [original] }: Item): string | undefined {
  if (original?.place.kind !== 'message') return undefined;
  return `${url}/r/${original.place.slug}/m/${original.place.message}`;
}

type Copy = Item['copies'][number];

const idOf = ({ place, blob }: Copy): string => `messenger/${spotOf(place).split(' ')[0]}/b/${blob}`;

/** Every altered copy, as what it is and how far the desk saw it from the original; undefined: not found. */
function scoresOf(answers: readonly { readonly item: Item; readonly found: Found }[]): readonly Score[] {
  const looks = answers.flatMap(({ item: { kind, copies }, found }) =>
    copies.flatMap((copy) =>
      copy.alteration === undefined
        ? []
        : [
            {
              name: `${kind} ${copy.alteration}`,
              kind,
              alteration: copy.alteration,
              bits: found.get(idOf(copy)),
            },
          ],
    ),
  );
  return [...Map.groupBy(looks, ({ name }) => name).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const bits = group.flatMap((one) => one.bits ?? []);
    const distance = bits.length === 0 ? null : bits.reduce((sum, one) => sum + one, 0) / bits.length;
    return [
      { kind: first.kind, alteration: first.alteration, copies: group.length, found: bits.length, distance },
    ];
  });
}

function precisionOf(
  answers: readonly { readonly item: Item; readonly found: Found }[],
): AlteredFigures['precision'] {
  const named = answers.flatMap(({ item, found }) => {
    const own = new Set(item.copies.map(idOf));
    return [...found.keys()].map((id) => own.has(id));
  });
  return { candidates: named.length, copies: named.filter(Boolean).length };
}
