// Who speaks in a notice, in the eyes of a law: in her own matter, for somebody, or in office. Proof of it is another matter (sender.ts).
import type { LocalDate } from '../kernel/zone.ts';
import { compareDates } from '../kernel/zone.ts';
import type { AuthorityId } from '../kernel/ids.ts';
import type { Authority } from './authority.ts';

/**
 * - `self`: the depicted or infringed person. `representative`: with her mandate. `guardian`: of a minor.
 * - `designated-institution`: a support centre or body that a regulator names, for the dates it names.
 * - `agency`: a regulator. `police`, `prosecutor`, `court`: what they say.
 * - `anyone`: whoever reports, with no standing of its own. `provider`: the platform itself, for duties that need no notice.
 */
export const STANDINGS = [
  'self',
  'representative',
  'guardian',
  'designated-institution',
  'agency',
  'police',
  'prosecutor',
  'court',
  'anyone',
  'provider',
] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Notifier {
  /** `unknown`: somebody whose standing nobody has stated or proven; may be the person shown. */
  readonly standing: Standing | 'unknown';
  /** ISO 3166 country whose law she acts under, where known. */
  readonly country: string | null;
  readonly authority: AuthorityId | null;
}

/** Somebody of whom nothing is known. */
export const UNKNOWN_NOTIFIER: Notifier = { standing: 'unknown', country: null, authority: null };

/** A support centre that nobody designated may act for the person shown: until it says in which capacity, nobody knows. */
const OFFICE: Record<Authority['kind'], Standing | 'unknown'> = {
  regulator: 'agency',
  police: 'police',
  prosecutor: 'prosecutor',
  court: 'court',
  'victim-support': 'unknown',
};

/** The standing of an enrolled body on a day. A support centre is designated from and until the days that were published. */
export function standingOf(authority: Authority, on: LocalDate): Notifier {
  const designated = (authority.designations ?? []).some(
    ({ from, until }) => compareDates(from, on) <= 0 && (until === null || compareDates(on, until) <= 0),
  );
  return {
    standing: designated ? 'designated-institution' : OFFICE[authority.kind],
    country: authority.country,
    authority: authority.id,
  };
}
