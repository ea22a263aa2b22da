// A letter as plain text: one of the ways to set a list, links disguised or broken over lines, long lines flowed.
import type { Chance } from './chance.ts';
import { brokenLink, disguiseOf } from './disguise.ts';
import type { Block } from './draft.ts';
import type { Row, Tongue } from './intent.ts';
import { numberingOf } from './numbers.ts';
import { WORDS } from './compose.ts';

type Layout = (row: Row, link: string, number: string) => string;

const TITLE: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['합성 영상', '공개 채널 게시물', '비공개 방'],
  en: ['synthetic video', 'public post', 'private room'],
  ja: ['合成動画', '公開投稿', '非公開グループ'],
  de: ['gefälschtes Video', 'öffentlicher Beitrag', 'geschlossener Raum'],
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
  const layout = layoutOf(chance, tongue, rows);
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
    const link = isBroken ? brokenLink(chance, shown, chance.one(['', '    ', ' '])) : shown;
    return layout(row, link, row.number === null ? '' : numbering(row.number)).split('\n');
  });
}

const hasScheme = (link: string): boolean => /^https?:\/\//.test(link);

function layoutOf(chance: Chance, tongue: Tongue, rows: readonly Row[]): Layout {
  const indent = chance.one(['', '', ' ', '   ', '\t']);
  if (rows.every(({ number }) => number === null)) {
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
