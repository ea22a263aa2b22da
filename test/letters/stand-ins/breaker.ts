// Stands in for a reading process that every document but the named ones breaks: the mail says how many there are, and which do no harm.
import { serveReadings } from '../../../src/adapters/mail/words-child.ts';
import type { UnreadFile } from '../../../src/domain/notice/written.ts';

/** Of the processor; a third of what a test grants for each. */
const HARMLESS_SECONDS = 0.3;

function usedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function spin(seconds: number): void {
  const end = usedSeconds() + seconds;
  while (usedSeconds() < end);
}

await serveReadings(async (raw, { opens }) => {
  const { documents, harmless } = JSON.parse(raw.toString()) as {
    documents: number;
    harmless: readonly number[];
  };
  const unread: UnreadFile[] = [];
  for (let index = 0; index < documents; index += 1) {
    const code = opens(index);
    if (code !== undefined) unread.push({ name: String(index), code });
    else spin(harmless.includes(index) ? HARMLESS_SECONDS : Number.POSITIVE_INFINITY);
  }
  return { subject: '', isAutomatic: false, report: null, date: null, parts: [], unread, isDamaged: false };
});
