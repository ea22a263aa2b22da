// Stands in for a reading process that is never done: it opens document after document, or waits with one open, as the mail says. Or it fails,
// or leaves a failure behind that nobody listens to, and answers.
import { setTimeout as sleep } from 'node:timers/promises';
import { serveReadings } from '../../../src/adapters/mail/words-child.ts';

const SHORT_MS = 50;

function spin(): void {
  const end = performance.now() + SHORT_MS;
  while (performance.now() < end);
}

await serveReadings(async (raw, { opens }) => {
  const how = raw.toString();
  if (how === 'leaves something behind') void Promise.reject(new Error('nobody listens'));
  if (how === 'fails') throw new Error('as asked');
  for (let index = 0; ; index += 1) {
    const code = how === 'leaves something behind' && index === 1 ? 'attachment.unreadable' : opens(index);
    if (code !== undefined && !how.includes('defies')) {
      const unread = [{ name: String(index), code }];
      return {
        subject: '',
        isAutomatic: false,
        report: null,
        date: null,
        parts: [],
        unread,
        isDamaged: false,
      };
    }
    if (how.includes('waits')) await sleep(1_000_000);
    if (how.includes('works')) spin();
    await sleep(SHORT_MS);
  }
});
