// Keys as golang.org/x/mod/sumdb, transparency-dev/formats and sigsum-go test them: which are read, and which are refused.

import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../../src/translog/bytes.ts';
import {
  makeSignerKey,
  readSignerKey,
  readVerifierKey,
  writeSignerKey,
  writeVerifierKey,
} from '../../../src/translog/notes/key.ts';
import { answerOf, beginning, hex, peter, PETER, PETER_SECRET, sha256, SUM_KEY } from './known.ts';

/** Every part of a text but the whole. */
function* partsOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length; from++)
    for (let to = from + 1; to <= text.length; to++) if (to - from < text.length) yield text.slice(from, to);
}
/** A text with one letter replaced by the next one, for each letter. */
const nextLetters = (text: string): string[] =>
  Array.from(
    text,
    (letter, at) =>
      `${text.slice(0, at)}${String.fromCharCode(letter.charCodeAt(0) + 1)}${text.slice(at + 1)}`,
  );
const idOf = (name: string, typed: Uint8Array): string =>
  Buffer.from(sha256(Buffer.concat([utf8(`${name}\n`), typed])))
    .subarray(0, 4)
    .toString('hex');
const verifier = (text: string) => answerOf(() => readVerifierKey(sha256, text));
const signer = (text: string) => answerOf(() => readSignerKey(sha256, text));
async function answersTo(texts: Iterable<string>, ask: (text: string) => Promise<string>) {
  const counts: Record<string, number> = {};
  for (const text of texts) {
    const answer = await ask(text);
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}

describe('x/mod sumdb/note, note_test.go: a verifier key', () => {
  it('is read', async () => {
    expect(await verifier(PETER)).toBe('accepted');
  });

  it('is refused in every one of its parts', async () => {
    const { accepted, ...refused } = await answersTo(partsOf(PETER), verifier);
    expect(accepted).toBeUndefined();
    expect(Object.values(refused).reduce((sum, count) => sum + count)).toBe(
      (PETER.length * (PETER.length + 1)) / 2 - 1,
    );
  });

  it('is refused with any letter replaced by the next', async () => {
    const { accepted, ...refused } = await answersTo(nextLetters(PETER), verifier);
    expect(accepted).toBeUndefined();
    expect(Object.values(refused).reduce((sum, count) => sum + count)).toBe(PETER.length);
  });

  it('is refused when it is too long, with an identifier that fits', async () => {
    const long = Buffer.concat([Buffer.from([1]), peter.publicKey, Buffer.from('BADKEY==', 'base64')]);
    expect(idOf('PeterNeumann', long)).toBe('cc469956');
    expect(await verifier(`PeterNeumann+cc469956+${toBase64(long)}`)).toBe('log.bad-key');
  });

  it('is refused when its kind is unknown, with an identifier that fits', async () => {
    const other = Buffer.concat([Buffer.from([0x65]), peter.publicKey]);
    expect(idOf('PeterNeumann', other)).toBe('173116ae');
    expect(await verifier(`PeterNeumann+173116ae+${toBase64(other)}`)).toBe('log.bad-key');
  });
});

describe('x/mod sumdb: a signer key', () => {
  it('is read, and is of the verifier key', async () => {
    expect(writeVerifierKey(await readSignerKey(sha256, PETER_SECRET))).toBe(PETER);
  });

  it('is refused in every one of its parts', async () => {
    const { accepted, ...refused } = await answersTo(partsOf(PETER_SECRET), signer);
    expect(accepted).toBeUndefined();
    expect(Object.values(refused).reduce((sum, count) => sum + count)).toBe(
      (PETER_SECRET.length * (PETER_SECRET.length + 1)) / 2 - 1,
    );
  });

  it('is refused with any letter replaced by the next', async () => {
    const { accepted, ...refused } = await answersTo(nextLetters(PETER_SECRET), signer);
    expect(accepted).toBeUndefined();
    expect(Object.values(refused).reduce((sum, count) => sum + count)).toBe(PETER_SECRET.length);
  });

  it("of the client's tests is of the verifier key printed with it", async () => {
    const name = 'localhost.localdev/sumdb+00000c67';
    const key = await readSignerKey(
      sha256,
      `PRIVATE+KEY+${name}+AXu6+oaVaOYuQOFrf1V59JK1owcFlJcHwwXHDfDGxSPk`,
    );
    expect(writeVerifierKey(key)).toBe(`${name}+AcTrnkbUA+TU4heY3hkjiSES/DSQniBqIeQ/YppAUtK6`);
  });

  it('made from a seed of zeros, as the example does, has the identifier printed for it', async () => {
    const enoch = await makeSignerKey(sha256, 'EnochRoot', 'note', new Uint8Array(32));
    expect(enoch.id).toBe('af0cfe78');
    expect(await readSignerKey(sha256, writeSignerKey(enoch))).toEqual(enoch);
  });
});

describe('sigsum-go, pkg/checkpoint: a key', () => {
  const baffling = hex('01452c8346344492f8');
  const key = beginning(...baffling);

  it('of a cosignature has the identifier and the text printed for it', () => {
    const text = `example.org/key+57bfe580+BAFFLINGNESS+${'A'.repeat(31)}`;
    expect(readVerifierKey(sha256, text)).toEqual({
      ...{ name: 'example.org/key', id: '57bfe580', type: 'cosignature' },
      publicKey: key,
    });
    expect(toBase64(Buffer.concat([Buffer.from([4]), key]))).toBe(text.split('+').slice(2).join('+'));
  });

  it('whose identifier is another is read there, and refused here: tlog-cosignature says how it is made', async () => {
    expect(await verifier(`example.org/key+01020304+BAFFLINGNESS+${'A'.repeat(31)}`)).toBe('log.bad-key');
  });

  it('of 32 zeros has the identifier of name, line end, kind and key', async () => {
    const typed = Buffer.concat([Buffer.from([1]), new Uint8Array(32)]);
    const text = `example.org/log+${idOf('example.org/log', typed)}+${toBase64(typed)}`;
    expect(await verifier(text)).toBe('accepted');
  });

  it("of Go's checksum database is read", async () => {
    expect(readVerifierKey(sha256, SUM_KEY)).toMatchObject({ id: '033de0ae', type: 'note' });
  });
});

describe('transparency-dev/formats, note/: a key', () => {
  const whole = toBase64(Buffer.concat([Buffer.from([2]), new Uint8Array(91)]));
  const refused: readonly (readonly [string, string])[] = [
    ['with two parts', 'example.org+12344556'],
    ['that is no base64', 'example.org+12345678+NOT_IN_THIS_ALPHABET!'],
    ['of a kind that is not assigned', `example.org+12345678+${toBase64(hex('030101'))}`],
    ['whose identifier is no number', `example.org+NO_HEX+${whole}`],
    ['whose identifier is another', `example.org+00000000+${whole}`],
    ['of the kind ECDSA (2), which is not built', `example.org+${idOf('example.org', hex('02'))}+${whole}`],
    ['of the kind RFC 6962 (5), which is not built', `example.org+7deb49d0+${toBase64(hex('05'))}`],
    ['of the kind ML-DSA-44 (6), which is not built', `example.org+5893dc2c+${toBase64(hex('06'))}`],
  ];
  it.each(refused)('%s is refused', async (_, text) => {
    expect(await verifier(text)).toMatch(/^log\.(bad-key|not-base64)$/);
  });

  it('to verify with is not one to sign with', async () => {
    expect(await signer(PETER)).toBe('log.bad-key');
  });
});

describe('rekor-tiles, pkg/note/note_test.go: a key', () => {
  it('made from the seed printed there has the identifier printed there', async () => {
    const seed = hex('6b99f145931665e2ff6e99805e1560bf077cb4ae5b5d933795cc15046dd4ba1c');
    expect((await makeSignerKey(sha256, 'testkey', 'note', seed)).id).toBe('e4de82e3');
  });
});
