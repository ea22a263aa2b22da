// Loaded before a program of the story: its wall clock stands as far ahead of this machine as a file says, and follows the file. The
// program itself is unchanged and knows nothing of it; the clock that only runs on is left alone, as on a real machine.
import { readFileSync } from 'node:fs';

/** So long a reading of the file counts, in milliseconds: a program asks for the time thousands of times a second. */
const READ_AGAIN_MS = 10;

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const RealDate = Date;
let aheadMs = 0;
let readAt = Number.NEGATIVE_INFINITY;

function now(): number {
  const at = performance.now();
  if (at - readAt > READ_AGAIN_MS) {
    aheadMs = Number(readFileSync(file, 'utf8'));
    readAt = at;
  }
  return RealDate.now() + aheadMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: readonly unknown[], asked) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, asked) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
