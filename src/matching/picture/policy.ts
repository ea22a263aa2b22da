// From a picture file to pixels, as data: one policy for server and browser. The principle: hash what a person sees.
// What each choice costs against what partners do is measured by bench/matching/policy.ts.

export type PictureKind = 'jpeg' | 'png' | 'webp';

/** In pixels. */
export type Size = { readonly width: number; readonly height: number };

const MIB = 1 << 20;

/** The rules themselves, for people and for `--json` consumers; the code below and beside this file keeps them. */
export const PICTURE_POLICY = {
  version: 1,
  kinds: ['jpeg', 'png', 'webp'] as readonly PictureKind[],
  orientation: 'EXIF turns are applied: the hash is of the picture the right way up',
  colour: 'converted to sRGB by the embedded profile; without one taken as sRGB; grey is R = G = B',
  alpha: 'composited on white',
  depth: '8 bits a channel; 16 bits are scaled down',
  frame: 'the first',
  shrink: 'by 8 or 4, as long as the shorter side keeps 512 pixels: each block becomes its mean',
} as const;

/** What is refused before a decoder sees it, and when a decoder is stopped. */
export const PICTURE_LIMITS = {
  /** Size of the file. */
  bytes: 25 * MIB,
  /** Width times height of the file. */
  pixels: 50_000_000,
  /** Processor time of one picture. */
  cpuSeconds: 2,
  /** The same on a machine that gives us no processor: by the wall clock. */
  wallSeconds: 10,
  /** Resident memory of the decoding process: what 50 million pixels need (progressive JPEG 376 MiB), and not what bombs do. */
  residentBytes: 512 * MIB,
} as const;

/** Processes of one hasher; more than a machine has processors only take memory. */
export const MOST_DECODERS = 64;

/** Transparent pixels show this. */
export const BACKGROUND = 255;

/** The shorter side is never shrunk below this: at half of it hashes of large pictures move by up to 34 bits. */
const SHORTEST_SIDE = 512;
/** Those that JPEG decoders offer and that save time: half the size costs them as much as all of it. */
const FACTORS = [8, 4] as const;

/** By how much each side is shrunk before hashing. */
export type ShrinkFactor = 1 | (typeof FACTORS)[number];

/** The largest factor that leaves the shorter side long enough. */
export function shrinkFactor(width: number, height: number): ShrinkFactor {
  const shorter = Math.min(width, height);
  return FACTORS.find((factor) => shorter / factor >= SHORTEST_SIDE) ?? 1;
}
