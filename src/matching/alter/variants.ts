// A picture hashed more than once, so that it is found when it was turned, mirrored, framed, shown in a screenshot or cut.
// Each variant is an ordinary hash of a part of the picture: what matches, and why, can be seen and reasoned about.
//
//   stored   the whole picture; the picture without its frame; the crops of both
//   asked    the whole picture; without its frame; without bars and captions; each in all eight turns
//
// Turns cost nothing to store: the eight hashes of a picture come from one transform, so they are made when asking.

import type { Hash256 } from '../hash/hash256.ts';
import { type Hasher, type Pixels, TURNS } from '../pdq/hasher.ts';
import { cutOut, sameBox, wholeBox } from './box.ts';
import { cropsOf } from './crops.ts';
import { withoutBars, withoutFrame } from './frame.ts';

/** `part`: `whole`, `unframed`, `without bars`, or the name of a crop. `turn`: one of `TURNS`. Quality: 0 to 100. */
export type Variant = {
  readonly part: string;
  readonly turn: string;
  readonly hash: Hash256;
  readonly quality: number;
};

/** Which variants to make; all of them when left out. */
export type Wanted = { readonly turns?: boolean; readonly unframed?: boolean; readonly crops?: boolean };

/** A part that shows less than this would match anything; the whole picture is always hashed. */
const LEAST_PART_QUALITY = 50;
const AS_IT_IS = TURNS[0];

type Part = { readonly name: string; readonly pixels: Pixels };

/** The picture without its frame, if it has one. */
function unframedOf(pixels: Pixels): readonly Part[] {
  const box = withoutFrame(pixels);
  return sameBox(box, wholeBox(pixels)) ? [] : [{ name: 'unframed', pixels: cutOut(pixels, box) }];
}

/** The same, and without bars, if that is something else again. */
function innerPartsOf(pixels: Pixels): readonly Part[] {
  const bold = withoutBars(pixels);
  const known = [wholeBox(pixels), withoutFrame(pixels)];
  const barless = known.some((box) => sameBox(box, bold))
    ? []
    : [{ name: 'without bars', pixels: cutOut(pixels, bold) }];
  return [...unframedOf(pixels), ...barless];
}

/** The crops of a part; those of the whole picture go by their own names. */
function cropped({ name: part, pixels }: Part): readonly Part[] {
  const named = (crop: string): string => (part === 'whole' ? crop : `${part}, ${crop}`);
  return cropsOf(pixels).map(({ name, box }) => ({ name: named(name), pixels: cutOut(pixels, box) }));
}

const tells = ({ part, quality }: Variant): boolean => part === 'whole' || quality >= LEAST_PART_QUALITY;

function hashed({ name, pixels }: Part, hasher: Hasher): Variant {
  return { part: name, turn: AS_IT_IS, ...hasher.hash(pixels) };
}

function turned({ name, pixels }: Part, hasher: Hasher): readonly Variant[] {
  const { hashes, quality } = hasher.dihedral(pixels);
  return hashes.map((hash, turn) => ({ part: name, turn: TURNS[turn] ?? AS_IT_IS, hash, quality }));
}

/**
 * What is stored of a picture: one hash without any addition, 36 with all, 72 if it seems framed: the frame may
 * be a plain sky, so both are cut.
 * @throws MatchingError as a hasher does
 */
export function variantsForStoring(
  pixels: Pixels,
  hasher: Hasher,
  { unframed = true, crops = true }: Wanted = {},
): readonly Variant[] {
  const whole: Part = { name: 'whole', pixels };
  const inner = unframed ? unframedOf(pixels) : [];
  const cuts = crops ? [whole, ...inner].flatMap(cropped) : [];
  return [whole, ...inner, ...cuts].map((part) => hashed(part, hasher)).filter(tells);
}

/**
 * What is asked for a picture: one hash without any addition, 8 to 24 with all.
 * @throws MatchingError as a hasher does
 */
export function variantsForAsking(
  pixels: Pixels,
  hasher: Hasher,
  { turns = true, unframed = true }: Wanted = {},
): readonly Variant[] {
  const parts: readonly Part[] = [{ name: 'whole', pixels }, ...(unframed ? innerPartsOf(pixels) : [])];
  return parts.flatMap((part) => (turns ? turned(part, hasher) : [hashed(part, hasher)])).filter(tells);
}
