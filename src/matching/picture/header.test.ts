// What a file claims, read from its first bytes; real files of each kind are in test/matching/pictures.test.ts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MatchingError } from '../matching-error.ts';
import { readHeader } from './header.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (byte) => byte.charCodeAt(0));
const codeOf = (file: Uint8Array): string => {
  try {
    return readHeader(file).kind;
  } catch (error) {
    return (error as MatchingError).code;
  }
};

/** A lossy WebP's first thirty bytes, 1 x 1. */
const WEBP = 'RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\x30\x01\0\x9d\x01\x2a\x01\0\x01\0';
const JPEG = '\xff\xd8\xff\xe0\0\x04ab\xff\xff\xff\xc2\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0';

describe('the header of a picture', () => {
  test('tells kind and size, past other segments and fill bytes', () => {
    expect(readHeader(bytes(JPEG))).toEqual({ kind: 'jpeg', width: 3, height: 2 });
    expect(readHeader(bytes(WEBP))).toEqual({ kind: 'webp', width: 1, height: 1 });
    expect(readHeader(bytes(`\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x07\0\0\0\x05`))).toEqual({
      kind: 'png',
      width: 7,
      height: 5,
    });
  });

  test('is refused when it ends early, whatever the kind', () => {
    for (const whole of [JPEG, WEBP]) {
      for (let cut = 12; cut < whole.length - 4; cut++)
        expect(codeOf(bytes(whole.slice(0, cut)))).toBe('matching.picture-damaged');
    }
  });

  test('is refused when a side is zero, or when there is no size before the picture begins', () => {
    expect(codeOf(bytes(JPEG.replace('\x08\0\x02', '\x08\0\0')))).toBe('matching.picture-damaged');
    expect(codeOf(bytes('\xff\xd8\xff\xda\0\x04ab'))).toBe('matching.picture-damaged');
  });

  test('does not walk through a hundred thousand empty segments', () => {
    expect(codeOf(bytes(`\xff\xd8${'\xff\xe1\0\x02'.repeat(100_000)}${JPEG.slice(2)}`))).toBe(
      'matching.picture-damaged',
    );
  });

  test('names what a file is instead of a picture', () => {
    const names: Readonly<Record<string, string>> = {
      GIF89a: 'a GIF',
      '\0\0\0\x18ftypheic': 'a HEIC',
      '\0\0\0\x18ftypavif': 'an AVIF',
      '\0\0\0\x18ftypisom': 'a video',
      '<svg>': 'text',
      MZ: 'nothing known',
    };
    for (const [begin, name] of Object.entries(names))
      expect(() => readHeader(bytes(begin))).toThrow(new RegExp(`not a JPEG, PNG or WebP: .*${name}`));
  });

  test('never throws anything but a coded error, and never claims more than the limit', () => {
    const begins = fc.constantFrom(JPEG.slice(0, 8), WEBP.slice(0, 16), '\x89PNG\r\n\x1a\n', '');
    fc.assert(
      fc.property(begins, fc.uint8Array({ maxLength: 60 }), (begin, rest) => {
        try {
          const { width, height } = readHeader(Uint8Array.from([...bytes(begin), ...rest]));
          expect(width * height).toBeLessThanOrEqual(50_000_000);
        } catch (error) {
          expect((error as MatchingError).code).toMatch(/^matching\.picture-/);
        }
      }),
    );
  });
});
