// What the header of a mail says about the letter itself: whether a machine wrote it, and when.
import type { WrittenLetter } from '../../domain/notice/written.ts';
import type { MimePart } from './mime.ts';

/** Bounces, automatic answers and mailing lists (RFC 3834, 5; RFC 2919; RFC 3462). */
export function isAutomaticMail({ headers, type }: MimePart): boolean {
  const submitted = headers.get('auto-submitted')?.split(';')[0]?.trim().toLowerCase() ?? 'no';
  const precedence = headers.get('precedence')?.trim().toLowerCase() ?? '';
  return (
    submitted !== 'no' ||
    headers.has('list-id') ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(precedence) ||
    headers.has('x-autoreply') ||
    type.value === 'multipart/report'
  );
}

const ZONE = /(?:([+-])(\d{2})(\d{2})|\b(UT|GMT|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT))\s*(?:\([^()]*\)\s*)?$/i;
const NAMED: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
const MAX_DATE = 998;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9000, 0, 1);

/** The Date header as an instant with its offset; null when it cannot be read. */
export function dateOf(header: string | undefined): WrittenLetter['date'] {
  if (header === undefined || header.length > MAX_DATE) return null;
  const at = Date.parse(header);
  // A year of three digits is a misprint, and one of five is no day that anybody waits for.
  if (Number.isNaN(at) || at < EARLIEST || at > LATEST) return null;
  const [, sign, hours = '0', minutes = '0', name = ''] = ZONE.exec(header.trim()) ?? [];
  const numbered = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { at, offsetMinutes: sign === undefined ? (NAMED[name.toUpperCase()] ?? 0) : numbered };
}
