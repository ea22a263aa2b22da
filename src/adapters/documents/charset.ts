// Bytes to words. A charset that lies or breaks is never an error: what the bytes most likely are is read, and said to be damaged.
// Korean goes through iconv-lite, since the runtime's own decoder does not know the syllables that only CP949 has.
import iconv from 'iconv-lite';

export interface Decoded {
  readonly text: string;
  /** Some bytes were not what their charset says. */
  readonly isDamaged: boolean;
}

const UNKNOWN = '\ufffd';
/** What these names really mean in mail: the larger set that their users write. */
const LARGER: Readonly<Record<string, string>> = {
  'euc-kr': 'cp949',
  euckr: 'cp949',
  'ks_c_5601-1987': 'cp949',
  ksc5601: 'cp949',
  ksc_5601: 'cp949',
  'windows-949': 'cp949',
  uhc: 'cp949',
  'x-windows-949': 'cp949',
  ms949: 'cp949',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'us-ascii',
  ascii: 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  'x-sjis': 'shift_jis',
  sjis: 'shift_jis',
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  utf8: 'utf-8',
  cp65001: 'utf-8',
};
const SINGLE_BYTE = /^(?:windows-125\d|iso-8859-\d+|koi8)/;

/** The language of the words around bytes that nobody names a charset for. */
export type Around = 'ja' | undefined;

/** Japanese where there is kana and no Hangul: the two alphabets that the bytes of Shift_JIS and of Korean are mistaken for. */
export const languageAround = (text: string): Around =>
  /[ぁ-ヶ]/.test(text) && !/[가-힣]/.test(text) ? 'ja' : undefined;

/** @param label the charset as it is called, or undefined where nobody says @param around asked only where nobody says */
export function decodeBytes(bytes: Uint8Array, label: string | undefined, around?: Around): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byMark(buffer);
  if (marked !== undefined) return marked;
  const name = nameOf(label);
  if (name === undefined) {
    const text = guessed(buffer, around);
    return {
      text: text ?? western(buffer),
      isDamaged: text === undefined || (label !== undefined && !isAscii(buffer)),
    };
  }
  const text = whole(buffer, name);
  if (text !== undefined && !(SINGLE_BYTE.test(name) && hidesUtf8(buffer))) return { text, isDamaged: false };
  const other = guessed(buffer);
  return { text: other ?? loosely(buffer, name), isDamaged: true };
}

/** UTF-8 with wrong bytes in it; where no letter beyond ASCII is UTF-8 at all, the charset of Western Europe. */
function western(bytes: Buffer): string {
  const text = iconv.decode(bytes, 'utf-8');
  return /[^\x00-\x7F\uFFFD]/.test(text) ? text : iconv.decode(bytes, 'windows-1252');
}

/** Words of bytes that nobody named a charset for, such as a header's or a CSV's. */
export const decodeUnnamed = (bytes: Uint8Array): Decoded => decodeBytes(bytes, undefined);

function nameOf(label: string | undefined): string | undefined {
  const asked =
    label
      ?.trim()
      .toLowerCase()
      .replace(/^['"]|['"]$/g, '') ?? '';
  const name = LARGER[asked] ?? asked;
  if (name === 'us-ascii' || name === 'iso-2022-jp' || name === 'utf-8') return name;
  if (name === 'iso-2022-kr') return name;
  return name !== '' && name.length < 40 && iconv.encodingExists(name) ? name : undefined;
}

/** A byte order mark says more than a label. */
function byMark(bytes: Buffer): Decoded | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const rest = bytes.subarray(3);
    const text = whole(rest, 'utf-8');
    return { text: text ?? loosely(rest, 'utf-8'), isDamaged: text === undefined };
  }
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (wide === undefined) return undefined;
  const text = iconv.decode(bytes.subarray(2), wide);
  return { text, isDamaged: text.includes(UNKNOWN) };
}

/** Undefined when a byte is not of this charset. */
function whole(bytes: Buffer, name: string): string | undefined {
  if (name === 'us-ascii') return isAscii(bytes) ? bytes.toString('latin1') : undefined;
  if (name === 'iso-2022-kr') return fromIso2022Kr(bytes);
  if (name === 'utf-8' || name === 'iso-2022-jp') {
    try {
      return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }
  const text = iconv.decode(bytes, name);
  return text.includes(UNKNOWN) ? undefined : text;
}

function loosely(bytes: Buffer, name: string): string {
  if (name === 'us-ascii' || name === 'utf-8') return bytes.toString('utf8');
  if (name === 'iso-2022-jp') return new TextDecoder(name).decode(bytes);
  return name === 'iso-2022-kr' ? bytes.toString('latin1') : iconv.decode(bytes, name);
}

/** Korean in seven bits (RFC 1557): shifts between ASCII and KS X 1001. */
function fromIso2022Kr(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1').replace(/\x1b\$\)C/g, '');
  const shifted = text.replace(/\x0e([^\x0f\r\n]*)\x0f?/g, (_all, run: string) =>
    Array.from(run, (char) => String.fromCharCode(char.charCodeAt(0) | 0x80)).join(''),
  );
  return whole(Buffer.from(shifted, 'latin1'), 'cp949');
}

/** What bytes without a name can be: UTF-8, Japanese in seven bits, Korean, Shift_JIS. */
function guessed(bytes: Buffer, around?: Around): string | undefined {
  if (bytes.includes('\x1b$')) {
    const japanese = whole(bytes, 'iso-2022-jp');
    if (japanese !== undefined) return japanese;
  }
  const text = whole(bytes, 'utf-8');
  if (text !== undefined) return text;
  const japanese = around === 'ja' ? japaneseOf(bytes) : undefined;
  if (japanese !== undefined) return japanese;
  const candidates = ['cp949', 'shift_jis', 'euc-jp'].flatMap((name) => {
    const read = whole(bytes, name);
    return read === undefined ? [] : [read];
  });
  return candidates.find(isLikely) ?? candidates[0];
}

/**
 * In a Japanese letter a few words are enough. Shift_JIS has bytes from 0x81 to 0x9F, which usual Korean never has; EUC-JP has the same bytes
 * as usual Korean, so that one must show kana.
 */
function japaneseOf(bytes: Buffer): string | undefined {
  const isShifted = bytes.some((byte) => byte >= 0x81 && byte <= 0x9f);
  const text = whole(bytes, isShifted ? 'shift_jis' : 'euc-jp');
  if (text === undefined || /[｡-ﾟ]/.test(text) || !isUsual(text)) return undefined;
  return isShifted || /[ぁ-ヶ]/.test(text) ? text : undefined;
}

/** Hangul, kana or usual marks for most of what is not ASCII: the wrong charset makes rare ideographs of it. */
function isLikely(text: string): boolean {
  const foreign = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const own = text.match(/[가-힣ぁ-ヶー]/gu)?.length ?? 0;
  return isUsual(text) && own >= foreign * 0.3;
}

function isUsual(text: string): boolean {
  const foreign = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const usual = text.match(/[가-힣ぁ-ヶー、-】㎡·…※○●□■▶→①-⑳一-龥]/gu)?.length ?? 0;
  return usual >= foreign * 0.7;
}

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);

function hidesUtf8(bytes: Buffer): boolean {
  return !isAscii(bytes) && whole(bytes, 'utf-8') !== undefined;
}
