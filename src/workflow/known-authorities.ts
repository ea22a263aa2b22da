// Whom the desk knew at a moment, and whether a letter asks no more than its sender was enrolled for.
import { enrolledAt } from '../domain/authority/enrolled.ts';
import { foldEnrolment } from '../domain/authority/enrolment.ts';
import { withinScope } from '../domain/authority/scope.ts';
import type { AuthorityId } from '../domain/kernel/ids.ts';
import { after, DAY, type Instant } from '../domain/kernel/instant.ts';
import { type Authority, authorityNamed, authorityOf } from '../domain/notice/authority.ts';
import type { Reading } from '../domain/notice/letter.ts';
import type { Sender } from '../domain/notice/sender.ts';
import type { Cases } from '../ports/cases.ts';
import type { Enrolments } from '../ports/enrolments.ts';

/** A letter is judged by the versions of the moment it was received. */
export type AuthoritiesAt = (at: Instant) => Promise<readonly Authority[]>;

export function authoritiesIn(enrolments: Pick<Enrolments, 'history'>): AuthoritiesAt {
  return async (at) => enrolledAt(foldEnrolment(await enrolments.history()), at);
}

/** The body of a mailbox whose items are counted by the day; null for everybody else. */
export function countedBody(from: string | null, authorities: readonly Authority[]): AuthorityId | null {
  const authority = from === null ? undefined : authorityOf(from, authorities);
  return authority?.scope?.itemsADay === undefined ? null : authority.id;
}

/** Items that the body of a mailbox listed in other letters of the last day; asked only where its scope counts them. */
export async function listedBefore(
  from: string | null,
  authorities: readonly Authority[],
  receivedAt: Instant,
  cases: Pick<Cases, 'itemsListed'>,
): Promise<number> {
  const body = countedBody(from, authorities);
  if (body === null) return 0;
  // Letters of the same moment count: this one is not kept yet, or was kept as a claim.
  return cases.itemsListed(body, after(receivedAt, -DAY), after(receivedAt, 1));
}

export function inScope(
  sender: Sender,
  authorities: readonly Authority[],
  { items, measures }: Reading,
  itemsBefore: number,
): Sender {
  const asked = { items: items.length, itemsBefore, measures, country: null, classes: [] };
  return withinScope(sender, authorityNamed(sender.authority, authorities), asked);
}
