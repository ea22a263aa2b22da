// How far the media index of one platform reaches: where its feed stands, what of it is missing, how much of the history is read.
// From this, and from nothing else, a search says what it could not see.
import { MINUTE, type Instant } from '../kernel/instant.ts';
import type { CapabilityRecord } from './capability-record.ts';
import type { BlindSpot, Coverage } from './copy.ts';
import { type Hole, holesAfter } from './feed-holes.ts';

/** What was found out about the platform when it was asked last. */
export interface Probed {
  readonly at: Instant;
  readonly version: string;
  /** Its feed can be followed, its history read. */
  readonly follows: boolean;
  readonly history: boolean;
  /** A jump in the order of its events is something missed. */
  readonly numbered: boolean;
  readonly opaque: boolean;
  readonly federated: boolean;
  /** All of what it said, for the cases that begin now; left out in records from before. */
  readonly capabilities?: CapabilityRecord;
}

/** One reading of the history, from its beginning to its end. */
export interface Run {
  readonly startedAt: Instant;
  /** Everything up to this order is in it, since it was begun after that. */
  readonly asOf: number;
  /** Where to go on; null: at the beginning, or ended. */
  readonly position: string | null;
  readonly finishedAt: Instant | null;
  readonly rooms: { readonly done: number; readonly total: number };
  readonly requests: number;
}

export interface IndexState {
  /** Counts the writes: whoever writes must have seen the last one. */
  readonly revision: number;
  readonly probed: Probed | null;
  /** Since when the feed is followed. */
  readonly since: Instant | null;
  readonly cursor: string | null;
  readonly upTo: number | null;
  /** When the feed was last read to its end. */
  readonly caughtUpAt: Instant | null;
  readonly holes: readonly Hole[];
  readonly run: Run | null;
  /** When a whole history was first read. */
  readonly readAt: Instant | null;
  /** A person wants the history read once more. */
  readonly requestedAt: Instant | null;
}

export const NOTHING_INDEXED: IndexState = {
  revision: 0,
  probed: null,
  since: null,
  cursor: null,
  upTo: null,
  caughtUpAt: null,
  holes: [],
  run: null,
  readAt: null,
  requestedAt: null,
};

/** Between two readings of the history that a hole asks for. */
export const BETWEEN_RUNS = 10 * MINUTE;
/** An index that has not caught up for so long is behind. */
export const BEHIND_AFTER = MINUTE;

export interface FeedPage {
  readonly cursor: string;
  readonly upTo: number;
  readonly orders: readonly number[];
  readonly more: boolean;
}

/** After a page of the feed. */
export function afterPage(state: IndexState, page: FeedPage, now: Instant): IndexState {
  const from = state.upTo ?? page.upTo;
  const reach = holesAfter({ upTo: from, holes: state.holes }, page, state.probed?.numbered === true);
  return {
    ...state,
    ...reach,
    since: state.since ?? now,
    cursor: page.cursor,
    caughtUpAt: page.more ? state.caughtUpAt : now,
  };
}

/** Holes that a page would leave and that were not there before. */
export function newHoles(state: IndexState, page: FeedPage, now: Instant): readonly Hole[] {
  const known = new Set(state.holes.map(({ to }) => to));
  return afterPage(state, page, now).holes.filter(
    ({ to }) => !known.has(to) && to > (state.upTo ?? page.upTo),
  );
}

/** After the platform lost our place: the feed begins anew, and nothing before is known to be whole. */
export const afterLoss = (state: IndexState): IndexState => ({
  ...NOTHING_INDEXED,
  revision: state.revision,
  probed: state.probed,
});

/** What is to be done about the history now: begin, go on, or nothing. */
export function historyNeeds(state: IndexState, now: Instant): 'begin' | 'go-on' | 'nothing' {
  const { probed, upTo, run } = state;
  if (probed?.history !== true || (probed.follows && upTo === null)) return 'nothing';
  if (run === null || state.requestedAt !== null) return 'begin';
  if (run.finishedAt === null) return 'go-on';
  return state.holes.length > 0 && now - run.finishedAt >= BETWEEN_RUNS ? 'begin' : 'nothing';
}

export const beginRun = (state: IndexState, now: Instant): IndexState => ({
  ...state,
  requestedAt: null,
  run: {
    startedAt: now,
    asOf: state.upTo ?? 0,
    position: null,
    finishedAt: null,
    rooms: { done: 0, total: 0 },
    requests: 0,
  },
});

/** After a page of the history; the last one makes up for every hole that ends before the reading began. */
export function afterHistory(
  state: IndexState,
  run: Run,
  { position, rooms }: Pick<Run, 'position' | 'rooms'>,
  now: Instant,
): IndexState {
  const ended = position === null;
  return {
    ...state,
    run: { ...run, position, rooms, requests: run.requests + 1, finishedAt: ended ? now : null },
    readAt: ended ? (state.readAt ?? now) : state.readAt,
    holes: ended ? state.holes.filter(({ to }) => to > run.asOf) : state.holes,
  };
}

/** What a search of the index alone could see at `now`. */
export function coverageOf(state: IndexState, now: Instant): Coverage {
  const { probed, since, caughtUpAt, readAt } = state;
  const behind = caughtUpAt === null || now - caughtUpAt > BEHIND_AFTER;
  const blind: BlindSpot[] = [
    ...(probed === null || probed.opaque ? (['e2ee'] as const) : []),
    ...(probed === null || probed.federated ? (['remoteServers'] as const) : []),
    ...(readAt === null ? (['beforeIndexing'] as const) : []),
    ...(state.holes.length > 0 ? (['feedGap'] as const) : []),
    ...(behind ? (['notIndexed'] as const) : []),
    'altered',
  ];
  return coverageWith(
    {
      scope: ['what the desk has seen of this platform'],
      method: 'media index',
      ...(readAt === null && since !== null ? { from: since } : {}),
      until: caughtUpAt ?? since ?? now,
    },
    blind,
  );
}

/** A coverage with these blind spots: complete only where there is none. */
export function coverageWith(
  looked: Pick<Coverage, 'scope' | 'method' | 'from' | 'until'>,
  spots: readonly BlindSpot[],
): Coverage {
  const [first, ...rest] = new Set(spots);
  return first === undefined
    ? { ...looked, complete: true, blind: [] }
    : { ...looked, complete: false, blind: [first, ...rest] };
}

/** Two searches for the same: blind where either was, and no later than both. */
export function bothCoverages(one: Coverage, other: Coverage): Coverage {
  const from = [one.from, other.from].filter((at) => at !== undefined);
  return coverageWith(
    {
      scope: [...new Set([...one.scope, ...other.scope])],
      method: `${one.method}; ${other.method}`,
      ...(from.length === 0 ? {} : { from: from.reduce((a, b) => (a > b ? a : b)) }),
      until: one.until < other.until ? one.until : other.until,
    },
    [...one.blind, ...other.blind],
  );
}
