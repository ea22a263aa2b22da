// The hashes of one platform in memory, searched exactly within 31 bits by the matching library.
import type { Hash256 } from '../../../matching/hash/hash256.ts';
import { HashIndex } from '../../../matching/index/hash-index.ts';
import type { PictureHashes } from './near-packing.ts';

export interface HashRow {
  readonly blob: string;
  /** Of its last change. */
  readonly seq: number;
  /** Undefined: there are none, or none any more. */
  readonly hashes: PictureHashes | undefined;
}

export interface NearMemory {
  /** The greatest `seq` that was learned; 0 before the first. */
  upTo(): number;
  knows(blob: string, seq: number): boolean;
  learn(rows: readonly HashRow[]): Promise<void>;
  /** Files that look like any of these, with the least distance over all of their parts; never one of these. */
  near(blobs: readonly string[]): ReadonlyMap<string, number>;
  /** Files that look like any of these hashes, with the least distance. */
  like(hashes: readonly Hash256[]): ReadonlyMap<string, number>;
}

interface Held {
  readonly seq: number;
  readonly number: number;
  readonly hashes: PictureHashes | undefined;
}

const BANK = 'pictures';
/** The distance that pictures of one scene have, and strangers hardly ever: docs/benchmarks/matching.md. */
const RADIUS = 31;
/** Parts of one file: the low bits of an id say which. */
const MOST_PARTS = 128;
/** The library merges in the background, and wants to be waited for after so many. */
const INSERTS_AT_ONCE = 50_000;

export function nearMemory(): NearMemory {
  const index = new HashIndex([{ name: BANK, threshold: RADIUS }]);
  const files: string[] = [];
  const held = new Map<string, Held>();
  let [upTo, inserted] = [0, 0];

  const forget = ({ number, hashes }: Held): void =>
    hashes?.stored.forEach((_, part) => void index.delete(number * MOST_PARTS + part));
  const learnOne = ({ blob, seq, hashes }: HashRow): void => {
    const known = held.get(blob);
    if (known !== undefined) forget(known);
    // A number is never given twice: what was deleted under it may still lie in a part of the index.
    const number = files.push(blob) - 1;
    hashes?.stored.forEach((hash, part) => index.insert(number * MOST_PARTS + part, hash, BANK));
    inserted += hashes?.stored.length ?? 0;
    held.set(blob, { seq, number, hashes });
    upTo = Math.max(upTo, seq);
  };

  const like = (hashes: readonly Hash256[]): Map<string, number> => {
    const least = new Map<string, number>();
    for (const hash of hashes)
      for (const { id, distance } of index.query(hash).matches) {
        const file = files[Math.floor(id / MOST_PARTS)] ?? '';
        least.set(file, Math.min(distance, least.get(file) ?? RADIUS));
      }
    return least;
  };

  return {
    upTo: () => upTo,
    knows: (blob, seq) => held.get(blob)?.seq === seq,
    async learn(rows) {
      for (const row of rows) {
        learnOne(row);
        if (inserted < INSERTS_AT_ONCE) continue;
        inserted = 0;
        await index.merge();
      }
    },
    near(blobs) {
      const own = new Set(blobs);
      const least = like([...own].flatMap((blob) => everyHashOf(held.get(blob)?.hashes)));
      for (const blob of own) least.delete(blob);
      return least;
    },
    like,
  };
}

/** Turned and unframed it finds what was mirrored or framed; its crops find what was cut out of it. */
const everyHashOf = (hashes: PictureHashes | undefined) =>
  hashes === undefined ? [] : [...hashes.asked, ...hashes.stored];
