// "Please answer by …": the two commonest written forms, Korean and English. Others are left to a person.
import { HOUR, type Instant, instant } from '../kernel/instant.ts';

/** Senders without a stated zone write in Korean time (+09:00). */
const SENDER_OFFSET = 9 * HOUR;
/** 24:00, the end of the day. */
const LAST_MINUTE = 24 * 60;
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const KOREAN = /(\d{4})\.\s*(\d{1,2})\.\s*(\d{1,2})\.?\s*(?:\([^)]{1,3}\))?\s*(\d{1,2}:\d{2})?\s*까지/;
const ENGLISH = new RegExp(
  `\\bby\\s+(\\d{1,2})\\s+(${MONTHS.join('|')})\\s+(\\d{4})(?:,?\\s+(?:at\\s+)?(\\d{1,2}:\\d{2}))?`,
  'i',
);

/** The moment by which an answer is asked for, or null. Without a time of day: 23:59:59. */
export function readReplyBy(text: string): Instant | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ');
  const korean = KOREAN.exec(plain);
  if (korean !== null) return moment(Number(korean[1]), Number(korean[2]), Number(korean[3]), korean[4]);
  const english = ENGLISH.exec(plain);
  if (english === null) return null;
  return moment(
    Number(english[3]),
    MONTHS.indexOf((english[2] ?? '').toLowerCase()) + 1,
    Number(english[1]),
    english[4],
  );
}

/** Refuses dates that do not exist (30 February) and hours past 24:00. */
function moment(year: number, month: number, day: number, time = '23:59:59'): Instant | null {
  const midnight = Date.UTC(year, month - 1, day);
  const real = new Date(midnight);
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  if (hours * 60 + minutes > LAST_MINUTE || minutes > 59) return null;
  return instant(midnight + hours * HOUR + minutes * 60_000 + seconds * 1_000 - SENDER_OFFSET);
}
