// The header block of a raw mail, judged as bytes before any parser sees it: two parsers can show two senders for one mail.
// Looks at the first 64 KiB at most, however long the mail is.

export interface RawHeader {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, trimmed. */
  readonly value: string;
}

export interface RawMail {
  readonly headers: readonly RawHeader[];
  /**
   * Ends with an empty line within 64 KiB, at most 500 fields, CRLF only, no control byte but TAB, strict field names, no
   * leading continuation (RFC 5322, 2.2).
   */
  readonly formOk: boolean;
  /** Bytes of trace fields that relays have put in front; 0 when the form is not ok. */
  readonly traceBytes: number;
}

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_FIELDS = 500;
const LINE_END = '\r\n';
const BLANK_LINE = '\r\n\r\n';
const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/s;
/** What relays add in front of a mail (RFC 5321, 4.4; RFC 8601; RFC 8617), and what nobody reads a letter by. */
const TRACE =
  /^(?:received|received-spf|x-received|return-path|delivered-to|x-original-to|authentication-results|arc-[!-9;-~]+|x-spam-[!-9;-~]+)$/;

/** Splits a mail's header at its first empty line. A mail without one has headers only. */
export function rawMail(raw: Buffer): RawMail {
  const start = raw.subarray(0, MAX_HEADER_BYTES + BLANK_LINE.length).toString('latin1');
  const end = start.indexOf(BLANK_LINE);
  const block = end === -1 ? start : start.slice(0, end);
  const lines = unfold(block);
  const fields = lines.slice(0, MAX_FIELDS).map((line) => FIELD.exec(line));
  const formOk =
    end !== -1 && lines.length <= MAX_FIELDS && isClean(block) && fields.every((field) => field !== null);
  const headers = fields.flatMap((field) =>
    field === null ? [] : [{ name: (field[1] ?? '').toLowerCase(), value: unfolded(field[2] ?? '') }],
  );
  return { headers, formOk, traceBytes: formOk ? traceBytes(headers, lines) : 0 };
}

/** How often each header occurs. */
export function headerCounts(headers: readonly RawHeader[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { name } of headers) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The one value of a header, or undefined when it is missing or repeated. */
export function single(headers: readonly RawHeader[], name: string): string | undefined {
  const found = headers.filter((header) => header.name === name);
  return found.length === 1 ? found[0]?.value : undefined;
}

function unfold(block: string): string[] {
  return block.split(/\r\n(?![ \t])/);
}

/** Only space and TAB are white space in a mail; `trim` alone would also eat bytes of other charsets. */
const unfolded = (value: string): string =>
  value
    .replace(/\r\n(?=[ \t])/g, '')
    .replace(/^[ \t]+/, '')
    .replace(/(?<![ \t])[ \t]+$/, '');

/** Every CR is followed by LF and every LF preceded by CR; printable ASCII, TAB and bytes above 127 only. */
function isClean(block: string): boolean {
  return !/^[ \t]/.test(block) && !/\r(?!\n)|(?<!\r)\n|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(block);
}

function traceBytes(headers: readonly RawHeader[], lines: readonly string[]): number {
  const own = headers.findIndex(({ name }) => !TRACE.test(name));
  return lines
    .slice(0, own === -1 ? headers.length : own)
    .reduce((bytes, line) => bytes + line.length + LINE_END.length, 0);
}
