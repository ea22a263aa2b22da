// What the desk and its two processes for mail say to each other: the desk frames of bytes, a process one line of JSON each. A process may
// be in hostile hands: what it says is looked at before it is believed.
import type { AttachmentCode, WrittenLetter } from '../../domain/notice/written.ts';
import type { Proofs } from './proofs.ts';

/** What a process is for: making proofs of the sender, or reading the words of the letter. None does both. */
export type Duty = 'proofs' | 'words';

export type Without = Readonly<Record<number, AttachmentCode>>;

/** Asks for proofs; followed by a frame with the mail itself. */
export interface Prove {
  readonly kind: 'prove';
  /** The desk's time, in milliseconds. */
  readonly now: number;
}

/** Asks for words; followed by a frame with the mail itself. */
export interface Read {
  readonly kind: 'read';
  /** Documents not to be opened, by their place in the letter; `all` for every one. */
  readonly without: Without;
  readonly all: boolean;
}

export type LookedUp =
  | { readonly kind: 'found'; readonly question: number; readonly answer: unknown }
  | { readonly kind: 'not-found'; readonly question: number; readonly code: string };

export type ToProcess = Prove | Read | LookedUp;

/** What ends a question to a process. */
export type Answer =
  | { readonly kind: 'proven'; readonly proofs: Proofs }
  /** Null for a mail that is over the limits of a parser. */
  | { readonly kind: 'read'; readonly letter: WrittenLetter | null };

export type FromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'look-up'; readonly question: number; readonly name: string; readonly type: string }
  /** The next document is being opened: what comes now is its fault. */
  | { readonly kind: 'opens'; readonly index: number }
  | Answer;

/** Characters of one line; a letter within its limits has far fewer. */
const MAX_LINE = 64 * 1024 * 1024;
const MAX_FRAME = 64 * 1024 * 1024;
const LENGTH_BYTES = 4;

export function frame(payload: Uint8Array): Buffer[] {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(payload.byteLength);
  return [length, Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)];
}

/** The frames of a stream, each whole. Ends with the stream, or at a frame that is too long. */
export async function* framesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [held, size, wanted] = [[] as Buffer[], 0, LENGTH_BYTES];
  let isLength = true;
  for await (const chunk of stream) {
    held.push(chunk);
    size += chunk.length;
    while (size >= wanted) {
      const bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held, size);
      const [whole, rest] = [bytes.subarray(0, wanted), bytes.subarray(wanted)];
      [held, size] = [rest.length === 0 ? [] : [rest], rest.length];
      if (!isLength) yield whole;
      wanted = isLength ? whole.readUInt32LE() : LENGTH_BYTES;
      isLength = !isLength;
      if (wanted > MAX_FRAME) return;
    }
  }
}

/** Hands on each line of text as JSON; undefined for what is none, or too long. */
export function linesInto(hear: (words: unknown) => void): (text: string) => void {
  let [held, size] = [[] as string[], 0];
  return (text) => {
    const lines = text.split('\n');
    for (const [at, line] of lines.entries()) {
      held.push(line);
      size += line.length;
      if (size > MAX_LINE) return hear(undefined);
      if (at === lines.length - 1) return;
      const whole = held.join('');
      [held, size] = [[], 0];
      hear(parsed(whole));
    }
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
