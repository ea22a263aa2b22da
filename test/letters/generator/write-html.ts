// A letter as HTML: paragraphs, tables, ordered lists, links behind words or written out.
import type { Chance } from './chance.ts';
import { WORDS } from './compose.ts';
import { disguiseOf } from './disguise.ts';
import type { Block } from './draft.ts';
import type { Row, Tongue } from './intent.ts';
import { columnNumber, numberingOf } from './numbers.ts';

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** @param charset as its `<meta>` names it, or null */
export function htmlOf(
  chance: Chance,
  tongue: Tongue,
  blocks: readonly Block[],
  charset: string | null,
): string {
  const style = chance.one(['p', 'p', 'div', 'br']);
  const parts = blocks.map((block) => {
    if (block.what === 'line') return paragraph(style, block.text);
    if (block.what === 'quoted') return quotation(chance, block.wrote, block.lines);
    return listOf(chance, tongue, block.rows);
  });
  const head = charset === null ? '' : `<head><meta charset="${charset}"><style>p{margin:0}</style></head>`;
  return `<html>${head}<body>\n${parts.join('\n')}\n</body></html>\n`;
}

const paragraph = (style: string, text: string): string => {
  if (style === 'br') return `${linked(text)}<br>`;
  return text === '' ? `<${style}>&nbsp;</${style}>` : `<${style}>${linked(text)}</${style}>`;
};

/** What mail programs do with an address in a sentence. */
const linked = (text: string): string =>
  escaped(text).replace(/https:\/\/\S+/g, (link) => `<a href="${link}">${link}</a>`);

const quotation = (chance: Chance, wrote: string, lines: readonly string[]): string =>
  chance.one([
    `<div class="gmail_quote"><div class="gmail_attr">${escaped(wrote)}<br></div><blockquote type="cite" style="border-left:1px solid #ccc">${lines.map(linked).join('<br>')}</blockquote></div>`,
    `<p>${escaped(wrote)}</p><blockquote type="cite">${lines.map((text) => `<p>${linked(text)}</p>`).join('')}</blockquote>`,
  ]);

function listOf(chance: Chance, tongue: Tongue, rows: readonly Row[]): string {
  const shown = shownIn(chance, tongue);
  const isNumbered = rows.every(({ number }) => number !== null);
  if (!isNumbered)
    return chance.one([
      () => `<ul>${rows.map((row) => `<li>${shown(row)}</li>`).join('')}</ul>`,
      () => rows.map((row) => `<p>${shown(row)}</p>`).join('\n'),
      () => `<table>${rows.map((row) => `<tr><td>${shown(row)}</td></tr>`).join('')}</table>`,
    ])();
  const isInStep = rows.every(({ number }, at) => number === (rows[0]?.number ?? 0) + at);
  const numbering = numberingOf(chance, tongue);
  return chance.one([
    () => tableOf(chance, tongue, rows, shown),
    () => tableOf(chance, tongue, rows, shown),
    () => rows.map((row) => `<p>${escaped(numbering(row.number ?? 0))} ${shown(row)}</p>`).join('\n'),
    () =>
      `<div>${rows.map((row) => `${escaped(numbering(row.number ?? 0))} ${shown(row)}`).join('<br>\n')}</div>`,
    () => (isInStep ? orderedList(rows, shown) : tableOf(chance, tongue, rows, shown)),
  ])();
}

type Shown = (row: Row) => string;

function orderedList(rows: readonly Row[], shown: Shown): string {
  const start = rows[0]?.number ?? 1;
  return `<ol${start === 1 ? '' : ` start="${start}"`}>${rows.map((row) => `<li>${shown(row)}</li>`).join('\n')}</ol>`;
}

function tableOf(chance: Chance, tongue: Tongue, rows: readonly Row[], shown: Shown): string {
  const { columns } = WORDS[tongue];
  const number = columnNumber(chance, tongue);
  const hasAccount = chance.percent(25);
  const heads = [
    chance.one(columns.number),
    chance.one(columns.link),
    ...(hasAccount ? [chance.one(columns.account)] : []),
    chance.one(columns.seen),
  ];
  const mark = chance.one(['th', 'td']);
  const body = rows.map((row) => {
    const cells = [
      number(row.number ?? 0),
      shown(row),
      ...(hasAccount ? [chance.one(['@alder_1', 'https://t.me/poster_one', 'birch'])] : []),
      '11.16.',
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<table border="1"><tr>${heads.map((head) => `<${mark}>${escaped(head)}</${mark}>`).join('')}</tr>\n${body.join('\n')}</table>`;
}

/** How the links of one list are shown. */
function shownIn(chance: Chance, tongue: Tongue): Shown {
  const disguise = chance.percent(12) ? disguiseOf(chance) : (link: string) => link;
  const way = chance.one(['plain', 'same', 'same', 'words', 'mixed']);
  return ({ link }) => {
    const text = escaped(link.printed);
    if ('code' in link)
      return link.target === undefined ? text : `<a href="${escaped(link.target)}">${text}</a>`;
    const target = escaped(/^[a-z]+:/i.test(link.printed) ? link.printed : link.canonical);
    const behind = `<a href="${target}">${escaped(chance.one(WORDS[tongue].behind))}</a>`;
    const same = `<a href="${target}">${escaped(disguise(link.printed))}</a>`;
    const plain = escaped(disguise(link.printed));
    return { plain, same, words: behind, mixed: chance.one([behind, same, plain]) }[way] ?? plain;
  };
}
