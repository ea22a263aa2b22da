// The watched process: takes frames with inputs on its standard input, and answers each with one JSON line.
import { framesIn } from '../../../src/adapters/mail/reading-words.ts';
import { outcomeOf, RUNS } from './runs.ts';

// As the desk's own process does: src/adapters/mail/words-child.ts.
process.on('unhandledRejection', () => undefined);

const run = RUNS[process.argv[2] ?? ''];
if (run === undefined) throw new Error(`no such target: ${process.argv[2]}`);
process.stdout.write('{"ready":true}\n');
for await (const bytes of framesIn(process.stdin)) {
  const begin = process.cpuUsage();
  const outcome = await outcomeOf(run, Buffer.from(bytes));
  const { user, system } = process.cpuUsage(begin);
  process.stdout.write(`${JSON.stringify({ outcome, cpuMs: (user + system) / 1_000 })}\n`);
}
