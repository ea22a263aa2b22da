// From raw mail to words. Refuses cheaply what would cost the parser too much, and hands out only text a database can keep.
import PostalMime, { type Email } from 'postal-mime';
import type { ParsedLetter } from '../../domain/notice/letter.ts';
import { isOverLimits } from './mail-limits.ts';

const MAX_NESTING = 20;
const MAX_NESTED_MAILS = 3;
/** Over all the parts of a mail. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A list of a thousand links is a hundred thousand characters; more is for a person to look at. */
const MAX_TEXT = 1_000_000;

/** The words of a mail, or null when nobody can parse it within the limits. Never throws on bad mail. */
export async function parseLetter(raw: Buffer): Promise<ParsedLetter | null> {
  if (isOverLimits(raw)) return null;
  try {
    return letterOf(
      await PostalMime.parse(raw, {
        maxNestingDepth: MAX_NESTING,
        maxRfc822NestingDepth: MAX_NESTED_MAILS,
        maxHeadersSize: MAX_HEADER_BYTES,
      }),
    );
  } catch {
    return null;
  }
}

function letterOf(email: Email): ParsedLetter | null {
  const { text = '', html, attachments } = email;
  if (text.length > MAX_TEXT) return null;
  return {
    text: plain(text),
    attachments: attachments.map(({ filename }) => plain(filename ?? 'attachment')),
    hasHtml: html !== undefined,
  };
}

/** No control character but line ends and TAB, and no half of a character: PostgreSQL keeps neither in JSON. */
const plain = (text: string): string => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]|\p{Cs}/gu, '\ufffd');
