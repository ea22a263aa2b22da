// The fold: what a case is now, computed from its events and from nothing else.
import type { Clock } from '../clock/clock.ts';
import type { Copy, Coverage } from '../content/copy.ts';
import type { CaseNumber, CopyId, DecisionId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ListedItem } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import type { CaseEvent, Decision, ItemIndex, ItemResult, Recorded, UnremovableReason } from './event.ts';

export type CaseStatus = 'none' | 'open' | 'answered';
export type ItemStatus = 'received' | 'awaiting-decision' | 'acting' | 'settled';
/** `hidden`: a destroy was given up, the copy stays hidden and verified as before. */
export type CopyStatus = 'found' | 'asked' | 'accepted' | 'gone' | 'still-there' | 'hidden' | 'unremovable';

export interface CopyState {
  readonly copy: Copy;
  readonly status: CopyStatus;
  readonly round: number;
  readonly acceptedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  /** Why it stays where it is; null unless `unremovable`. */
  readonly stays: UnremovableReason | null;
  /** True when the last look of this turn that could tell found that people see it. */
  readonly exposed: boolean;
}

export interface Item {
  readonly index: ItemIndex;
  readonly listed: ListedItem;
  readonly status: ItemStatus;
  readonly copies: readonly CopyState[];
  readonly coverage: Coverage | null;
  readonly decision: Decision | null;
  /** Who decided to hide it last: another person must decide to destroy it, however often that is tried. */
  readonly hiddenBy: PersonId | null;
  /** Decisions to act so far: what answers an earlier one is out of date. */
  readonly turn: number;
  /** Searches done again since the decision. */
  readonly sweeps: number;
  readonly result: ItemResult | null;
  readonly settledAt: Instant | null;
}

export interface Case {
  readonly status: CaseStatus;
  readonly version: number;
  readonly number: CaseNumber | null;
  readonly notice: Notice | null;
  readonly items: readonly Item[];
  readonly clock: Clock | null;
  readonly clockRuns: boolean;
  readonly decisions: readonly DecisionId[];
  /** Replies sent so far; a later change of results makes the next edition. */
  readonly replies: number;
  /**
   * True when every item has been settled and no reply has said so yet. A later decision does not take it back: a reply may
   * be on its way, and what was sent must be recorded as sent.
   */
  readonly replyDue: boolean;
  readonly withheld: boolean;
}

export const NO_CASE: Case = {
  status: 'none',
  version: 0,
  number: null,
  notice: null,
  items: [],
  clock: null,
  clockRuns: false,
  decisions: [],
  replies: 0,
  replyDue: false,
  withheld: false,
};

/** Folds a whole history. */
export function fold(events: readonly Recorded[]): Case {
  return events.reduce(apply, NO_CASE);
}

/** One step of the fold: total, pure, and never refusing (what is recorded has happened). */
export function apply(state: Case, event: Recorded): Case {
  const next = { ...state, version: event.seq };
  switch (event.kind) {
    case 'notice-received':
      return {
        ...next,
        status: 'open',
        number: event.number,
        notice: event.notice,
        items: itemsOf(event.notice),
      };
    case 'clock-started':
      return { ...next, clock: event.clock, clockRuns: true };
    case 'clock-stopped':
      return { ...next, clockRuns: false };
    case 'sender-proven':
      return { ...next, withheld: false, notice: next.notice && { ...next.notice, sender: event.sender } };
    case 'reply-withheld':
      return { ...next, withheld: true };
    case 'reply-released':
      return { ...next, withheld: false, decisions: addOnce(next.decisions, event.release.id) };
    case 'reply-sent':
      return { ...next, status: 'answered', replies: event.edition, replyDue: false };
    case 'item-decided':
      return {
        ...withItem(next, event),
        decisions: addOnce(next.decisions, event.decision.id),
      };
    case 'item-settled':
      return withReplyDue(withItem(next, event));
    case 'item-located':
    case 'action-recorded':
    case 'copy-verified':
    case 'copy-unremovable':
    case 'copy-left-hidden':
    case 'item-swept':
      return withItem(next, event);
  }
}

/** The item at a position, or undefined. */
export function itemAt(state: Case, index: ItemIndex): Item | undefined {
  return state.items[index - 1];
}

/** The copy of an item by id, or undefined. */
export function copyOf(item: Item, id: CopyId): CopyState | undefined {
  return item.copies.find((held) => held.copy.id === id);
}

/** Copies of which nothing more is expected. */
export function isFinal(held: CopyState): boolean {
  return held.status === 'gone' || held.status === 'hidden' || held.status === 'unremovable';
}

type ItemEvent = Extract<CaseEvent, { readonly item: ItemIndex }>;

function itemsOf(notice: Notice): Item[] {
  return notice.reading.items.map((listed, at) => ({
    index: at + 1,
    listed,
    status: 'received',
    copies: [],
    coverage: null,
    decision: null,
    hiddenBy: null,
    turn: 0,
    sweeps: 0,
    result: null,
    settledAt: null,
  }));
}

function withItem(state: Case, event: Recorded<ItemEvent>): Case {
  const item = itemAt(state, event.item);
  return item === undefined
    ? state
    : { ...state, items: state.items.with(event.item - 1, applyToItem(item, event)) };
}

function withReplyDue(state: Case): Case {
  return { ...state, replyDue: state.replyDue || state.items.every((item) => item.status === 'settled') };
}

function applyToItem(item: Item, event: Recorded<ItemEvent>): Item {
  switch (event.kind) {
    case 'item-located':
      return {
        ...item,
        status: 'awaiting-decision',
        copies: event.copies.map(asFound),
        coverage: event.coverage,
      };
    case 'item-decided':
      return { ...item, decision: event.decision, ...decided(item, event.decision) };
    case 'action-recorded':
      return withCopy(item, event.copy, { status: 'accepted', round: event.round, acceptedAt: event.at });
    case 'copy-verified':
      return withCopy(item, event.copy, verified(event));
    case 'copy-unremovable':
      return withCopy(item, event.copy, { status: 'unremovable', stays: event.reason });
    case 'copy-left-hidden':
      return withCopy(item, event.copy, { status: 'hidden' });
    case 'item-swept':
      return { ...item, sweeps: event.pass, copies: [...item.copies, ...event.added.map(asAsked)] };
    case 'item-settled':
      return { ...item, status: 'settled', result: event.result, settledAt: event.at };
  }
}

const asFound = (copy: Copy): CopyState => ({
  copy,
  status: 'found',
  round: 0,
  acceptedAt: null,
  verifiedAt: null,
  stays: null,
  exposed: false,
});

/** Found by a later search for the same file: the decision on the item covers it. */
const asAsked = (copy: Copy): CopyState => ({ ...asFound(copy), status: 'asked', round: 1 });

function decided(item: Item, { act, by }: Decision): Partial<Item> {
  if (act === 'refuse') return {};
  return {
    status: 'acting',
    turn: item.turn + 1,
    sweeps: 0,
    hiddenBy: act === 'hide' ? by : item.hiddenBy,
    result: null,
    copies: item.copies.map((held) => ({ ...held, status: 'asked', round: 1, stays: null, exposed: false })),
  };
}

function verified(event: Recorded<Extract<CaseEvent, { kind: 'copy-verified' }>>): Partial<CopyState> {
  if (event.judgement === 'cannot-tell') return {};
  return {
    status: event.judgement === 'gone' ? 'gone' : 'still-there',
    verifiedAt: event.at,
    exposed: event.judgement === 'still-there',
  };
}

function withCopy(item: Item, id: CopyId, change: Partial<CopyState>): Item {
  return {
    ...item,
    copies: item.copies.map((held) => (held.copy.id === id ? { ...held, ...change } : held)),
  };
}

function addOnce(ids: readonly DecisionId[], id: DecisionId): readonly DecisionId[] {
  return ids.includes(id) ? ids : [...ids, id];
}
