// What is said between a hasher and its decoder process: pictures in, one line of JSON out for each.

import { HASH_BITS } from '../hash/hash256.ts';
import { PICTURE_LIMITS, type Size } from './policy.ts';

/** What a decoder process says, one line for each request and with its number; `ready` is number 0. */
export type Answer = { readonly request: number } & Said;

/** The answer itself. */
export type Said =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'hashed' } & Hashed)
  | ({ readonly kind: 'parted' } & HashedParts)
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly cure: string };

/** Hashes as text: one, or with turns asked for all eight in the order of `Hasher.dihedral`. */
export type Hashed = Size & { readonly quality: number; readonly hashes: readonly string[] };

/** Hashes of the parts of a picture as text: those to store and those to ask with (`alter/variants.ts`), the whole picture first. */
export type HashedParts = Size & {
  readonly quality: number;
  readonly stored: readonly string[];
  readonly asked: readonly string[];
};
/** The most there are of each: 36 and what a frame adds; eight turns of three parts. */
const MOST_STORED = 72;
const MOST_ASKED = 24;

/** What is wanted of a picture; on the way it is the number of its place here. */
const WANTED = ['plain', 'turns', 'parts'] as const;
export type Wanted = (typeof WANTED)[number];

/** A picture to hash: length and number (4 bytes each, little-endian), what is wanted (1 byte), then the file. */
const HEADER_BYTES = 9;

export function requestHeader(bytes: number, request: number, wanted: Wanted): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(0, bytes, true);
  view.setUint32(4, request, true);
  view.setUint8(8, WANTED.indexOf(wanted));
  return header;
}

export type Request = { readonly request: number; readonly file: Uint8Array; readonly wanted: Wanted };

/** Cuts requests out of a stream of chunks. */
export async function* requestsIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Request> {
  let kept: Uint8Array[] = [];
  let length = 0;
  let wanted = HEADER_BYTES;
  for await (const chunk of chunks) {
    kept.push(chunk);
    length += chunk.length;
    while (length >= wanted) {
      const all = kept.length === 1 ? (kept[0] as Uint8Array) : Buffer.concat(kept, length);
      const view = new DataView(all.buffer, all.byteOffset);
      const end = HEADER_BYTES + view.getUint32(0, true);
      if (length >= end)
        yield {
          request: view.getUint32(4, true),
          file: all.subarray(HEADER_BYTES, end),
          wanted: WANTED[view.getUint8(8)] ?? 'plain',
        };
      const from = length >= end ? end : 0;
      kept = [all.subarray(from)];
      length -= from;
      wanted = from === 0 ? end : HEADER_BYTES;
    }
  }
}

/** Longer than any honest answer: the process on the other side may be in hostile hands. */
const LONGEST_LINE = 8_192;

/** Cuts answers out of a stream of text; `undefined` stands for what is none, and nothing after it counts. */
export function answersInto(onAnswer: (answer: Answer | undefined) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onAnswer(parsed(line));
    if (rest.length > LONGEST_LINE) onAnswer(undefined);
  };
}

function parsed(line: string): Answer | undefined {
  try {
    const answer: unknown = line.length > LONGEST_LINE ? undefined : JSON.parse(line);
    return isAnswer(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

const HASH_TEXT = new RegExp(`^[0-9a-f]{${HASH_BITS / 4}}$`);
const CODE = /^matching\.[a-z-]{1,40}$/;

/** Every member is looked at: what is not an answer in each of them is none. */
function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false;
  const said = value as Readonly<Record<string, unknown>>;
  if (!isWhole(said['request'], 0, 2 ** 32 - 1)) return false;
  if (said['kind'] === 'hashed') return isHashed(said);
  if (said['kind'] === 'parted') return isParted(said);
  if (said['kind'] === 'refused')
    return isText(said['code'], CODE) && isText(said['message']) && isText(said['cure']);
  return said['kind'] === 'ready';
}

type Members = Readonly<Record<string, unknown>>;

function isHashed({ hashes, ...rest }: Members): boolean {
  return isPicture(rest) && isHashes(hashes, Number.POSITIVE_INFINITY);
}

function isParted({ stored, asked, ...rest }: Members): boolean {
  return isPicture(rest) && isHashes(stored, MOST_STORED) && isHashes(asked, MOST_ASKED);
}

function isPicture({ width, height, quality }: Members): boolean {
  const isSize = isWhole(width, 1, PICTURE_LIMITS.pixels) && isWhole(height, 1, PICTURE_LIMITS.pixels);
  return isSize && isWhole(quality, 0, 100);
}

const isHashes = (value: unknown, most: number): boolean =>
  Array.isArray(value) && value.length <= most && value.every((hash) => isText(hash, HASH_TEXT));

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isText = (value: unknown, pattern = /^/): boolean => typeof value === 'string' && pattern.test(value);
