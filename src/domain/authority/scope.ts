// Does a letter ask no more than its sender was enrolled for? More than that is never dropped: it loses power, and a person looks.
import type { Authority, Scope } from '../notice/authority.ts';
import type { Measure } from '../notice/letter.ts';
import type { ScopeCode, Sender } from '../notice/sender.ts';

export interface AskedOf {
  readonly items: number;
  /** Items of its other proven letters within the last 24 hours. */
  readonly itemsBefore: number;
  readonly measures: readonly Measure[];
  /** Null or empty: not stated. No machine reads these out of a letter; a signed confirmation states them. */
  readonly country: string | null;
  readonly classes: readonly string[];
}

/**
 * Everything that goes beyond a scope.
 * @param strict for an order: what the scope limits must be stated, since only proof gives power
 */
export function scopeReasons(
  { countries, classes, measures, itemsADay }: Scope,
  asked: AskedOf,
  strict = false,
): readonly ScopeCode[] {
  const country = asked.country === null ? [] : [asked.country];
  return [
    ...(asked.items + asked.itemsBefore > (itemsADay ?? Infinity) ? (['guard.scope-items'] as const) : []),
    ...(isWithin(asked.measures, measures, false) ? [] : (['guard.scope-measure'] as const)),
    ...(isWithin(country, countries, strict) ? [] : (['guard.scope-country'] as const)),
    ...(isWithin(asked.classes, classes, strict) ? [] : (['guard.scope-class'] as const)),
  ];
}

function isWithin(
  asked: readonly string[],
  allowed: readonly string[] | undefined,
  strict: boolean,
): boolean {
  if (allowed === undefined) return true;
  return asked.length === 0 ? !strict : asked.every((one) => allowed.includes(one));
}

/** A proven sender beyond its scope is a claim again, with the reason: its clock runs on, its answer waits for a person. */
export function withinScope(sender: Sender, authority: Authority | undefined, asked: AskedOf): Sender {
  if (sender.level === 'L0' || authority === undefined) return sender;
  const reasons = scopeReasons(authority.scope ?? {}, asked);
  return reasons.length === 0 ? sender : { level: 'L0', authority: null, claimed: authority.id, reasons };
}
