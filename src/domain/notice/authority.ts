// Authorities: the regulators, police and support centres whose mail may become more than a claim.
import type { AuthorityId } from '../kernel/ids.ts';
import type { LocalDate } from '../kernel/zone.ts';

export interface Authority {
  readonly id: AuthorityId;
  /** Shown to staff instead of anything a mail header says. */
  readonly name: string;
  readonly nameEn: string;
  readonly kind: 'regulator' | 'police' | 'prosecutor' | 'court' | 'victim-support';
  readonly country: string;
  /** The exact `d=` of its DKIM signatures. */
  readonly domain: string;
  /** Its mailboxes, lower case. Outcomes are sent to the first of them, never to an address from a mail. */
  readonly addresses: readonly string[];
  /** When a regulator named it as a body that may ask for removal; one entry for each year or term. Inclusive days. */
  readonly designations?: readonly Designation[];
}

export interface Designation {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  /** Where it was published. */
  readonly by: string;
}

/** L0: a claim. L1: mail that passed the guard. (L2, a second channel, comes with the letters issue.) */
export type Level = 'L0' | 'L1';

/** The authority whose enrolled mailbox this is; mailboxes compare without case. */
export function authorityOf(address: string, enrolled: readonly Authority[]): Authority | undefined {
  return enrolled.find((authority) => authority.addresses.includes(address.toLowerCase()));
}
