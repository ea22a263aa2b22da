// A reader with planted faults, run by the fuzzer in place of the real ones.
import { framesIn } from '../../../src/adapters/mail/reading-words.ts';

const held: Buffer[] = [];

function outcomeOf(words: string): string {
  if (words === 'hang') for (;;);
  if (words === 'crash') process.exit(3);
  if (words === 'memory') for (;;) held.push(Buffer.alloc(2 ** 20, 1));
  return words.includes('@') ? 'WRONG: an at' : 'read';
}

process.stdout.write('{"ready":true}\n');
for await (const bytes of framesIn(process.stdin))
  process.stdout.write(`${JSON.stringify({ outcome: outcomeOf(bytes.toString()), cpuMs: 1 })}\n`);
