// What the order of work needs of one case: what it waits for, who is in danger, how much time is left, how far it has spread, and whose
// turn it is. The order itself is order-of-work.ts.
import type { Instant } from '../kernel/instant.ts';
import { HOUR } from '../kernel/instant.ts';
import type { CaseNumber } from '../kernel/ids.ts';
import type { Case } from './case.ts';
import { nearest } from './clock-state.ts';
import { dangersNow } from './marking.ts';
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

/** Of a case that is done with nobody is in danger any more. */
function dangerOf(state: Case): Danger {
  if (state.status !== 'open') return 'none';
  const named = dangersNow(state);
  if (named.includes('threat')) return 'threat';
  return named.includes('minor') ? 'child' : 'none';
}

/** A body that is proven to have written: its turn is its own, and it is no part of any flood. */
export const isProven = ({ turnOf: whose }: Pick<Triage, 'turnOf'>): boolean => whose.startsWith(PROVEN);
const PROVEN = 'authority ';

function turnOf({ notice }: Case): string {
  if (notice === null) return '';
  const { sender, report } = notice;
  if (sender.authority !== null && sender.level !== 'L0') return `${PROVEN}${sender.authority}`;
  if (report === undefined) return 'mail';
  return `report ${report.platform} ${report.signedIn ? 'signed-in' : 'stranger'}`;
}

/** Time left, in steps that a person plans by. */
export const BANDS = ['passed', 'two-hours', 'six-hours', 'a-day', 'two-days', 'later'] as const;
export type Band = (typeof BANDS)[number];
/** Up to how many hours before a deadline each band but the last begins. */
const BAND_HOURS = [0, 2, 6, 24, 48] as const;

export function bandAt(deadline: Instant | null, now: Instant): Band {
  if (deadline === null) return 'later';
  const at = BAND_HOURS.findIndex((hours) => deadline - now <= hours * HOUR);
  return BANDS[at] ?? 'later';
}

/** A case that waits, as a store knows it. */
export interface Standing extends Triage {
  readonly number: CaseNumber;
  readonly receivedAt: Instant;
  /** Equal for the same place; null where it points at none. */
  readonly place: string | null;
  /** The marks of whoever told of it and of her words; null where she cannot be told from others, or left no words of her own. */
  readonly notifier: string | null;
  readonly words: string | null;
  /** A person limited this notifier, and the time is not over. */
  readonly limited: boolean;
  /** In how many other cases something of the same account was hidden; of several accounts that of which most was. */
  readonly earlier: number;
  /** Copies of the same files that the platform told of after they were last looked for: it spreads while the case waits. */
  readonly newCopies: number;
}

/**
 * Why a case takes turns with all others, and with how many it shares them: its notifier has very many open, very many say the same words,
 * a person limited its notifier, or very many of its channel speak of danger.
 */
export interface Sharing {
  readonly why: 'notifier' | 'words' | 'limited' | 'danger';
  readonly many: number;
}
