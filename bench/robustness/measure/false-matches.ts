// Which scenes match others that they are not: among all pairs, through the index that the product searches with.

import { openSegment, reserveSegment, type Segment } from '../../../src/matching/index/segment.ts';
import { LEAST_QUALITY, RADIUS } from '../methods.ts';
import { type Bin, histogram } from './figures.ts';
import { type HashRows, hashAt } from './hashed-scenes.ts';

/** Scenes whose nearest other scene is looked for beyond the radius; evenly spread over all. */
const NEAREST_SAMPLE = 300;
/** Bits: how far is looked for the nearest, one after the other. Each reads every hash. */
const REACHES = [72, 96, 120, 256];
const FARTHEST = 256;
const EXAMPLES = 5;

/** Scenes that match without being one: `first` is smaller than `second`. */
type Pair = { readonly first: number; readonly second: number; readonly distance: number };

export type Counted = {
  readonly pairs: number;
  /** Scenes that match another one. */
  readonly scenes: number;
  /** Pairs for each million of all pairs. */
  readonly perMillionPairs: number;
  /** How many pairs at each distance, 0 to the radius. */
  readonly atDistance: readonly number[];
  /** The nearest ones, to be looked at: numbers of scenes under the seed. */
  readonly examples: readonly Pair[];
};

export type FalseMatches = {
  readonly method: string;
  readonly stored: number;
  readonly asked: number;
  readonly withoutGate: Counted;
  readonly behindGate: Counted;
  /** Distance to the nearest other scene, without gate, of a sample. */
  readonly nearest: { readonly sample: number; readonly bins: readonly Bin[] };
  readonly seconds: number;
};

function segmentOf({ hashes, scenes }: HashRows): Segment {
  const draft = reserveSegment(Math.max(1, scenes.length));
  new Uint8Array(draft.words.buffer, draft.words.byteOffset, hashes.length).set(hashes);
  return openSegment(draft.build(scenes.length));
}

/** The nearest distance of each pair that matches. A pair is one number: first * scenes + second. */
class Pairs {
  readonly #nearest = new Map<number, number>();
  readonly #scenes: number;

  constructor(scenes: number) {
    this.#scenes = scenes;
  }

  add(one: number, other: number, distance: number): void {
    const pair = Math.min(one, other) * this.#scenes + Math.max(one, other);
    const known = this.#nearest.get(pair);
    if (known === undefined || distance < known) this.#nearest.set(pair, distance);
  }

  #list(): readonly Pair[] {
    return [...this.#nearest].map(([pair, distance]) => ({
      first: Math.floor(pair / this.#scenes),
      second: pair % this.#scenes,
      distance,
    }));
  }

  counted(): Counted {
    const list = this.#list();
    return {
      pairs: list.length,
      scenes: new Set(list.flatMap(({ first, second }) => [first, second])).size,
      perMillionPairs: list.length / ((this.#scenes * (this.#scenes - 1)) / 2 / 1e6),
      atDistance: histogram(this.#nearest.values(), 1, RADIUS).map(({ count }) => count),
      examples: list.toSorted((a, b) => a.distance - b.distance).slice(0, EXAMPLES),
    };
  }
}

function matched(asked: HashRows, stored: HashRows, segment: Segment, scenes: number) {
  const [all, gated] = [new Pairs(scenes), new Pairs(scenes)];
  for (const [row, scene] of asked.scenes.entries())
    for (const { id, distance } of segment.search(hashAt(asked, row), RADIUS)) {
      const other = stored.scenes[id] ?? scene;
      if (other === scene) continue;
      all.add(scene, other, distance);
      const quality = Math.min(asked.qualities[row] ?? 0, stored.qualities[id] ?? 0);
      if (quality >= LEAST_QUALITY) gated.add(scene, other, distance);
    }
  return { withoutGate: all.counted(), behindGate: gated.counted() };
}

/** To the nearest hash of another scene; looks farther and farther until there is one. */
function nearestOther(asked: HashRows, row: number, stored: HashRows, segment: Segment): number {
  const [hash, scene] = [hashAt(asked, row), asked.scenes[row]];
  for (const radius of REACHES) {
    const others = segment.scan(hash, radius).filter(({ id }) => stored.scenes[id] !== scene);
    if (others.length > 0) return others.reduce((least, { distance }) => Math.min(least, distance), FARTHEST);
  }
  return FARTHEST;
}

function nearestOfSample(asked: HashRows, stored: HashRows, segment: Segment, scenes: number) {
  const step = Math.max(1, Math.floor(scenes / NEAREST_SAMPLE));
  const nearest = new Map<number, number>();
  for (const [row, scene] of asked.scenes.entries()) {
    if (scene % step !== 0) continue;
    const bits = nearestOther(asked, row, stored, segment);
    nearest.set(scene, Math.min(bits, nearest.get(scene) ?? FARTHEST));
  }
  return { sample: nearest.size, bins: histogram(nearest.values(), 8, FARTHEST) };
}

/** @param scenes how many there are; every one has at least one row in both lists */
export function falseMatches(
  method: string,
  asked: HashRows,
  stored: HashRows,
  scenes: number,
): FalseMatches {
  const began = performance.now();
  const segment = segmentOf(stored);
  const counts = matched(asked, stored, segment, scenes);
  const nearest = nearestOfSample(asked, stored, segment, scenes);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { method, stored: stored.scenes.length, asked: asked.scenes.length, ...counts, nearest, seconds };
}
