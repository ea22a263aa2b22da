// What a letter tells the law: who speaks, in which capacity, and what it is known to lack.
import { localOf } from '../kernel/zone.ts';
import type { Authority } from '../notice/authority.ts';
import type { Notice } from '../notice/notice.ts';
import { type Notifier, standingOf, UNKNOWN_NOTIFIER } from '../notice/notifier.ts';
import { type Facts, lawsFor, type Reach } from './apply.ts';
import type { LawBook } from './book.ts';
import type { AppliedLaw } from './law.ts';

/** The law as this desk knows it, and where its platform is answerable. */
export interface Law {
  readonly book: LawBook;
  readonly reach: Reach;
}

/** The laws that a letter sets going. */
export function lawsOf(notice: Notice, authorities: readonly Authority[], law: Law): readonly AppliedLaw[] {
  return lawsFor(law.book, factsOf(notice, authorities, law.book), law.reach);
}

/**
 * A machine that did not find something in a letter does not know that it is missing: only a form that asked for it, or a
 * person who read the letter, knows that.
 */
function factsOf(notice: Notice, authorities: readonly Authority[], book: LawBook): Facts {
  const { reading, sender, receivedAt } = notice;
  return {
    receivedAt,
    letter: reading.kind,
    notifier: notifierOf(notice, authorities, book),
    proven: sender.level !== 'L0',
    content: [],
    visibility: null,
    missing: [],
  };
}

/** A body is designated by the days of its own country. */
function notifierOf(
  { sender, receivedAt }: Notice,
  authorities: readonly Authority[],
  book: LawBook,
): Notifier {
  const authority = authorities.find(({ id }) => id === sender.authority);
  if (authority === undefined) return UNKNOWN_NOTIFIER;
  const zone = book.regimes.find(({ jurisdiction }) => jurisdiction === authority.country)?.zone ?? 'UTC';
  return standingOf(authority, localOf(receivedAt, zone));
}
