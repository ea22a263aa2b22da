// What the tests of FiloSottile/sunlight and transparency-dev/witness ask of a witness, asked of ours.

import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../src/translog/bytes.ts';
import { checkpointText } from '../../../src/translog/notes/checkpoint.ts';
import {
  parseNote,
  signText,
  verifyNote,
  writeNote,
  writeSignature,
} from '../../../src/translog/notes/note.ts';
import { writeWitnessRequest } from '../../../src/translog/notes/witness-request.ts';
import { beginning, digestOf } from './known.ts';
import {
  conversation,
  cosigned,
  further,
  log,
  newWitness,
  ORIGIN,
  ours,
  proofOf,
  request,
  treeOf,
} from './torchwood.ts';

describe('sunlight, internal/witness/witness_test.go: a witness', () => {
  const emptyTree = () => request(0, 0, []);
  /** A checkpoint of an empty tree with another root. */
  async function otherEmpty(): Promise<string> {
    const text = checkpointText({ origin: ORIGIN, size: 0, root: beginning(1) });
    const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
    return Buffer.from(writeWitnessRequest({ old: 0, proof: [], checkpoint })).toString();
  }

  it('is asked the nine of torchwood and two more, made here as they were published', async () => {
    const bodies = [...Object.values(await conversation()), ...Object.values(await further())];
    expect(digestOf(...bodies)).toBe('bb2fb14ca3af0dda7a15c7cd7f53cd6efbb843e01a61ab00ffafd9b1c8bb3cdf');
  });

  it.each(['unsigned', 'five'] as const)('answers 400 to what is no checkpoint: %s', async (name) => {
    const { ask } = newWitness();
    expect((await ask((await further())[name])).status).toBe(400);
  });

  it('signs an empty tree, and then one that has grown', async () => {
    const { ask } = newWitness();
    expect((await ask(await emptyTree())).status).toBe(200);
    const body = await request(0, 5, []);
    expect(await cosigned(body, await ask(body))).toEqual([ORIGIN, ours.name]);
  });

  it('answers with its own line and no other', async () => {
    const { ask } = newWitness();
    const { body } = await ask(await request(0, 3, []));
    expect(body.match(/^— /gmu)).toHaveLength(1);
    expect(body).toMatch(/^— example\.com\/witness /u);
  });

  it.each([false, true])('refuses a proof behind an empty tree (asked before: %s)', async (isAsked) => {
    const { ask } = newWitness();
    if (isAsked) await ask(await emptyTree());
    expect((await ask(await request(0, 5, [new Uint8Array(32)]))).status).toBe(422);
  });

  it.each([false, true])('refuses an empty tree with another root (asked before: %s)', async (isAsked) => {
    const { ask } = newWitness();
    if (isAsked) await ask(await emptyTree());
    expect((await ask(await otherEmpty())).status).toBe(422);
  });

  it('keeps nothing that it has not verified: neither a forged line of its own nor a second one of the log', async () => {
    const { ask, kept } = newWitness();
    const forged = [
      { name: ours.name, id: ours.id, bytes: new Uint8Array(72) },
      { name: log.name, id: log.id, bytes: new Uint8Array(64) },
    ];
    const body = `${await emptyTree()}${forged.map(writeSignature).join('')}`;
    expect((await ask(body)).status).toBe(200);
    const note = parseNote(kept[0] ?? new Uint8Array());
    expect(note.signatures).toHaveLength(2);
    expect((await verifyNote(note, [log, ours])).map(({ key }) => key.name)).toEqual([ORIGIN, ours.name]);
    expect((await ask(await request(0, 5, []))).status).toBe(200);
  });

  // There a checkpoint with further lines is refused, since ML-DSA cosignatures leave them out. Ed25519 signs them (tlog-cosignature).
  it('signs further lines of a checkpoint with the rest', async () => {
    const { ask } = newWitness();
    const text = `${checkpointText({ origin: ORIGIN, size: 3, root: treeOf(3).root })}one more line\n`;
    const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
    const body = Buffer.from(writeWitnessRequest({ old: 0, proof: [], checkpoint })).toString();
    expect(await cosigned(body, await ask(body))).toEqual([ORIGIN, ours.name]);
  });
});

describe('transparency-dev/witness, witness/: a request', () => {
  // Theirs starts from trees of 5 and 8, ours from 3 and 5; a size, a proof or a root differs in the same way.
  const otherRoot = async (size: number) =>
    (await request(size, size, [])).replace(toBase64(treeOf(size).root), toBase64(beginning(255)));
  const cases: readonly (readonly [string, number, () => Promise<string>, number])[] = [
    ['that grows the tree', 3, async () => request(3, 5, await proofOf(3, 5)), 200],
    ['from another size', 3, async () => request(2, 5, await proofOf(2, 5)), 409],
    ['with a proof from nothing', 0, async () => request(0, 5, await proofOf(3, 5)), 422],
    ['with one hash from nothing', 0, async () => request(0, 5, [beginning(2)]), 422],
    ['for the same tree', 5, async () => request(5, 5, []), 200],
    ['without a proof', 3, async () => request(3, 5, []), 422],
    ['for a smaller tree', 5, async () => request(5, 3, await proofOf(3, 5)), 400],
    [
      'with another proof',
      3,
      async () =>
        request(
          3,
          5,
          [1, 2, 3, 4].map((at) => beginning(at)),
        ),
      422,
    ],
    // There hashes of any length are read; tlog-witness has a hash in each line.
    ['with hashes of two bytes', 3, async () => (await request(3, 5, [])).replace('\n\n', '\nqqo=\n\n'), 400],
    [
      'whose first line is no old size',
      3,
      async () => (await request(3, 5, [])).replace('old 3', '3 stuff'),
      400,
    ],
    [
      'whose first line names another size',
      3,
      async () => (await request(3, 5, [])).replace('old 3', 'new 3'),
      400,
    ],
    [
      'whose proof is no base64',
      3,
      async () => (await request(3, 5, [])).replace('\n\n', '\n423ed\n\n'),
      400,
    ],
    ['without an empty line before it', 3, async () => (await request(3, 5, [])).replace('\n\n', '\n'), 400],
    ['whose signature holds for another root', 5, () => otherRoot(5), 403],
  ];
  it.each(cases)('%s', async (_, known, make, status) => {
    const { ask } = newWitness();
    if (known > 0) await ask(await request(0, known, []));
    expect((await ask(await make())).status).toBe(status);
  });

  // There 409; tlog-witness asks for 422.
  it('for the same size with another root, signed by the log', async () => {
    const { ask } = newWitness();
    await ask(await request(0, 5, []));
    const text = checkpointText({ origin: ORIGIN, size: 5, root: beginning(255) });
    const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
    const body = writeWitnessRequest({ old: 5, proof: [], checkpoint });
    expect((await ask(Buffer.from(body).toString())).status).toBe(422);
  });
});
