// Stands in for a reading process that is never done: it opens document after document, or waits with one open, as the mail says.
import { setTimeout as sleep } from 'node:timers/promises';
import { serveReadings } from '../../../src/adapters/mail/words-child.ts';

const SHORT_MS = 50;

function spin(): void {
  const end = performance.now() + SHORT_MS;
  while (performance.now() < end);
}

await serveReadings(async (raw, { opens }) => {
  const how = raw.toString();
  for (let index = 0; ; index += 1) {
    const code = opens(index);
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
