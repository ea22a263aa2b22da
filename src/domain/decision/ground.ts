// The ground of a decision: a law that this desk knows, with an article of it or without; another law, named as such; or a clause of the
// terms. What names no law the desk knows is refused with the nearest ones, so that nobody is told of a law that does not exist.
import type { Ground } from '../case/event.ts';
import type { AppliedLaw } from '../clock/law.ts';
import type { Regime } from '../clock/regime.ts';
import { namesLawOnly } from '../content/account-notice.ts';
import { refuse, type Result } from '../kernel/result.ts';

type OfLaw = Extract<Ground, { readonly kind: 'law' }>;

/** Whether only the law book can tell if a ground is one: a law of the case is known without it, also where the book cannot be read. */
export const needsBook = (ground: Ground, laws: readonly AppliedLaw[]): boolean =>
  ground.kind === 'law' &&
  (ground.article !== undefined || !laws.some(({ regime }) => regime === ground.regime));

/**
 * Refuses a ground that is none.
 * @param laws of the case  @param regimes of the law book; may be empty where `needsBook` is false
 * @returns `ground.unknown`, `ground.no-article` or `ground.no-law`; undefined: it may be recorded
 */
export function refuseGround(
  ground: Ground,
  laws: readonly AppliedLaw[],
  regimes: readonly Regime[],
): Result<never> | undefined {
  if (ground.kind === 'terms') return undefined;
  if (ground.kind === 'other-law') return otherLaw(ground.law) === null ? NO_LAW : undefined;
  const known = regimes.filter(({ id }) => id === ground.regime);
  const isKept = laws.some(({ regime }) => regime === ground.regime);
  if (!isKept && !known.some(({ status }) => status === 'in-force')) return unknown(ground, regimes);
  return ground.article === undefined || known.some((one) => articleIn(one, ground.article) !== null)
    ? undefined
    : noArticle(known);
}

const NO_LAW = refuse(
  'ground.no-law',
  'another law is named by its title and its number, such as "Criminal Act Art. 307", and by nothing else; whoever posted it reads that',
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

/** A law that is none of the desk's, as it may be told to people: a title and a number; null where the words may be something else. */
export const otherLaw = (text: string): string | null =>
  CITED.test(text) && /\p{L}{2}/u.test(text) && /\d/u.test(text) && namesLawOnly(text) ? text : null;
