// The other end of a contender that is ours: answers each line of stdin with one line on stdout.

import { createInterface } from 'node:readline';

/** Ends with stdin. */
export async function answerLines(answer: (question: never) => object | Promise<object>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as never))}\n`);
}

/** Milliseconds of each of `times` calls. */
export function timed(times: number, call: () => void): number[] {
  return Array.from({ length: times }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
}
