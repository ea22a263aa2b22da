import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { treeHasher } from '../tree/hash.ts';
import { checkpointText, openCheckpoint, readCheckpointText } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import {
  makeSignerKey,
  readSignerKey,
  readVerifierKey,
  type SignerKey,
  writeSignerKey,
  writeVerifierKey,
} from './key.ts';
import { parseNote, signText, verifyNote, writeNote } from './note.ts';
import { isQuorum, readPolicy } from './policy.ts';
import { readProofFile, writeProofFile } from './proof-file.ts';
import { readWitnessRequest, writeWitnessRequest } from './witness-request.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = treeHasher(sha256);
const root = hasher.leaf(utf8('an entry'));
const seed = (byte: number) => new Uint8Array(32).fill(byte);
const logKey = await makeSignerKey(sha256, 'desk.example/log-2027', 'note', seed(1));
const witnessKeys = await Promise.all(
  [2, 3, 4].map((byte) => makeSignerKey(sha256, `witness${byte}.example/w`, 'cosignature', seed(byte))),
);
const [firstWitness = logKey] = witnessKeys;

const text = checkpointText({ origin: logKey.name, size: 7, root });
const signedBy = async (...witnesses: readonly SignerKey[]) => {
  const cosigned = witnesses.map(async (key) => ({
    name: key.name,
    id: key.id,
    bytes: await cosign(text, 1_800_000_000, key),
  }));
  return writeNote({ text, signatures: [await signText(text, logKey), ...(await Promise.all(cosigned))] });
};

/** The same letters with one changed. */
const changed = (bytes: Uint8Array, from: string, to: string) =>
  utf8(Buffer.from(bytes).toString().replace(from, to));

describe('a signed note', () => {
  it('of the specification is verified by the key printed there, and no longer when a letter differs', async () => {
    const key = readVerifierKey(
      sha256,
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    );
    const bytes = utf8(
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    );
    expect(await verifyNote(parseNote(bytes), [key])).toEqual([{ key }]);
    expect(writeVerifierKey(key)).toBe(
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    );
    await expect(verifyNote(parseNote(changed(bytes, 'This', 'that')), [key])).rejects.toMatchObject({
      code: 'log.signature-wrong',
    });
  });

  it("is signed as Go's package does with its example key", async () => {
    const key = await readSignerKey(
      sha256,
      'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
    );
    expect(writeVerifierKey(key)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const saying =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = writeNote({ text: saying, signatures: [await signText(saying, key)] });
    expect(Buffer.from(note).toString()).toBe(
      `${saying}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`,
    );
    expect(await readSignerKey(sha256, writeSignerKey(key))).toEqual(key);
  });

  it('is refused in every other spelling', async () => {
    const good = await signedBy();
    const shapes = {
      'carriage returns': changed(good, '\n', '\r\n'),
      'no last line end': good.subarray(0, -1),
      'a hyphen for the dash': changed(good, '—', '-'),
      'base64 without padding': changed(good, '=\n\n', '\n\n'),
      'no signature': utf8(text),
      'a name with a plus': changed(good, '— desk', '— de+sk'),
      'no UTF-8': new Uint8Array([...good.subarray(0, 5), 0xff, ...good.subarray(6)]),
    };
    for (const [name, bytes] of Object.entries(shapes))
      await expect(openCheckpoint(bytes, logKey), name).rejects.toMatchObject({ name: 'TranslogError' });
  });

  it('with sixteen signatures and more of unknown keys is accepted, and unknown keys count for nothing', async () => {
    const { signatures } = parseNote(await signedBy());
    const strangers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const key = await makeSignerKey(sha256, `stranger${at}.example`, 'note', seed(100 + at));
        return signText(text, key);
      }),
    );
    const open = await openCheckpoint(writeNote({ text, signatures: [...strangers, ...signatures] }), logKey);
    expect(open.signed.map(({ key }) => key.name)).toEqual([logKey.name]);
    const onlyStrangers = writeNote({ text, signatures: strangers });
    await expect(openCheckpoint(onlyStrangers, logKey)).rejects.toMatchObject({ code: 'log.not-signed' });
  });
});

describe('a checkpoint', () => {
  it('is read as it was written, and cosignatures are told with their time', async () => {
    const open = await openCheckpoint(await signedBy(...witnessKeys), logKey, witnessKeys);
    expect(open).toMatchObject({ origin: logKey.name, size: 7, root });
    expect(open.signed.map(({ key, time }) => [key.name, time])).toEqual([
      [logKey.name, undefined],
      ...witnessKeys.map(({ name }) => [name, 1_800_000_000]),
    ]);
  });

  it('whose cosignature is given another time is refused', async () => {
    const [log, witness] = parseNote(await signedBy(firstWitness)).signatures;
    const later = Uint8Array.from(witness?.bytes ?? []);
    later[7] = (later[7] ?? 0) ^ 1;
    const note = writeNote({ text, signatures: [log, { ...witness, bytes: later }] as never });
    await expect(openCheckpoint(note, logKey, witnessKeys)).rejects.toMatchObject({
      code: 'log.signature-wrong',
    });
  });

  it('of another log is refused even under a good signature', async () => {
    const other = checkpointText({ origin: 'other.example/log', size: 7, root });
    const note = writeNote({ text: other, signatures: [await signText(other, logKey)] });
    await expect(openCheckpoint(note, logKey)).rejects.toMatchObject({ code: 'log.other-log' });
  });

  it('has a plain size, a whole root and no empty line', () => {
    const wrong = [
      text.replace('\n7\n', '\n07\n'),
      text.replace('\n7\n', '\n-7\n'),
      text.replace('\n7\n', '\n1e3\n'),
      `${text}\n`,
      text.slice(0, -1),
    ];
    wrong.push(
      text.replace('\n7\n', '\n99999999999999999999\n'),
      text.replace(/=\n$/, '\n'),
      'desk.example\n7\nAAAA\n',
    );
    for (const one of wrong)
      expect(() => readCheckpointText(one), one).toThrow(expect.objectContaining({ name: 'TranslogError' }));
    expect(readCheckpointText(`${text}a further line\n`).size).toBe(7);
  });
});

describe('the files around a checkpoint', () => {
  it('a request to a witness and a proof are read as they were written', async () => {
    const checkpoint = await signedBy(firstWitness);
    const request = { old: 3, proof: [root, hasher.empty], checkpoint };
    expect(readWitnessRequest(writeWitnessRequest(request))).toEqual(request);
    const proof = { index: 0, proof: [root], checkpoint, extra: utf8('opaque') };
    expect(readProofFile(writeProofFile(proof))).toEqual(proof);
    const bare = { index: 6, proof: [], checkpoint };
    expect(readProofFile(writeProofFile(bare))).toEqual(bare);
  });

  it('a request with a leading zero or 64 lines of proof is refused', async () => {
    const checkpoint = await signedBy();
    const many = writeWitnessRequest({ old: 3, proof: Array.from({ length: 64 }, () => root), checkpoint });
    expect(() => readWitnessRequest(many)).toThrow(expect.objectContaining({ code: 'log.bad-request' }));
    const zero = changed(writeWitnessRequest({ old: 3, proof: [], checkpoint }), 'old 3', 'old 03');
    expect(() => readWitnessRequest(zero)).toThrow(expect.objectContaining({ code: 'log.bad-number' }));
  });

  it('a policy of two in three is met by two, and not by one, or by a stranger', () => {
    const [a = '', b = '', c = ''] = witnessKeys.map(writeVerifierKey);
    const lines = `# ours\nlog ${writeVerifierKey(logKey)}\nwitness A ${a}\n\twitness B ${b} https://b.example/\nwitness C ${c}\ngroup two 2 A B C\nquorum two\n`;
    const policy = readPolicy(sha256, utf8(lines));
    expect(isQuorum(policy, witnessKeys.slice(0, 2))).toBe(true);
    expect(isQuorum(policy, [firstWitness, logKey])).toBe(false);
    expect(policy.witnesses.get('B')?.url).toBe('https://b.example/');
    const wrong = [
      lines.replace('quorum two', ''),
      lines.replace('2 A B C', '4 A B C'),
      lines.replace('2 A B C', '2 A A'),
      lines.replace('2 A B C', '0 A B C'),
      lines.replace('witness C', 'witness A'),
      lines.replace(c, a),
      lines.replace('quorum two', 'quorum three'),
      lines.replace(`log ${writeVerifierKey(logKey)}`, `log ${a}`),
      `${lines}quorum none\n`,
    ];
    for (const one of wrong)
      expect(() => readPolicy(sha256, utf8(one)), one).toThrow(
        expect.objectContaining({ code: 'log.bad-policy' }),
      );
  });
});
