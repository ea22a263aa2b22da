// What a letter and the files in it may cost, by design: names, numbers and units. Each is enforced in one place; what is over a limit is
// kept, said with its code, and read by a person.

const MIB = 1024 * 1024;

export const DOCUMENT_LIMITS = {
  /** Of a table file (XLSX, CSV) as it came. */
  tableBytes: 10 * MIB,
  /** Of any other document as it came. */
  bytes: 25 * MIB,
  /** Of an archive (XLSX, DOCX, HWPX, ZIP, the streams of an HWP) when inflated, counted while inflating. */
  inflatedBytes: 100 * MIB,
  /** Inflated bytes for each byte as it came. */
  ratio: 100,
  /** A single entry may be denser than that as long as it is small. */
  denseBytes: MIB,
  entries: 200,
  /** Of a table. */
  rows: 50_000,
  /** Of a text; more is no letter. */
  lines: 200_000,
  columns: 50,
  pages: 2_000,
  /** Characters of one document or body. */
  characters: 5_000_000,
  /** Links behind words of one document or body. */
  links: 20_000,
  /** Documents of one letter that are opened, those inside archives among them. */
  documents: 50,
  /** How deep elements of one document may stand in each other. */
  depth: 200,
} as const;
