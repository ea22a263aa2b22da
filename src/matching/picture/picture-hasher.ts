// From picture files to hashes on a server: the door of this folder. Files wait in line for decoder processes; one that a
// picture has killed is replaced by a spare that is already warm, so that the next honest picture takes its usual time.

import { type Hash256, hashFromText } from '../hash/hash256.ts';
import { type DecoderChild, startDecoder } from './decoder-child.ts';
import type { Hashed, HashedParts } from './frames.ts';
import { MOST_DECODERS, type Size } from './policy.ts';
import { badDecoders, closedHasher, fullQueue } from './refusals.ts';

/** A picture that takes this long may be about to be killed: time to warm a spare. Honest ones take 2 to 200 ms. */
const SUSPICIOUS_MS = 250;
/** Files waiting for a decoder; each is held in memory by its caller. */
const MOST_WAITING = 256;

/** Size in pixels, the right way up, before any shrinking; quality 0 to 100, under 50 is not worth comparing. */
export type PictureHash = Size & {
  readonly quality: number;
  /** The picture as seen; with all turns asked for, eight in the order of `Hasher.dihedral`. */
  readonly hashes: readonly [Hash256, ...Hash256[]];
};

/** The picture hashed for storing and for asking, the whole of it first: see `alter/variants.ts`. */
export type PartHashes = Size & {
  readonly quality: number;
  readonly stored: readonly Hash256[];
  readonly asked: readonly Hash256[];
};

export type PictureHasher = {
  /**
   * Hashes the bytes of a JPEG, PNG or WebP file.
   * @throws MatchingError `matching.picture-*`, `matching.decoder-start`
   */
  hash(file: Uint8Array, wanted?: { readonly allTurns?: boolean }): Promise<PictureHash>;
  /** Hashes its parts. @throws MatchingError as `hash` does */
  parts(file: Uint8Array): Promise<PartHashes>;
  /** Ends the decoder processes; what still waits is refused. */
  close(): void;
};

/** A place at which one picture is decoded at a time. */
type Seat = { child: DecoderChild | undefined; spare: DecoderChild | undefined };

/**
 * @param decoders how many processes decode at once, 1 to 64, each about 75 MB when idle; they start with the first picture
 * @throws MatchingError `matching.bad-decoders`
 */
export function createPictureHasher({ decoders = 1 }: { readonly decoders?: number } = {}): PictureHasher {
  if (!Number.isInteger(decoders) || decoders < 1 || decoders > MOST_DECODERS) throw badDecoders(decoders);
  const seats: readonly Seat[] = Array.from({ length: decoders }, () => ({
    child: undefined,
    spare: undefined,
  }));
  const free = [...seats];
  const line: ((seat: Seat) => void)[] = [];
  let closed = false;

  const take = (): Promise<Seat> => {
    const seat = free.pop();
    if (seat !== undefined) return Promise.resolve(seat);
    if (line.length >= MOST_WAITING) throw fullQueue(line.length);
    return new Promise((sit) => line.push(sit));
  };
  const give = (seat: Seat): void => {
    const next = line.shift();
    if (next === undefined) free.push(seat);
    else next(seat);
  };

  const seated = async <Result>(work: (child: DecoderChild) => Promise<Result>): Promise<Result> => {
    const seat = await take();
    try {
      if (closed) throw closedHasher();
      return await workAt(seat, work);
    } finally {
      give(seat);
    }
  };

  return {
    hash: async (file, { allTurns = false } = {}) =>
      withHashes(await seated((child) => child.hash(file, allTurns))),
    parts: async (file) => withParts(await seated((child) => child.parts(file))),
    close() {
      closed = true;
      for (const { child, spare } of seats) [child, spare].forEach((one) => one?.kill());
    },
  };
}

async function workAt<Result>(seat: Seat, work: (child: DecoderChild) => Promise<Result>): Promise<Result> {
  const child = alive(seat.child) ?? alive(seat.spare) ?? startDecoder();
  if (child !== seat.child) [seat.child, seat.spare] = [child, undefined];
  await child.ready;
  const suspicion = setTimeout(() => (seat.spare = alive(seat.spare) ?? startDecoder()), SUSPICIOUS_MS);
  try {
    return await work(child);
  } finally {
    clearTimeout(suspicion);
  }
}

/** A decoder may end while it waits: what the system kills first when memory is short is what is idle. */
const alive = (child: DecoderChild | undefined): DecoderChild | undefined =>
  child?.gone === false ? child : undefined;

function withHashes({ width, height, quality, hashes }: Hashed): PictureHash {
  const [first = '', ...rest] = hashes;
  return { width, height, quality, hashes: [hashFromText(first), ...rest.map(hashFromText)] };
}

const withParts = ({ width, height, quality, stored, asked }: HashedParts): PartHashes => ({
  ...{ width, height, quality },
  stored: stored.map(hashFromText),
  asked: asked.map(hashFromText),
});
