// One item of a case: its status, its copies and what was decided on it, folded from its events.
import type { Copy, Coverage } from '../content/copy.ts';
import type { CopyRecord } from '../content/copy-record.ts';
import type { CopyId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ListedItem } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import type {
  CaseEvent,
  Decision,
  Ground,
  ItemIndex,
  ItemResult,
  Origin,
  Recorded,
  UnremovableReason,
} from './event.ts';

export type ItemStatus = 'received' | 'awaiting-decision' | 'acting' | 'settled';
/**
 * `hidden`: a destroy or a restore was given up, the copy stays hidden and verified as before. `shown`: a restore was verified.
 * `not-yet`: a look found that the action had not worked.
 */
export type CopyStatus =
  | 'found'
  | 'asked'
  | 'accepted'
  | 'gone'
  | 'not-yet'
  | 'hidden'
  | 'shown'
  | 'unremovable';

export interface CopyState {
  readonly copy: Copy;
  readonly status: CopyStatus;
  readonly round: number;
  readonly acceptedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  /** Why it stays where it is; null unless `unremovable`. */
  readonly stays: UnremovableReason | null;
  /** False once a look has found that nobody but the platform's staff sees it, until one finds otherwise or a restore is accepted. */
  readonly exposed: boolean;
  /** The last recheck since the item was settled that saw it gone; 0 before the first. */
  readonly rechecked: number;
  /** What the platform's record said of it before it was hidden; null where that was not asked, or nothing was said. */
  readonly record: CopyRecord | null;
  /** What the last action on it set going at the platform, by the platform's ids. */
  readonly jobs: readonly string[];
}

/** A decision on an item, and the joined case in which it was signed if it was not here. */
export interface Decided {
  readonly decision: Decision;
  readonly from: Origin | null;
}

export interface Item {
  readonly index: ItemIndex;
  readonly listed: ListedItem;
  readonly status: ItemStatus;
  readonly copies: readonly CopyState[];
  readonly coverage: Coverage | null;
  /** When its copies were last looked for; null before the first time. */
  readonly searchedAt: Instant | null;
  readonly decision: Decision | null;
  /** The joined case in which the present decision was signed; null where it was signed here. */
  readonly from: Origin | null;
  /** The last decision to hide it: another person must decide to destroy it, however often that is tried. */
  readonly hiding: Decided | null;
  /** Everybody who ever decided on it, appeals included: none of them decides an appeal. */
  readonly deciders: readonly PersonId[];
  /** Decisions to act so far: what answers an earlier one is out of date. */
  readonly turn: number;
  /** Searches done again since the decision. */
  readonly sweeps: number;
  readonly result: ItemResult | null;
  /** The result that the present decision took back: what the item is again if nothing comes of it. */
  readonly previous: ItemResult | null;
  readonly settledAt: Instant | null;
  /** When what was removed is looked at again; empty where it never is. */
  readonly looks: readonly Instant[];
  /** Rounds of those that were good: every copy gone, and no new one found. */
  readonly rechecks: number;
  /** When a copy was last found to be back, and by which event; null where none ever was. */
  readonly reopened: { readonly at: Instant; readonly seq: number } | null;
  /** When a person saw to what could not be removed; null while that is left to do, or nothing is. */
  readonly referredAt: Instant | null;
  /** Accounts that were told of a decision on it, or could not be. */
  readonly told: readonly Told[];
  /** Its notifier took it back; null while she stands by it. */
  readonly withdrawn: Withdrawn | null;
  /** What is known of its copies is kept; null where nobody decided to keep it. */
  readonly preserved: PreservedState | null;
}

export type Told = Pick<
  Extract<CaseEvent, { kind: 'reasons-sent' }>,
  'decision' | 'account' | 'done' | 'outcome' | 'digest'
> & { readonly at: Instant };

export interface PreservedState {
  readonly ground: Ground;
  readonly by: PersonId;
  readonly since: Instant;
  /** As it stands: an extension moves it. */
  readonly until: Instant;
  readonly extended: boolean;
  /** When a person let it go; null while nobody has. It ends by itself at `until`. */
  readonly releasedAt: Instant | null;
}

export interface Withdrawn {
  readonly seq: number;
  readonly at: Instant;
  /** What the item is again if it is undone. */
  readonly before: Pick<Item, 'status' | 'result' | 'settledAt'>;
}

/** Nobody has decided on it, and it waits for a decision, for a look-up or for a better link. */
export const isWaiting = ({ status, result }: Pick<Item, 'status' | 'result'>): boolean =>
  status === 'received' || status === 'awaiting-decision' || result?.word === 'need_more';

/** The copy of an item by id, or undefined. */
export function copyOf(item: Item, id: CopyId): CopyState | undefined {
  return item.copies.find((held) => held.copy.id === id);
}

const FINAL: readonly CopyStatus[] = ['gone', 'hidden', 'shown', 'unremovable'];

/** Copies of which nothing more is expected. */
export function isFinal(held: CopyState): boolean {
  return FINAL.includes(held.status);
}

/** Something stays up that the desk could not remove, and nobody has seen to it: work for a person. */
export const needsReferral = ({ result, referredAt, withdrawn }: Item): boolean =>
  result?.word === 'unremovable' && !isSpared(result) && referredAt === null && withdrawn === null;

/** Hidden for now: somebody has still to decide. */
export const isForNow = ({ decision }: Pick<Item, 'decision'>): boolean =>
  decision?.provisional !== undefined;

/** Everything is hidden but the copies that the decision leaves alone. */
export const isSpared = (result: ItemResult | null): boolean =>
  result?.word === 'unremovable' && result.reason === 'kept-by-decision';

/** Every known copy was seen gone in this recheck. */
export const isRechecked = ({ copies }: Pick<Item, 'copies'>, check: number): boolean =>
  copies.every(({ rechecked }) => rechecked >= check);

export type ItemEvent = Extract<CaseEvent, { readonly item: ItemIndex }>;

/** The items of a notice as they start: nobody has looked at any. */
export function itemsOf(notice: Notice): Item[] {
  return notice.reading.items.map((listed, at) => ({
    index: at + 1,
    listed,
    status: 'received',
    copies: [],
    coverage: null,
    searchedAt: null,
    decision: null,
    from: null,
    hiding: null,
    deciders: [],
    turn: 0,
    sweeps: 0,
    result: null,
    previous: null,
    settledAt: null,
    looks: [],
    rechecks: 0,
    reopened: null,
    referredAt: null,
    told: [],
    withdrawn: null,
    preserved: null,
  }));
}

/** One step of the fold of an item. */
export function applyToItem(item: Item, event: Recorded<ItemEvent>): Item {
  switch (event.kind) {
    case 'item-located':
      return {
        ...item,
        status: 'awaiting-decision',
        copies: event.copies.map(asFound),
        coverage: event.coverage,
        searchedAt: event.at,
      };
    case 'item-decided':
      return {
        ...item,
        decision: event.decision,
        from: event.from,
        deciders: addPerson(item.deciders, event.decision.by),
        ...decided(item, event),
      };
    case 'copy-preserved':
      return event.preserved.kind === 'kept'
        ? withCopy(item, event.copy, { record: event.preserved.record })
        : item;
    case 'action-recorded':
      return withCopy(item, event.copy, {
        ...{ status: 'accepted', round: event.round, acceptedAt: event.at },
        jobs: event.receipts.flatMap(({ job }) => job ?? []),
        ...(event.power === 'restore' ? { exposed: true } : {}),
      });
    case 'copy-verified':
      return withCopy(item, event.copy, verified(event, item.decision?.act));
    case 'copy-unremovable':
      return withCopy(item, event.copy, { status: 'unremovable', stays: event.reason });
    case 'copy-left-hidden':
      return withCopy(item, event.copy, { status: 'hidden' });
    case 'item-swept':
      return {
        ...item,
        sweeps: event.pass,
        copies: [...item.copies, ...event.added.map(asAsked)],
        searchedAt: event.at,
        ...seen(event),
      };
    case 'item-preserved':
      return { ...item, preserved: preservedBy(event) };
    case 'preservation-extended':
    case 'preservation-released':
      return { ...item, preserved: item.preserved && keptOn(item.preserved, event) };
    case 'item-withdrawn':
      return { ...item, withdrawn: withdrawnBy(item, event) };
    case 'withdrawal-undone':
      return { ...item, ...item.withdrawn?.before, withdrawn: null };
    case 'item-settled':
      return { ...item, ...settledBy(item, event) };
    case 'reasons-sent':
      return { ...item, told: [...item.told, toldBy(event)] };
    case 'referral-done':
      return { ...item, referredAt: event.at };
    case 'copy-rechecked':
      return withCopy(item, event.copy, rechecked(event));
    case 'item-searched':
      return {
        ...{ ...item, searchedAt: event.at, ...seen(event) },
        ...(event.added.length === 0
          ? { rechecks: event.check }
          : { copies: [...item.copies, ...event.added.map(asFound)] }),
      };
    case 'item-reopened':
      return { ...item, ...againUnder(item, item.hiding), reopened: { at: event.at, seq: event.seq } };
  }
}

const settledBy = (item: Item, event: Recorded<Extract<ItemEvent, { kind: 'item-settled' }>>) => ({
  ...{ status: 'settled' as const, result: event.result, settledAt: event.at },
  ...seen(event),
  ...{ looks: event.looks ?? [], rechecks: 0, referredAt: null },
  copies: item.copies.map((held) => ({ ...held, rechecked: 0 })),
});

const preservedBy = ({
  ground,
  until,
  act,
  at,
}: Recorded<Extract<CaseEvent, { kind: 'item-preserved' }>>): PreservedState => ({
  ...{ ground, by: act.by, since: at, until, extended: false, releasedAt: null },
});

const keptOn = (
  preserved: PreservedState,
  event: Recorded<Extract<CaseEvent, { kind: 'preservation-extended' | 'preservation-released' }>>,
): PreservedState =>
  event.kind === 'preservation-extended'
    ? { ...preserved, until: event.until, extended: true }
    : { ...preserved, releasedAt: event.at };

const toldBy = ({
  decision,
  account,
  done,
  outcome,
  digest,
  at,
}: Recorded<Extract<CaseEvent, { kind: 'reasons-sent' }>>): Told => ({
  ...{ decision, account, done, outcome, digest, at },
});

/** The latest search's statement; what was recorded before there was one changes nothing. */
const seen = ({ coverage }: { readonly coverage?: Coverage }): Partial<Pick<Item, 'coverage'>> =>
  coverage === undefined ? {} : { coverage };

const withdrawnBy = ({ status, result, settledAt }: Item, { seq, at }: Recorded<ItemEvent>): Withdrawn => ({
  seq,
  at,
  before: { status, result, settledAt },
});

const asFound = (copy: Copy): CopyState => ({
  copy,
  status: 'found',
  round: 0,
  acceptedAt: null,
  verifiedAt: null,
  stays: null,
  exposed: true,
  rechecked: 0,
  record: null,
  jobs: [],
});

/** Found by a later search for the same file: the decision on the item covers it. */
const asAsked = (copy: Copy): CopyState => ({ ...asFound(copy), status: 'asked', round: 1 });

function decided(item: Item, { decision, from }: Decided): Partial<Item> {
  const { act } = decision;
  if (act === 'refuse') return {};
  return {
    status: 'acting',
    turn: item.turn + 1,
    sweeps: 0,
    looks: [],
    rechecks: 0,
    hiding: act === 'hide' ? { decision, from } : forGood(item.hiding),
    result: null,
    previous: item.result,
    copies: item.copies.map(asked),
  };
}

/** What was hidden for now is hidden for good once something further was decided on it. */
function forGood(hiding: Decided | null): Decided | null {
  if (hiding === null) return null;
  const { provisional: _over, ...decision } = hiding.decision;
  return { ...hiding, decision };
}

/** What is back is hidden first, also where it had been destroyed. */
const againUnder = (item: Item, hiding: Decided | null): Partial<Item> =>
  hiding === null ? {} : { decision: hiding.decision, from: hiding.from, ...decided(item, hiding) };

/** Every copy is asked for anew, also to be restored: nobody knows which of them a hide on its way has reached. */
const asked = (held: CopyState): CopyState => ({ ...held, status: 'asked', round: 1, stays: null });

type Verified = Recorded<Extract<CaseEvent, { kind: 'copy-verified' }>>;

/** To restore is done when people see it again, everything else when they do not. */
function verified(event: Verified, act: Decision['act'] | undefined): Partial<CopyState> {
  if (event.judgement === 'cannot-tell') return {};
  if (event.judgement === 'cached') return { exposed: true };
  const seen = event.judgement === 'still-there';
  const done = act === 'restore' ? seen : event.judgement === 'gone';
  return {
    status: done ? (seen ? 'shown' : 'gone') : 'not-yet',
    verifiedAt: event.at,
    exposed: seen || event.judgement === 'at-peer',
  };
}

function rechecked({
  judgement,
  check,
  at,
}: Recorded<Extract<CaseEvent, { kind: 'copy-rechecked' }>>): Partial<CopyState> {
  if (judgement === 'gone') return { rechecked: check, verifiedAt: at, exposed: false };
  return { verifiedAt: at, exposed: judgement !== 'hidden' };
}

function withCopy(item: Item, id: CopyId, change: Partial<CopyState>): Item {
  return {
    ...item,
    copies: item.copies.map((held) => (held.copy.id === id ? { ...held, ...change } : held)),
  };
}

const addPerson = (people: readonly PersonId[], one: PersonId): readonly PersonId[] =>
  people.includes(one) ? people : [...people, one];
