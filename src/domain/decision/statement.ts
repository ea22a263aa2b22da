// The statement of reasons: what whoever posted something is told of a decision on it (DSA Art. 17). Every field is named here one by one:
// nothing of whoever asked, of the place, of the file or of the case number has a way into it.
import type { Case } from '../case/case.ts';
import type { Decision, Ground } from '../case/event.ts';
import type { CopyState } from '../case/item.ts';
import type { DoneWith } from '../case/told.ts';
import type { Telling } from '../case/telling.ts';
import { keptLaw } from '../case/kept-law.ts';
import type { LawBook } from '../clock/book.ts';
import { isVerified, type Regime, type Words } from '../clock/regime.ts';
import { namesLawOnly } from '../content/account-notice.ts';
import type { Instant } from '../kernel/instant.ts';
import { isoDate, localOf } from '../kernel/zone.ts';
import type { Language } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import { articleIn, otherLaw } from './ground.ts';

/**
 * `instrument`: as the law file prints it. `provision`: the article that whoever decided named, else the one under which the law covers
 * such content, as far as that is verified; null where there is neither.
 */
export type NamedGround =
  | {
      readonly kind: 'law';
      readonly name: Words;
      readonly instrument: string;
      readonly provision: string | null;
    }
  | { readonly kind: 'unnamed-law' }
  /** None of the desk's, as whoever decided cited it; null where what was written may be no citation. */
  | { readonly kind: 'other-law'; readonly law: string | null }
  /** `clause`: null where what was written is no number of a clause. */
  | { readonly kind: 'terms'; readonly clause: string | null };

export interface StatementOfReasons {
  readonly done: DoneWith;
  readonly ground: NamedGround;
  readonly posted: 'message' | 'picture';
  /** `2026-11-20`, in the zone of the law or else UTC; null where the platform did not say. */
  readonly postedOn: string | null;
  /** Where it is not shown: the desk hides from everybody. */
  readonly scope: 'everywhere';
  /** Hidden until then only, by when somebody decides; null where that was decided. */
  readonly forNowUntil: Instant | null;
  /** A machine never decides here. */
  readonly automated: false;
  /** Whether somebody named the very place, or a search for the same file found it. */
  readonly found: 'named' | 'searched';
  readonly source: 'notice' | 'authority-order';
  /** Against what was hidden or deleted; `until` null where nothing sets a limit. Another person decides. */
  readonly appeal: { readonly until: Instant | null } | null;
}

/**
 * What one account is told.
 * @param held its copy that the statement is about
 * @param until the last moment to appeal, or null where nothing sets one
 */
export function statementOf(
  state: Case,
  { done, ground, provisional }: Pick<Telling, 'done'> & Pick<Decision, 'ground' | 'provisional'>,
  held: Pick<CopyState, 'copy' | 'record'>,
  until: Instant | null,
  book: LawBook,
): StatementOfReasons {
  const { copy, record } = held;
  const postedAt = record?.postedAt ?? null;
  return {
    done,
    ground: namedGround(state, ground, book),
    postedOn: postedAt === null ? null : isoDate(localOf(postedAt, zoneOf(state, ground, book))),
    posted: copy.message === '' ? 'picture' : 'message',
    scope: 'everywhere',
    forNowUntil: done === 'hidden' ? (provisional?.until ?? null) : null,
    automated: false,
    found: copy.via === 'link' ? 'named' : 'searched',
    source: sourceOf(state.notice),
    appeal: done === 'restored' || done === 'kept' ? null : { until },
  };
}

/** The law as the case keeps it, else as the book has it. */
const lawOf = ({ laws }: Case, id: string, { regimes }: LawBook) =>
  laws.find(({ regime }) => regime === id) ?? regimes.find((regime) => regime.id === id);

function namedGround(state: Case, ground: Ground, book: LawBook): NamedGround {
  if (ground.kind === 'terms') return { kind: 'terms', clause: clauseOf(ground.clause) };
  if (ground.kind === 'other-law') return { kind: 'other-law', law: otherLaw(ground.law) };
  const law = lawOf(state, ground.regime, book);
  if (law === undefined) return { kind: 'unnamed-law' };
  const provision = provisionOf(keptLaw(state, ground.regime, book), ground.article);
  return { kind: 'law', name: law.name, instrument: law.instrument, provision };
}

/** In the words of the law file and in no others. */
function provisionOf(law: Regime | undefined, article: string | undefined): string | null {
  if (law === undefined) return null;
  const named = articleIn(law, article);
  return named ?? (isVerified(law.content) ? law.content.article : null);
}

/** A clause is a number such as 3.2: anything else that a person wrote may be about somebody. */
const CLAUSE = /^\d{1,3}(?:\.\d{1,3}){0,4}$/;

/** The number of a clause, or null where it is none. */
export const clauseOf = (text: string): string | null => (CLAUSE.test(text) ? text : null);

/** A law that is cited in Korean is one of Korea, as far as the form shows. */
const HANGUL = /\p{sc=Hangul}/u;

const zoneOf = (state: Case, ground: Ground, book: LawBook): string =>
  (ground.kind === 'law' ? lawOf(state, ground.regime, book)?.zone : undefined) ?? 'UTC';

/** An order or a formal request of a body that was proven; which body it is is said by nothing here. */
function sourceOf(notice: Notice | null): StatementOfReasons['source'] {
  const kind = notice?.reading.kind;
  const isOrder = kind === 'order' || kind === 'correction-request' || kind === 'police-request';
  return isOrder && notice?.sender.level !== 'L0' ? 'authority-order' : 'notice';
}

/** A law of Korea is named in Korean, every other in English: the language of whoever asked says nothing to whoever posted it. */
export const languageOf = (state: Case, ground: Ground, book: LawBook): Language =>
  (ground.kind === 'other-law' ? HANGUL.test(ground.law) : zoneOf(state, ground, book) === 'Asia/Seoul')
    ? 'ko'
    : 'en';

/** The law with its article in one line for a platform's notice, or undefined: the ground is the terms, or no law that can be named. */
export function lawLine(
  { ground }: Pick<StatementOfReasons, 'ground'>,
  language: Language,
): string | undefined {
  if (ground.kind === 'other-law') return ground.law ?? undefined;
  if (ground.kind !== 'law') return undefined;
  const name = ground.name[language];
  return [`${name} (${articleText(ground)})`, ...provided(ground, name), name].find(namesLawOnly);
}

type OfLaw = Extract<NamedGround, { readonly kind: 'law' }>;

/** The instrument, and the article where one is known beside it. */
export const articleText = ({ instrument, provision }: OfLaw): string =>
  provision === null ? instrument : `${instrument}: ${provision}`;

const provided = ({ provision }: OfLaw, name: string): readonly string[] =>
  provision === null ? [] : [`${name} (${provision})`];
