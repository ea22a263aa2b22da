// How a letter was read against how it is expected to be read, field by field, by the rules that expectations are compared by.
import type { LetterForm } from './letter-form.ts';

export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** What is written in a NAME.expected.json; fields that are missing are not compared. */
export type Expected = Partial<LetterForm>;

type Item = LetterForm['items'][number];

export function differences(expected: Expected, found: LetterForm): Difference[] {
  const said = (field: keyof LetterForm, show: (form: Partial<LetterForm>) => string): Difference[] => {
    if (expected[field] === undefined) return [];
    const [wanted, got] = [show(expected), show(found)];
    return wanted === got ? [] : [{ field, expected: wanted, found: got }];
  };
  return [
    ...authority(expected, found),
    ...said('kind', ({ kind }) => String(kind)),
    ...said('documentNumber', ({ documentNumber }) => calm(documentNumber ?? null)),
    ...(sameInstant(expected.replyBy, found.replyBy)
      ? []
      : said('replyBy', ({ replyBy }) => String(replyBy))),
    ...said('measures', ({ measures }) => String(measures)),
    ...said('confidential', ({ confidential }) => String(confidential)),
    ...said('languages', ({ languages }) => String(languages)),
    ...items(expected.items, found.items),
    ...rejected(expected.rejected, found.rejected),
  ];
}

/** At L0 a reader may report some of the rules that fail, but at least one, and no other. */
function authority({ authority: expected }: Expected, { authority: found }: LetterForm): Difference[] {
  if (expected === undefined) return [];
  const isSame =
    expected.level === found.level &&
    expected.id === found.id &&
    found.reasons.every((reason) => expected.reasons.includes(reason)) &&
    found.reasons.length > 0 === expected.reasons.length > 0;
  const show = ({ level, id, reasons }: LetterForm['authority']): string =>
    `${level} ${id} ${reasons.join(' ')}`.trim();
  return isSame ? [] : [{ field: 'authority', expected: show(expected), found: show(found) }];
}

const calm = (text: string | null): string =>
  text === null ? 'null' : text.normalize('NFKC').replace(/\s+/g, ' ').trim();

const sameInstant = (expected: string | null | undefined, found: string | null): boolean =>
  typeof expected === 'string' && found !== null && Date.parse(expected) === Date.parse(found);

/** In reading order, place by place. */
function items(expected: readonly Item[] | undefined, found: readonly Item[]): Difference[] {
  if (expected === undefined) return [];
  const show = (item: Item | undefined): string =>
    item === undefined ? 'nothing' : `${item.number ?? '-'} ${item.locator} (${item.platform})`;
  return Array.from({ length: Math.max(expected.length, found.length) }, (_, at) => ({
    field: `items[${at}]`,
    expected: show(expected[at]),
    found: show(found[at]),
  })).filter((pair) => pair.expected !== pair.found);
}

type Rejected = LetterForm['rejected'][number];

/** In any order, without white space and characters of no width. */
function rejected(expected: readonly Rejected[] | undefined, found: readonly Rejected[]): Difference[] {
  if (expected === undefined) return [];
  const key = ({ text, code }: Rejected): string => `${bare(text)} ${code}`;
  const left = found.map(key);
  const missing = expected.map(key).filter((wanted) => {
    const at = left.indexOf(wanted);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map((wanted) => ({ field: 'rejected', expected: wanted, found: 'nothing' })),
    ...left.map((got) => ({ field: 'rejected', expected: 'nothing', found: got })),
  ];
}

const bare = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff\u00ad]/g, '');
