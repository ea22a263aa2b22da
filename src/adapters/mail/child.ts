// Runs inside a process for mail: takes one request and its mail at a time, and tells the desk what comes of it. It has no network. It
// imports neither what makes proofs nor what opens documents: the two programs bring their own.
import {
  type FromProcess,
  framesIn,
  type LookedUp,
  type Prove,
  type Read,
  type ToProcess,
} from './reading-words.ts';

/** Blocks until it is written: what breaks the process next must not take it along. */
export function say(words: FromProcess): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

/** Serves the desk until it closes its end. @param heard what the desk found out when it was asked */
export async function serve(
  act: (raw: Buffer, request: Prove | Read) => Promise<void>,
  heard: (words: LookedUp) => void = () => undefined,
): Promise<void> {
  say({ kind: 'ready' });
  let request: Prove | Read | undefined;
  for await (const bytes of framesIn(process.stdin)) {
    if (request !== undefined) {
      // Whoever asked hears at once that there will be no answer.
      act(bytes, request).catch(() => process.exit(1));
      request = undefined;
      continue;
    }
    const words = JSON.parse(bytes.toString('utf8')) as ToProcess;
    if (words.kind === 'prove' || words.kind === 'read') request = words;
    else heard(words);
  }
  process.exit(0);
}
