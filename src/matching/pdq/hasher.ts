// A picture's pixels to its PDQ hash. The work is done by kernels/pdq.wasm; this is its door, where sizes are checked. It
// runs the same in Node and in a page. Pixels come all at once or in parts of any length.
//
// Hash and quality are those of the reference in C++ on the same pixels, bit by bit (Meta, "The TMK+PDQF Video-Hashing
// Algorithm and the PDQ Image-Hashing Algorithm", 2019).

import { HASH_BYTES, type Hash256 } from '../hash/hash256.ts';
import { MatchingError } from '../matching-error.ts';

/** Sides in pixels, 1 to 65,535; under 5 the hash is zero and so is the quality. Channels: grey, RGB, RGBA. */
export type Shape = { readonly width: number; readonly height: number; readonly channels: 1 | 3 | 4 };

/** 8 bits a channel, rows from the top without padding. Alpha is not looked at. */
export type Pixels = Shape & { readonly data: Uint8Array };

/** Quality is 0 (flat) to 100; under 50 a hash tells little. */
export type PdqHash = { readonly hash: Hash256; readonly quality: number };

/** The hashes of the picture's eight turns, in the order of `TURNS`. */
export type TurnedHashes = { readonly hashes: readonly Hash256[]; readonly quality: number };

/** What was done to the picture for each hash of `TurnedHashes`; degrees counter-clockwise. */
export const TURNS = [
  'as it is',
  'rotated by 90',
  'rotated by 180',
  'rotated by 270',
  'mirrored top to bottom',
  'mirrored left to right',
  'mirrored about the falling diagonal',
  'mirrored about the rising diagonal',
] as const;

/**
 * A picture that comes in parts. A hasher has one picture at a time: when another begins, the one before is lost, and
 * everything but a new beginning throws `matching.picture-replaced`.
 */
export type Bands<Result> = {
  /** Takes the next bytes: any number, even half a row. @throws MatchingError `matching.too-many-pixels` */
  push(bytes: Uint8Array): void;
  /** Where a decoder may write the next bytes itself, at most sixteen rows. Ask again after each `wrote`. */
  room(): Uint8Array;
  /** So many bytes were written into `room()`. @throws MatchingError `matching.too-many-pixels` */
  wrote(bytes: number): void;
  /** After the last byte. @throws MatchingError `matching.too-few-pixels` */
  finish(): Result;
};

/** Everything throws MatchingError: `matching.bad-shape`, `matching.too-few-pixels`, `matching.too-many-pixels`. */
export type Hasher = {
  hash(pixels: Pixels): PdqHash;
  /** All eight turns from one transform, for little more than the price of one. */
  dihedral(pixels: Pixels): TurnedHashes;
  bands(shape: Shape): Bands<PdqHash>;
  turnedBands(shape: Shape): Bands<TurnedHashes>;
  /** What the kernel holds now. It grows with width times height / 128; past 16 MiB it is let go after the picture. */
  memoryBytes(): number;
};

const BAND_ROWS = 16;
const LEAST_SIDE = 5;
const GREATEST_SIDE = 65_535;
const CHANNELS: readonly number[] = [1, 3, 4];
/** A kernel that has grown past this for one huge picture is left to the garbage collector. */
const KEEP_BYTES = 16 * 1024 * 1024;

/** What kernels/pdq.wasm exports. */
type Kernel = {
  readonly memory: WebAssembly.Memory;
  /** @returns the address of the band: sixteen rows, filled by us, taken by `band` */
  readonly begin: (width: number, height: number, channels: number, asIs: number) => number;
  readonly band: () => void;
  /** @returns the quality */
  readonly finish: (turned: number) => number;
  /** @returns the address of the hashes, 32 bytes each */
  readonly hashes: () => number;
};

/** What the kernel made of the whole picture: one hash, or eight. */
type Finished = { readonly hashes: readonly Hash256[]; readonly quality: number };

function checkShape({ width, height, channels }: Shape): void {
  const isSide = (side: number): boolean => Number.isInteger(side) && side >= 1 && side <= GREATEST_SIDE;
  if (isSide(width) && isSide(height) && CHANNELS.includes(channels)) return;
  throw new MatchingError(
    'matching.bad-shape',
    `no picture is ${width} x ${height} pixels of ${channels} channels`,
    `give sides of 1 to ${GREATEST_SIDE} pixels, and 1, 3 or 4 channels`,
  );
}

const wrongAmount = (code: string, bytes: number, wanted: string): MatchingError =>
  new MatchingError(code, `${bytes} bytes too ${wanted}`, 'give exactly width * height * channels bytes');

/** Where the bytes of a picture go: into the kernel, or, when it is too small to tell anything by, nowhere. */
type Sink = {
  /** The bytes of a band, for the caller to fill. */
  readonly band: Uint8Array;
  /** The band is full, or the picture at its end. */
  readonly taken: () => void;
  readonly finish: () => Finished;
};

/** `hashes` is how many are wanted: one, or one for each turn. */
function kernelSink(kernel: Kernel, { width, height, channels }: Shape, hashes: number): Sink {
  const turned = hashes > 1 ? 1 : 0;
  const address = kernel.begin(width, height, channels, 1 - turned);
  const memory = new Uint8Array(kernel.memory.buffer);
  const at = (turn: number): number => kernel.hashes() + turn * HASH_BYTES;
  return {
    band: memory.subarray(address, address + BAND_ROWS * width * channels),
    taken: kernel.band,
    finish: () => ({
      quality: kernel.finish(turned),
      hashes: Array.from({ length: hashes }, (_, turn) => memory.slice(at(turn), at(turn + 1))),
    }),
  };
}

function nowhere({ width, channels }: Shape, hashes: number): Sink {
  return {
    band: new Uint8Array(BAND_ROWS * width * channels),
    taken: () => {},
    finish: () => ({ hashes: Array.from({ length: hashes }, () => new Uint8Array(HASH_BYTES)), quality: 0 }),
  };
}

/** Cuts what comes into bands, and counts it. */
function bandsInto<Result>(
  sink: Sink,
  shape: Shape,
  resultOf: (finished: Finished) => Result,
): Bands<Result> {
  let missing = shape.height * shape.width * shape.channels;
  let filled = 0;
  const room = (): Uint8Array => sink.band.subarray(filled, Math.min(sink.band.length, filled + missing));
  const wrote = (bytes: number): void => {
    const most = room().length;
    if (!Number.isInteger(bytes) || bytes < 0)
      throw new MatchingError(
        'matching.bad-count',
        `nobody wrote ${bytes} bytes`,
        'say how many were written',
      );
    if (bytes > most) throw wrongAmount('matching.too-many-pixels', bytes - most, 'many');
    missing -= bytes;
    filled += bytes;
    if (bytes === 0 || (filled < sink.band.length && missing > 0)) return;
    sink.taken();
    filled = 0;
  };
  return {
    room,
    wrote,
    push(bytes) {
      if (bytes.length > missing)
        throw wrongAmount('matching.too-many-pixels', bytes.length - missing, 'many');
      for (let from = 0; from < bytes.length; ) {
        const part = bytes.subarray(from, from + room().length);
        sink.band.set(part, filled);
        wrote(part.length);
        from += part.length;
      }
    },
    finish() {
      if (missing > 0) throw wrongAmount('matching.too-few-pixels', missing, 'few');
      return resultOf(sink.finish());
    },
  };
}

/** The same bands, while `isCurrent`. */
function whileCurrent<Result>(bands: Bands<Result>, isCurrent: () => boolean): Bands<Result> {
  const check = (): void => {
    if (isCurrent()) return;
    throw new MatchingError(
      'matching.picture-replaced',
      'another picture was begun with this hasher',
      'finish one picture before the next, or make a hasher for each',
    );
  };
  const guarded =
    <Given extends readonly unknown[], Value>(act: (...given: Given) => Value) =>
    (...given: Given): Value => {
      check();
      return act(...given);
    };
  return {
    push: guarded(bands.push),
    room: guarded(bands.room),
    wrote: guarded(bands.wrote),
    finish: guarded(bands.finish),
  };
}

function oneOf({ hashes, quality }: Finished): PdqHash {
  return { hash: hashes[0] ?? new Uint8Array(HASH_BYTES), quality };
}

/**
 * A hasher for one thread. Needs about a megabyte for a picture of 12 megapixels, since it keeps only what is inside the
 * window of its filter; the memory stays with the hasher for the next picture.
 * @param module kernels/pdq.wasm, compiled
 */
export function createHasher(module: WebAssembly.Module): Hasher {
  const fresh = (): Kernel => new WebAssembly.Instance(module).exports as unknown as Kernel;
  let kernel = fresh();
  let begun = 0;
  const begin = <Result>(shape: Shape, hashes: number, resultOf: (finished: Finished) => Result) => {
    checkShape(shape);
    const mine = ++begun;
    if (kernel.memory.buffer.byteLength > KEEP_BYTES) kernel = fresh();
    const isTiny = Math.min(shape.width, shape.height) < LEAST_SIDE;
    const sink = isTiny ? nowhere(shape, hashes) : kernelSink(kernel, shape, hashes);
    return whileCurrent(bandsInto(sink, shape, resultOf), () => mine === begun);
  };
  const bands = (shape: Shape): Bands<PdqHash> => begin(shape, 1, oneOf);
  const turnedBands = (shape: Shape): Bands<TurnedHashes> => begin(shape, TURNS.length, (all) => all);
  const whole = <Result>(taken: Bands<Result>, data: Uint8Array): Result => {
    taken.push(data);
    return taken.finish();
  };
  return {
    hash: (pixels) => whole(bands(pixels), pixels.data),
    dihedral: (pixels) => whole(turnedBands(pixels), pixels.data),
    bands,
    turnedBands,
    memoryBytes: () => kernel.memory.buffer.byteLength,
  };
}
