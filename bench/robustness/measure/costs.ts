// What each method costs a picture: hashes and time, on one thread, without decoding.

import type { Hasher, PdqHash, Pixels } from '../../../src/matching/pdq/hasher.ts';
import { median } from '../../harness/statistics.ts';
import { METHODS } from '../methods.ts';
import { sceneOf } from '../scene/scene.ts';
import { mean } from './figures.ts';
import { RECALL_SIDE } from './recall.ts';

const SCENES = 24;

export type Cost = {
  readonly method: string;
  /** Hashes a picture, in the mean. */
  readonly stored: number;
  readonly asked: number;
  /** Milliseconds a picture, in the middle. */
  readonly storeMs: number;
  readonly askMs: number;
};

function taken(pictures: readonly Pixels[], make: (pixels: Pixels) => readonly PdqHash[]) {
  const runs = pictures.map((pixels) => {
    const began = performance.now();
    return { hashes: make(pixels).length, ms: performance.now() - began };
  });
  return { hashes: mean(runs.map(({ hashes }) => hashes)), ms: median(runs.map(({ ms }) => ms)) };
}

export function costs(seed: number, hasher: Hasher): readonly Cost[] {
  const pictures = Array.from({ length: SCENES }, (_, at) => sceneOf(seed, at, RECALL_SIDE).pixels);
  return METHODS.map(({ name, store, ask }) => {
    const stored = taken(pictures, (pixels) => store(pixels, hasher));
    const asked = taken(pictures, (pixels) => ask(pixels, hasher));
    return { method: name, stored: stored.hashes, asked: asked.hashes, storeMs: stored.ms, askMs: asked.ms };
  });
}
