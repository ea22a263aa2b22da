// The fold: what a case is now, computed from its events and from nothing else.
import type { Clock } from '../clock/clock.ts';
import type { Copy, Coverage } from '../content/copy.ts';
import type { CaseNumber, CopyId, DecisionId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ListedItem } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import type { CaseEvent, Decision, ItemIndex, Power, Recorded, Result, UnremovableReason } from './event.ts';

export type CaseStatus = 'none' | 'open' | 'answered';
export type ItemStatus = 'received' | 'awaiting-decision' | 'acting' | 'settled';
export type CopyStatus = 'found' | 'asked' | 'accepted' | 'gone' | 'still-there' | 'unremovable';

export interface CopyState {
  readonly copy: Copy;
  readonly status: CopyStatus;
  readonly round: number;
  readonly acceptedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  /** Why it stays where it is; null unless `unremovable`. */
  readonly stays: UnremovableReason | null;
}

export interface Item {
  readonly index: ItemIndex;
  readonly listed: ListedItem;
  readonly status: ItemStatus;
  readonly copies: readonly CopyState[];
  readonly coverage: Coverage | null;
  readonly decision: Decision | null;
  readonly result: Result | null;
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
  /** True when every item is settled and no reply has said so yet. */
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
    case 'reply-withheld':
      return { ...next, withheld: true };
    case 'reply-released':
      return { ...next, withheld: false, decisions: addOnce(next.decisions, event.release.id) };
    case 'reply-sent':
      return { ...next, status: 'answered', replies: event.edition, replyDue: false };
    case 'item-decided':
      return { ...withItem(next, event), decisions: addOnce(next.decisions, event.decision.id) };
    case 'item-settled':
      return withReplyDue(withItem(next, event));
    case 'item-located':
    case 'action-recorded':
    case 'copy-verified':
    case 'copy-unremovable':
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
  return held.status === 'gone' || held.status === 'unremovable';
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
    result: null,
    settledAt: null,
  }));
}

function withItem(state: Case, event: Recorded<ItemEvent>): Case {
  return {
    ...state,
    items: state.items.map((item) => (item.index === event.item ? applyToItem(item, event) : item)),
  };
}

function withReplyDue(state: Case): Case {
  return { ...state, replyDue: state.items.every((item) => item.status === 'settled') };
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
      return { ...item, decision: event.decision, ...decided(item, event.decision.act) };
    case 'action-recorded':
      return withCopy(item, event.copy, { status: 'accepted', round: event.round, acceptedAt: event.at });
    case 'copy-verified':
      return withCopy(item, event.copy, verified(event));
    case 'copy-unremovable':
      return withCopy(item, event.copy, { status: 'unremovable', stays: event.reason });
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
});

function decided(item: Item, act: Power | 'refuse'): Partial<Item> {
  if (act === 'refuse') return {};
  return {
    status: 'acting',
    result: null,
    copies: item.copies.map((held) => ({ ...held, status: 'asked', round: 1 })),
  };
}

function verified(event: Recorded<Extract<CaseEvent, { kind: 'copy-verified' }>>): Partial<CopyState> {
  if (event.judgement === 'cannot-tell') return {};
  return { status: event.judgement, verifiedAt: event.at };
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
