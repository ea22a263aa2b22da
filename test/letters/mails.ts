// Mails for tests of reading: a body and the files that came with it, read by the parser itself or behind its limits.
import { readMail } from '../../src/adapters/documents/read-mail.ts';
import type { WrittenLetter } from '../../src/domain/notice/written.ts';

export interface FileOf {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly type?: string;
}

const HEADER = [
  'From: <a@b.example>',
  'To: <notices@desk.example>',
  'Date: Thu, 19 Nov 2026 14:05:00 +0900',
  'MIME-Version: 1.0',
];
const lines = (base64: string): string => base64.replace(/.{76}/g, '$&\r\n');

/** A mail of one part with the given header lines. */
export const mailOf = (header: readonly string[], body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from([...HEADER, ...header, '', ''].join('\r\n')), Buffer.from(body as string)]);

/** A mail with files. */
export function mailWith(...files: readonly FileOf[]): Buffer {
  const parts = files.map(({ name, bytes, type = 'application/octet-stream' }) =>
    [
      `--b\r\nContent-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
      '',
      lines(Buffer.from(bytes as string).toString('base64')),
      '',
    ].join('\r\n'),
  );
  const body = `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the list.\r\n${parts.join('')}--b--\r\n`;
  return mailOf(['Content-Type: multipart/mixed; boundary=b'], body);
}

export const parse = (raw: Buffer): Promise<WrittenLetter> => readMail(raw, { opens: () => undefined });

/** Each row as its cells, a link as `words -> target`, the number that a document gives in front. */
export const rowsOf = ({ parts }: WrittenLetter, part = 0): string[][] =>
  (parts[part]?.rows ?? []).map(({ cells, ordinal, quoted }) => [
    ...(quoted > 0 ? ['>'.repeat(quoted)] : []),
    ...(ordinal === null ? [] : [`#${ordinal}`]),
    ...cells.map(({ text, links }) =>
      links.length === 0
        ? text
        : `${text} [${links.map((link) => `${link.text} -> ${link.target}`).join(', ')}]`,
    ),
  ]);

/** What one attached file gives: its rows, part after part, or the code of why it was not read. */
export async function readFileOf(name: string, bytes: Buffer | string, type?: string): Promise<unknown> {
  const letter = await parse(mailWith({ name, bytes, ...(type === undefined ? {} : { type }) }));
  const [unread] = letter.unread;
  if (unread !== undefined) return unread.code;
  return letter.parts.slice(1).flatMap((_part, at) => rowsOf(letter, at + 1));
}
