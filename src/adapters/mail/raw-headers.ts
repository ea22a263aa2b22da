// The header block of a raw mail, judged as bytes before any parser sees it: two parsers can show two senders for one mail.

export interface RawHeader {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, trimmed. */
  readonly value: string;
}

export interface RawMail {
  readonly headers: readonly RawHeader[];
  readonly body: Buffer;
  /** CRLF only, no control byte but TAB, strict field names, no leading continuation (RFC 5322, 2.2). */
  readonly formOk: boolean;
}

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_FIELDS = 500;
const BLANK_LINE = Buffer.from('\r\n\r\n');
const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/** Splits a mail at its first empty line. A mail without one has headers only. */
export function rawMail(raw: Buffer): RawMail {
  const end = raw.indexOf(BLANK_LINE);
  const block = raw.subarray(0, end === -1 ? raw.length : end).toString('latin1');
  const body = end === -1 ? Buffer.alloc(0) : raw.subarray(end + BLANK_LINE.length);
  const lines = unfold(block);
  const fields = lines.slice(0, MAX_FIELDS).map((line) => FIELD.exec(line));
  const formOk =
    end !== -1 &&
    end <= MAX_HEADER_BYTES &&
    lines.length <= MAX_FIELDS &&
    isClean(block) &&
    fields.every((field) => field !== null);
  const headers = fields.flatMap((field) =>
    field === null ? [] : [{ name: (field[1] ?? '').toLowerCase(), value: unfolded(field[2] ?? '') }],
  );
  return { headers, body, formOk };
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

const unfolded = (value: string): string => value.replace(/\r\n(?=[ \t])/g, '').trim();

/** Every CR is followed by LF and every LF preceded by CR; printable ASCII, TAB and bytes above 127 only. */
function isClean(block: string): boolean {
  return !/^[ \t]/.test(block) && !/\r(?!\n)|(?<!\r)\n|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(block);
}
