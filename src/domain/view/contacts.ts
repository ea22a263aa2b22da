// Whom to turn to in a country when somebody is in danger.
import type { Emergency } from './emergency.ts';

type Both = Readonly<Record<'ko' | 'en', string>>;

export interface Contact {
  readonly name: Both;
  readonly for: readonly Emergency[];
  /** What they do there. */
  readonly says: Both;
  readonly phone?: string;
  readonly web?: string;
}

export interface CountryContacts {
  /** ISO 3166. */
  readonly country: string;
  /** ISO 8601: the day by which somebody has to see whether all of it still holds. */
  readonly lookOverBy: string;
  /** Who has not reached this age is under age there. */
  readonly underAgeBelow: number;
  readonly contacts: readonly Contact[];
}

/** Those of the countries that are named, for this danger; of all countries where none of them is known. */
export function contactsFor(
  all: readonly CountryContacts[],
  countries: readonly string[],
  danger: Emergency,
): readonly CountryContacts[] {
  const named = all.filter(({ country }) => countries.includes(country));
  return (named.length === 0 ? all : named).map((one) => ({
    ...one,
    contacts: one.contacts.filter((contact) => contact.for.includes(danger)),
  }));
}
