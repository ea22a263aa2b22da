// The files of a letter, opened one by one: each gives its parts, or its name with the reason why it was not read.
import type { AttachmentCode } from '../../domain/notice/written.ts';
import { languageAround } from './charset.ts';
import { type Attached, type DocumentKind, kindOf } from './document-kind.ts';
import type { Findings } from './findings.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import type { MimePart } from './mime.ts';
import { isOneDocument, readDocument } from './read-document.ts';
import { plain } from './rows.ts';
import { encrypted, tooLarge, Unread, unreadable } from './unread.ts';
import { openZip } from './zip.ts';

/** Whoever wants to know which file is being opened, in case it is the last. */
export interface Opener {
  /** @param index of the file in the letter @returns why it is not to be opened, or nothing */
  opens(index: number): AttachmentCode | undefined;
}

/** @param readInner for a file that is a mail */
export async function openFile(
  part: MimePart,
  found: Findings,
  opener: Opener,
  readInner: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  const file = attachedOf(part, found);
  const kind = kindOf(file);
  if (kind === 'apart') return;
  if (kind === 'mail') return readInner(file.bytes);
  await named(file.name, found, async () => {
    const inside = kind === 'zip' ? filesIn(file) : undefined;
    if (inside === undefined) return readOne(file, kind, found, opener);
    for (const inner of inside) {
      const innerKind = kindOf(inner);
      if (innerKind === 'apart') continue;
      await named(inner.name, found, () =>
        readOne(inner, innerKind === 'mail' ? 'unknown' : innerKind, found, opener),
      );
    }
  });
}

async function readOne(file: Attached, kind: DocumentKind, found: Findings, opener: Opener): Promise<void> {
  const index = found.documents;
  found.documents += 1;
  if (index >= DOCUMENT_LIMITS.documents) throw tooLarge(`over ${DOCUMENT_LIMITS.documents} documents`);
  const refused = opener.opens(index);
  if (refused !== undefined) throw new Unread(refused, 'it was too much before');
  if (kind === 'zip' && !isOneDocument(openZip(file.bytes))) throw unreadable('an archive in an archive');
  const { parts, isDamaged } = await readDocument(file, kind);
  found.isDamaged ||= isDamaged;
  found.rows += parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (found.rows > DOCUMENT_LIMITS.lines) throw tooLarge(`over ${DOCUMENT_LIMITS.lines} rows in one letter`);
  for (const { format, name, rows } of parts)
    found.parts.push({ from: 'attachment', format, name: plain(name), isAlternative: false, rows });
}

/** Whatever goes wrong inside a file is said with its name, and the letter goes on. */
async function named(name: string, found: Findings, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    found.unread.push({
      name: plain(name),
      code: error instanceof Unread ? error.code : 'attachment.unreadable',
    });
  }
}

/** The files in an archive, or undefined when the archive is one document. @throws Unread */
function filesIn(file: Attached): Attached[] | undefined {
  const zip = openZip(file.bytes);
  if (isOneDocument(zip)) return undefined;
  if (zip.entries.some(({ isEncrypted }) => isEncrypted)) throw encrypted('an archive with a password');
  const files = zip.entries.filter(
    ({ isFolder, name }) => !isFolder && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name),
  );
  return files.flatMap(({ name }) => {
    const inner = { name: `${file.name} / ${name}`, type: '', charset: undefined, around: file.around };
    const isApart = kindOf({ ...inner, bytes: Buffer.alloc(0) }) === 'apart';
    return isApart ? [] : [{ ...inner, bytes: zip.read(name) }];
  });
}

function attachedOf({ type, disposition, bytes }: MimePart, { parts }: Findings): Attached {
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name') ?? '';
  return {
    // Only the last part of a path: some programs send where the file lay.
    name: name.split(/[\\/]/).at(-1)?.trim() || `attachment${ENDINGS[type.value] ?? ''}`,
    type: type.value,
    charset: type.parameters.get('charset'),
    around: languageAround(startOf(parts)),
    bytes,
  };
}

/** The first words of what was read before. */
const startOf = (parts: Findings['parts']): string =>
  parts
    .flatMap(({ rows }) => rows.slice(0, 200).flatMap(({ cells }) => cells.map(({ text }) => text)))
    .join(' ')
    .slice(0, 20_000);

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'text/html': '.html',
};
