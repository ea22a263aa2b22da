// Words in headers of a mail: encoded words (RFC 2047), parameters and their continuations (RFC 2231), and raw bytes that nobody named a
// charset for. Bytes of headers are kept as latin1 text until here.
import { decodeBytes, decodeUnnamed } from './charset.ts';

const ENCODED = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;
/** White space between two encoded words belongs to neither (RFC 2047, 6.2). */
const BETWEEN = /(\?=)\s+(?==\?)/g;
const MAX_PARAMETERS = 64;

/** A header's words, decoded. Two encoded words of one charset are put together first: a character may lie in both. */
export function decodeWords(latin1: string): string {
  const joined = latin1.replace(BETWEEN, '$1');
  let [text, at] = ['', 0];
  let held: { charset: string; bytes: Buffer[] } | undefined;
  const release = (): void => {
    if (held !== undefined) text += decodeBytes(Buffer.concat(held.bytes), held.charset).text;
    held = undefined;
  };
  for (const match of joined.matchAll(ENCODED)) {
    const [whole, charset = '', encoding = '', words = ''] = match;
    const name = charset.split('*')[0]?.toLowerCase() ?? '';
    if (match.index > at || held?.charset !== name) release();
    text += rawWords(joined.slice(at, match.index));
    held ??= { charset: name, bytes: [] };
    held.bytes.push(encoding.toLowerCase() === 'b' ? Buffer.from(words, 'base64') : fromQ(words));
    at = match.index + whole.length;
  }
  release();
  return text + rawWords(joined.slice(at));
}

const rawWords = (latin1: string): string => decodeUnnamed(Buffer.from(latin1, 'latin1')).text;

const fromQ = (words: string): Buffer =>
  Buffer.from(
    words
      .replace(/_/g, ' ')
      .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

export interface Structured {
  /** Lower case, such as `text/plain`. */
  readonly value: string;
  /** By lower-case name, decoded. The first of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const NAME = /\s*([^\s=;"]+)\s*=\s*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"?/sy;
const BARE = /[^;]*/y;
const REST = /[^;]*;?/y;

/** `value; name=value; name*0*=charset''words` */
export function structured(latin1: string): Structured {
  const value = /^[^;]*/.exec(latin1)?.[0] ?? '';
  const parts = new Map<string, string>();
  let at = value.length + 1;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(latin1);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  for (let count = 0; count < MAX_PARAMETERS && at < latin1.length; count += 1) {
    const name = take(NAME)?.[1]?.toLowerCase();
    const quoted = name === undefined ? null : take(QUOTED);
    const written =
      quoted === null
        ? name === undefined
          ? ''
          : (take(BARE)?.[0] ?? '').trim()
        : (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
    if (name !== undefined && !parts.has(name)) parts.set(name, written);
    take(REST);
  }
  const plainValue = value
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase();
  return { value: plainValue, parameters: continued(parts) };
}

/** Puts `name*0`, `name*1*` ... together; `name*` and `name*0*` begin with charset and language. */
function continued(parts: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  const pieces = new Map<string, { at: number; isEncoded: boolean; text: string }[]>();
  for (const [key, text] of parts) {
    const match = /^([^*]+)\*(?:(\d{1,2})(\*)?)?$/.exec(key);
    if (match === null) {
      found.set(key, decodeWords(text));
      continue;
    }
    const [, name = '', number, star] = match;
    const list = pieces.get(name) ?? [];
    pieces.set(name, list);
    list.push({ at: Number(number ?? 0), isEncoded: number === undefined || star === '*', text });
  }
  for (const [name, list] of pieces) found.set(name, together(list));
  return found;
}

function together(list: { at: number; isEncoded: boolean; text: string }[]): string {
  const sorted = list.toSorted((a, b) => a.at - b.at);
  const [first] = sorted;
  const lead = first?.isEncoded === true ? /^([^']*)'[^']*'/.exec(first.text) : null;
  const bytes = sorted.map(({ isEncoded, text }, at) => {
    const words = at === 0 && lead !== null ? text.slice(lead[0].length) : text;
    return isEncoded ? fromPercent(words) : Buffer.from(words, 'latin1');
  });
  const charset = lead?.[1] ?? '';
  return decodeBytes(Buffer.concat(bytes), charset === '' ? undefined : charset).text;
}

const fromPercent = (words: string): Buffer =>
  Buffer.from(
    words.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
