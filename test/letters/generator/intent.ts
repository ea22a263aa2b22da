// What a generated letter means, before anybody writes it down: the reading that must come out of it again.
import type { Chance } from './chance.ts';
import { type BadLink, badLink, falseLink, type GoodLink, goodLink } from './links.ts';

export type Tongue = 'ko' | 'en' | 'ja' | 'de';
export type Kind =
  | 'voluntary-request'
  | 'correction-request'
  | 'order'
  | 'preservation'
  | 'victim-notice'
  | 'follow-up'
  | 'not-a-notice';
export type Measure = 'delete' | 'block' | 'suspend-user' | 'preserve';

/** One row of the list: its number, and where it points or why it points nowhere. */
export interface Row {
  readonly number: number | null;
  readonly link: GoodLink | BadLink;
}

export interface Intent {
  readonly tongue: Tongue;
  readonly kind: Kind;
  readonly measures: readonly Measure[];
  readonly isConfidential: boolean;
  readonly documentNumber: string | null;
  /** Lists one after another; each may count from one again. */
  readonly lists: readonly (readonly Row[])[];
  /** Local wall time of the letter: `Date.UTC` of it. */
  readonly writtenAt: number;
  /** Hours east of UTC of its sender. */
  readonly zone: number;
}

const MEASURES: Readonly<Record<Kind, readonly (readonly Measure[])[]>> = {
  'voluntary-request': [
    ['delete'],
    ['block'],
    ['delete', 'block'],
    ['delete', 'suspend-user'],
    ['delete', 'preserve'],
  ],
  'correction-request': [
    ['delete'],
    ['block'],
    ['delete', 'block'],
    ['suspend-user'],
    ['block', 'suspend-user'],
  ],
  order: [['delete'], ['block'], ['delete', 'suspend-user'], ['delete', 'block', 'suspend-user']],
  preservation: [['preserve']],
  'victim-notice': [['delete'], ['delete'], ['delete', 'suspend-user']],
  'follow-up': [[], ['delete']],
  'not-a-notice': [[]],
};
const KINDS: readonly Kind[] = [
  ...([
    'voluntary-request',
    'voluntary-request',
    'voluntary-request',
    'correction-request',
    'order',
  ] as const),
  ...(['preservation', 'victim-notice', 'victim-notice', 'follow-up', 'not-a-notice'] as const),
];
const TONGUES: readonly Tongue[] = ['ko', 'ko', 'ko', 'en', 'en', 'ja', 'de'];

/** @param mayMislead words may show another link than the one behind them */
export function intentOf(chance: Chance, mayMislead: boolean): Intent {
  const tongue = chance.one(TONGUES);
  const kind = chance.one(KINDS);
  const measures = chance.one(MEASURES[kind]);
  const asks = measures.length > 0;
  return {
    tongue,
    kind,
    measures,
    isConfidential:
      kind === 'preservation' ? chance.percent(60) : asks && kind !== 'victim-notice' && chance.percent(15),
    documentNumber:
      kind === 'victim-notice' || kind === 'not-a-notice' || chance.percent(8)
        ? null
        : documentNumber(chance, tongue),
    lists: asks ? listsOf(chance, kind, mayMislead) : [],
    // Monday, 9 November to Friday, 4 December 2026, in office hours.
    writtenAt: Date.UTC(
      2026,
      10,
      9 + chance.between(0, 3) * 7 + chance.below(5),
      chance.between(9, 17),
      chance.below(60),
    ),
    zone: tongue === 'de' ? 1 : 9,
  };
}

function listsOf(chance: Chance, kind: Kind, mayMislead: boolean): Row[][] {
  return Array.from({ length: chance.percent(15) ? 2 : 1 }, () => listOf(chance, kind, mayMislead));
}

function listOf(chance: Chance, kind: Kind, mayMislead: boolean): Row[] {
  const length =
    kind === 'follow-up'
      ? chance.between(1, 2)
      : chance.percent(10)
        ? chance.between(15, 40)
        : chance.between(1, 9);
  const isNumbered = kind === 'victim-notice' ? chance.percent(30) : chance.percent(88);
  const start = chance.percent(12) ? chance.between(2, 40) : 1;
  const rows: Row[] = [];
  let number = start;
  for (let at = 0; at < length; at += 1) {
    const before = rows.length > 0 && chance.percent(6) ? chance.one(rows).link : undefined;
    const link =
      before ??
      (chance.percent(9)
        ? mayMislead && chance.percent(40)
          ? falseLink(chance)
          : badLink(chance)
        : goodLink(chance));
    // Two codes without numbers would look the same once they are hidden.
    const isHidden = !isNumbered && 'code' in link && link.code === 'locator.login-code';
    rows.push({ number: isNumbered ? number : null, link: isHidden ? goodLink(chance) : link });
    number += chance.percent(4) ? 2 : 1;
  }
  return rows;
}

const OFFICES: Readonly<Record<Tongue, readonly string[]>> = {
  ko: ['매체심의국', '가온심의', '삭제지원', '사이버수사2대', '온누리 삭제지원'],
  en: ['GMB', 'TS/2026', 'Ref', 'HPD-CSU', 'case'],
  ja: ['総情安', '青葉支援', '警サ', '安全発'],
  de: ['MA-N', 'LfM', 'AZB', 'VI C 3'],
};

function documentNumber(chance: Chance, tongue: Tongue): string {
  const [office, count] = [chance.one(OFFICES[tongue]), chance.between(1, 9_999)];
  const forms: readonly string[] =
    tongue === 'ko'
      ? [`${office}-${count}`, `제2026-${String(count).padStart(4, '0')}호`, `2026-${office}-${count}`]
      : tongue === 'ja'
        ? [`${office}第${count}号`, `${office}-${count}`, `2026-${office}-${count}`]
        : tongue === 'de'
          ? [`${office}/${count}/2026`, `${office} ${count}/26`, `2026-${count}`]
          : [`${office}-${count}`, `${office}/${count}/26`, `2026-${String(count).padStart(5, '0')}`];
  return chance.one(forms);
}

/** The items in order as they must be read, and what must be rejected of the lists. */
export function expectedRows({ lists }: Intent): {
  items: { number: number | null; locator: string; platform: string }[];
  rejected: { text: string; code: string }[];
} {
  const all = lists.flat();
  const key = (row: Row): string =>
    'code' in row.link ? `${row.link.code} ${row.link.printed}` : row.link.canonical;
  const seen = new Set<string>();
  const numbered = new Set(all.filter(({ number }) => number !== null).map(key));
  const kept = all.filter((row) => {
    const name = `${row.number} ${key(row)}`;
    if (seen.has(name) || (row.number === null && numbered.has(key(row)))) return false;
    seen.add(name);
    return true;
  });
  return {
    items: kept.flatMap(({ number, link }) =>
      'code' in link ? [] : [{ number, locator: link.canonical, platform: link.platform }],
    ),
    rejected: kept.flatMap(({ link }) =>
      'code' in link
        ? [{ text: link.code === 'locator.login-code' ? '***' : link.printed, code: link.code }]
        : [],
    ),
  };
}
