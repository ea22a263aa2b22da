// How a letter prints the numbers of its rows.
import type { Chance } from './chance.ts';
import type { Tongue } from './intent.ts';

export type Numbering = (number: number) => string;

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const COMMON: readonly Numbering[] = [
  (n) => `${n}.`,
  (n) => `${n}.`,
  (n) => `${n})`,
  (n) => `(${n})`,
  (n) => `[${String(n).padStart(3, '0')}]`,
  (n) => `[${n}]`,
  (n) => `#${n}`,
  (n) => `${n}`,
  (n) => `${n}:`,
  (n) => (n <= 15 ? String.fromCodePoint(0x2460 + n - 1) : `${n}.`),
  (n) => (n <= 15 ? String.fromCodePoint(0x2474 + n - 1) : `(${n})`),
  (n) => `${wide(String(n))}．`,
  (n) => `- ${n}.`,
];
const OWN: Readonly<Record<Tongue, readonly Numbering[]>> = {
  ko: [
    (n) => `${n}번`,
    (n) => `${n}번.`,
    (n) => `${n}호`,
    (n) => `제${n}호`,
    (n) => `대상 ${n}:`,
    (n) => `게시물 ${n} -`,
    (n) => `순번 ${n}.`,
  ],
  en: [
    (n) => `No. ${n}`,
    (n) => `No. ${n}:`,
    (n) => `Item ${n}:`,
    (n) => `Item ${n} -`,
    (n) => `URL ${n}:`,
    (n) => `no. ${n}`,
  ],
  ja: [
    (n) => `${n}番`,
    (n) => `第${n}号`,
    (n) => `${wide(String(n))}`,
    (n) => `No.${n}`,
    (n) => `（${wide(String(n))}）`,
    (n) => `項番${n}：`,
    (n) => `${n}、`,
  ],
  de: [
    (n) => `Nr. ${n}`,
    (n) => `Nr. ${n}:`,
    (n) => `Pos. ${n}`,
    (n) => `lfd. Nr. ${n}:`,
    (n) => `Ziffer ${n}:`,
  ],
};

export const numberingOf = (chance: Chance, tongue: Tongue): Numbering =>
  chance.one([...COMMON, ...OWN[tongue]]);

/** A number in a column of its own. */
export const columnNumber = (chance: Chance, tongue: Tongue): Numbering =>
  chance.one([
    String,
    String,
    String,
    (n: number) => String(n).padStart(2, '0'),
    (n: number) => `${n}.`,
    (n: number) => (tongue === 'ko' ? `${n}번` : `#${n}`),
  ]);
