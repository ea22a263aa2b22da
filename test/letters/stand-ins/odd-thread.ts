// Stands in for the thread that reads letters: what the subject says happens in it.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ letter: { subject } }: { letter: { subject: string } }) => {
  if (subject === 'for ever') for (;;);
  if (subject === 'throws') throw new Error('as asked');
  if (subject === 'ends') process.exit(1);
  if (subject === 'hungry') for (const held: unknown[] = []; ; ) held.push(new Array(100_000).fill(held));
  parentPort?.postMessage(subject);
});
