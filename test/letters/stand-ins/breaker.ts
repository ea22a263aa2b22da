// Stands in for a reading process that every document but the named ones breaks: the mail says how many there are, and which do no harm.
import { serveReadings } from '../../../src/adapters/mail/reading-child.ts';
import type { UnreadFile } from '../../../src/domain/notice/written.ts';

await serveReadings(async (raw, { opens }) => {
  const { documents, harmless } = JSON.parse(raw.toString()) as {
    documents: number;
    harmless: readonly number[];
  };
  const unread: UnreadFile[] = [];
  for (let index = 0; index < documents; index += 1) {
    const code = opens(index);
    if (code !== undefined) unread.push({ name: String(index), code });
    else if (!harmless.includes(index)) for (;;);
  }
  return { subject: '', isAutomatic: false, date: null, parts: [], unread, isDamaged: false };
});
