// The articles that a letter names as its ground, as printed. Nothing is looked up, and no power follows from it: whoever decides sees
// at a glance on what law the sender stands.
import type { Sentence } from './sentences.ts';

const ARTICLE = String.raw`제 ?\d{1,4} ?조(?:의 ?\d{1,3})?(?: ?제 ?\d{1,3} ?항)?(?: ?제 ?\d{1,3} ?호)?`;
const JAPANESE = '[0-9〇一二三四五六七八九十百]';
const NUMBER = String.raw`\d{1,4}[a-z]?(?:\(\w{1,4}\)){0,4}`;
/** What an act is called in English: words with a capital, and the small words between them. */
const TITLE = String.raw`(?:[A-Z][\w’'-]{0,30}|\([A-Z]{2,6}\)|\d{4}(?:\/\d{1,4})?|No\.?)`;
const SMALL = '(?: (?:of|and|for|on|the|to|in))';

/** Each is linear: every repetition is bounded and begins with something that the one before it cannot end with. */
const FORMS: readonly RegExp[] = [
  // 「성폭력방지법」 제7조의3 제1항; without an article only in the brackets that laws are put in.
  new RegExp(
    String.raw`「[^「」]{2,60}」 ?${ARTICLE}|「[^「」]{1,60}(?:법|법률|령|규칙|규정|조례)(?:\([^()]{1,20}\))?」`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:(?:[가-힣·ㆍ]{1,12} ){1,6}관한 )?[가-힣·ㆍ]{0,25}(?:법|법률|시행령|시행규칙|특례법)(?:\([^()]{1,20}\))? ?${ARTICLE}`,
    'gu',
  ),
  new RegExp(
    String.raw`[\p{sc=Han}\p{sc=Katakana}ー・]{1,25}法(?:律)?第? ?${JAPANESE}{1,6}条(?:の${JAPANESE}{1,3})?(?:第? ?${JAPANESE}{1,3}項)?(?:第? ?${JAPANESE}{1,3}号)?`,
    'gu',
  ),
  new RegExp(
    String.raw`(?:§§? ?|\bArt(?:ikel|\.) ?)\d{1,4}[a-z]?(?: Abs(?:atz|\.) ?\d{1,3})?(?: S(?:atz|\.) ?\d{1,2})?(?: (?:Nr\.|Nummer) ?\d{1,3})?(?: (?!Abs|Satz|Nr|Nummer)[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{1,30})?`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:[Ss]ections?|[Aa]rticles?|[Aa]rt\.?|[Rr]egulations?|[Ss]ec\.|ss?\.) ?${NUMBER}(?: (?:of|under) (?:the )?${TITLE}(?:${SMALL}{0,2} ${TITLE}){0,8}| [A-Z]{2,6}\b)?`,
    'gu',
  ),
  /\b\d{1,2} U\.?S\.?C\.? (?:§ ?)?\d{1,5}[a-zA-Z]?(?:\(\w{1,4}\)){0,4}/gu,
];
/** Words that end the sentence before the name of a law begins. */
const BEFORE_TITLE = /^.*(?:은|는|이|가|을|를|에서|따라|의거|근거로|의하여|위반하여|및|관련) (?=\S)/u;
const WITHIN_TITLE = /관한 \S*(?:법|법률|특례법)/u;
const MOST = 20;

/**
 * @param sentences of the letter's own words
 * @returns each ground once, in the order of the letter, as printed but for its white space; 20 at most
 */
export function legalBasisOf(sentences: readonly Sentence[]): string[] {
  const found = sentences.flatMap(({ text }) => groundsIn(text));
  return [...new Set(found)].slice(0, MOST);
}

/** In the order of the sentence; of two that overlap the longer one. */
function groundsIn(text: string): string[] {
  const all = FORMS.flatMap((form) =>
    [...text.matchAll(form)].map(({ 0: whole, index }) => ({ from: index, to: index + whole.length, whole })),
  ).sort((a, b) => a.from - b.from || b.to - a.to);
  const outer = all.filter((one, at) => !all.some((other, place) => place !== at && contains(other, one)));
  return outer.map(({ whole }) => withoutSentence(whole).trim());
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const contains = (outer: Stretch, inner: Stretch): boolean =>
  outer.from <= inner.from && inner.to <= outer.to && (outer.from < inner.from || inner.to < outer.to);

/** A Korean title has spaces in it (`… 등에 관한 법률`), and so have the words of the sentence before it. */
function withoutSentence(ground: string): string {
  const head = WITHIN_TITLE.exec(ground);
  if (head === null) return ground;
  const before = ground.slice(0, head.index);
  const cut = BEFORE_TITLE.exec(before.replace(/ 및 /g, ' 와 '))?.[0].length ?? 0;
  return ground.slice(cut);
}
