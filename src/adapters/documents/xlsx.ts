// A workbook (XLSX, ECMA-376) to rows: every sheet in order, hidden ones too, cells as they are shown, the link behind each cell.
// Formulas are not computed: their last result stands in the file.
import type { WrittenRow } from '../../domain/notice/written.ts';
import { isFilled, RowList, tableRowOf } from './rows.ts';
import { relationsOf } from './relations.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { tooLarge, unreadable } from './unread.ts';
import { attribute, readXml } from './xml.ts';
import { bookStyles, sharedStrings } from './xlsx-book.ts';
import { readSheet, type Values } from './xlsx-sheet.ts';
import type { Zip } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly WrittenRow[];
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
  const sheets: { name: string; file: string }[] = [];
  let is1904 = false;
  readXml(zip.read(file), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attribute(attributes, 'id') ?? '');
      if (relation?.type === 'worksheet')
        sheets.push({ name: attributes['name'] ?? '', file: relation.target });
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
  return sheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(zip, sheet.file, values, list) }));
}

function rowsOf(zip: Zip, file: string, values: Values, list: RowList): WrittenRow[] {
  const from = list.rows.length;
  for (const cells of readSheet(zip, file, values)) if (cells.some(isFilled)) list.add(tableRowOf(cells));
  return list.rows.slice(from);
}
