// Checkpoints as the specification, golang.org/x/mod/sumdb/tlog, transparency-dev/formats and sigsum-go show and test them.

import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../../src/translog/bytes.ts';
import {
  checkpointText,
  openCheckpoint,
  readCheckpointText,
} from '../../../src/translog/notes/checkpoint.ts';
import { cosignedMessage, readCosignature } from '../../../src/translog/notes/cosignature.ts';
import { makeSignerKey, readVerifierKey } from '../../../src/translog/notes/key.ts';
import { parseNote, signText, verifyNote, writeNote } from '../../../src/translog/notes/note.ts';
import { answerOf, beginning, digestOf, hasher, sha256, SUM_KEY, SUM_LATEST, SUM_ORIGIN } from './known.ts';

const reading = (text: string) => answerOf(() => readCheckpointText(text));
const root = toBase64(hasher.leaf(utf8('hello world')));

describe('x/mod sumdb/tlog, note_test.go: the text of a checkpoint', () => {
  const text = checkpointText({
    ...{ origin: SUM_ORIGIN, size: 123_456_789_012 },
    root: hasher.leaf(utf8('hello world')),
  });

  it('is the printed one', () => {
    expect(text).toBe(`${SUM_ORIGIN}\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n`);
  });

  const texts: readonly (readonly [string, string, string])[] = [
    ['is read', text, 'accepted'],
    // There an origin is fixed; tlog-checkpoint lets any log have its own.
    ['of another origin is refused there, and another log here', `not-${text}`, 'accepted'],
    ['with a hexadecimal size is refused', text.replace('123456789012', '0xabcdef'), 'log.bad-number'],
    ['with a root of 35 bytes is refused', text.replace('Bb0=', 'BTOOBIG='), 'log.not-base64'],
    ['with one in the spelling of an encoder, too', text.replace('Bb0=', 'BTOOBIE='), 'log.bad-checkpoint'],
    // There whatever follows is ignored; tlog-checkpoint has lines only, each with its end.
    ['with a piece of a line behind it is read there, and refused here', `${text}JOE`, 'log.bad-checkpoint'],
    ['with a line behind it is read', `${text}JOE\n`, 'accepted'],
    ['with a thousand lines behind it is read', `${text}${'JOE\n'.repeat(1000)}`, 'accepted'],
  ];
  it.each(texts)('%s', async (_, one, answer) => {
    expect(await reading(one)).toBe(answer);
  });
});

describe('formats, log/checkpoint_test.go: the text of a checkpoint', () => {
  const bananas = toBase64(utf8('bananas'));
  const texts: readonly (readonly [string, string, string])[] = [
    // A root is a hash of RFC 6962 (tlog-checkpoint), so it has 32 bytes; there it may have any number.
    [
      'with a root of seven bytes is read there, and refused here',
      `Log\n123\n${bananas}\n`,
      'log.bad-checkpoint',
    ],
    ['is read', `Log\n123\n${root}\n`, 'accepted'],
    ['of another origin is read', `Banana\n9944\n${root}\n`, 'accepted'],
    ['with a line behind it is read', `Log\n9944\n${root}\nOther data.\n`, 'accepted'],
    ['with three lines behind it is read', `Log\n9944\n${root}\nmore\nthan\none\n`, 'accepted'],
    [
      'with an origin of two words and two lines behind it is read',
      `Moon Log\n4\n${root}\n1f\nFull\n`,
      'accepted',
    ],
    // tlog-checkpoint: further lines MUST be non-empty.
    [
      'with empty lines behind it is read there, and refused here',
      `Log\n9944\n${root}\n\n\n\n`,
      'log.bad-checkpoint',
    ],
    ['of two lines is refused', 'Head\n9944\n', 'log.bad-checkpoint'],
    ['without an origin is refused', `\n9944\n${root}\n`, 'log.bad-checkpoint'],
    ['without the end of the last line is refused', `Log\n123\n${root}`, 'log.bad-checkpoint'],
    ['with a word for a size is refused', `Log\nbananas\n${root}\n`, 'log.bad-number'],
    ['with a size below zero is refused', `Log\n-34\n${root}\n`, 'log.bad-number'],
    [
      'with a size beyond 64 bits is refused',
      `Log\n3438945738945739845734895735\n${root}\n`,
      'log.bad-number',
    ],
    ['whose root is no base64 is refused', "Log\n123\nIt'sNone\n", 'log.not-base64'],
  ];
  it.each(texts)('%s', async (_, one, answer) => {
    expect(await reading(one)).toBe(answer);
  });
});

describe('tessera, internal/parse: the text of a checkpoint', () => {
  it.each([
    ['is read', `original.example.com\n42\n${root}\n`, 'accepted'],
    ['with a size below zero is refused', `original.example.com\n-42\n${root}\n`, 'log.bad-number'],
    ['with another root is refused', 'original.example.com\n42\nnoneatall\n', 'log.not-base64'],
    // tlog-checkpoint: the origin MUST be non-empty.
    ['with an empty origin is read there, and refused here', `\n42\n${root}\n`, 'log.bad-checkpoint'],
    ['without the line of an origin is refused', `42\n${root}\n`, 'log.bad-checkpoint'],
  ])('%s', async (_, one, answer) => {
    expect(await reading(one)).toBe(answer);
  });
});

describe('formats, log/note_test.go: who signed a checkpoint', () => {
  type Name = 'log' | 'first' | 'second' | 'stranger';
  const NAMES: readonly Name[] = ['log', 'first', 'second', 'stranger'];
  const made = Promise.all(NAMES.map((name) => makeSignerKey(sha256, name, 'note', sha256(utf8(name)))));
  const good = `log\n42\n${root}\n`;
  const cases: readonly (readonly [string, readonly Name[], string, number | string])[] = [
    ['nobody', [], good, 'log.bad-note'],
    ['the log', ['log'], good, 1],
    ['the log, but no checkpoint', ['log'], 'not of the form\n', 'log.bad-checkpoint'],
    ['the log and one', ['log', 'first'], good, 2],
    ['the log, one and a stranger', ['log', 'first', 'stranger'], good, 2],
    ['the log and two', ['log', 'first', 'second'], good, 3],
    ['the log, and one twice', ['log', 'first', 'first'], good, 2],
    ['two and the log between them', ['second', 'log', 'first'], good, 3],
    ['all', ['log', 'first', 'second', 'stranger'], good, 3],
    ['two, and not the log', ['first', 'second'], good, 'log.not-signed'],
    [
      'all, but it is of another log',
      ['log', 'first', 'second', 'stranger'],
      `other${good}`,
      'log.other-log',
    ],
  ];
  it.each(cases)('%s', async (_, signers, text, expected) => {
    const keys = await made;
    const [log, first, second] = keys;
    if (log === undefined || first === undefined || second === undefined) throw new Error('no keys');
    const signatures = await Promise.all(
      signers.map((name) => signText(text, keys[NAMES.indexOf(name)] ?? log)),
    );
    const open = () => openCheckpoint(writeNote({ text, signatures }), log, [first, second]);
    if (typeof expected === 'string') expect(await answerOf(open)).toBe(expected);
    else expect((await open()).signed).toHaveLength(expected);
  });
});

describe('sigsum-go, pkg/checkpoint: a checkpoint', () => {
  const printed = async () => {
    const { publicKey } = await makeSignerKey(sha256, 'any', 'note', beginning(17));
    const origin = `sigsum.org/v1/tree/${Buffer.from(sha256(publicKey)).toString('hex')}`;
    const key = await makeSignerKey(sha256, origin, 'note', beginning(17));
    const text = checkpointText({ origin, size: 10, root: beginning(28, 14, 71) });
    return { key, text, signature: await signText(text, key) };
  };

  it('is signed as it is printed there', async () => {
    const { text, signature, key } = await printed();
    const note = writeNote({ text, signatures: [signature] });
    expect(digestOf(note)).toBe('63a7e4fb43739c5f74bdcfd89dda132f3b2598896af12eae0832022042b93a7c');
    expect(await openCheckpoint(note, key)).toMatchObject({ size: 10, root: beginning(28, 14, 71) });
  });

  it('whose signature is made up is written and read as it is printed there', () => {
    const text = checkpointText({ origin: 'example.org/log', size: 10, root: beginning(28, 14, 71) });
    const bytes = Uint8Array.from({ length: 64 }, (_, at) => [65, 5][at] ?? 0);
    const note = { text, signatures: [{ name: 'example.org/log', id: '0c400304', bytes }] };
    expect(digestOf(writeNote(note))).toBe(
      'a2f1123a09f1c191bc805e74cc4430c96ae0c4f26dd1b9c57ff0a4788f567e5b',
    );
    expect(parseNote(writeNote(note))).toEqual(note);
  });

  const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte));
  it.each([
    ['origin', 'log.signature-wrong'],
    ['name', 'log.not-signed'],
    ['identifier', 'log.not-signed'],
    ['size', 'log.signature-wrong'],
    ['root', 'log.signature-wrong'],
    ['signature', 'log.signature-wrong'],
  ] as const)('with another %s is refused', async (what, code) => {
    const { key, text, signature } = await printed();
    const other = { ...signature };
    if (what === 'name') other.name += 'x';
    if (what === 'identifier') other.id = `00${other.id.slice(2)}`;
    if (what === 'signature') other.bytes = flipped(other.bytes);
    const changes: Readonly<Record<string, readonly [string, string]>> = {
      origin: ['\n10\n', 'x\n10\n'],
      size: ['\n10\n', '\n11\n'],
      root: ['HA5H', 'HA5I'],
    };
    const [from, to] = changes[what] ?? ['', ''];
    const note = writeNote({ text: text.replace(from, to), signatures: [other] });
    expect(await answerOf(() => openCheckpoint(note, key))).toBe(code);
  });

  it('counts, whatever strangers sign beside it', async () => {
    const { key, text, signature } = await printed();
    const stranger = { name: 'example.org/log2', id: '0c400304', bytes: new Uint8Array(64) };
    const note = writeNote({
      text,
      signatures: [stranger, signature, { ...stranger, name: 'example.org/log' }],
    });
    expect((await openCheckpoint(note, key)).signed).toHaveLength(1);
  });
});

describe("Go's checksum database, whose key has another name than its origin", () => {
  const note = (origin: string, name: string, size: number, hash: string, signature: string) =>
    utf8(`${origin}\n${size}\n${hash}\n\n— ${name} ${signature}\n`);
  const sumKey = readVerifierKey(sha256, SUM_KEY);
  // The example of tlog-checkpoint: its signature is the database's own, the names were changed to an example's.
  const SOFA = [20_852_163, 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='] as const;
  const SOFA_SIGNATURE =
    'Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=';
  const EXAMPLE = 'example.com/behind-the-sofa';

  it('is a signed note that holds', async () => {
    expect(await verifyNote(parseNote(SUM_LATEST), [sumKey])).toEqual([{ key: sumKey }]);
    expect(readCheckpointText(parseNote(SUM_LATEST).text)).toMatchObject({
      origin: SUM_ORIGIN,
      size: 72_097_574,
    });
  });

  it('is no checkpoint of a log that has the name of the key: here the two are one', async () => {
    expect(await answerOf(() => openCheckpoint(SUM_LATEST, sumKey))).toBe('log.other-log');
  });

  it('tlog-checkpoint: the example is read, and holds with the names that it was signed with', async () => {
    const example = parseNote(note(EXAMPLE, EXAMPLE, ...SOFA, SOFA_SIGNATURE));
    expect(readCheckpointText(example.text)).toMatchObject({ origin: EXAMPLE, size: SOFA[0] });
    expect(example.signatures.map(({ id }) => id)).toEqual([sumKey.id]);
    expect(await answerOf(() => verifyNote(example, [{ ...sumKey, name: EXAMPLE }]))).toBe(
      'log.signature-wrong',
    );
    const real = parseNote(note(SUM_ORIGIN, 'sum.golang.org', ...SOFA, SOFA_SIGNATURE));
    expect(await verifyNote(real, [sumKey])).toEqual([{ key: sumKey }]);
  });

  it('tlog-cosignature: the signed message of the example is the printed one', () => {
    const text = `${EXAMPLE}\n${SOFA.join('\n')}\n`;
    expect(digestOf(cosignedMessage(text, 1_679_315_147))).toBe(
      'e5da61fc426054b9b299196251831ba990fb808990e4e3c3e63bd2140e3989cd',
    );
  });

  it('tlog-cosignature: the time of the example is that of its message', () => {
    const bytes = Buffer.concat([Buffer.from('AAAAAGQYUMs=', 'base64'), new Uint8Array(64)]);
    expect(readCosignature(bytes).time).toBe(1_679_315_147);
  });
});
