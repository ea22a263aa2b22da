// A letter as plain text: one of the ways to set a list, links disguised or broken over lines, long lines flowed.
import type { Chance } from './chance.ts';
import { brokenLink, disguiseOf } from './disguise.ts';
import type { Block } from './draft.ts';
import type { Row, Tongue } from './intent.ts';
import { numberingOf } from './numbers.ts';
import { WORDS } from './compose.ts';

interface Layout {
  (row: Row, link: string, number: string): string;
  /** The link stands inside a sentence. */
  isProse?: boolean;
}

const TITLE: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['합성 영상', '공개 채널 게시물', '비공개 방'],
  en: ['synthetic video', 'public post', 'private room'],
  ja: ['合成動画', '公開投稿', '非公開グループ'],
  de: ['gefälschtes Video', 'öffentlicher Beitrag', 'geschlossener Raum'],
};

/** A link in the middle of a sentence, with the words that follow one right behind it. */
const IN_PROSE: Readonly<Record<Tongue, readonly ((link: string) => string)[]>> = {
  ko: [
    (link) => `해당 영상은 ${link} 에 올라와 있습니다.`,
    (link) => `모니터링 중 ${link}에서 같은 합성물을 확인하였습니다.`,
    (link) => `게시물(${link})이 지금도 공개되어 있습니다.`,
  ],
  en: [
    (link) => `The clip was seen at ${link}, where everybody can watch it.`,
    (link) => `Another copy stands at ${link}.`,
    (link) => `A third person put it up once more (${link}) on Monday.`,
  ],
  ja: [
    (link) => `該当の動画は ${link} に掲載されています。`,
    (link) => `また、${link} でも同じ画像が公開されていました。`,
  ],
  de: [
    (link) => `Der Beitrag steht unter ${link}, wo ihn jeder sehen kann.`,
    (link) => `Eine weitere Kopie fand sich unter ${link}.`,
  ],
};

/** @param isBroken links may go over two lines */
export function textOf(chance: Chance, tongue: Tongue, blocks: readonly Block[], isBroken = true): string {
  return blocks
    .flatMap((block) => {
      if (block.what === 'line') return [block.text];
      if (block.what === 'quoted') return [block.wrote, ...block.lines.map((text) => `> ${text}`.trimEnd())];
      return listLines(chance, tongue, block.rows, isBroken);
    })
    .join('\n');
}

function listLines(chance: Chance, tongue: Tongue, rows: readonly Row[], mayBreak: boolean): string[] {
  const layout = layoutOf(chance, tongue, rows, mayBreak);
  const numbering = numberingOf(chance, tongue);
  const disguise = chance.percent(18) ? disguiseOf(chance) : null;
  const isTable = rows.every(({ number }) => number !== null) && chance.percent(8);
  if (isTable) return tabTable(chance, tongue, rows);
  return rows.flatMap((row) => {
    const shown =
      disguise !== null && !('code' in row.link) && chance.percent(70)
        ? disguise(row.link.printed)
        : row.link.printed;
    const isBroken =
      mayBreak &&
      shown === row.link.printed &&
      !('code' in row.link) &&
      hasScheme(shown) &&
      chance.percent(7);
    const link =
      isBroken && !layout.isProse ? brokenLink(chance, shown, chance.one(['', '    ', ' '])) : shown;
    return layout(row, link, row.number === null ? '' : numbering(row.number)).split('\n');
  });
}

const hasScheme = (link: string): boolean => /^https?:\/\//.test(link);

function layoutOf(chance: Chance, tongue: Tongue, rows: readonly Row[], mayBeProse: boolean): Layout {
  const indent = chance.one(['', '', ' ', '   ', '\t']);
  if (rows.every(({ number }) => number === null)) {
    if (mayBeProse && chance.percent(15)) {
      const says = IN_PROSE[tongue];
      // Behind a link that is cut off with dots, nobody can tell which of them ends the sentence.
      const prose: Layout = (row, link) => ('code' in row.link ? link : chance.one(says)(link));
      prose.isProse = true;
      return prose;
    }
    const bullet = chance.one(['', '', '- ', '* ', '• ', '※ ', '▶ ']);
    return (_row, link) => `${indent}${bullet}${link}`;
  }
  const title = chance.one(TITLE[tongue]);
  const gap = chance.one([' ', ' ', '  ', '\t']);
  return chance.one<Layout>([
    (_row, link, number) => `${indent}${number}${gap}${link}`,
    (_row, link, number) => `${indent}${number}${gap}${link}`,
    (_row, link, number) => `${indent}${number}${gap}${link}`,
    (_row, link, number) => (isMarked(number) ? `${number} ${title}\n   ${link}` : `${number} ${link}`),
    (_row, link, number) => `${number}\n${link}\n`,
    (_row, link, number) => (isMarked(number) ? `${number} ${title}: ${link}` : `${number} ${link}`),
    (_row, link, number) => `${number} ${link} (${title})`,
  ]);
}

/** A bare number in front of words would be no number. */
const isMarked = (number: string): boolean => !/^[\d０-９]+$/.test(number);

function tabTable(chance: Chance, tongue: Tongue, rows: readonly Row[]): string[] {
  const { columns } = WORDS[tongue];
  const head = [chance.one(columns.number), chance.one(columns.link), chance.one(columns.seen)].join('\t');
  return [head, ...rows.map(({ number, link }) => [number, link.printed, '11.16.'].join('\t'))];
}

/** Soft line breaks of RFC 3676: a line that goes on ends in a space. */
export function flowed(text: string): string {
  return text
    .split('\n')
    .flatMap((whole) => {
      const lines: string[] = [];
      let rest = whole.replace(/ +$/, '');
      while (rest.length > 72 && !rest.startsWith('>')) {
        const at = rest.lastIndexOf(' ', 70);
        if (at < 20) break;
        lines.push(rest.slice(0, at + 1));
        rest = rest.slice(at + 1);
      }
      return [...lines, rest];
    })
    .map((one) => (/^(?: |From )/.test(one) ? ` ${one}` : one))
    .join('\n');
}
