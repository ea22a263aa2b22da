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
import { isClause, type Measure, namesLawOnly, type Redress } from '../content/account-notice.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Language } from '../notice/letter.ts';
import type { Notice } from '../notice/notice.ts';
import { articleIn, isTold } from './ground.ts';

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
  /** None of the desk's. How whoever decided cited it is for the desk: the words may hold a name. */
  | { readonly kind: 'other-law' }
  /** `clause`: null where what was written is no number of a clause. */
  | { readonly kind: 'terms'; readonly clause: string | null };

export interface StatementOfReasons extends Pick<Measure, 'scope' | 'source' | 'found'> {
  readonly done: DoneWith;
  readonly ground: NamedGround;
  /** Hidden until then only, by when somebody decides; null where that was decided. */
  readonly forNowUntil: Instant | null;
  /** A machine never decides here. */
  readonly automated: false;
  /** Beside the appeal, which another person decides; none where nothing is held against her any more. */
  readonly redress: readonly Redress[];
}

/**
 * What one account is told.
 * @param copy of its copies the one that the statement is about
 */
export function statementOf(
  state: Case,
  { done, ground, provisional }: Pick<Telling, 'done'> & Pick<Decision, 'ground' | 'provisional'>,
  { copy }: Pick<CopyState, 'copy'>,
  book: LawBook,
): StatementOfReasons {
  return {
    done,
    ground: namedGround(state, ground, book),
    scope: 'everywhere',
    forNowUntil: done === 'hidden' ? (provisional?.until ?? null) : null,
    automated: false,
    found: copy.via === 'link' ? 'named' : 'searched',
    source: sourceOf(state.notice),
    redress: done === 'restored' ? [] : REDRESS,
  };
}

/** The same for everybody: whether a law that whoever asked relies on has such a body would say something of her. */
const REDRESS: readonly Redress[] = ['settlement', 'court'];

/** The law as the case keeps it, else as the book has it. */
const lawOf = ({ laws }: Case, id: string, { regimes }: LawBook) =>
  laws.find(({ regime }) => regime === id) ?? regimes.find((regime) => regime.id === id);

function namedGround(state: Case, ground: Ground, book: LawBook): NamedGround {
  if (ground.kind === 'terms') return { kind: 'terms', clause: clauseOf(ground.clause) };
  if (ground.kind === 'other-law') return { kind: 'other-law' };
  const law = lawOf(state, ground.regime, book);
  if (law === undefined || !isTold(ground.regime, book)) return { kind: 'unnamed-law' };
  const provision = provisionOf(keptLaw(state, ground.regime, book), ground.article);
  return { kind: 'law', name: law.name, instrument: law.instrument, provision };
}

/** In the words of the law file and in no others. */
function provisionOf(law: Regime | undefined, article: string | undefined): string | null {
  if (law === undefined) return null;
  const named = articleIn(law, article);
  return named ?? (isVerified(law.content) ? law.content.article : null);
}

/** The number of a clause, or null where it is none. */
export const clauseOf = (text: string): string | null => (isClause(text) ? text : null);

/** A law that is cited in Korean is one of Korea, as far as the form shows. */
const HANGUL = /\p{sc=Hangul}/u;

const zoneOf = (state: Case, ground: Ground, book: LawBook): string =>
  (ground.kind === 'law' ? lawOf(state, ground.regime, book)?.zone : undefined) ?? 'UTC';

/**
 * An order or a formal request of a body that was proven; which body it is is said by nothing here. What the police ask for comes as a
 * notice like any other: that they were turned to is nothing for whoever posted it to hear from a platform.
 */
function sourceOf(notice: Notice | null): StatementOfReasons['source'] {
  const kind = notice?.reading.kind;
  const isOrder = kind === 'order' || kind === 'correction-request';
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
  if (ground.kind === 'other-law') return ANOTHER_LAW[language];
  if (ground.kind !== 'law') return undefined;
  const name = ground.name[language];
  return [`${name} (${articleText(ground)})`, ...provided(ground, name), name].find(namesLawOnly);
}

const ANOTHER_LAW: Readonly<Record<Language, string>> = { ko: '다른 법률', en: 'another law' };

type OfLaw = Extract<NamedGround, { readonly kind: 'law' }>;

/** The instrument, and the article where one is known beside it. */
const articleText = ({ instrument, provision }: OfLaw): string =>
  provision === null ? instrument : `${instrument}: ${provision}`;

const provided = ({ provision }: OfLaw, name: string): readonly string[] =>
  provision === null ? [] : [`${name} (${provision})`];
