// What is compared: plain PDQ, each addition to it by itself, and all of them. A method says which hashes are stored for a
// picture and which are asked for one; two pictures match when any of one are within the radius of any of the other.

import {
  type Variant,
  variantsForAsking,
  variantsForStoring,
  type Wanted,
} from '../../src/matching/alter/variants.ts';
import type { Hasher, PdqHash, Pixels } from '../../src/matching/pdq/hasher.ts';

export type Method = {
  readonly name: string;
  readonly store: (pixels: Pixels, hasher: Hasher) => readonly PdqHash[];
  readonly ask: (pixels: Pixels, hasher: Hasher) => readonly PdqHash[];
};

/** Bits; what Meta recommends for PDQ. */
export const RADIUS = 31;
/** Under this a hash tells little; the gate leaves it out. */
export const LEAST_QUALITY = 50;

const NONE: Required<Wanted> = { turns: false, unframed: false, crops: false };

function method(name: string, wanted: Wanted): Method {
  const chosen = { ...NONE, ...wanted };
  return {
    name,
    store: (pixels, hasher): readonly Variant[] => variantsForStoring(pixels, hasher, chosen),
    ask: (pixels, hasher): readonly Variant[] => variantsForAsking(pixels, hasher, chosen),
  };
}

export const METHODS: readonly Method[] = [
  method('plain PDQ', {}),
  method('+ turns', { turns: true }),
  method('+ frames', { unframed: true }),
  method('+ crops', { crops: true }),
  method('all', { turns: true, unframed: true, crops: true }),
];
