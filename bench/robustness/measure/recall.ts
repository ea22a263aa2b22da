// How far altered copies are from their originals, scene by scene: the nearest of the asked to the nearest of the stored.

import { hashDistance } from '../../../src/matching/hash/hash256.ts';
import type { Hasher, PdqHash } from '../../../src/matching/pdq/hasher.ts';
import { median } from '../../harness/statistics.ts';
import { alteredBy } from '../alterations/alteration.ts';
import { ALTERATIONS } from '../alterations/list.ts';
import { LEAST_QUALITY, METHODS, RADIUS } from '../methods.ts';
import { chanceOf } from '../scene/chance.ts';
import { sceneOf } from '../scene/scene.ts';

/** Pixels of the longer side: about what messengers show in a list. */
export const RECALL_SIDE = 448;
/** No two hashes are farther apart; also said when the gate leaves none. */
const FARTHEST = 256;

/** Bits from one copy to its original: by any hashes, and by those that pass the gate. */
export type Distance = { readonly any: number; readonly gated: number };

/** What one scene gave; `distances` for each alteration, in its order, for each method. */
export type SceneRecall = {
  readonly kind: string;
  readonly quality: number;
  readonly distances: readonly (readonly Distance[])[];
};

export type Recall = {
  readonly family: string;
  readonly name: string;
  /** In the order of the methods: shares of the scenes, 0 to 1, and bits. */
  readonly found: readonly number[];
  readonly foundBehindGate: readonly number[];
  readonly medianDistance: readonly number[];
};

export function nearest(asked: readonly PdqHash[], stored: readonly PdqHash[]): Distance {
  let [any, gated] = [FARTHEST, FARTHEST];
  for (const one of asked)
    for (const other of stored) {
      const bits = hashDistance(one.hash, other.hash);
      any = Math.min(any, bits);
      if (Math.min(one.quality, other.quality) >= LEAST_QUALITY) gated = Math.min(gated, bits);
    }
  return { any, gated };
}

/** Chance differs from scene to scene and from alteration to alteration, and stays the same from run to run. */
export async function recallOfScene(seed: number, number: number, hasher: Hasher): Promise<SceneRecall> {
  const { pixels, kind } = sceneOf(seed, number, RECALL_SIDE);
  const stored = METHODS.map(({ store }) => store(pixels, hasher));
  const distances: (readonly Distance[])[] = [];
  for (const [at, alteration] of ALTERATIONS.entries()) {
    const copy = await alteredBy(alteration, pixels, chanceOf(seed + 1, number * ALTERATIONS.length + at));
    distances.push(METHODS.map(({ ask }, which) => nearest(ask(copy, hasher), stored[which] ?? [])));
  }
  return { kind, quality: hasher.hash(pixels).quality, distances };
}

export function recallOf(scenes: readonly SceneRecall[]): readonly Recall[] {
  return ALTERATIONS.map(({ family, name }, at) => {
    const of = (which: number): readonly Distance[] =>
      scenes.flatMap((scene) => scene.distances[at]?.[which] ?? []);
    const share = (which: number, bits: (distance: Distance) => number): number =>
      of(which).filter((distance) => bits(distance) <= RADIUS).length / scenes.length;
    return {
      ...{ family, name },
      found: METHODS.map((_, which) => share(which, ({ any }) => any)),
      foundBehindGate: METHODS.map((_, which) => share(which, ({ gated }) => gated)),
      medianDistance: METHODS.map((_, which) => median(of(which).map(({ any }) => any))),
    };
  });
}
