// Reads a generated letter back with the product's own parser and reader, and tells what came out otherwise than meant.
import { readMail } from '../../../src/adapters/documents/read-mail.ts';
import { instant } from '../../../src/domain/kernel/instant.ts';
import { readLetter, type ReadingRules } from '../../../src/domain/notice/reading.ts';
import { type Difference, differences } from '../../../src/entry/cli/letter-difference.ts';
import { READING_RULES } from '../../support/reading-rules.ts';
import type { Reading } from './draft.ts';
import type { GeneratedLetter } from './letter.ts';

/** The offices that the desk knows, and where they are. */
const COUNTRIES: Readonly<Record<string, string>> = {
  'gaon-review.example': 'KR',
  'aoba-center.example': 'JP',
  'lfm-auental.example': 'DE',
};
const JAPAN = { weekend: [0, 6], holidays: { '2026-11-23': 'Labour Thanksgiving Day' } };

export async function readBack(letter: GeneratedLetter): Promise<Difference[]> {
  const written = await readMail(letter.raw, { opens: () => undefined });
  const read = readLetter(written, {
    ...READING_RULES,
    now: instant(letter.now),
    sender: senderOf(letter.from),
    workingDays: { JP: JAPAN },
  });
  const found: Reading = {
    ...read,
    replyBy: read.replyBy === null ? null : new Date(read.replyBy).toISOString(),
    items: read.items.map(({ number, locator }) => ({
      number,
      locator: locator.link,
      platform: locator.platform,
    })),
    rejected: read.rejected,
  };
  const authority = { level: 'L0', id: null, reasons: [] } as const;
  return differences(letter.expected, { ...found, authority });
}

function senderOf(from: string): ReadingRules['sender'] {
  const domain = from.split('@')[1] ?? '';
  const country = COUNTRIES[domain] ?? null;
  return { country, domain, isEnrolled: country !== null };
}
