// How much mail a parser is given: counted on the bytes, in one pass, before it starts. Generous to honest mail; what is over
// a limit is kept, and read by a person. Not the only guard: what hides its size here still meets the bounds of its process.

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_FIELDS = 500;
const MAX_PARTS = 200;
const MAX_LINE_BYTES = 8 * 1024;
/** 25 MiB of base64 are 350,000 lines. */
const MAX_LINES = 500_000;
const MAX_BLANK_RUN = 10_000;
const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const SPACE = 0x20;
const TAB = 0x09;

/** A boundary parameter; with neither group, or with a quote or a comment behind it, in a form that nobody honest uses. */
const BOUNDARY = /\bboundary\s{0,9}(?:=\s{0,9}(?:"([^"\r\n\\]{1,200})"|([^\s";(]{1,200}))|[*(=])/gi;
const ODD_NEXT = ['"', '('];

interface Boundaries {
  readonly names: ReadonlySet<string>;
  /** One of them is hidden (RFC 2231, comments, escapes): then every line that begins with `--` counts. */
  readonly isOdd: boolean;
}

/** True when a mail has more parts, lines or header than a parser should be given. */
export function isOverLimits(raw: Buffer): boolean {
  const boundaries = declaredBoundaries(raw);
  return boundaries === undefined || !linesWithinLimits(raw, boundaries);
}

/** True when even the check of its signatures would cost too much: it looks at every line. */
export function hasTooManyLines(raw: Buffer): boolean {
  let at = -1;
  for (let lines = 0; lines <= MAX_LINES; lines += 1) {
    at = raw.indexOf(LF, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** The boundaries that any header of any part names; undefined when there are more than parts allowed. */
function declaredBoundaries(raw: Buffer): Boundaries | undefined {
  const text = raw.toString('latin1');
  const names = new Set<string>();
  let isOdd = false;
  for (const { 0: whole, 1: quoted, 2: bare, index } of text.matchAll(BOUNDARY)) {
    const name = quoted ?? bare;
    if (name !== undefined) names.add(name);
    if (name === undefined || ODD_NEXT.includes(text[index + whole.length] ?? '')) isOdd = true;
    if (names.size > MAX_PARTS) return undefined;
  }
  return { names, isOdd };
}

function linesWithinLimits(raw: Buffer, boundaries: Boundaries): boolean {
  let [start, lines, fields, blanks, parts, inHeader] = [0, 0, 0, 0, 0, true];
  while (start < raw.length) {
    const found = raw.indexOf(LF, start);
    const end = found === -1 ? raw.length : found;
    const isBlank = end === start || (end === start + 1 && raw[start] === CR);
    lines += 1;
    blanks = isBlank ? blanks + 1 : 0;
    inHeader &&= !isBlank;
    if (inHeader && raw[start] !== SPACE && raw[start] !== TAB) fields += 1;
    if (isBoundary(raw, start, end, boundaries)) parts += 1;
    if (end - start > MAX_LINE_BYTES || blanks > MAX_BLANK_RUN || parts > MAX_PARTS || lines > MAX_LINES)
      return false;
    if (inHeader && (end > MAX_HEADER_BYTES || fields > MAX_FIELDS)) return false;
    start = end + 1;
  }
  return true;
}

/** `--boundary`, or the closing `--boundary--`, and nothing else on the line (RFC 2046, 5.1.1). */
function isBoundary(raw: Buffer, start: number, end: number, { names, isOdd }: Boundaries): boolean {
  if (raw[start] !== DASH || raw[start + 1] !== DASH) return false;
  const name = raw.toString('latin1', start + 2, Math.min(end, start + 2 + 256)).trimEnd();
  return isOdd || names.has(name) || (name.endsWith('--') && names.has(name.slice(0, -2)));
}
