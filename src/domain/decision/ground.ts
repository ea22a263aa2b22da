// The ground of a decision: a law that this desk knows, with an article of it or without; another law, named as such; or a clause of the
// terms. What names no law the desk knows is refused with the nearest ones, so that nobody is told of a law that does not exist. So is a law
// under which something is only kept or reported, where something is decided: its name would tell whoever posted it that somebody asked.
import type { Case } from '../case/case.ts';
import type { Ground } from '../case/event.ts';
import { keptLaw } from '../case/kept-law.ts';
import type { LawBook } from '../clock/book.ts';
import type { AppliedLaw } from '../clock/law.ts';
import type { Regime, RegimeKind } from '../clock/regime.ts';
import { namesLawOnly } from '../content/account-notice.ts';
import { refuse, type Result } from '../kernel/result.ts';

type OfLaw = Extract<Ground, { readonly kind: 'law' }>;

/** Whether only the law book can tell if a ground is one: a law of the case is known without it, also where the book cannot be read. */
export const needsBook = (ground: Ground, laws: readonly AppliedLaw[]): boolean =>
  ground.kind === 'law' &&
  (ground.article !== undefined || !laws.some(({ regime }) => regime === ground.regime));

/** `decide`: whoever posted it is told the ground of what is decided; `keep`: nobody is told that something is kept. */
export type GroundUse = 'decide' | 'keep';

/**
 * Refuses a ground that is none.
 * @param state whose laws count beside the book
 * @param book may be empty where `needsBook` is false and the real one cannot be read: what it does not hold is then not refused for its kind
 * @returns `ground.unknown`, `ground.keeps-only`, `ground.no-article` or `ground.no-law`; undefined: it may be recorded
 */
export function refuseGround(
  ground: Ground,
  use: GroundUse,
  state: Case,
  book: LawBook,
): Result<never> | undefined {
  if (ground.kind === 'terms') return undefined;
  if (ground.kind === 'other-law') return otherLaw(ground.law) === null ? NO_LAW : undefined;
  const known = book.regimes.filter(({ id }) => id === ground.regime);
  const isKept = state.laws.some(({ regime }) => regime === ground.regime);
  if (!isKept && !known.some(({ status }) => status === 'in-force')) return unknown(ground, book.regimes);
  if (use === 'decide' && known.some(({ kind }) => SAYS[kind] === 'keeps-only')) return KEEPS_ONLY;
  const kept = keptLaw(state, ground.regime, book);
  const editions = kept === undefined ? (isKept ? [] : known) : [kept];
  return ground.article === undefined || editions.some((one) => articleIn(one, ground.article) !== null)
    ? undefined
    : noArticle(editions);
}

/**
 * What the name of a law says of whoever asked. `told`: no more than that a law stands against it. `untold`: that the police asked; something may be
 * decided on it, and nobody outside is told which law it was. `keeps-only`: that something is kept for an investigation, or that somebody
 * under age is shown and it was reported; nothing is decided on it.
 */
const SAYS: Readonly<Record<RegimeKind, 'told' | 'untold' | 'keeps-only'>> = {
  'removal-notice': 'told',
  'authority-request': 'told',
  'authority-order': 'told',
  'police-request': 'untold',
  preservation: 'keeps-only',
  'csam-report': 'keeps-only',
};

/** Whether whoever posted something may read the name of this law: of one that no file has, nobody knows what it would tell her. */
export function isTold(regime: string, { regimes }: Pick<LawBook, 'regimes'>): boolean {
  const editions = regimes.filter(({ id }) => id === regime);
  return editions.length > 0 && editions.every(({ kind }) => SAYS[kind] === 'told');
}

/** Whether the files say that nothing is decided on this law. */
export const keepsOnly = (regime: string, { regimes }: Pick<LawBook, 'regimes'>): boolean =>
  regimes.some(({ id, kind }) => id === regime && SAYS[kind] === 'keeps-only');

const KEEPS_ONLY = refuse(
  'ground.keeps-only',
  'under this law something is kept or reported and nothing is decided, and its name would tell whoever posted it that somebody asked; name the law that it is against, or the terms',
);

const NO_LAW = refuse(
  'ground.no-law',
  'another law is named by its title and its number, such as "Criminal Act Art. 307", and by nothing else',
);

/** How many are named in a refusal. */
const NEAREST = 3;
const MOST_ARTICLES = 12;

function unknown({ regime }: OfLaw, regimes: readonly Regime[]): Result<never> {
  const near = nearest(
    regime,
    regimes.filter(({ status }) => status === 'in-force'),
  );
  const named = near.map(({ id, name }) => `${id} (${name.en})`).join(', ');
  return refuse(
    'ground.unknown',
    `no law of that name is in force here${named === '' ? '' : `; nearest: ${named}`}; \`redress law list\` or GET /v1/laws has all; --other-law, or the kind other-law, names one that is not among them`,
  );
}

function noArticle(known: readonly Regime[]): Result<never> {
  const articles = [...new Set(known.flatMap(articlesOf))].slice(0, MOST_ARTICLES);
  return refuse(
    'ground.no-article',
    `this law is not known by such an article; of it are known: ${articles.join(' | ')}`,
  );
}

/** The laws whose id, name or instrument holds what was written, then those whose id is written most like it; each id once. */
function nearest(text: string, regimes: readonly Regime[]): readonly Regime[] {
  const wanted = text.toLowerCase();
  const holds = ({ id, name, instrument }: Regime): boolean =>
    wanted.length > 1 && [id, name.ko, name.en, instrument].some((one) => one.toLowerCase().includes(wanted));
  const far = (one: Regime): number => (holds(one) ? -1 : distance(wanted, one.id));
  const once = regimes.filter(({ id }, at) => regimes.findIndex((other) => other.id === id) === at);
  return once.toSorted((a, b) => far(a) - far(b)).slice(0, NEAREST);
}

/** Letters to add, drop or change (Levenshtein), row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a.slice(0, LONGEST_ID)].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + Number(b[j - 1] !== letter);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const LONGEST_ID = 80;

/** The article of a law as its file has it, however it is spaced or capitalised; null where the file has no such article. */
export function articleIn(regime: Regime, text: string | undefined): string | null {
  if (text === undefined) return null;
  return articlesOf(regime).find((article) => bare(article) === bare(text)) ?? null;
}

const bare = (text: string): string => text.toLowerCase().replace(/\s+/gu, '');

/** Every article that a law file names beside a value, once each, in the order of the file; how old a minor is, is another law's. */
export function articlesOf({ minorAge: _age, ...regime }: Regime): readonly string[] {
  return [...new Set(articlesUnder(regime))];
}

function articlesUnder(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === 'article' && typeof held === 'string' ? [held] : articlesUnder(held),
  );
}

/** Letters, numbers and the signs that laws are cited with: no address, no link. */
const CITED = /^[\p{L}\p{M}\d .,;()§「」·ㆍ&/’'-]{4,120}$/u;
/** Beside a number: what makes it one of a law and not a day, a room or a telephone. */
const ARTICLE =
  /(?:\barts?\.?|\barticles?|§|\bsections?|\bsecs?\.?|\bss?\.|\bno\.|\bu\.?s\.?c\.?)\s*\d|제\s*\d[\d-]*\s*조|\(E[UC]\)\s*\d+\/\d+/iu;
/** No law has so long a number; a telephone and an account do, however they are spaced. */
const LONG_NUMBER = /\d(?:[\s.·-]*\d){6}/u;

/**
 * A law that is none of the desk's, by a title and the number of an article, for those who work on the case; null where the words may be something
 * else. A title may still hold a name: it is told to nobody outside.
 */
export const otherLaw = (text: string): string | null =>
  CITED.test(text) &&
  /\p{L}{2}/u.test(text) &&
  ARTICLE.test(text) &&
  !LONG_NUMBER.test(text) &&
  namesLawOnly(text)
    ? text
    : null;
