// The records of a stream of an HWP 5 file, and the tree that their levels make of them.
import { DOCUMENT_LIMITS } from './limits.ts';
import { tooLarge } from './unread.ts';

const FIRST = 0x10;
export const TAG = {
  paragraphShape: FIRST + 9,
  distribution: FIRST + 12,
  paragraph: FIRST + 50,
  text: FIRST + 51,
  control: FIRST + 55,
  list: FIRST + 56,
  table: FIRST + 61,
} as const;

export interface HangulRecord {
  readonly tag: number;
  readonly data: Buffer;
  readonly children: HangulRecord[];
}

const LONG = 0xfff;

/** The records at the top. What is cut off at the end is left out. @throws Unread when they are too deep in each other */
export function recordsOf(stream: Buffer): HangulRecord[] {
  const top: HangulRecord[] = [];
  const open: HangulRecord[] = [];
  let at = 0;
  while (at + 4 <= stream.length) {
    const head = stream.readUInt32LE(at);
    const [tag, level, short] = [head & 0x3ff, (head >>> 10) & 0x3ff, head >>> 20];
    at += 4;
    if (level > DOCUMENT_LIMITS.depth) throw tooLarge('records too deep in each other');
    if (short === LONG && at + 4 > stream.length) break;
    const size = short === LONG ? stream.readUInt32LE(at) : short;
    if (short === LONG) at += 4;
    const record = { tag, data: stream.subarray(at, at + size), children: [] };
    at += size;
    open.length = Math.min(open.length, level);
    (open.at(-1)?.children ?? top).push(record);
    open.push(record);
  }
  return top;
}
