// A mail as bytes to its tree of parts (RFC 2045, 2046). Nothing is decoded but the transfer encoding: each part keeps its bytes, so that
// its charset can be judged by them.
import { type Structured, structured } from './mime-words.ts';

export interface MimePart {
  /** By lower-case name, latin1; the first of a name counts. */
  readonly headers: ReadonlyMap<string, string>;
  readonly type: Structured;
  readonly disposition: Structured;
  /** Decoded; empty for a multipart. */
  readonly bytes: Buffer;
  readonly parts: readonly MimePart[];
  /** Its transfer encoding did not hold, or its end is missing. */
  readonly isDamaged: boolean;
}

const MAX_DEPTH = 20;
const LF = 0x0a;
const CR = 0x0d;
const NONE: Structured = { value: '', parameters: new Map() };

/** Never throws. Parts deeper than twenty are left out, and the part around them is damaged. */
export function mimeTree(raw: Buffer, depth = 0, inherited = 'text/plain'): MimePart {
  const { block, body } = headAndBody(raw);
  const headers = fieldsOf(block);
  const named = structured(headers.get('content-type') ?? inherited);
  const type = named.value.includes('/') ? named : { ...named, value: inherited };
  const disposition = headers.has('content-disposition')
    ? structured(headers.get('content-disposition') ?? '')
    : NONE;
  const part = { headers, type, disposition };
  const boundary = type.parameters.get('boundary') ?? '';
  if (!type.value.startsWith('multipart/') || boundary === '') {
    return { ...part, ...decoded(body, headers.get('content-transfer-encoding')), parts: [] };
  }
  if (depth >= MAX_DEPTH) return { ...part, bytes: Buffer.alloc(0), parts: [], isDamaged: true };
  const { sections, isClosed } = sectionsOf(body, boundary);
  const usual = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const parts = sections.map((section) => mimeTree(section, depth + 1, usual));
  return { ...part, bytes: Buffer.alloc(0), parts, isDamaged: !isClosed };
}

function headAndBody(raw: Buffer): { block: string; body: Buffer } {
  let start = 0;
  while (start < raw.length) {
    const found = raw.indexOf(LF, start);
    const end = found === -1 ? raw.length : found;
    if (end === start || (end === start + 1 && raw[start] === CR))
      return { block: raw.toString('latin1', 0, start), body: raw.subarray(end + 1) };
    start = end + 1;
  }
  return { block: raw.toString('latin1'), body: Buffer.alloc(0) };
}

function fieldsOf(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.split(/\r?\n(?![ \t])/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name))
      headers.set(
        name,
        line
          .slice(colon + 1)
          .replace(/\r?\n/g, '')
          .trim(),
      );
  }
  return headers;
}

/** What stands between the lines of the boundary. The line end before a boundary belongs to it. */
function sectionsOf(body: Buffer, boundary: string): { sections: Buffer[]; isClosed: boolean } {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const sections: Buffer[] = [];
  let from: number | undefined;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    const found = body.indexOf(LF, at);
    const end = found === -1 ? body.length : found;
    const rest = body.toString('latin1', at + mark.length, Math.min(end, at + mark.length + 200)).trimEnd();
    if (rest !== '' && rest !== '--') continue;
    if (from !== undefined) sections.push(body.subarray(from, lineEndBefore(body, at, from)));
    if (rest === '--') return { sections, isClosed: true };
    from = end + 1;
  }
  if (from !== undefined && from <= body.length) sections.push(body.subarray(from));
  return { sections, isClosed: false };
}

function lineEndBefore(body: Buffer, at: number, from: number): number {
  if (at - 1 < from) return from;
  return at >= 2 && body[at - 2] === CR && at - 2 >= from ? at - 2 : at - 1;
}

function decoded(body: Buffer, encoding = ''): { bytes: Buffer; isDamaged: boolean } {
  switch (
    encoding
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase()
  ) {
    case 'base64':
      return fromBase64(body);
    case 'quoted-printable':
      return { bytes: fromQuotedPrintable(body), isDamaged: false };
    default:
      return { bytes: body, isDamaged: false };
  }
}

/** Several runs of base64, each with its own padding, are one content. Other characters are passed over (RFC 2045, 6.8). */
function fromBase64(body: Buffer): { bytes: Buffer; isDamaged: boolean } {
  const text = body.toString('latin1');
  const isDamaged = /[^A-Za-z0-9+/=\s]/.test(text);
  const runs = text.replace(/[^A-Za-z0-9+/=]/g, '').match(/[A-Za-z0-9+/]+/g) ?? [];
  return { bytes: Buffer.concat(runs.map((run) => Buffer.from(run, 'base64'))), isDamaged };
}

function fromQuotedPrintable(body: Buffer): Buffer {
  return Buffer.from(
    withoutEndSpaces(body.toString('latin1')).replace(
      /=(?:\r?\n|$)|=([0-9a-f]{2})/gi,
      (_all, hex?: string) => (hex === undefined ? '' : String.fromCharCode(parseInt(hex, 16))),
    ),
    'latin1',
  );
}

/** Relays add spaces and TABs at the ends of lines: they are not of the content (RFC 2045, 6.7, 3). One look at each character, unlike a pattern. */
function withoutEndSpaces(text: string): string {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return [...lines.map(withoutEndSpace), last].join('\n');
}

function withoutEndSpace(line: string): string {
  const lineEnd = line.endsWith('\r') ? '\r' : '';
  let end = line.length - lineEnd.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1;
  return line.slice(0, end) + lineEnd;
}
