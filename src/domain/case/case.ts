// The fold: what a case is now, computed from its events and from nothing else.
import type { AppliedLaw } from '../clock/law.ts';
import type { Milestone } from '../clock/occasion.ts';
import type { Statement } from '../clock/regime.ts';
import type { CapabilityRecord } from '../content/capability-record.ts';
import type { Copy } from '../content/copy.ts';
import type { CaseNumber, DecisionId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReportState } from '../notice/report.ts';
import type { Sender } from '../notice/sender.ts';
import { type Hold, holdAfter } from './claim-state.ts';
import { applyToClocks, type ClockState } from './clock-state.ts';
import { confirmedSender } from './confirmed-sender.ts';
import {
  type Arranged,
  arrangedAfter,
  type ArrangedEvent,
  escalatedAfter,
  isArranged,
  NOTHING_ARRANGED,
} from './desk-state.ts';
import type { FurtherLetter } from './further-letter.ts';
import { applyToLetters, type LetterState } from './joined-letters.ts';
import { applyToMails, isAnswerLost, type Mails, mailsOf, NO_MAILS } from './mails.ts';
import type { Appeal, CaseClaim, CaseEvent, ItemIndex, Recorded, Ruling, SignedAct } from './event.ts';
import { applyToItem, type Item, type ItemEvent, itemsOf } from './item.ts';
import { headAfter } from './receipt-chain.ts';

export type CaseStatus = 'none' | 'open' | 'answered' | 'closed';

export interface AppealState {
  readonly appeal: Appeal;
  readonly receivedAt: Instant;
  /** Null while nobody has decided it. */
  readonly ruling: Ruling | null;
}

export interface Reached {
  readonly milestone: Milestone;
  readonly at: Instant;
}

export interface Case extends Arranged {
  readonly status: CaseStatus;
  readonly version: number;
  readonly number: CaseNumber | null;
  readonly notice: Notice | null;
  readonly items: readonly Item[];
  /** What each platform could do when the case first dealt with it; what it can do now changes nothing here. */
  readonly platforms: readonly CapabilityRecord[];
  /** The laws that apply, each as it was on the day of receipt. */
  readonly laws: readonly AppliedLaw[];
  /** Laws that a person took back: no proof brings them again. */
  readonly takenBack: readonly string[];
  /** What the notice is known to lack. */
  readonly missing: readonly Statement[];
  readonly milestones: readonly Reached[];
  /** Every clock that was ever started. */
  readonly clocks: readonly ClockState[];
  readonly appeals: readonly AppealState[];
  /** Ids of all signed acts: none counts twice. */
  readonly acts: readonly DecisionId[];
  /** Replies sent so far; a later change of results makes the next edition. */
  readonly replies: number;
  /**
   * True when every item has been settled and no reply has said so yet. A later decision does not take it back: a reply may
   * be on its way, and what was sent must be recorded as sent.
   */
  readonly replyDue: boolean;
  readonly withheld: boolean;
  /** The first case of its thread; null where it is that itself. */
  readonly follows: CaseNumber | null;
  /** Later letters that joined this case. */
  readonly letters: readonly LetterState[];
  /** Up to which event a person has looked: her last act. */
  readonly seenUpTo: number;
  /** The event of the last answer, or 0. */
  readonly answeredUpTo: number;
  readonly mails: Mails;
  /** What the notifier was told beside the receipt and the answers. */
  readonly further: readonly FurtherLetter[];
  /** The last claim, which may have run out; null after it was let go. */
  readonly claim: CaseClaim | null;
  /** Who claimed it last, and since when without a break. */
  readonly held: Hold | null;
  /** What the platform says of the report that the case began with; null before it was asked to. */
  readonly told: ReportState | null;
  /** The digest of the last link in the chain of receipts; null before the first. */
  readonly chainHead: string | null;
}

export const NO_CASE: Case = {
  status: 'none',
  version: 0,
  number: null,
  notice: null,
  items: [],
  platforms: [],
  laws: [],
  takenBack: [],
  missing: [],
  milestones: [],
  clocks: [],
  appeals: [],
  acts: [],
  replies: 0,
  replyDue: false,
  withheld: false,
  follows: null,
  letters: [],
  seenUpTo: 0,
  answeredUpTo: 0,
  mails: NO_MAILS,
  further: [],
  claim: null,
  held: null,
  told: null,
  ...NOTHING_ARRANGED,
  chainHead: null,
};

/** Folds a whole history. */
export function fold(events: readonly Recorded[]): Case {
  return events.reduce(apply, NO_CASE);
}

/** One step of the fold: total, pure, and never refusing (what is recorded has happened). */
export function apply(state: Case, event: Recorded): Case {
  const chainHead = headAfter(state.chainHead, event);
  const escalated = escalatedAfter(state.escalated, event);
  const seen = { version: event.seq, chainHead, escalated, ...upTo(state, event) };
  const next = withAct({ ...state, ...seen }, event);
  if ('item' in event) return withItem(next, event);
  if (isArranged(event)) return withArranged(next, event);
  switch (event.kind) {
    case 'notice-received':
      return received(next, event);
    case 'letter-joined':
      return { ...next, letters: applyToLetters(next.letters, event) };
    case 'sender-proven':
      return { ...withSender(reopened(next), event.sender), withheld: false };
    case 'letter-confirmed':
      return withSender(next, confirmedSender(event.confirmation));
    case 'platform-noted':
      return { ...next, platforms: noted(next.platforms, event.capabilities) };
    case 'law-applied':
    case 'law-withdrawn':
      return event.kind === 'law-applied' ? withLaw(next, event.law) : withLawTaken(next, event);
    case 'notice-judged':
    case 'notice-completed':
      return { ...next, missing: missingAfter(next, event) };
    case 'milestone-reached':
      return { ...next, milestones: [...next.milestones, reachedBy(event)] };
    case 'clock-started':
    case 'clock-confirmed':
    case 'clock-paused':
    case 'clock-resumed':
    case 'clock-extended':
    case 'clock-alarm':
    case 'clock-stopped':
      return { ...next, clocks: applyToClocks(next.clocks, event) };
    case 'reply-withheld':
    case 'reply-released':
      return { ...next, withheld: event.kind === 'reply-withheld' };
    case 'reply-sent':
    case 'answered-by-hand':
      return { ...withMails(next, event), status: 'answered', replies: event.edition, replyDue: false };
    case 'report-told':
      return withTold(next, event);
    case 'receipt-acknowledged':
    case 'receipt-not-acknowledged':
      return { ...withMails(next, event), letters: applyToLetters(next.letters, event) };
    case 'further-letter-sent':
      return { ...withMails(next, event), further: [...next.further, event.says] };
    case 'reply-asked-again':
      return withMails(next, event);
    case 'mail-bounced':
      return withBounce(next, event);
    case 'appeal-received':
      return {
        ...reopened(next),
        appeals: [...next.appeals, { appeal: event.appeal, receivedAt: event.at, ruling: null }],
      };
    case 'appeal-decided':
      return withRuling(next, event);
    case 'case-claimed':
    case 'claim-released':
      return {
        ...next,
        claim: 'until' in event ? { by: event.act.by, until: event.until } : null,
        held: holdAfter(next.held, event),
      };
    case 'case-closed':
      return { ...next, status: 'closed', replyDue: false };
  }
}

const withSender = (state: Case, sender: Sender): Case => ({
  ...state,
  notice: state.notice && { ...state.notice, sender },
});

function withArranged(state: Case, event: ArrangedEvent): Case {
  const next = event.kind === 'asking-sent' ? withMails(state, event) : state;
  return { ...next, ...arrangedAfter(next, event) };
}

const received = (
  state: Case,
  { number, notice, missing, follows }: Extract<CaseEvent, { kind: 'notice-received' }>,
): Case => ({
  ...state,
  ...{ status: 'open', number, notice, missing, follows: follows ?? null },
  items: itemsOf(notice),
  mails: mailsOf(notice),
});

function missingAfter(
  { missing }: Case,
  event: Extract<CaseEvent, { kind: 'notice-judged' | 'notice-completed' }>,
): readonly Statement[] {
  if (event.kind === 'notice-judged') return [...new Set([...missing, ...event.missing])];
  return missing.filter((one) => !event.stated.includes(one));
}

/** The first word on a platform stands. */
const noted = (held: readonly CapabilityRecord[], one: CapabilityRecord): readonly CapabilityRecord[] =>
  held.some(({ platform }) => platform === one.platform) ? held : [...held, one];

/** The item at a position, or undefined. */
export function itemAt(state: Case, index: ItemIndex): Item | undefined {
  return state.items[index - 1];
}

/** True when there are items and each has its result. */
export function isSettled({ items }: Pick<Case, 'items'>): boolean {
  return items.length > 0 && items.every(({ status }) => status === 'settled');
}

/** The appeal of an item that nobody has decided yet, or undefined. */
export function openAppeal({ appeals }: Case, item: ItemIndex): AppealState | undefined {
  return appeals.find((held) => held.appeal.item === item && held.ruling === null);
}

const reachedBy = ({ milestone, reachedAt }: Extract<CaseEvent, { kind: 'milestone-reached' }>): Reached => ({
  milestone,
  at: reachedAt,
});

/** Who takes a case or hands it back has not looked at anything by that. */
const isAboutClaims = (kind: CaseEvent['kind']): boolean =>
  kind === 'case-claimed' || kind === 'claim-released';

/** What a person has seen, and what the notifier was told. */
function upTo(state: Case, event: Recorded): Pick<Case, 'seenUpTo' | 'answeredUpTo'> {
  const { kind, actor, seq } = event;
  const ends = kind === 'report-told' && event.edition !== undefined;
  const answers = kind === 'reply-sent' || kind === 'answered-by-hand' || ends;
  return {
    seenUpTo: actor.kind === 'person' && !isAboutClaims(kind) ? seq : state.seenUpTo,
    answeredUpTo: answers ? seq : state.answeredUpTo,
  };
}

/** A closed case is open again once there is somebody to answer or something to decide. */
function reopened(state: Case): Case {
  return state.status === 'closed' ? withReplyDue({ ...state, status: 'open' }) : state;
}

const withMails = (state: Case, event: Parameters<typeof applyToMails>[1]): Case => ({
  ...state,
  mails: applyToMails(state.mails, event, state.replies),
});

/** What ends the report answers whoever made it. */
function withTold(state: Case, { state: told, edition }: Extract<CaseEvent, { kind: 'report-told' }>): Case {
  if (edition === undefined) return { ...state, told };
  return { ...state, told, status: 'answered', replies: edition, replyDue: false };
}

/** An answer that reached nobody is owed again, and the case is open until it is given. */
function withBounce(state: Case, event: Recorded<Extract<CaseEvent, { kind: 'mail-bounced' }>>): Case {
  const next = withMails(state, event);
  return isAnswerLost(event, state.replies) ? { ...next, status: 'open', replyDue: true } : next;
}

/** Every copy that the case wants out of sight: decided to be hidden or destroyed, not restored since, and not taken back. */
export function hiddenCopies({ items }: Pick<Case, 'items'>): readonly Copy[] {
  return items.flatMap(({ decision, copies, withdrawn }) =>
    withdrawn === null && (decision?.act === 'hide' || decision?.act === 'destroy')
      ? copies.flatMap(({ copy, stays }) => (stays === 'kept-by-decision' ? [] : [copy]))
      : [],
  );
}

const withoutLaw = ({ laws }: Case, regime: string): AppliedLaw[] =>
  laws.filter((law) => law.regime !== regime);

function withLaw(state: Case, law: AppliedLaw): Case {
  const takenBack = state.takenBack.filter((regime) => regime !== law.regime);
  return { ...state, laws: [...withoutLaw(state, law.regime), law], takenBack };
}

/** What the proof of the sender rules out may come again; what a person took back comes again only by a person. */
function withLawTaken(state: Case, { regime, act }: Extract<CaseEvent, { kind: 'law-withdrawn' }>): Case {
  const takenBack = act === null ? state.takenBack : [...state.takenBack, regime];
  return { ...state, laws: withoutLaw(state, regime), takenBack };
}

function withItem(state: Case, event: Recorded<ItemEvent>): Case {
  const item = itemAt(state, event.item);
  if (item === undefined) return state;
  const next = { ...state, items: state.items.with(event.item - 1, applyToItem(item, event)) };
  if (event.kind === 'item-reopened') return { ...next, status: 'open' };
  if (event.kind === 'preservation-extended' || event.kind === 'preservation-released')
    return state.notice?.report === undefined ? withReplyDue(next) : next;
  return event.kind === 'item-settled' ? withReplyDue(next) : next;
}

function withReplyDue(state: Case): Case {
  return { ...state, replyDue: state.replyDue || isSettled(state) };
}

/** Whoever ruled has decided on the item: the next appeal is for somebody else. */
function withRuling(state: Case, { appeal, ruling }: Extract<CaseEvent, { kind: 'appeal-decided' }>): Case {
  const held = state.appeals.find((one) => one.appeal.id === appeal);
  const items = state.items.map((item) =>
    item.index === held?.appeal.item && !item.deciders.includes(ruling.by)
      ? { ...item, deciders: [...item.deciders, ruling.by] }
      : item,
  );
  return {
    ...state,
    items,
    appeals: state.appeals.map((one) => (one.appeal.id === appeal ? { ...one, ruling } : one)),
  };
}

function withAct(state: Case, event: CaseEvent): Case {
  const id = actOf(event)?.id;
  return id === undefined || state.acts.includes(id) ? state : { ...state, acts: [...state.acts, id] };
}

/** The signed act an event rests on, or null. */
function actOf(event: CaseEvent): Pick<SignedAct, 'id'> | null {
  switch (event.kind) {
    case 'item-decided':
      return event.decision;
    case 'reply-released':
      return event.release;
    case 'appeal-decided':
      return event.ruling;
    default:
      return 'act' in event ? (event.act ?? null) : null;
  }
}
