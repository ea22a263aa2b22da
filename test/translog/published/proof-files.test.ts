// Proof files as tlog-proof describes them and transparency-dev/formats (proof/) tests them. The hashes are of words, as there.

import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../../src/translog/bytes.ts';
import { readProofFile, writeProofFile } from '../../../src/translog/notes/proof-file.ts';
import { answerOf, sha256 } from './known.ts';

const HEAD = 'c2sp.org/tlog-proof@v1';
const [one, two] = [sha256(utf8('hash1')), sha256(utf8('hash2'))];
const [line1, line2] = [toBase64(one), toBase64(two)];
const extra = utf8('extra information');

describe('formats, proof/: a proof file', () => {
  const cases = [
    [
      'with two hashes',
      { index: 5, proof: [one, two], checkpoint: utf8('test checkpoint\n') },
      `${HEAD}\nindex 5\n${line1}\n${line2}\n\ntest checkpoint\n`,
    ],
    [
      'with something more',
      { index: 10, proof: [one], checkpoint: utf8('checkpoint data\n'), extra },
      `${HEAD}\nextra ${toBase64(extra)}\nindex 10\n${line1}\n\ncheckpoint data\n`,
    ],
    [
      'without hashes',
      { index: 0, proof: [], checkpoint: utf8('checkpoint\n') },
      `${HEAD}\nindex 0\n\ncheckpoint\n`,
    ],
  ] as const;
  it.each(cases)('%s is written as printed there, and read back', (_, file, printed) => {
    expect(Buffer.from(writeProofFile(file)).toString()).toBe(printed);
    expect(readProofFile(utf8(printed))).toEqual(file);
  });

  it.each([
    [123, ['a', 'b'], 'some checkpoint\n', undefined],
    [456, ['c'], 'another checkpoint\n', 'some extra data'],
    [789, [], 'checkpoint\n', undefined],
  ] as const)('of the entry %i is read as it was written', (index, words, checkpoint, more) => {
    const file = {
      ...{ index, proof: words.map((word) => sha256(utf8(word))), checkpoint: utf8(checkpoint) },
      ...(more === undefined ? {} : { extra: utf8(more) }),
    };
    expect(readProofFile(writeProofFile(file))).toEqual(file);
  });

  const end = '\ncheckpoint\n';
  it.each([
    ['with another first line', `another-head\nindex 0\n${end}`, 'log.bad-proof-file'],
    ['whose extra is no base64', `${HEAD}\nextra !!none!!\nindex 0\n${end}`, 'log.not-base64'],
    ['without an index', `${HEAD}\n\n${end}`, 'log.bad-proof-file'],
    ['whose index is a word', `${HEAD}\nindex none\n${end}`, 'log.bad-number'],
    ['whose index is below zero', `${HEAD}\nindex -5\n${end}`, 'log.bad-number'],
    ['whose hash is no base64', `${HEAD}\nindex 0\n!!none!!\n${end}`, 'log.not-base64'],
    [
      'whose hash has 64 bytes',
      `${HEAD}\nindex 0\n${toBase64(new Uint8Array(64))}\n${end}`,
      'log.bad-proof-file',
    ],
    [
      'with a line of 66560 letters and no end',
      `${HEAD}\nindex 0\n${'a'.repeat(65 * 1024)}\n`,
      'log.bad-proof-file',
    ],
  ])('%s is refused', async (_, text, code) => {
    expect(await answerOf(() => readProofFile(utf8(text)))).toBe(code);
  });
});

describe('tlog-proof', () => {
  it.each([
    ['an index with a leading zero', `${HEAD}\nindex 05\n\nc\n`, 'log.bad-number'],
    ['extra behind the index', `${HEAD}\nindex 5\nextra YQ==\n\nc\n`, 'log.not-base64'],
    ['no empty line before the checkpoint', `${HEAD}\nindex 5\n${line1}\n`, 'log.bad-proof-file'],
  ])('%s is refused', async (_, text, code) => {
    expect(await answerOf(() => readProofFile(utf8(text)))).toBe(code);
  });
});
