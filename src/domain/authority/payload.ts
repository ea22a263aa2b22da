// What an administrator signs: one unambiguous line of text that names the act and everything the enrolled body would be. Who confirms
// signs the body itself, not the number of a request.
import type { DecisionId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { isoDate } from '../kernel/zone.ts';
import type { Authority, Scope } from '../notice/authority.ts';
import type { Asks } from './enrolment.ts';

/** What is signed, by kind of act; `request` is the id of the request that it answers, null for a request itself. */
export interface Enrolling {
  readonly act: 'request' | 'confirm' | 'withdraw';
  readonly request: DecisionId | null;
  readonly asks: Asks;
  readonly authority: Authority;
}

/** The bytes to sign, as text: fixed key order, no optional members, a name of its own for the kind of text. */
export function enrolmentPayload(
  { act, request, asks, authority }: Enrolling,
  signed: { readonly id: DecisionId; readonly by: PersonId; readonly at: Instant },
): string {
  return JSON.stringify({
    v: 'redress-enrolment/1',
    act,
    request,
    asks,
    authority: authorityForm(authority),
    by: signed.by,
    at: exact(signed.at),
    id: signed.id,
  });
}

/** Every member of a body in a fixed order, dates as text: what is signed, and what `authorities show --json` prints. */
export function authorityForm(authority: Authority): object {
  return {
    id: authority.id,
    name: authority.name,
    nameEn: authority.nameEn,
    kind: authority.kind,
    country: authority.country,
    domain: authority.domain,
    addresses: authority.addresses,
    aliases: authority.aliases ?? [],
    designations: (authority.designations ?? []).map(({ from, until, by }) => ({
      from: isoDate(from),
      until: until === null ? null : isoDate(until),
      by,
    })),
    validFrom: exactOrNull(authority.validFrom),
    validUntil: exactOrNull(authority.validUntil),
    successor: successorForm(authority.successor),
    signing: authority.signing ?? 'usual',
    scope: scopeForm(authority.scope ?? {}),
    keys: (authority.keys ?? []).map(({ id, publicKey }) => ({ id, publicKey })),
  };
}

const successorForm = (successor: Authority['successor']): object | null =>
  successor === undefined || successor === null ? null : { id: successor.id, from: exact(successor.from) };

/** null: no limit. */
const scopeForm = ({ countries, classes, measures, itemsADay }: Scope): object => ({
  countries: countries ?? null,
  classes: classes ?? null,
  measures: measures ?? null,
  itemsADay: itemsADay ?? null,
});

const exact = (at: Instant): string => new Date(at).toISOString();
const exactOrNull = (at: Instant | null | undefined): string | null =>
  at === undefined || at === null ? null : exact(at);
