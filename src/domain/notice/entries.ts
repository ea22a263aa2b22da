// The entries of a letter: everything that looks like a link, in reading order, with the number printed for it, and either what it
// leads to, or why it leads nowhere, or why it is none of the list. No link-like word of a letter is without an entry.
import { type Locator, readLocator } from '../content/locator.ts';
import { refuse, type Result } from '../kernel/result.ts';
import type { Topic } from './aside-words.ts';
import { asideOf, topicOf } from './link-asides.ts';
import { type BesideCells, linksOfCell } from './link-behind.ts';
import type { Target } from './link-target.ts';
import { numberBefore, numberOf, type Pending, pendingAfter } from './item-number.ts';
import { type Aside, type OwnRow } from './own-rows.ts';
import { oneLine } from './plain-text.ts';
import { type Columns, columnsOf } from './columns.ts';
import { isAccountOfNeighbour, numberOfForm } from './forms.ts';
import { numberCell, printedNumber } from './printed-number.ts';
import { announcesToStay, asksToAct } from './to-stay.ts';
import { joinWrapped } from './wrapped-links.ts';

export interface Entry {
  readonly number: number | null;
  /** As printed; for a link behind words that are a link themselves, those words. */
  readonly text: string;
  /** What tells it from another: the text, also where that is hidden. Not kept. */
  readonly compared: string;
  readonly locator: Result<Locator>;
  readonly aside: Aside | null;
  /** In the other form of the body: what contradicts the first form makes it doubtful. */
  readonly isAlternative: boolean;
}

export interface EntryRules {
  readonly messengerOrigin: string;
  /** The sender's mail domain, to know its own site; empty where it has none of its own. */
  readonly senderDomain: string;
  /** The letter asks for nothing but that records are kept. */
  readonly isOnlyKept: boolean;
}

/** A column without a link in it says so with one of these. */
const NOTHING = /^(?:[-–—~.]*|없음|해당 ?없음|미상|n\/?a|none|unknown|keine?|なし|不明)$/i;
const EXAMPLE_ROW = /^[[(]?(?:예|예시|例|記入例|example|sample|e\.?g\.?|beispiel|bsp\.?|muster)[\])]?[.:]?$/i;
/** One word with the signs of an address in it, or a room and an event of Matrix side by side. */
const LIKE_AN_ADDRESS = /^(?=[\x21-\x7E]*[/:@!#$…])[\x21-\x7E…]{4,2048}$|^![^\s]+ \$[^\s]+$/;
/** `t . me/room/7`: the pieces of an address with space between them. */
const PIECES_OF_AN_ADDRESS =
  /^(?:h[tx]{2}ps? ?: ?\/ ?\/ ?)?[a-z\d-]{1,63}(?: ?(?:\.| dot |\(dot\)) ?[a-z\d-]{1,63}){0,4} ?(?:\.| dot |\(dot\)) ?[a-z]{2,24} ?\/ ?[\x21-\x7E][\x20-\x7E]{0,2000}$/i;

/** @param rows of one part, in order */
export function entriesOf(rows: readonly OwnRow[], rules: EntryRules): Entry[] {
  const state: State = { topic: null, columns: null, pending: null, form: null, isKept: false, above: null };
  const joined = joinRows(rows, rules);
  return joined.flatMap((row, at) =>
    row.isTable ? tableRow(row, at, joined, state, rules) : line(row, at, joined, state, rules),
  );
}

interface State {
  topic: Topic | null;
  columns: Columns | null;
  pending: Pending | null;
  /** The number of the description that is open in a table that is a form. */
  form: number | null;
  /** What follows is to stay. */
  isKept: boolean;
  /** The number of the row above in the same table. */
  above: number | null;
}

/** Rows that are lines, with broken links whole again. */
function joinRows(rows: readonly OwnRow[], { messengerOrigin }: EntryRules): OwnRow[] {
  const isJoinable = (row: OwnRow | undefined): boolean =>
    row !== undefined && !row.isTable && row.cells.every(({ behind }) => behind.length === 0);
  const lines: string[][] = [[]];
  rows.forEach((row, at) => {
    const before = rows[at - 1];
    const same = before !== undefined && before.aside === row.aside && before.quoted === row.quoted;
    if (!isJoinable(row) || (same && isJoinable(before))) lines.at(-1)?.push(isJoinable(row) ? row.text : '');
    else lines.push([row.text]);
  });
  const isLink = (text: string): boolean => readLocator(text, messengerOrigin).ok;
  const texts = lines.flatMap((run) => joinWrapped(run, { isLink, inCell: false }));
  return rows.map((row, at) =>
    isJoinable(row) && texts[at] !== row.text ? { ...row, text: texts[at] ?? '' } : row,
  );
}

function line(row: OwnRow, at: number, rows: readonly OwnRow[], state: State, rules: EntryRules): Entry[] {
  const text = oneLine(row.text);
  const cell = { text: row.text, behind: row.cells.flatMap(({ behind }) => behind) };
  const targets = linksOfCell(cell, rules.messengerOrigin);
  if (text !== '') [state.columns, state.form] = [null, null];
  if (targets.length === 0 && row.aside === null && text !== '') takeHeading(text, state);
  const isAccount =
    row.aside === null && targets[0] !== undefined && isAccountOfNeighbour(rows, at, targets[0].start);
  const number = numberOf(row, targets, state.pending);
  if (!isAccount) state.pending = pendingAfter(row, targets, state.pending, rows[at - 1]);
  const entries = targets.map((target, place) => {
    const before = row.text.slice(targets[place - 1]?.end ?? 0, target.start);
    const own = row.ordinal === null ? numberBefore(before) : null;
    const note = place === targets.length - 1 ? lineBelow(rows, at) : '';
    const around = isAccount ? ({ ...row, aside: 'other-column' } as const) : row;
    return entryOf(around, target, own ?? number, state, rules, { cellsBefore: [], note });
  });
  if (entries.length > 0 || text === '' || row.aside !== null || state.topic !== null) return entries;
  return isAmongLinks(rows, at) ? notALink(row, text) : [];
}

/** What a line without a link says of the lines under it: what they are about, and whether they are to stay. */
function takeHeading(text: string, state: State): void {
  const topic = topicOf(text);
  if (topic !== undefined || printedNumber(text)?.isMarked === true) state.topic = topic ?? null;
  if (announcesToStay(text)) state.isKept = true;
  else if (topic !== undefined || /:$/.test(text) || asksToAct(text)) state.isKept = false;
}

/** The line under a link, without a number and a link of its own: it may say something of it. */
function lineBelow(rows: readonly OwnRow[], at: number): string {
  // A line whose words moved up to the link they go on with is empty now.
  const isMoved = ({ text, cells }: OwnRow): boolean =>
    text === '' && cells.some((cell) => cell.text.trim() !== '');
  let below = at + 1;
  for (let row = rows[below]; row !== undefined && isMoved(row); row = rows[below]) below += 1;
  const next = rows[below];
  if (next === undefined || next.isTable || next.hasLink || next.aside !== null || next.ordinal !== null)
    return '';
  const text = oneLine(next.text);
  return printedNumber(text)?.isMarked === true ? '' : text;
}

/** A listed line that is no link at all, among lines that are. */
function notALink(row: OwnRow, text: string): Entry[] {
  const read =
    row.ordinal === null ? printedNumber(text) : { number: row.ordinal, rest: text, isMarked: true };
  if (read === null || !read.isMarked) return [];
  const address = read.rest.replace(/ ?\([^()]*\)$/, '');
  return LIKE_AN_ADDRESS.test(address) || PIECES_OF_AN_ADDRESS.test(address)
    ? [malformedEntry(row, read.number, address)]
    : [];
}

const isAmongLinks = (rows: readonly OwnRow[], at: number): boolean =>
  rows.slice(Math.max(0, at - 3), at + 4).some((row) => row.hasLink && row.aside === null);

function tableRow(
  row: OwnRow,
  at: number,
  rows: readonly OwnRow[],
  state: State,
  rules: EntryRules,
): Entry[] {
  const cells = row.cells.map((cell) => ({
    cell,
    targets: linksOfCell(inOnePiece(cell, rules), rules.messengerOrigin),
  }));
  const texts = row.cells.map(({ text }) => oneLine(text));
  if (cells.every(({ targets }) => targets.length === 0)) {
    const columns = columnsOf(texts);
    if (columns !== null) {
      [state.columns, state.topic, state.form, state.isKept] = [columns, null, null, false];
      return [];
    }
    if (texts.filter((text) => text !== '').length === 1) {
      state.topic = topicOf(texts.join('')) ?? state.topic;
      if (announcesToStay(texts.join(''))) state.isKept = true;
    }
  }
  const { columns } = state;
  if (columns === null) state.form = numberOfForm(texts) ?? state.form;
  const isBelow = row.cells[columns?.number ?? 0]?.isBelow === true;
  const number = isBelow ? state.above : (numberOfRow(row, texts, columns) ?? state.form);
  state.above = number;
  const isExample = texts.some((text) => EXAMPLE_ROW.test(text));
  const hasLinkColumn = columns?.links.some((at) => (cells[at]?.targets.length ?? 0) > 0) ?? false;
  const isAccount = columns === null && row.aside === null && isAccountOfNeighbour(rows, at, 0);
  const entries = cells.flatMap(({ cell, targets }, column) => {
    const isBeside =
      columns !== null && (hasLinkColumn ? !columns.links.includes(column) : columns.beside.includes(column));
    const isAside =
      isAccount || (isBeside && cells.some((other, place) => place !== column && other.targets.length > 0));
    const around = {
      ...row,
      text: cell.text,
      aside: row.aside ?? (isAside ? 'other-column' : isExample ? 'example' : null),
    } as const;
    return targets.map((target) => {
      const own = targets.length > 1 ? printedNumber(lineOf(cell.text, target.start)) : null;
      return entryOf(around, target, own?.isMarked === true ? own.number : number, state, rules, {
        cellsBefore: texts.slice(0, column),
        note: texts.slice(column + 1).join(' '),
      });
    });
  });
  const isListed = number !== null && columns !== null && !isBelow;
  if (entries.length > 0 || row.aside !== null || isExample || !isListed) return entries;
  const printed = columns.links.map((at) => texts[at] ?? '').find((text) => !NOTHING.test(text));
  return printed === undefined ? [] : [malformedEntry(row, number, printed.slice(0, 2_048))];
}

/** The number in its column, or alone in a cell before the others, or in front of the link. */
function numberOfRow(row: OwnRow, texts: readonly string[], columns: Columns | null): number | null {
  if (row.ordinal !== null) return row.ordinal;
  if (columns !== null && columns.number !== null) {
    const printed = numberCell(texts[columns.number] ?? '');
    if (printed !== null) return printed;
  }
  const first = texts.find((text) => text !== '') ?? '';
  const alone = texts.length > 1 && (columns?.number ?? null) === null ? numberCell(first) : null;
  if (alone !== null) return alone;
  const marked = printedNumber(texts.find((text) => (printedNumber(text)?.rest ?? '') !== '') ?? '');
  return marked !== null && (marked.isMarked || /^\w{2,8}:\/\//.test(marked.rest)) ? marked.number : null;
}

/** A cell whose lines were broken at its edge. */
function inOnePiece<T extends BesideCells>(cell: T, { messengerOrigin }: EntryRules): T {
  if (!cell.text.includes('\n') || cell.behind.length > 0) return cell;
  const isLink = (text: string): boolean => readLocator(text, messengerOrigin).ok;
  const lines = joinWrapped(cell.text.split('\n'), { isLink, inCell: true });
  return { ...cell, text: lines.join('\n') };
}

const lineOf = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', at) + 1).split('\n')[0] ?? '';

function entryOf(
  row: OwnRow,
  target: Target,
  number: number | null,
  state: State,
  rules: EntryRules,
  { cellsBefore, note }: { readonly cellsBefore: readonly string[]; readonly note: string },
): Entry {
  const { locator } = target;
  const isOther = !locator.ok || locator.value.platform === 'other';
  const aside =
    row.aside ??
    asideOf({
      before: [
        ...cellsBefore,
        oneLine(row.text.slice(Math.max(0, target.start - 200), target.start)),
        target.words,
      ]
        .join(' ')
        .trimEnd(),
      after: oneLine(row.text.slice(target.end, target.end + 200)),
      note,
      isKept: state.isKept,
      topic: state.topic,
      isNumbered: number !== null,
      isOther,
      isSendersOwn: isOther && isOnDomain(target, rules.senderDomain),
      isOnlyKept: rules.isOnlyKept,
    });
  return {
    number,
    text: printed(target),
    compared: target.text,
    locator,
    aside,
    isAlternative: row.part.isAlternative,
  };
}

/** A code to sign in with is never kept. */
const printed = ({ text, locator }: Target): string =>
  (!locator.ok && locator.error.code === 'locator.login-code') || /\blogin[/?]/i.test(text) ? '***' : text;

function isOnDomain({ locator }: Target, domain: string): boolean {
  if (domain === '' || !locator.ok) return false;
  const host = /^https?:\/\/([^/:?#]+)/.exec(locator.value.link)?.[1] ?? '';
  return host === domain || host.endsWith(`.${domain}`);
}

const malformedEntry = (row: OwnRow, number: number | null, text: string): Entry => ({
  number,
  text,
  compared: text,
  locator: refuse('locator.malformed', 'this is no link'),
  aside: row.aside,
  isAlternative: row.part.isAlternative,
});
