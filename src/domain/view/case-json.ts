// A case as programs see it: pure functions from the fold to JSON, the same on the command line and over HTTP. Times in ISO 8601 UTC.
import type { Case } from '../case/case.ts';
import { type ClockState, isLate, leadingClock } from '../case/clock-state.ts';
import type { CopyState, Item } from '../case/item.ts';
import type { Acknowledged } from '../case/mails.ts';
import { dangersNow } from '../case/marking.ts';
import { needOf } from '../case/need.ts';
import { unseenLetters } from '../case/thread.ts';
import { lacking } from '../clock/law.ts';
import type { CapabilityRecord } from '../content/capability-record.ts';
import type { Coverage } from '../content/copy.ts';
import { type Instant, utc } from '../kernel/instant.ts';
import { emergencyOf } from './emergency.ts';
import { isShownFirst } from '../notice/report.ts';

type Json = Readonly<Record<string, unknown>>;

/** One case as JSON. */
export function caseJson(state: Case): object {
  const { notice } = state;
  return {
    number: state.number,
    status: state.status,
    needs: needOf(state),
    emergency: emergencyOf(state),
    receivedAt: moment(notice?.receivedAt),
    letter: notice?.letter,
    documentNumber: notice?.reading.documentNumber,
    kind: notice?.reading.kind,
    sender: notice?.sender,
    report: reportJson(state),
    replyBy: moment(notice?.reading.replyBy),
    unread: notice?.reading.unread,
    rejected: notice?.reading.rejected,
    laws: state.laws.map((law) => ({
      regime: law.regime,
      edition: law.edition,
      name: law.name,
      instrument: law.instrument,
      provisional: law.provisional,
      missing: lacking(law, state.missing).map(({ key }) => key),
    })),
    missing: state.missing,
    milestones: state.milestones.map(({ milestone, at }) => ({ milestone, at: utc(at) })),
    clocks: state.clocks.map((held) => clockJson(state, held)),
    leading: leadingClock(state.clocks)?.key ?? null,
    appeals: state.appeals.map(({ appeal: { made, ...appeal }, receivedAt, ruling }) => ({
      ...appeal,
      onPlatform: made !== undefined,
      receivedAt: utc(receivedAt),
      upheld: ruling?.upheld ?? null,
      decidedBy: ruling?.by ?? null,
    })),
    reasonsHeld: state.hold !== null,
    hold: state.hold && { ...state.hold, since: utc(state.hold.since), until: moment(state.hold.until) },
    asking: state.asking && {
      ...{ missing: state.asking.missing, items: state.asking.items, sent: state.asking.sent },
      ...{ until: utc(state.asking.until), remind: utc(state.asking.remind) },
    },
    escalated: state.escalated && { ...state.escalated, at: utc(state.escalated.at) },
    replies: state.replies,
    mails: mailsJson(state),
    thread: threadJson(state),
    platforms: state.platforms.map(platformJson),
    items: state.items.map(itemJson),
  };
}

/** One item as JSON, with every copy of it. */
export function itemJson(item: Item): Json & { readonly copies: readonly object[] } {
  return {
    position: item.index,
    number: item.listed.number,
    link: item.listed.locator.link,
    platform: item.listed.locator.platform,
    status: item.status,
    result: item.result,
    decidedBy: item.decision?.by ?? null,
    hiddenForNowUntil: moment(item.decision?.provisional?.until),
    copies: item.copies.map((held) => ({
      id: held.copy.id,
      status: held.status,
      round: held.round,
      acceptedAt: moment(held.acceptedAt),
      verifiedAt: moment(held.verifiedAt),
      record: recordJson(held.record),
    })),
    coverage: item.coverage === null ? null : coverageJson(item.coverage),
    referredAt: moment(item.referredAt),
    told: item.told.map(({ done, outcome, digest, at }) => ({ done, outcome, digest, at: utc(at) })),
    rechecks: {
      good: item.rechecks,
      next: moment(item.looks[item.rechecks]),
      reopenedAt: moment(item.reopened?.at),
    },
  };
}

/** What the platform said of a copy before it was hidden. */
const recordJson = (record: CopyState['record']): object | null =>
  record && { ...record, postedAt: moment(record.postedAt), fileAt: moment(record.fileAt) };

function clockJson(state: Case, held: ClockState): object {
  const { clock, status, since, why, alarms } = held;
  const stoppedAt = status === 'stopped' ? since : null;
  return {
    ...clock,
    instrument: state.laws.find(({ regime }) => regime === clock.regime)?.instrument ?? null,
    startedAt: utc(clock.startedAt),
    due: moment(clock.due),
    target: moment(clock.target),
    status,
    stoppedAt: moment(stoppedAt),
    why,
    alarms,
    late: stoppedAt === null ? null : isLate(held, stoppedAt),
  };
}

/** What a search could and could not see. */
export function coverageJson({ from, until, ...rest }: Coverage): object {
  return { ...rest, ...(from === undefined ? {} : { from: utc(from) }), until: utc(until) };
}

/** What became of the mails of a case. */
function mailsJson({ mails, further }: Case): object {
  const { acknowledged, out, undelivered } = mails;
  return {
    acknowledged: receiptJson(acknowledged),
    undelivered,
    further: further.map((one) => (one.kind === 'delay' ? { ...one, until: utc(one.until) } : one)),
    out: out.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: utc(sentAt) })),
  };
}

/** Whether somebody was told that a letter came. */
const receiptJson = (acknowledged: Acknowledged): object =>
  acknowledged.kind === 'sent' ? { ...acknowledged, at: utc(acknowledged.at) } : acknowledged;

/** What a platform could do when the case first dealt with it. */
export const platformJson = ({ probedAt, ...rest }: CapabilityRecord): object => ({
  ...rest,
  probedAt: utc(probedAt),
});

/** Of the report that the case began with; null where it began with a letter. Never her words and never how to reach her. */
export function reportJson({ notice, told }: Case): object | null {
  const report = notice?.report;
  return report === undefined ? null : { ...report, shownFirst: isShownFirst(report), told };
}

/** Somebody may be in danger, and the case is open. */
export const isFirst = (state: Case): boolean => state.status === 'open' && dangersNow(state).length > 0;

/** Which case it follows, which letters joined it, what was taken back and what is kept. */
export function threadJson(state: Case): Json & { readonly letters: readonly object[] } {
  const unseen = unseenLetters(state);
  return {
    follows: state.follows,
    letters: state.letters.map((one) => ({
      letter: one.letter,
      receivedAt: utc(one.receivedAt),
      kind: one.kind,
      documentNumber: one.documentNumber,
      asks: one.asks,
      withdraws: one.withdraws,
      unclear: one.unclear,
      objects: one.objects ?? [],
      objectsUnclear: one.objectsUnclear === true,
      replyBy: one.replyBy === null ? null : utc(one.replyBy),
      acknowledged: receiptJson(one.acknowledged),
      seen: !unseen.includes(one),
    })),
    withdrawn: state.items.flatMap(({ index, withdrawn }) => (withdrawn === null ? [] : [index])),
    preserved: state.items.flatMap(({ index, preserved }) =>
      preserved === null
        ? []
        : [
            {
              item: index,
              until: utc(preserved.until),
              extended: preserved.extended,
              releasedAt: moment(preserved.releasedAt),
            },
          ],
    ),
  };
}

const moment = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : utc(at);
