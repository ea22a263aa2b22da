// How an input is bent: bytes, lengths, pieces, and words that readers stumble over. Pure: the same chance bends alike.
import type { Random } from '../../../bench/matching/proof/random.ts';

/** Something valid, as pieces that are bent before they are packed: what lies compressed or encoded is reached too. */
export interface Seed {
  readonly inner: readonly Buffer[];
  readonly pack: (inner: readonly Buffer[]) => Buffer;
}

export const plainSeed = (bytes: Buffer | string): Seed => ({
  inner: [Buffer.from(bytes as string)],
  pack: ([only = Buffer.alloc(0)]) => only,
});

const MOST_BENDS = 8;
/** Seldom, since what grows with the square of its length shows then, and everything else is slow. */
const MOST_REPEATS = 4_000;
const MOST_BYTES = 2 * 1024 ** 2;
/** A length, an offset or a count that means trouble. */
const NUMBERS = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0xfffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];
const NASTIES = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u0000',
  '\u2028',
  '\u3000',
  '\ufffd',
  '\u0301'.repeat(40),
  '\ud83d\udd34',
  'ﬁ',
  '．',
  '／',
  '：',
  'ｈｔｔｐｓ：／／',
  'İ',
  'ß',
  '\u1e9e',
  '가',
  '\u1100\u1161',
  'hxxps://',
  'h t t p s',
  '[.]',
  '(dot)',
  'https://',
  't.me/',
  'tg://',
  'matrix:',
  'mxc://',
  '%00',
  '%2F',
  '%E0%80',
  'xn--',
  '@',
  '::',
  '[::1]',
  '\r\n',
  '\n',
  '\r',
  '\t',
  ' '.repeat(500),
  '.'.repeat(500),
  '-- \n',
  '> ',
  '>'.repeat(60),
  '1. ',
  '가. ',
  '①',
  '끝.',
  '-----',
  '=====',
  '<a href="',
  '<table>',
  '</td>',
  '<td colspan=999999>',
  '<![CDATA[',
  '<!--',
  '&#x110000;',
  '&lt;',
  '"',
  '""',
  ',',
  ';',
  '|',
  '=?utf-8?B?',
  '?=',
  "*0*=utf-8''",
  '=E0=B8',
  'boundary=',
  '--b\r\n',
  '--b--\r\n',
  'Content-Type: ',
  'charset=',
] as const;

/** @param others where pieces to splice come from */
export function bent(seed: Seed, others: readonly Seed[], random: Random): Buffer {
  const inner = [...seed.inner];
  for (let times = random.below(3); times > 0; times -= 1) {
    const at = random.below(inner.length);
    const from = others[random.below(others.length)]?.inner ?? [];
    inner[at] = bentBytes(
      inner[at] ?? Buffer.alloc(0),
      from[random.below(from.length)] ?? Buffer.alloc(0),
      random,
    );
  }
  if (random.below(8) === 0 && inner.length > 1) swap(inner, random);
  const packed = seed.pack(inner);
  const other = others[random.below(others.length)];
  return random.below(3) === 0 && other !== undefined
    ? bentBytes(packed, other.pack(other.inner), random)
    : packed;
}

function swap(list: Buffer[], random: Random): void {
  const [one, other] = [random.below(list.length), random.below(list.length)];
  [list[one], list[other]] = [list[other] as Buffer, list[one] as Buffer];
}

/** Bytes changed, set to a number that means trouble, cut out, repeated, moved, put in. */
function bentBytes(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let out: Buffer = bytes;
  for (let bends = 1 + random.below(MOST_BENDS); bends > 0; bends -= 1)
    out = bend(out, other, random).subarray(0, MOST_BYTES);
  return out;
}

function bend(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.below(4) === 0 ? bytes.length + 1 : 64);
  const [head, piece, tail] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  const behind = bytes.subarray(at);
  switch (random.below(10)) {
    case 0:
      return Buffer.concat([head, Buffer.from([random.below(256)]), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([
        head,
        Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]),
        bytes.subarray(at + 1),
      ]);
    case 2:
      return withNumber(bytes, at, random);
    case 3:
      return Buffer.concat([head, tail]);
    case 4:
      return Buffer.concat([head, piece, piece, tail]);
    case 5:
      return Buffer.concat([
        head,
        ...Array.from(
          {
            length: Math.min(
              2 + random.below(random.below(12) === 0 ? MOST_REPEATS : 8),
              Math.ceil(MOST_BYTES / (piece.length + 1)),
            ),
          },
          () => piece,
        ),
        tail,
      ]);
    case 6: {
      const to = random.below(tail.length + 1);
      return Buffer.concat([head, tail.subarray(0, to), piece, tail.subarray(to)]);
    }
    case 7: {
      const from = random.below(other.length + 1);
      return Buffer.concat([head, other.subarray(from, from + random.below(512)), behind]);
    }
    case 8:
      return random.below(4) === 0 ? head : Buffer.concat([head, nasty(random), behind]);
    default:
      return Buffer.concat([head, nasty(random), random.below(2) === 0 ? tail : behind]);
  }
}

const nasty = (random: Random): Buffer => Buffer.from(NASTIES[random.below(NASTIES.length)] ?? '');

function withNumber(bytes: Buffer, at: number, random: Random): Buffer {
  const out = Buffer.from(bytes);
  const number = NUMBERS[random.below(NUMBERS.length)] ?? 0;
  const isBig = random.below(2) === 0;
  if (at + 4 > out.length) return out;
  if (random.below(2) === 0)
    isBig ? out.writeUInt16BE(number & 0xffff, at) : out.writeUInt16LE(number & 0xffff, at);
  else isBig ? out.writeUInt32BE(number, at) : out.writeUInt32LE(number, at);
  return out;
}
