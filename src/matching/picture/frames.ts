// What is said between a hasher and its decoder process: pictures in, one line of JSON out for each.

import type { Size } from './policy.ts';

/** What a decoder process answers, in the order of the pictures. `ready` comes once, first. */
export type Answer =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'hashed' } & Hashed)
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly cure: string };

/** Hashes as text: one, or with turns asked for all eight in the order of `Hasher.dihedral`. */
export type Hashed = Size & { readonly quality: number; readonly hashes: readonly string[] };

/** A picture to hash: length (4 bytes, little-endian), 1 where all turns are wanted, then the file. */
const HEADER_BYTES = 5;

export function requestHeader(bytes: number, allTurns: boolean): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  new DataView(header.buffer).setUint32(0, bytes, true);
  header[4] = allTurns ? 1 : 0;
  return header;
}

export type Request = { readonly file: Uint8Array; readonly allTurns: boolean };

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
      const end = HEADER_BYTES + new DataView(all.buffer, all.byteOffset).getUint32(0, true);
      if (length >= end) yield { file: all.subarray(HEADER_BYTES, end), allTurns: all[4] === 1 };
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
    const answer = JSON.parse(line) as Answer;
    return ['ready', 'hashed', 'refused'].includes(answer.kind) ? answer : undefined;
  } catch {
    return undefined;
  }
}
