// Until when a decision can be appealed: by the law it rests on, counted generously from the moment the appellant was told of it.
// Doubt leaves the appeal open: nobody told, no law, no period or one that is not verified sets no limit.
import type { Case } from '../case/case.ts';
import type { Appeal, Appellant, CaseEvent, Decision, Recorded } from '../case/event.ts';
import { keptLaw } from '../case/kept-law.ts';
import type { LawBook } from '../clock/book.ts';
import type { Calendar } from '../clock/calendar.ts';
import { NO_CALENDAR } from '../clock/clock.ts';
import { openUntil, type Period } from '../clock/period.ts';
import { isVerified, type Regime } from '../clock/regime.ts';
import { after, HOUR, type Instant } from '../kernel/instant.ts';

/** Under the terms of the service an appeal is open for six months at least (DSA Art. 20(1)). */
const UNDER_TERMS: Period = { unit: 'months', count: 6 };
/** The terms hold for people of every zone: a day begins first at UTC+14 and ends last at UTC-12. */
const LAST_ZONE = 'Etc/GMT+12';
const ZONES_APART = 26 * HOUR;

/**
 * The last moment to appeal against a decision, or null where nothing sets one.
 * @param history every event of the case: it says when whom was told what
 */
export function appealUntil(
  state: Case,
  history: readonly Recorded[],
  { item, by }: Pick<Appeal, 'item' | 'by'>,
  decision: Decision,
  book: LawBook,
): Instant | null {
  const told = toldAt(history, item, by, decision);
  return told === null ? null : untilOnceTold(told, state, by, decision, book);
}

/** The same for somebody who is told at that moment. */
export function untilOnceTold(
  told: Instant,
  state: Case,
  by: Appellant,
  decision: Pick<Decision, 'ground'>,
  book: LawBook,
): Instant | null {
  if (decision.ground.kind === 'terms') return underTerms(told, book);
  if (decision.ground.kind === 'other-law') return null;
  const law = keptLaw(state, decision.ground.regime, book);
  return law === undefined ? null : underLaw(told, by, law, book);
}

/**
 * When the appellant was told: the uploader by the last statement of reasons that reached one, else by the step recorded since the
 * decision; the notifier by the first answer since it had its result. An answer on its way before said nothing of it.
 */
function toldAt(
  history: readonly Recorded[],
  item: Appeal['item'],
  by: Appellant,
  { id }: Pick<Decision, 'id'>,
): Instant | null {
  const decided = firstSince(
    history,
    -1,
    (event) => event.kind === 'item-decided' && event.item === item && event.decision.id === id,
  );
  if (decided === undefined) return null;
  const told =
    by === 'uploader'
      ? (history.findLast((event) => givesReasons(event, item, id)) ??
        firstSince(history, decided.seq, tellsUploader))
      : firstSince(history, settledSeq(history, item, decided.seq), tellsNotifier);
  return told?.at ?? null;
}

const tellsNotifier = (event: CaseEvent): boolean =>
  event.kind === 'reply-sent' ||
  event.kind === 'answered-by-hand' ||
  (event.kind === 'report-told' && event.edition !== undefined);

const tellsUploader = (event: CaseEvent): boolean =>
  event.kind === 'milestone-reached' && event.milestone === 'uploader-told';

const givesReasons = (event: CaseEvent, item: Appeal['item'], decision: Decision['id']): boolean =>
  event.kind === 'reasons-sent' &&
  event.item === item &&
  event.decision === decision &&
  event.outcome === 'told';

const settledSeq = (history: readonly Recorded[], item: Appeal['item'], decided: number): number =>
  firstSince(history, decided, (event) => event.kind === 'item-settled' && event.item === item)?.seq ??
  Infinity;

const firstSince = (
  history: readonly Recorded[],
  seq: number,
  is: (event: CaseEvent) => boolean,
): Recorded | undefined => history.find((event) => event.seq > seq && is(event));

/** Of several periods the longest counts; one that is not verified is held against nobody. */
function underLaw(told: Instant, by: Appellant, law: Regime, book: LawBook): Instant | null {
  const calendar = book.calendars[law.calendar] ?? NO_CALENDAR;
  return latest(
    law.objections
      .filter((objection) => (objection.who === by || objection.who === 'party') && isVerified(objection))
      .flatMap(({ within }) => (within === null ? [] : [lastMoment(told, within, law.zone, calendar)])),
  );
}

/** By whichever zone and calendar end last: the appellant may live in any country. */
function underTerms(told: Instant, book: LawBook): Instant | null {
  const latestDay = after(told, ZONES_APART);
  const calendars = [NO_CALENDAR, ...Object.values(book.calendars)];
  return latest(calendars.map((calendar) => lastMoment(latestDay, UNDER_TERMS, LAST_ZONE, calendar)));
}

const lastMoment = (told: Instant, period: Period, zone: string, calendar: Calendar): Instant =>
  after(openUntil(told, period, zone, calendar).at, -1);

const latest = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);
