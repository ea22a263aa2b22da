// The rules of claims (L82 to L86 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { PersonId } from '../../src/domain/kernel/ids.ts';
import type { History } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

const AN_HOUR = 3_600_000;
const TWO_HOURS = 2 * AN_HOUR;
const EIGHT_HOURS = 8 * AN_HOUR;

const CHANGES_HANDS: readonly Recorded['kind'][] = ['case-claimed', 'claim-released', 'case-escalated'];

/** Who held the case when an event was recorded, or null. */
function holderBefore({ events }: History, { seq, at }: Recorded): PersonId | null {
  const last = events.findLast((event) => event.seq < seq && CHANGES_HANDS.includes(event.kind));
  if (last?.kind === 'case-escalated' && last.to.kind === 'person' && last.claim !== null)
    return last.claim > at ? last.to.id : null;
  return last?.kind === 'case-claimed' && last.until > at ? last.act.by : null;
}

type Claimed = Extract<Recorded, { kind: 'case-claimed' }>;

/** When the first of the claims was made that the last of these goes on from: each within an hour of the end of the one before, by the same person. */
function begunWith(claims: readonly Claimed[], releases: readonly Recorded[]): number {
  const endOf = ({ seq, until }: Claimed, next: number): number =>
    Math.min(until, ...releases.filter((one) => one.seq > seq && one.seq < next).map(({ at }) => at));
  const back = claims.toReversed();
  const breaks = back.findIndex((claim, at) => {
    const before = back[at + 1];
    return (
      before === undefined || before.act.by !== claim.act.by || claim.at >= endOf(before, claim.seq) + AN_HOUR
    );
  });
  return back[breaks]?.at ?? Number.NaN;
}

const isHeldByOther = (history: History, event: Recorded, by: string): boolean =>
  ![null, by].includes(holderBefore(history, event));

export const CLAIM_RULES = {
  L82: (history) =>
    history.of('case-claimed').find((event) => isHeldByOther(history, event, event.act.by)) ??
    history.of('case-escalated').find((event) => isHeldByOther(history, event, event.act.by)) ??
    history
      .of('claim-released')
      .find((event) => event.lead !== true && holderBefore(history, event) !== event.act.by),
  L83: (history) =>
    history
      .of('item-decided')
      .find(
        (event) =>
          event.from === null &&
          !history.of('appeal-decided').some(({ ruling }) => ruling.id === event.decision.id) &&
          isHeldByOther(history, event, event.decision.by),
      ),
  L84: ({ of }) =>
    of('case-claimed').find(({ until, at }) => until <= at || until - at > TWO_HOURS) ??
    of('case-escalated').find(({ claim, at }) => claim !== null && (claim <= at || claim - at > TWO_HOURS)),
  L85: (history) =>
    history
      .of('claim-released')
      .find((event) => event.lead === true && [null, event.act.by].includes(holderBefore(history, event))),
  L86: ({ of }) =>
    of('case-claimed').find(
      (event, at, all) => event.until - begunWith(all.slice(0, at + 1), of('claim-released')) > EIGHT_HOURS,
    ),
} as const satisfies Record<string, Rule>;
