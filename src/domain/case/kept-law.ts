// The law of a case as the law book has it: the edition that the case keeps, and how long that law lets data be kept for an authority.
import { editionOf } from '../clock/apply.ts';
import { editionAt, type LawBook } from '../clock/book.ts';
import { NO_CALENDAR } from '../clock/clock.ts';
import { dueBy } from '../clock/period.ts';
import { isVerified, type Regime } from '../clock/regime.ts';
import type { Instant } from '../kernel/instant.ts';
import { localOf } from '../kernel/zone.ts';
import type { Case } from './case.ts';
import type { Ground } from './event.ts';

/** The version that the case keeps; for a law it does not keep, the one of the day of receipt. */
export function keptLaw({ laws, notice }: Case, regime: string, book: LawBook): Regime | undefined {
  const kept = laws.find((law) => law.regime === regime);
  const versions = book.regimes.filter(({ id }) => id === regime);
  if (kept !== undefined) return versions.find((version) => editionOf(version) === kept.edition);
  const zone = versions[0]?.zone;
  return zone === undefined || notice === null
    ? undefined
    : editionAt(book, regime, localOf(notice.receivedAt, zone));
}

/**
 * The last moment until which the law of a ground lets data be kept, from a moment on; null where it says nothing, or nothing verified.
 * @param which the first time, or the extension: a law that names a period and no extension allows none
 */
export function keptUntil(
  state: Case,
  ground: Ground,
  from: Instant,
  which: 'period' | 'extension',
  book: LawBook,
): Instant | null {
  const law = ground.kind === 'law' ? keptLaw(state, ground.regime, book) : undefined;
  if (law === undefined || law.hold === null || !isVerified(law.hold)) return null;
  const period = law.hold[which];
  return period === null
    ? from
    : dueBy(from, period, law.zone, book.calendars[law.calendar] ?? NO_CALENDAR).at;
}
