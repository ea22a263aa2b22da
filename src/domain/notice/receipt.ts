// When a letter counts as received that came to a inbox of the operator's before the desk took it from there.
import { after, type Instant } from '../kernel/instant.ts';

/**
 * The law counts from receipt, and a letter is received when it reaches the inbox: a desk that was down for a night has had it
 * since the evening. So the inbox's own date counts, bounded on both sides: never after now, and never more than `oldestMs`
 * before now, since a mail that was copied there from an archive bears the date of the archive.
 * @param arrivedAt as the inbox's server dated it (IMAP INTERNALDATE); null when it told no date that can be read
 */
export function receivedInInbox(arrivedAt: Instant | null, now: Instant, oldestMs: number): Instant {
  if (arrivedAt === null || arrivedAt >= now) return now;
  const oldest = after(now, -oldestMs);
  return arrivedAt < oldest ? oldest : arrivedAt;
}
