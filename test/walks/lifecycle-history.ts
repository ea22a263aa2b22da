// A history as the rules read it: bare events, sorted by item, clock and step, and what stood after each step. Written from
// the spec over the raw list; it asks the lifecycle for nothing, so that a mistake there is not repeated here.
import type { Case } from '../../src/domain/case/case.ts';
import type { CaseEvent, Recorded, SignedAct } from '../../src/domain/case/event.ts';
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { AppliedLaw } from '../../src/domain/clock/law.ts';
import type { Occasion } from '../../src/domain/clock/occasion.ts';
import type { Statement } from '../../src/domain/clock/regime.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import type { Step, Walk } from './lifecycle-walk.ts';

type Kind = CaseEvent['kind'];
export type Of<K extends Kind> = Recorded<Extract<CaseEvent, { kind: K }>>;
export type ClockStory = readonly Recorded[];

/** What stands after a step, as far as rules ask. */
export interface Standing {
  readonly items: number;
  /** It came as a report, which a platform answers. */
  readonly reported: boolean;
  /** Items that have their result. */
  readonly settled: ReadonlySet<number>;
  /** Items of which something stays up, or for which a better link is waited for. */
  readonly unfinished: ReadonlySet<number>;
  /** Items for which a better link is waited for. */
  readonly wanting: ReadonlySet<number>;
  /** Items that were ever decided on or have a result that asks for nothing more. */
  readonly decided: ReadonlySet<number>;
  /** Items that are hidden for now only: nobody has decided on them. */
  readonly forNow: ReadonlySet<number>;
  /** Items that were withdrawn, each with what stood of it before. */
  readonly withdrawn: ReadonlyMap<number, WithdrawnBefore>;
  readonly replies: number;
  /** Every item has its result and no reply has said so. */
  readonly due: boolean;
  readonly withheld: boolean;
  readonly closed: boolean;
  readonly missing: ReadonlySet<Statement>;
  readonly laws: ReadonlyMap<string, AppliedLaw>;
  /** Laws that a person took back, and no person brought again. */
  readonly takenBack: ReadonlySet<string>;
  readonly openAppeals: number;
  /** Clocks that were started and not stopped, each as it was started but for its certainty. */
  readonly open: readonly Clock[];
}

interface WithdrawnBefore {
  readonly seq: number;
  readonly settled: boolean;
  readonly unfinished: boolean;
  readonly wanting: boolean;
  readonly decided: boolean;
}

export interface History {
  readonly steps: readonly Step[];
  readonly events: readonly Recorded[];
  /** What the desk showed at the end. */
  readonly view: Case;
  readonly receivedAt: Instant;
  /** What stood after each step. */
  readonly standings: readonly Standing[];
  /** Everything about an item in order, appeals included. */
  readonly items: ReadonlyMap<number, readonly Recorded[]>;
  readonly clocks: ReadonlyMap<string, ClockStory>;
  of<K extends Kind>(kind: K): readonly Of<K>[];
}

export const NOTHING: Standing = {
  items: 0,
  reported: false,
  settled: new Set(),
  unfinished: new Set(),
  wanting: new Set(),
  decided: new Set(),
  forNow: new Set(),
  withdrawn: new Map(),
  replies: 0,
  due: false,
  withheld: false,
  closed: false,
  missing: new Set(),
  laws: new Map(),
  takenBack: new Set(),
  openAppeals: 0,
  open: [],
};

export function historyOf({ steps, state: view }: Pick<Walk, 'steps' | 'state'>): History {
  const events = steps.flatMap((step) => step.events);
  const kinds = Map.groupBy(events, ({ kind }) => kind);
  const appealed = new Map(
    events.flatMap((event) =>
      event.kind === 'appeal-received' ? [[event.appeal.id, event.appeal.item]] : [],
    ),
  );
  const itemOf = (event: Recorded): number => {
    if (event.kind === 'appeal-received') return event.appeal.item;
    if (event.kind === 'appeal-decided') return appealed.get(event.appeal) ?? 0;
    return 'item' in event ? event.item : 0;
  };
  const received = events.find((event) => event.kind === 'notice-received');
  let standing = NOTHING;
  return {
    steps,
    events,
    view,
    receivedAt: received?.notice.receivedAt ?? (0 as Instant),
    standings: steps.map((step) => (standing = step.events.reduce(after, standing))),
    items: Map.groupBy(events, itemOf),
    clocks: Map.groupBy(events, keyOf),
    of: <K extends Kind>(kind: K) => (kinds.get(kind) ?? []) as unknown as readonly Of<K>[],
  };
}

function keyOf(event: Recorded): string {
  if (event.kind === 'clock-started') return event.clock.key;
  return 'clock' in event ? event.clock : '';
}

const plus = <T>(set: ReadonlySet<T>, ...more: readonly T[]): ReadonlySet<T> => new Set([...set, ...more]);
const minus = <T>(set: ReadonlySet<T>, ...less: readonly T[]): ReadonlySet<T> =>
  new Set([...set].filter((one) => !less.includes(one)));

const whole = ({ items, settled }: Standing): boolean => items > 0 && settled.size === items;

const again = (so: Standing): Standing =>
  so.closed ? { ...so, closed: false, due: so.due || whole(so) } : so;

/** The case retold in the words of the spec, one event further. */
function after(so: Standing, event: Recorded): Standing {
  switch (event.kind) {
    case 'notice-received':
      return {
        ...so,
        items: event.notice.reading.items.length,
        reported: event.notice.report !== undefined,
        missing: new Set(event.missing),
      };
    case 'sender-proven':
      return { ...again(so), withheld: false };
    case 'law-applied':
      return {
        ...so,
        laws: new Map(so.laws).set(event.law.regime, event.law),
        takenBack: event.act === null ? so.takenBack : minus(so.takenBack, event.law.regime),
      };
    case 'law-withdrawn':
      return {
        ...so,
        laws: new Map([...so.laws].filter(([regime]) => regime !== event.regime)),
        takenBack: event.act === null ? so.takenBack : plus(so.takenBack, event.regime),
      };
    case 'notice-judged':
      return { ...so, missing: plus(so.missing, ...event.missing) };
    case 'notice-completed':
      return { ...so, missing: minus(so.missing, ...event.stated) };
    case 'item-decided':
      return {
        ...so,
        ...(event.decision.provisional === undefined
          ? { decided: plus(so.decided, event.item), forNow: minus(so.forNow, event.item) }
          : { forNow: plus(so.forNow, event.item) }),
        settled: event.decision.act === 'refuse' ? so.settled : minus(so.settled, event.item),
      };
    case 'item-withdrawn':
      return { ...so, withdrawn: new Map(so.withdrawn).set(event.item, beforeOf(so, event)) };
    case 'withdrawal-undone':
      return undone(so, event.item);
    case 'item-settled': {
      const { item, result } = event;
      const isSpared = result.word === 'unremovable' && result.reason === 'kept-by-decision';
      const stays = (result.word === 'unremovable' && !isSpared) || result.word === 'need_more';
      const next = {
        ...so,
        settled: plus(so.settled, item),
        unfinished: stays ? plus(so.unfinished, item) : minus(so.unfinished, item),
        wanting: result.word === 'need_more' ? plus(so.wanting, item) : minus(so.wanting, item),
        decided: result.word === 'need_more' || so.forNow.has(item) ? so.decided : plus(so.decided, item),
      };
      return { ...next, due: so.due || whole(next) };
    }
    case 'preservation-extended':
    case 'preservation-released':
      return so.reported ? so : { ...so, due: so.due || whole(so) };
    case 'item-reopened':
      return again({ ...so, settled: minus(so.settled, event.item) });
    case 'reply-withheld':
      return { ...so, withheld: true };
    case 'reply-released':
      return { ...so, withheld: false };
    case 'reply-sent':
    case 'answered-by-hand':
      return { ...so, replies: event.edition, due: false };
    case 'report-told':
      return event.edition === undefined ? so : { ...so, replies: event.edition, due: false };
    case 'mail-bounced':
      return { ...so, due: so.due || (event.permanent && event.edition === so.replies) };
    case 'appeal-received':
      return { ...again(so), openAppeals: so.openAppeals + 1 };
    case 'appeal-decided':
      return { ...so, openAppeals: so.openAppeals - 1 };
    case 'case-closed':
      return { ...so, closed: true, due: false };
    case 'clock-started':
      return { ...so, open: [...so.open, event.clock] };
    case 'clock-confirmed':
      return {
        ...so,
        open: so.open.map((one) => (one.key === event.clock ? { ...one, provisional: false } : one)),
      };
    case 'clock-stopped':
      return { ...so, open: so.open.filter(({ key }) => key !== event.clock) };
    default:
      return so;
  }
}

const beforeOf = (so: Standing, { item, seq }: Of<'item-withdrawn'>): WithdrawnBefore => ({
  seq,
  settled: so.settled.has(item),
  unfinished: so.unfinished.has(item),
  wanting: so.wanting.has(item),
  decided: so.decided.has(item),
});

/** Everything is with the item as it was before. */
function undone(so: Standing, item: number): Standing {
  const was = so.withdrawn.get(item);
  const as = (set: ReadonlySet<number>, held: boolean | undefined): ReadonlySet<number> =>
    held === true ? plus(set, item) : minus(set, item);
  return {
    ...so,
    withdrawn: new Map([...so.withdrawn].filter(([one]) => one !== item)),
    settled: as(so.settled, was?.settled),
    unfinished: as(so.unfinished, was?.unfinished),
    wanting: as(so.wanting, was?.wanting),
    decided: as(so.decided, was?.decided),
  };
}

/** Whether an outcome is so; a milestone never is a state. */
export function stands(so: Standing, occasion: Occasion): boolean {
  if (occasion === 'settled') return whole(so) && so.unfinished.size === 0;
  if (occasion === 'decided') return so.items > 0 && so.decided.size === so.items;
  return occasion === 'answered' && so.replies > 0 && !so.due;
}

/** The elements that may be held against a notice under a law, and that are known to be missing. */
export const isIncomplete = ({ missing }: Standing, law: AppliedLaw | undefined): boolean =>
  law?.elements.some(({ needs }) => needs.some((one) => missing.has(one))) ?? false;

/** The last event of a kind before a place in a story, or undefined. */
export function lastBefore<K extends Kind>(
  story: readonly Recorded[],
  at: number,
  kind: K,
  when: (event: Of<K>) => boolean = () => true,
): Of<K> | undefined {
  for (let place = at - 1; place >= 0; place -= 1) {
    const event = story[place];
    if (event?.kind === kind && when(event as Of<K>)) return event as Of<K>;
  }
  return undefined;
}

/** What stands on an item before a place in its story: the last decision, or the one to hide it that a reopening made stand again. */
export function standing(
  story: readonly Recorded[],
  at: number,
  act?: string,
): { readonly seq: number; readonly decision: Of<'item-decided'>['decision'] } | undefined {
  const hides = ({ decision }: Of<'item-decided'>): boolean => decision.act === 'hide';
  for (let place = at - 1; place >= 0; place -= 1) {
    const event = story[place];
    if (event?.kind === 'item-decided' && (act === undefined || event.decision.act === act)) return event;
    if (event?.kind === 'item-reopened' && (act === undefined || act === 'hide')) {
      const hiding = lastBefore(story, place, 'item-decided', hides);
      return hiding && { seq: event.seq, decision: hiding.decision };
    }
  }
  return undefined;
}

/** The signed act an event rests on, or null. */
export function actOf(event: Recorded): SignedAct | null {
  if (event.kind === 'item-decided') return event.decision;
  if (event.kind === 'reply-released') return event.release;
  if (event.kind === 'appeal-decided') return event.ruling;
  return 'act' in event ? event.act : null;
}

export const ARRIVING: readonly Occasion[] = [
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'order-received',
  'valid-request-received',
];
export const OUTCOME: readonly Occasion[] = ['decided', 'settled', 'answered'];
