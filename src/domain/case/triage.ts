// In which order people take up cases. Danger first, then how much time is left, then how far it has spread; and within that each
// notifier in turn, so that whoever sends five hundred notices stands in nobody's way. How many say the same counts for nothing: of
// many open cases about one place the first received stands for all.
import type { Instant } from '../kernel/instant.ts';
import { HOUR } from '../kernel/instant.ts';
import type { CaseNumber } from '../kernel/ids.ts';
import type { Case } from './case.ts';
import { nearest } from './clock-state.ts';
import { needOf } from './need.ts';

/** What somebody says of a person in danger now, the most urgent last. Whether it is so, a person decides. */
export const DANGERS = ['none', 'child', 'threat'] as const;
export type Danger = (typeof DANGERS)[number];

/** What the order of work needs of a case: everything but the time of day. */
export interface Triage {
  readonly need: ReturnType<typeof needOf>;
  readonly danger: Danger;
  /** The nearest deadline of a law, else the desk's own target, else null. */
  readonly deadline: Instant | null;
  readonly copies: number;
  readonly rooms: number;
  /** Whose turn it is: a body that is proven, or the channel of everybody who is not. */
  readonly turnOf: string;
}

/** @param state of any case */
export function triageOf(state: Case): Triage {
  const copies = state.items.flatMap((item) => item.copies.map(({ copy }) => copy));
  return {
    need: needOf(state),
    danger: dangerOf(state),
    deadline: nearest(state.clocks, ({ due }) => due) ?? nearest(state.clocks, ({ target }) => target),
    copies: new Set(copies.map(({ connector, id }) => `${connector} ${id}`)).size,
    rooms: new Set(copies.map(({ connector, container }) => `${connector} ${container}`)).size,
    turnOf: turnOf(state),
  };
}

function dangerOf({ notice }: Case): Danger {
  const reasons = notice?.report?.reasons ?? [];
  if (reasons.includes('threat')) return 'threat';
  return reasons.includes('minor') ? 'child' : 'none';
}

/** Nobody can be told from another whose name is not proven: they share a turn. */
function turnOf({ notice }: Case): string {
  if (notice === null) return '';
  const { sender, report } = notice;
  if (sender.authority !== null && sender.level !== 'L0') return `authority ${sender.authority}`;
  if (report === undefined) return 'mail';
  return `report ${report.platform} ${report.signedIn ? 'signed-in' : 'stranger'}`;
}

/** Time left, in steps that a person plans by. */
export const BANDS = ['passed', 'two-hours', 'six-hours', 'a-day', 'two-days', 'later'] as const;
export type Band = (typeof BANDS)[number];
/** Up to how many hours before a deadline each band but the last begins. */
export const BAND_HOURS = [0, 2, 6, 24, 48] as const;

export function bandAt(deadline: Instant | null, now: Instant): Band {
  if (deadline === null) return 'later';
  const at = BAND_HOURS.findIndex((hours) => deadline - now <= hours * HOUR);
  return BANDS[at] ?? 'later';
}

/** A case as it stands in line. */
export interface Waiting extends Triage {
  readonly number: CaseNumber;
  readonly receivedAt: Instant;
  /** False where an earlier open case says as much of the same place: then its danger is seen to there. */
  readonly firstOfPlace: boolean;
}

/** The order of work at a moment; the same for every store. */
export function inOrder<W extends Waiting>(waiting: readonly W[], now: Instant): W[] {
  const ranked = waiting.map((one) => ({ one, rank: rankOf(one, now) }));
  const within = ranked.toSorted((a, b) => compareEach(withinTurn(a.one), withinTurn(b.one)));
  const turns = new Map<string, number>();
  const placed = within.map(({ one, rank }) => {
    const line = `${rank.join(' ')} ${one.turnOf}`;
    const turn = turns.get(line) ?? 0;
    turns.set(line, turn + 1);
    return { one, order: [...rank, turn, ...withinTurn(one)] };
  });
  return placed.toSorted((a, b) => compareEach(a.order, b.order)).map(({ one }) => one);
}

const rankOf = (one: Waiting, now: Instant): number[] => [
  -DANGERS.indexOf(one.firstOfPlace ? one.danger : 'none'),
  BANDS.indexOf(bandAt(one.deadline, now)),
];

const FAR = Number.MAX_SAFE_INTEGER;

const withinTurn = (one: Waiting): (number | string)[] => [
  -one.copies,
  one.deadline ?? FAR,
  one.receivedAt,
  one.number,
];

function compareEach(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
