// What the sheets of a workbook share: its strings, without how they are read aloud, and the format of each style.
import { formatOf } from './number-format.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** Characters that XML does not allow are written so (ECMA-376, part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** @throws Unread */
export function sharedStrings(zip: Zip, file: string | undefined): string[] {
  const strings: string[] = [];
  if (file === undefined) return strings;
  let [words, isText, aloud] = ['', false, 0];
  readXml(zip.read(file), {
    open: (name) => {
      if (name === 'si') words = '';
      if (name === 'rPh') aloud += 1;
      if (name === 't') isText = true;
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(words));
      if (name === 'rPh') aloud -= 1;
      if (name === 't') isText = false;
    },
    text: (text) => {
      if (isText && aloud === 0) words += text;
    },
  });
  return strings;
}

/** The number format of each style, by its place. @throws Unread */
export function bookStyles(zip: Zip, file: string | undefined): string[] {
  const [formats, custom] = [[] as string[], new Map<number, string>()];
  if (file === undefined) return formats;
  let isInCells = false;
  readXml(zip.read(file), {
    open: (name, attributes) => {
      if (name === 'numFmt')
        custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General');
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) formats.push(formatOf(Number(attributes['numFmtId'] ?? 0), custom));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return formats;
}
