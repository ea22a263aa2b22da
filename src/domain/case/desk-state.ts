// What the desk's own people arranged, as it stands: the hold on telling, what the notifier is asked for, and what was handed on. Folded from the events.
import type { PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Asked, DeskEvent, Escalated, FoundDanger, HeardTerm, HoldReason } from './desk-events.ts';
import type { CaseClaim, CaseEvent, Recorded, SignedAct } from './event.ts';

export interface Hold {
  readonly why: HoldReason;
  readonly since: Instant;
  /** When somebody looks at it again; null in records from before. */
  readonly until: Instant | null;
  /** Who set it, or moved its day last; null where the letter asks for it. */
  readonly by: PersonId | null;
}

type HoldEvent = Recorded<Extract<CaseEvent, { kind: 'reasons-held' | 'reasons-released' }>>;

function holdAfter(event: HoldEvent): Hold | null {
  if (event.kind === 'reasons-released') return null;
  const { why, at, until = null, act } = event;
  return { why, since: at, until, by: act?.by ?? null };
}

export interface Asking extends Asked {
  readonly since: Instant;
  /** The event by which she was asked. */
  readonly seq: number;
  /** Mails that went out: the question, and the reminder. */
  readonly sent: number;
}

type AskingEvent = Recorded<Extract<CaseEvent, { kind: 'notifier-asked' | 'asking-sent' | 'asking-ended' }>>;

function askingAfter(asking: Asking | null, event: AskingEvent): Asking | null {
  if (event.kind === 'asking-ended') return null;
  if (event.kind === 'asking-sent') return asking && { ...asking, sent: asking.sent + 1 };
  const { missing, items, until, remind, clocks, at, seq } = event;
  return { missing, items, until, remind, clocks, since: at, seq, sent: 0 };
}

export interface Escalation extends Escalated {
  readonly by: PersonId;
  readonly at: Instant;
}

/** What stands is what was handed on last, until every item of it is decided or has its result. */
export function escalatedAfter(escalated: Escalation | null, event: Recorded): Escalation | null {
  if (event.kind === 'case-escalated') {
    const { to, why, items, act, at } = event;
    return { to, why, items, by: act.by, at };
  }
  if (escalated === null) return null;
  if (escalated.items.length === 0) return endsWhole(event, escalated) ? null : escalated;
  if (event.kind !== 'item-decided' && event.kind !== 'item-settled') return escalated;
  const items = escalated.items.filter((item) => item !== event.item);
  return items.length === 0 ? null : { ...escalated, items };
}

/** A case as a whole is taken up by whoever else decides, answers or closes it. */
const endsWhole = (event: CaseEvent, { by }: Escalation): boolean =>
  (event.kind === 'item-decided' && event.decision.by !== by) ||
  ((event.kind === 'answered-by-hand' || event.kind === 'case-closed') && event.act.by !== by);

/** The claim goes to whom it is handed on, or to nobody. */
const claimWith = ({ to, claim }: Extract<CaseEvent, { kind: 'case-escalated' }>): CaseClaim | null =>
  to.kind === 'person' && claim !== null ? { by: to.id, until: claim } : null;

/** Everything that stands. */
export interface Arranged {
  /** Whoever posted it is not told yet; null where nothing holds that back. */
  readonly hold: Hold | null;
  /** What the notifier is asked for; null while she is asked for nothing. */
  readonly asking: Asking | null;
  /** What was handed on and nobody has decided since; null where nothing is. */
  readonly escalated: Escalation | null;
  /** Who is in danger, as a person found; null while only the notice says. */
  readonly danger: FoundDanger | null;
  /** Days that the desk set and that people were told of. */
  readonly heard: readonly HeardTerm[];
}

export const NOTHING_ARRANGED: Arranged = {
  hold: null,
  asking: null,
  escalated: null,
  danger: null,
  heard: [],
};

export type ArrangedEvent = Recorded<DeskEvent<SignedAct>>;

const KINDS: Readonly<Record<ArrangedEvent['kind'], true>> = {
  'reasons-held': true,
  'reasons-released': true,
  'notifier-asked': true,
  'asking-sent': true,
  'asking-ended': true,
  'term-heard': true,
  'danger-marked': true,
  'case-escalated': true,
};

export const isArranged = (event: Recorded): event is ArrangedEvent => event.kind in KINDS;

/** One step of the fold. What is handed on changes with decisions too (`escalatedAfter`). */
export function arrangedAfter(
  { asking, heard }: Arranged,
  event: ArrangedEvent,
): Partial<Arranged> & { readonly claim?: CaseClaim | null } {
  switch (event.kind) {
    case 'reasons-held':
    case 'reasons-released':
      return { hold: holdAfter(event) };
    case 'notifier-asked':
    case 'asking-sent':
    case 'asking-ended':
      return { asking: askingAfter(asking, event) };
    case 'term-heard': {
      const { term, of, until, alarm } = event;
      return { heard: [...heard, { term, of, until, alarm }] };
    }
    case 'danger-marked':
      return { danger: event.danger };
    case 'case-escalated':
      return { claim: claimWith(event) };
  }
}
