// Authorities: the regulators, police and support centres whose mail may become more than a claim.
import type { AuthorityId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { LocalDate } from '../kernel/zone.ts';
import type { Measure } from './letter.ts';

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
  /** Other names it goes by or went by: for people who look for it, never for the guard. */
  readonly aliases?: readonly string[];
  /** From this moment on, and before that one; null or left out: no limit. */
  readonly validFrom?: Instant | null;
  readonly validUntil?: Instant | null;
  /** From `from` on, this body's mailboxes count for the body that took over its work. */
  readonly successor?: { readonly id: AuthorityId; readonly from: Instant } | null;
  /** `to-unsigned`: its mail system leaves To out of its signatures (Microsoft 365 does), so no mail of it proves who sent it. */
  readonly signing?: 'usual' | 'to-unsigned';
  readonly scope?: Scope | null;
  /** Ed25519 keys with which it confirms a letter over a second channel. */
  readonly keys?: readonly AuthorityKey[];
  /** Bodies whose work it has taken over by now; never enrolled, see authority/enrolled.ts. */
  readonly succeeds?: readonly AuthorityId[];
}

/** What a body may ask. A part left out has no limit. */
export interface Scope {
  /** ISO 3166 codes. */
  readonly countries?: readonly string[];
  /** Classes of content, in the words of the laws. */
  readonly classes?: readonly string[];
  readonly measures?: readonly Measure[];
  /** Listed items within 24 hours, over all its proven letters. */
  readonly itemsADay?: number;
}

export interface AuthorityKey {
  /** The `keyid` of its signatures: unique at this desk. */
  readonly id: string;
  /** Raw 32 bytes in base64. */
  readonly publicKey: string;
}

export interface Designation {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  /** Where it was published. */
  readonly by: string;
}

/** L0: a claim. L1: mail that passed the guard. L2: its exact list was confirmed over a second enrolled channel. */
export type Level = 'L0' | 'L1' | 'L2';

/** The authority whose enrolled mailbox this is; mailboxes compare without case. */
export function authorityOf(address: string, enrolled: readonly Authority[]): Authority | undefined {
  return enrolled.find((authority) => authority.addresses.includes(address.toLowerCase()));
}

/** The body of that name, or the one that took over its work. */
export function authorityNamed(
  id: AuthorityId | null | undefined,
  enrolled: readonly Authority[],
): Authority | undefined {
  return enrolled.find((one) => one.id === id || one.succeeds?.some((before) => before === id) === true);
}
