// Whom the desk knows at a moment: the versions in force, within their dates, with the mailboxes of bodies whose work went to another.
import type { Instant } from '../kernel/instant.ts';
import type { Authority } from '../notice/authority.ts';
import { type Enrolment, versionsAt } from './enrolment.ts';

/**
 * The bodies that judge a letter received at `at`. A body whose work has gone to another is not among them by itself: its mailboxes
 * stand as a second entry of its successor, under the domain that signs them.
 */
export function enrolledAt(state: Enrolment, at: Instant): readonly Authority[] {
  return knownAt(versionsAt(state, at), at);
}

/** @param versions one of each body: those in force, or those of a file */
export function knownAt(versions: readonly Authority[], at: Instant): readonly Authority[] {
  const heirs = versions.map((authority) => ({ authority, heir: heirOf(authority, versions, at) }));
  return versions
    .filter((authority) => isValid(authority, at))
    .flatMap((authority) => {
      if (heirs.some((one) => one.authority.id === authority.id && one.heir !== authority)) return [];
      const before = heirs.filter(({ heir }) => heir === authority).map((one) => one.authority);
      const succeeds = before.filter((one) => one !== authority).map(({ id }) => id);
      const named = succeeds.length === 0 ? authority : { ...authority, succeeds };
      return [named, ...before.filter((one) => one !== authority).map((one) => withMailboxesOf(named, one))];
    });
}

const withMailboxesOf = (heir: Authority, { domain, addresses, signing }: Authority): Authority => ({
  ...heir,
  domain,
  addresses,
  signing: signing ?? 'usual',
});

function isValid({ validFrom, validUntil }: Authority, at: Instant): boolean {
  return (validFrom ?? at) <= at && at < (validUntil ?? Infinity);
}

/** Follows successors to the end; a ring of them, which only a mistake makes, ends where it would begin again. */
function heirOf(authority: Authority, versions: readonly Authority[], at: Instant): Authority {
  const seen = [authority];
  for (let current = authority; ; ) {
    const { successor } = current;
    if (successor === undefined || successor === null || successor.from > at) return current;
    const next = versions.find(({ id }) => id === successor.id);
    if (next === undefined || seen.includes(next)) return current;
    seen.push(next);
    current = next;
  }
}
