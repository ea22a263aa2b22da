// How a thing is said, as a table of phrases per language that can be read without knowing how it is looked for, and where a text says it.
// All phrases of a table are looked for in one pass: the time grows with the length of the text alone.
//
//   삭제 | delete           phrases, with bars between them; capitals count as small letters
//   take down              a word of Latin letters stands by itself: `act` is not in `fact`
//   delet*  *lösch*        … unless a star says that it may go on, or may have begun before
//   접속 차단               beside Korean and Japanese letters a space may be missing
//   접속[을/의] 차단        in square brackets: what may stand there; in curly ones: {one/another} stands there
//   keep .. secret         two points: a few characters between, no comma. Three points (…): some words. Six (……): up to a whole clause
//   ^delete   명령$         at the beginning, at the end of the text
//   vom #                  any digit

export interface Table {
  readonly ko?: string;
  readonly en?: string;
  readonly de?: string;
  readonly ja?: string;
  /** Signs that belong to no language. */
  readonly signs?: string;
  /** Longer phrases in which the words say something else: `삭제 결과` asks for no deletion. */
  readonly except?: string;
}

/** Where a text says it. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A table, ready to be looked for. */
export interface Wording {
  readonly root: Node;
  readonly except: Wording | null;
}

/** The letters of all phrases, as a tree: those that begin alike share their beginning. */
interface Node {
  readonly next: Map<string, Node>;
  readonly ends: End[];
}

/** Where a piece of a phrase ends, and what must follow it. */
interface End {
  readonly edges: Edges;
  /** Nothing must follow. */
  isWhole: boolean;
  /** The pieces that may follow, by how far behind. */
  readonly gaps: Map<number, Node>;
}

interface Edges {
  /** A word may have begun before. */
  readonly isOpen: boolean;
  /** A word may go on behind. */
  readonly goesOn: boolean;
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
}

const GAPS: Readonly<Record<string, number>> = { '..': 16, '…': 40, '……': 200 };
const BRACKETS = /([[{])([^[\]{}]*)[\]}]/;
const NO_SPACE_NEEDED = /[\u3041-\u30ff\u4e00-\u9fff가-힣]/;
const LATIN = /[a-zäöüß]/;
const IN_WORD = /[a-zäöüß\d_]/;
const LONGEST_WORD = 40;

/** Reads a table. */
export function wording({ except, ...phrases }: Table): Wording {
  const root = emptyNode();
  for (const phrase of Object.values(phrases).flatMap(phrasesIn)) grow(root, phrase);
  return { root, except: except === undefined ? null : wording({ signs: except }) };
}

/** True where the text says it. @param text plain, on one line; read up to a limit that its caller sets */
export function says(words: Wording, text: string): boolean {
  if (words.except !== null) return placesOf(words, text).length > 0;
  const plain = lowered(text);
  for (let start = 0; start < plain.length; start += 1)
    if (begins(words.root, plain, start) && endsFrom(words.root, plain, start).length > 0) return true;
  return false;
}

/** Every place at which the text says it, in order. */
export function placesOf({ root, except }: Wording, text: string): Place[] {
  const plain = lowered(text);
  const places: Place[] = [];
  for (let start = 0; start < plain.length; start += 1)
    if (begins(root, plain, start))
      for (const end of endsFrom(root, plain, start)) places.push({ start, end });
  return places.length === 0 || except === null ? places : outside(placesOf(except, plain), places);
}

/** The places that lie in none of the others. Both are in order of their beginning. */
function outside(others: readonly Place[], places: readonly Place[]): Place[] {
  let [next, reach] = [0, 0];
  return places.filter(({ start, end }) => {
    for (; (others[next]?.start ?? Infinity) <= start; next += 1)
      reach = Math.max(reach, others[next]?.end ?? 0);
    return end > reach;
  });
}

const begins = ({ next }: Node, text: string, at: number): boolean =>
  next.has(text[at] ?? '') || (isDigit(text[at]) && next.has('#'));

/** The text in small letters, as long as it was. */
export function lowered(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/[A-ZÄÖÜ]/g, (letter) => letter.toLowerCase());
}

/** The ends of all phrases of a tree that begin here: goes down their letters at once. */
function endsFrom(root: Node, text: string, start: number): number[] {
  const found: number[] = [];
  const descend = (node: Node, at: number): void => {
    for (const end of node.ends) {
      const behind = fits(end.edges, text, start, at) ? lastOf(end, text, at) : null;
      if (behind !== null) found.push(behind);
    }
    const letter = text[at];
    if (letter === undefined) return;
    const child = node.next.get(letter);
    if (child !== undefined) descend(child, at + 1);
    const digit = isDigit(letter) ? node.next.get('#') : undefined;
    if (digit !== undefined) descend(digit, at + 1);
  };
  descend(root, start);
  return found;
}

/** Where a phrase ends of which a piece ends here, or null where the rest of it does not follow. */
function lastOf({ edges, isWhole, gaps }: End, text: string, at: number): number | null {
  const behind = edges.goesOn ? wordEnd(text, at) : at;
  if (isWhole) return behind;
  for (const [within, root] of gaps) {
    const end = nextOf(root, text, behind, within);
    if (end !== null) return end;
  }
  return null;
}

function nextOf(root: Node, text: string, from: number, within: number): number | null {
  for (let at = from; at <= from + within && at < text.length; at += 1) {
    const ends = begins(root, text, at) ? endsFrom(root, text, at) : [];
    if (ends.length > 0) return Math.max(...ends);
    if (endsClause(text, at, within)) return null;
  }
  return null;
}

/** Whole words only, and at the edge of the text where that is asked for. */
function fits(
  { isOpen, goesOn, isAtStart, isAtEnd }: Edges,
  text: string,
  start: number,
  end: number,
): boolean {
  if ((isAtStart && start > 0) || (isAtEnd && end < text.length)) return false;
  return (isOpen || !isCut(text, start, start - 1)) && (goesOn || !isCut(text, end - 1, end));
}

const isCut = (text: string, edge: number, beyond: number): boolean =>
  LATIN.test(text[edge] ?? '') && IN_WORD.test(text[beyond] ?? '');
const isDigit = (letter = ''): boolean => letter >= '0' && letter <= '9';

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < from + LONGEST_WORD && IN_WORD.test(text[end] ?? '')) end += 1;
  return end;
}

/** No gap goes over the end of a sentence. A point behind a number or a short word (`Nr. 3`) and one inside a word are none. */
function endsClause(text: string, at: number, within: number): boolean {
  const sign = text[at] ?? '';
  if (',、'.includes(sign)) return within === GAPS['..'];
  if ('!?。;'.includes(sign)) return true;
  if (sign !== '.' || isDigit(text[at - 1]) || /\S/.test(text[at + 1] ?? '')) return false;
  return !/(?:^|[^a-zäöüß])[a-zäöüß]{1,3}$/.test(text.slice(Math.max(0, at - 4), at));
}

const emptyNode = (): Node => ({ next: new Map(), ends: [] });

/** Takes a phrase into a tree, piece by piece. */
function grow(root: Node, [piece = '', within, ...rest]: readonly (string | number)[]): void {
  const word = String(piece);
  const [isAtStart, isAtEnd] = [word.startsWith('^'), word.endsWith('$')];
  const bare = word.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined);
  const edges = { isOpen: bare.startsWith('*'), goesOn: bare.endsWith('*'), isAtStart, isAtEnd };
  let node = root;
  for (const letter of lowered(bare.replace(/^\*|\*$/g, ''))) node = childOf(node, letter);
  const end = endOf(node, edges);
  if (within === undefined) end.isWhole = true;
  else {
    const next = end.gaps.get(Number(within)) ?? emptyNode();
    end.gaps.set(Number(within), next);
    grow(next, rest);
  }
}

function childOf({ next }: Node, letter: string): Node {
  const child = next.get(letter) ?? emptyNode();
  next.set(letter, child);
  return child;
}

function endOf({ ends }: Node, edges: Edges): End {
  const known = ends.find((one) => JSON.stringify(one.edges) === JSON.stringify(edges));
  if (known !== undefined) return known;
  const end: End = { edges, isWhole: false, gaps: new Map() };
  ends.push(end);
  return end;
}

/** Each phrase of a table as its pieces, with the widths of the gaps between them. */
const phrasesIn = (text: string): (string | number)[][] =>
  text
    .split('|')
    .flatMap(spelledOut)
    .map((phrase) => phrase.replace(/\s+/g, ' ').trim().replace(/^\^ /, '^').replace(/ \$$/, '$'))
    .filter((phrase) => phrase !== '')
    .flatMap(withoutSpaces)
    .map(piecesOf);

/** Behind a word that may go on, the next one follows where that ends. */
function piecesOf(phrase: string): (string | number)[] {
  const [first = '', ...parts] = phrase.split(/(?<=\*)( )(?!\.\.|…)| (\.\.|…|……) /);
  const pieces: (string | number)[] = [first];
  for (let at = 2; at < parts.length; at += 3)
    pieces.push(GAPS[parts[at - 1] ?? ''] ?? 0, `${parts[at - 2] ?? ''}${parts[at] ?? ''}`);
  return pieces;
}

/** `접속[을/의] 차단`: once without, once with each. */
function spelledOut(text: string): string[] {
  const match = BRACKETS.exec(text);
  if (match === null) return [text];
  const [whole, open, inner = ''] = match;
  const choices = [...(open === '[' ? [''] : []), ...inner.split('/')];
  const [before, behind] = [text.slice(0, match.index), text.slice(match.index + whole.length)];
  return choices.flatMap((choice) => spelledOut(`${before}${choice}${behind}`));
}

/** A space beside a Korean or Japanese letter, but not beside a gap: once with it, once without. */
function withoutSpaces(phrase: string): string[] {
  const [first = '', ...words] = phrase.split(' ');
  return words.reduce<string[]>(
    (begun, word) =>
      begun.flatMap((before) => {
        const isFree =
          NO_SPACE_NEEDED.test(`${before.at(-1)}${word[0]}`) &&
          !isGap(word) &&
          !isGap(before.split(' ').at(-1));
        return isFree ? [`${before} ${word}`, `${before}${word}`] : [`${before} ${word}`];
      }),
    [first],
  );
}

const isGap = (word = ''): boolean => GAPS[word] !== undefined;
