// A workbook (XLSX, ECMA-376) to rows: every sheet in order, cells as they are shown, the link behind each cell. Links in hidden sheets, rows
// and columns are read too, and told of: see xlsx-hidden.ts.
// Formulas are not computed: their last result stands in the file.
import type { WrittenRow } from '../../domain/notice/written.ts';
import { isFilled, RowList, tableRowOf } from './rows.ts';
import { relationsOf } from './relations.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { tooLarge, unreadable } from './unread.ts';
import { attribute, readXml } from './xml.ts';
import { bookStyles, sharedStrings } from './xlsx-book.ts';
import { isHiddenSheet } from './xlsx-hidden.ts';
import { readSheet, type Values } from './xlsx-sheet.ts';
import type { Zip } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly WrittenRow[];
  /** A link stands where nobody sees it. */
  readonly hidesLink: boolean;
}

/** Whether this archive is a workbook. */
export const isWorkbook = (zip: Zip): boolean => workbookFile(zip) !== undefined;

function workbookFile(zip: Zip): string | undefined {
  const main = [...relationsOf(zip, '').values()].find(({ type }) => type === 'officeDocument')?.target;
  return [main, 'xl/workbook.xml'].find(
    (file) => file !== undefined && /(^|\/)xl\/.*\.xml$/i.test(file) && zip.has(file),
  );
}

/** @throws Unread */
export function workbookSheets(zip: Zip, bytes: number): Sheet[] {
  if (bytes > DOCUMENT_LIMITS.tableBytes) throw tooLarge(`over ${DOCUMENT_LIMITS.tableBytes} bytes`);
  const file = workbookFile(zip);
  if (file === undefined) throw unreadable('no workbook in it');
  const relations = relationsOf(zip, file);
  const sheets: { name: string; file: string; isHidden: boolean }[] = [];
  let is1904 = false;
  readXml(zip.read(file), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attribute(attributes, 'id') ?? '');
      if (relation?.type === 'worksheet')
        sheets.push({
          name: attributes['name'] ?? '',
          file: relation.target,
          isHidden: isHiddenSheet(attributes),
        });
    },
  });
  const place = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type && zip.has(relation.target))?.target;
  const values: Values = {
    strings: sharedStrings(zip, place('sharedStrings')),
    formats: bookStyles(zip, place('styles')),
    is1904,
  };
  const list = new RowList();
  return sheets.map(({ name, file, isHidden }) => {
    const from = list.rows.length;
    const { rows, hidesLink } = readSheet(zip, file, values, isHidden);
    for (const cells of rows) if (cells.some(isFilled)) list.add(tableRowOf(cells));
    return { name, rows: list.rows.slice(from), hidesLink };
  });
}
