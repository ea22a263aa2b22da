// What a decoder says is looked at member by member: it may be in hostile hands.

import { expect, test } from 'vitest';
import { type Answer, answersInto, type Request, requestHeader, requestsIn } from './frames.ts';

const HASHED = {
  request: 3,
  kind: 'hashed',
  width: 4,
  height: 5,
  quality: 100,
  hashes: ['a'.repeat(64)],
} as const;
const REFUSED = {
  request: 3,
  kind: 'refused',
  code: 'matching.picture-kind',
  message: 'm',
  cure: 'c',
} as const;

const PARTED = { ...HASHED, kind: 'parted', hashes: undefined, stored: HASHED.hashes, asked: HASHED.hashes };

function heard(...pieces: readonly string[]): (Answer | undefined)[] {
  const answers: (Answer | undefined)[] = [];
  pieces.forEach(answersInto((answer) => answers.push(answer)));
  return answers;
}

test('answers are cut out of pieces', () => {
  const text = [HASHED, REFUSED].map((answer) => `${JSON.stringify(answer)}\n`).join('');
  expect(heard(text.slice(0, 40), text.slice(40, 150), text.slice(150))).toEqual([HASHED, REFUSED]);
});

test.each([
  ['no hashes', { ...HASHED, hashes: undefined }],
  ['a hash that is no text', { ...HASHED, hashes: [7] }],
  ['a hash of other digits', { ...HASHED, hashes: ['g'.repeat(64)] }],
  ['no quality', { ...HASHED, quality: null }],
  ['a quality over 100', { ...HASHED, quality: 101 }],
  ['half a pixel', { ...HASHED, width: 0.5 }],
  ['no height', { ...HASHED, height: 0 }],
  ['no number', { ...HASHED, request: undefined }],
  ['a code of its own', { ...REFUSED, code: 'matching.\u001b[31m' }],
  ['no message', { ...REFUSED, message: {} }],
  ['parts without those to ask with', { ...PARTED, asked: undefined }],
  ['more parts than there are', { ...PARTED, stored: Array.from({ length: 73 }, () => 'a'.repeat(64)) }],
  ['another kind', { request: 3, kind: 'other' }],
  ['nothing', null],
  ['more than a line may hold', { ...REFUSED, message: 'm'.repeat(9_000) }],
])('an answer with %s is none', (_, value) => {
  expect(heard(`${JSON.stringify(value)}\n`)).toEqual([undefined]);
});

test('requests keep their number, their wish and their bytes, however they are cut', async () => {
  const bytes = Buffer.concat([
    requestHeader(3, 7, 'parts'),
    Buffer.from('abc'),
    requestHeader(0, 8, 'plain'),
  ]);
  for (const size of [1, 5, 100]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const got: Request[] = [];
    for await (const { file, ...rest } of requestsIn(asStream(pieces)))
      got.push({ ...rest, file: Buffer.from(file) });
    expect(got).toEqual([
      { request: 7, wanted: 'parts', file: Buffer.from('abc') },
      { request: 8, wanted: 'plain', file: Buffer.from('') },
    ]);
  }
});

async function* asStream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
