// Signed notes as golang.org/x/mod/sumdb/note and sigsum-go test them, and the cosignatures of both formats and sigsum-go. All signatures are
// made here: Ed25519 has one for each key and text, so they are the published ones where the key is.

import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../../src/translog/bytes.ts';
import { cosign, cosignedMessage, readCosignature } from '../../../src/translog/notes/cosignature.ts';
import { makeSignerKey, readVerifierKey, type VerifierKey } from '../../../src/translog/notes/key.ts';
import {
  parseNote,
  parseSignature,
  signText,
  verifyNote,
  writeNote,
  writeSignature,
} from '../../../src/translog/notes/note.ts';
import { answerOf, beginning, digestOf, hex, peter, PETER, sha256 } from './known.ts';

const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterKey = readVerifierKey(sha256, PETER);
const enoch = await makeSignerKey(sha256, 'EnochRoot', 'note', new Uint8Array(32));
const [peterLine, enochLine] = await Promise.all(
  [peter, enoch].map(async (key) => writeSignature(await signText(TEXT, key))),
);
const [byPeter = '', byEnoch = ''] = [peterLine, enochLine];
/** Four letters more within the signature. */
const longer = (line: string) => `${line.slice(0, 58)}ABCD${line.slice(58)}`;

const opened = (note: string | Uint8Array, keys: readonly VerifierKey[] = [peterKey]) =>
  verifyNote(parseNote(typeof note === 'string' ? utf8(note) : note), keys);
const names = async (note: string, keys?: readonly VerifierKey[]) =>
  (await opened(note, keys)).map(({ key }) => key.name);

describe('x/mod sumdb/note, note_test.go: signing', () => {
  const signed = (text: string) => answerOf(() => signText(text, peter));

  it('gives the two printed lines', () => {
    expect(digestOf(byPeter, byEnoch)).toBe(
      'bad8ee509e23712a6cc4a48675d2c79096e804e3b5d280b485005c4cd42d23e7',
    );
  });

  it('refuses a text whose last line has no end', async () => {
    expect(await signed('abc')).toBe('log.bad-note');
  });
});

describe('x/mod sumdb/note, note_test.go: opening', () => {
  it('one signature of a known key and one of an unknown key', async () => {
    expect(await names(`${TEXT}\n${byPeter}${byEnoch}`)).toEqual(['PeterNeumann']);
  });

  it('two signatures of known keys', async () => {
    expect(await names(`${TEXT}\n${byPeter}${byEnoch}`, [peterKey, enoch])).toEqual([
      'PeterNeumann',
      'EnochRoot',
    ]);
  });

  it('signatures that come twice count once', async () => {
    const twice = `${TEXT}\n${byPeter}${byPeter}${byEnoch}${byEnoch}${longer(byEnoch)}`;
    expect(await names(twice)).toEqual(['PeterNeumann']);
    expect(parseNote(utf8(twice)).signatures).toHaveLength(5);
  });

  const wrongId = byPeter.replace('x08g', 'xxxx');
  type Refused = readonly [
    name: string,
    note: string | Uint8Array,
    code: string,
    keys?: readonly VerifierKey[],
  ];
  const refused: readonly Refused[] = [
    ['with no known key', `${TEXT}\n${byPeter}${byEnoch}`, 'log.not-signed', []],
    ['with 101 signatures', `${TEXT}\n${byPeter.repeat(101)}`, 'log.bad-note'],
    ['with 101 signatures of unknown keys', `${TEXT}\n${byPeter.repeat(101)}`, 'log.bad-note', []],
    ['with a longer signature', `${TEXT}\n${longer(byPeter)}`, 'log.signature-wrong'],
    ['without an empty line', TEXT, 'log.bad-note'],
    ['without signatures', `${TEXT}\n`, 'log.bad-note'],
    ['without the last end of line', `${TEXT}\n${byPeter.slice(0, -1)}`, 'log.bad-note'],
    ['with a control character', `\u0001${TEXT}\n${byPeter}`, 'log.bad-note'],
    [
      'that is no UTF-8',
      Buffer.concat([Buffer.from([0xff]), Buffer.from(`${TEXT}\n${byPeter}`)]),
      'log.not-text',
    ],
    ['with a space in a name', `${TEXT}\n${byPeter.replace('PeterNeumann', 'Bad Name')}`, 'log.bad-note'],
    ['with another line at its end', `${TEXT}\n${byPeter}More.\n`, 'log.bad-note'],
    ['under another name', `${TEXT}\n${byPeter.replace('PeterNeumann', 'CarmenSandiego')}`, 'log.not-signed'],
    ['under a shorter name', `${TEXT}\n${byPeter.replace('PeterNeumann', 'PeterNeuman')}`, 'log.not-signed'],
    ['under another identifier', `${TEXT}\n${wrongId}`, 'log.not-signed'],
  ];
  it.each(refused.map((one) => [one[0], one] as const))('%s is refused', async (_, [, note, code, keys]) => {
    expect(await answerOf(() => opened(note, keys))).toBe(code);
  });
});

/** A signature that sigsum-go spells as a word: an identifier, a few bytes, and zeros. */
const zeros = (begin: string, length: number) =>
  toBase64(Buffer.concat([Buffer.from(begin, 'base64'), new Uint8Array(length)]).subarray(0, length));
const NOTE_BYTES = 4 + 64;
const COSIGNED_BYTES = 4 + 8 + 64;

describe('sigsum-go, pkg/checkpoint: a line of a signature', () => {
  it('has its identifier and its bytes', () => {
    const line = `— example.org/log ${zeros('deadbeef', NOTE_BYTES)}`;
    const read = parseSignature(line);
    expect(read).toEqual({
      ...{ name: 'example.org/log', id: '75e69d6d' },
      bytes: Uint8Array.from({ length: 64 }, (_, at) => [231, 159][at] ?? 0),
    });
    expect(writeSignature(read)).toBe(`${line}\n`);
  });

  const good = zeros('deadbeef', NOTE_BYTES);
  const lines: readonly (readonly [string, string, string])[] = [
    ['of another name is read', `— example.org/log2 ${good}`, 'accepted'],
    ['without padding is refused', `— example.org/log ${good.slice(0, -1)}`, 'log.not-base64'],
    [
      'a byte too short is read, and holds under no key',
      `— example.org/log ${zeros('deadbeef', 66)}`,
      'accepted',
    ],
    // sigsum-go passes over it; signed-note asks for an identifier of four bytes and a signature.
    ['of three bytes is refused', '— example.org/log dead', 'log.bad-note'],
    ['of no whole base64 is refused', '— example.org/log DEADB', 'log.not-base64'],
    ['with two spaces is refused', `—  example.org/log ${good}`, 'log.bad-note'],
  ];
  it.each(lines)('%s', async (_, line, code) => {
    expect(await answerOf(() => parseSignature(line))).toBe(code);
  });
});

describe('a cosignature', () => {
  const key = sigsum();
  it('sigsum-go: one with a time beyond 2^63 - 1 is written there, and refused here', async () => {
    const { id, bytes } = parseSignature(
      `— example.org/witness-key ${zeros('deadbeef+deadcod/cod', COSIGNED_BYTES)}`,
    );
    expect(id).toBe('75e69d6d');
    expect(await answerOf(() => readCosignature(bytes))).toBe('log.bad-note');
  });

  it('sigsum-go: one with a time beyond 2^53 is refused: verifiers may refuse what lies in the future', async () => {
    const bytes = Buffer.concat([hex('0102030405060708'), new Uint8Array(64)]);
    expect(await answerOf(() => readCosignature(bytes))).toBe('log.bad-note');
  });

  it('sigsum-go: at the time 1234 its line is the printed one', async () => {
    const { seventeen, text } = await key;
    const { name, id } = seventeen;
    expect(digestOf(writeSignature({ name, id, bytes: await cosign(text, 1234, seventeen) }))).toBe(
      'd3108ad8bfddfeeb8f31fa677b5cdb4b2baccf846be2a482e6df6ea0b19d2034',
    );
  });

  it('sigsum-go: only the line of the right name, identifier and length counts', async () => {
    const { seventeen, text } = await key;
    const bytes = await cosign(text, 1234, seventeen);
    const line = { name: seventeen.name, id: seventeen.id, bytes };
    const others = [
      { ...line, id: 'c97f2e50' },
      { ...line, name: 'example.org/witness-2' },
    ];
    const open = (signatures: readonly (typeof line)[]) =>
      opened(writeNote({ text, signatures }), [seventeen]);
    expect(await open([...others, line])).toEqual([{ key: seventeen, time: 1234 }]);
    expect(await answerOf(() => open(others))).toBe('log.not-signed');
    // There it is passed over. signed-note: a note whose signature of a known key does not hold should be refused.
    const longerLine = { ...line, bytes: Buffer.concat([bytes, hex('05d7')]) };
    expect(await answerOf(() => open([longerLine]))).toBe('log.bad-note');
    const later = Uint8Array.from(bytes);
    later[7] = (later[7] ?? 0) + 1;
    expect(await answerOf(() => open([{ ...line, bytes: later }]))).toBe('log.signature-wrong');
  });

  it('sigsum-go: the signed message has two lines before the text', () => {
    const root = Uint8Array.from({ length: 32 }, (_, at) => at);
    const origin = `sigsum.org/v1/tree/${Buffer.from(sha256(new Uint8Array(32))).toString('hex')}`;
    expect(origin).toMatch(/66687aadf862bd77/);
    expect(
      Buffer.from(cosignedMessage(`${origin}\n257\n${toBase64(root)}\n`, 1_679_315_147)).toString(),
    ).toBe(`cosignature/v1\ntime 1679315147\n${origin}\n257\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n`);
  });

  it('formats: its time is read from its bytes', () => {
    const bytes = Buffer.concat([hex('0000000066fea4cf'), new Uint8Array(64)]);
    expect(readCosignature(bytes).time).toBe(1_727_964_367);
  });

  it('formats: a signature without a time is none', async () => {
    expect(await answerOf(() => readCosignature(new Uint8Array(64)))).toBe('log.bad-note');
  });

  it('formats: it is verified by its own key, and not by the plain one with the same public key', async () => {
    const { text } = await key;
    const seed = sha256(utf8('a key of a test'));
    const [plain, own] = [
      await makeSignerKey(sha256, 'TestKey', 'note', seed),
      await makeSignerKey(sha256, 'TestKey', 'cosignature', seed),
    ];
    const note = writeNote({
      text,
      signatures: [{ name: own.name, id: own.id, bytes: await cosign(text, 1, own) }],
    });
    expect(await opened(note, [own])).toEqual([{ key: own, time: 1 }]);
    expect(await answerOf(() => opened(note, [plain]))).toBe('log.not-signed');
  });

  it('formats: further lines of the checkpoint are signed too', async () => {
    const { seventeen, text } = await key;
    const more = `${text}one line more\n`;
    const signatures = [{ name: seventeen.name, id: seventeen.id, bytes: await cosign(more, 1, seventeen) }];
    expect(await answerOf(() => opened(writeNote({ text: more, signatures }), [seventeen]))).toBe('accepted');
    expect(await answerOf(() => opened(writeNote({ text, signatures }), [seventeen]))).toBe(
      'log.signature-wrong',
    );
  });
});

/** sigsum-go's witness, whose seed is one byte and zeros, and its log's checkpoint. */
async function sigsum() {
  const seventeen = await makeSignerKey(sha256, 'example.org/witness', 'cosignature', beginning(17));
  return { seventeen, text: `example.org/log\n10\n${toBase64(beginning(28, 14, 71))}\n` };
}
