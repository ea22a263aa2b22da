// How much mail a parser is given: counted on the bytes, in one pass, before it starts. Generous to honest mail, whose limits
// are those of docs (MIME: header 64 KiB, 500 fields, 200 parts, lines of 8 KiB). Says yes or no; never why a mail is odd.

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_FIELD_LINES = 2_000;
const MAX_PARTS = 200;
const MAX_LINE_BYTES = 8 * 1024;
/** 25 MiB of base64 are 350,000 lines. */
const MAX_LINES = 500_000;
const MAX_BLANK_RUN = 10_000;
const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

const BOUNDARY = /\bboundary\*?(?:\d\*?)?\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi;

/** True when a mail has more parts, lines or header than a parser should be given. */
export function isOverLimits(raw: Buffer): boolean {
  const boundaries = declaredBoundaries(raw);
  return boundaries === undefined || !linesWithinLimits(raw, boundaries);
}

/** The boundaries that any header of any part names; undefined when there are more than parts allowed. */
function declaredBoundaries(raw: Buffer): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const [, quoted, bare] of raw.toString('latin1').matchAll(BOUNDARY)) {
    found.add(quoted ?? bare ?? '');
    if (found.size > MAX_PARTS) return undefined;
  }
  return found;
}

function linesWithinLimits(raw: Buffer, boundaries: ReadonlySet<string>): boolean {
  let [start, lines, blanks, parts, inHeader] = [0, 0, 0, 0, true];
  while (start < raw.length) {
    const found = raw.indexOf(LF, start);
    const end = found === -1 ? raw.length : found;
    const isBlank = end === start || (end === start + 1 && raw[start] === CR);
    lines += 1;
    blanks = isBlank ? blanks + 1 : 0;
    if (isBlank) inHeader = false;
    if (isBoundary(raw, start, end, boundaries)) parts += 1;
    if (end - start > MAX_LINE_BYTES || blanks > MAX_BLANK_RUN || parts > MAX_PARTS || lines > MAX_LINES)
      return false;
    if (inHeader && (end > MAX_HEADER_BYTES || lines > MAX_FIELD_LINES)) return false;
    start = end + 1;
  }
  return true;
}

/** `--boundary`, or the closing `--boundary--`, and nothing else on the line (RFC 2046, 5.1.1). */
function isBoundary(raw: Buffer, start: number, end: number, boundaries: ReadonlySet<string>): boolean {
  if (boundaries.size === 0 || raw[start] !== DASH || raw[start + 1] !== DASH) return false;
  const name = raw.toString('latin1', start + 2, Math.min(end, start + 2 + 256)).trimEnd();
  return boundaries.has(name) || (name.endsWith('--') && boundaries.has(name.slice(0, -2)));
}
