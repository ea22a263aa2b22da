// A whole conversation with another witness (FiloSottile/torchwood, cmd/litewitness/testdata) held with ours, and a request of sigsum-go's.

import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../src/translog/bytes.ts';
import { witness } from '../../../src/translog/log/witness.ts';
import { checkpointText } from '../../../src/translog/notes/checkpoint.ts';
import { readVerifierKey } from '../../../src/translog/notes/key.ts';
import { signText, writeNote } from '../../../src/translog/notes/note.ts';
import { readWitnessRequest, writeWitnessRequest } from '../../../src/translog/notes/witness-request.ts';
import { beginning, digestOf, hasher, sha256, SUM_KEY, SUM_LATEST } from './known.ts';
import {
  conversation,
  cosigned,
  log,
  newWitness,
  ORIGIN,
  ours,
  publicKey,
  request,
  treeOf,
} from './torchwood.ts';

describe("torchwood's conversation with a witness", () => {
  it('is made here as it was published', async () => {
    const bodies = Object.values(await conversation());
    expect(bodies).toHaveLength(9);
    expect(digestOf(...bodies)).toBe('f5663c925a32cd946e579fd4d77da4e1894dd2a37e2b43b1beff4eb4c9add1c6');
  });

  it('has the keys that are printed with it', () => {
    expect(Buffer.from(publicKey).toString('hex')).toMatch(/^ffdc2d4d98e4124d/);
    expect(Buffer.from(sha256(ours.publicKey)).toString('hex')).toMatch(/^e933707e0e36c30f/);
  });

  it('gets the same answers from ours, but for two', async () => {
    const said = await conversation();
    const { ask, memory } = newWitness();
    const expected: Readonly<Record<keyof typeof said, readonly [number, string?]>> = {
      begin: [200],
      // There 403. The signature ends in a spelling of base64 that no encoder makes, and such a line is no line here.
      forged: [400],
      // There 403, as tlog-witness said once. It now says 404.
      unknown: [404],
      withoutProof: [422],
      wrongProof: [422],
      right: [200],
      late: [409, '3\n'],
      next: [200],
      fromNothing: [409, '5\n'],
    };
    for (const [name, body] of Object.entries(said) as [keyof typeof said, string][]) {
      const answer = await ask(body);
      const [status, text] = expected[name];
      expect(answer.status, `${name}: ${answer.body}`).toBe(status);
      if (text !== undefined) expect(answer).toMatchObject({ body: text, type: 'text/x.tlog.size' });
      if (status === 200) expect(await cosigned(body, answer)).toEqual([ORIGIN, ours.name]);
    }
    expect(memory.get(ORIGIN)).toMatchObject({ size: 5, root: treeOf(5).root });
  });

  it('is answered 403, as there, when the forged signature is spelled as an encoder does', async () => {
    const { begin, right } = await conversation();
    const { ask } = newWitness();
    await ask(begin);
    expect(await ask(right.replace('6go=\n', '6gw=\n'))).toMatchObject({ status: 403 });
  });

  it('never goes back when two requests come at once (internal/witness, TestRace)', async () => {
    const { begin, right, late } = await conversation();
    for (const [first, second, size] of [
      [late, right, 5],
      [right, late, 3],
    ] as const) {
      const { ask, memory } = newWitness();
      await ask(begin);
      const answers = await Promise.all([ask(first), ask(second)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 409]);
      expect(memory.get(ORIGIN)?.size).toBe(size);
    }
  });
});

describe('sumdb.txt of torchwood: a log whose key has another name than its origin', () => {
  it('is witnessed there, and here it is an unknown log: its name is its origin', async () => {
    const ask = witness({
      ...{ hasher, key: ours, logs: [readVerifierKey(sha256, SUM_KEY)], now: () => 1_700_000_000 },
      memory: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
    });
    const body = writeWitnessRequest({ old: 0, proof: [], checkpoint: SUM_LATEST });
    expect((await ask(body)).status).toBe(404);
  });
});

describe('sigsum-go, pkg/requests: a request', () => {
  it('is written and read as it is printed there', () => {
    const text = checkpointText({ origin: 'example.org/log', size: 5, root: beginning(28, 14, 71) });
    const bytes = Uint8Array.from({ length: 64 }, (_, at) => [65, 5][at] ?? 0);
    const checkpoint = writeNote({ text, signatures: [{ name: 'example.org/log', id: '0c400304', bytes }] });
    const asked = { old: 3, proof: [beginning(0, 0, 0, 28, 14, 71)], checkpoint };
    const body = writeWitnessRequest(asked);
    expect(digestOf(body)).toBe('2a44f330284ee3fe7f5b2ddc8a3c70827872027530b818ff32d8d81919dd0b7b');
    expect(readWitnessRequest(body)).toEqual(asked);
    expect(toBase64(asked.proof[0] ?? hasher.empty)).toMatch(/^AAAAHA5H/);
  });
});

describe('tlog-witness, add-checkpoint: what it says beyond the conversation', () => {
  it.each([
    ['an old size beyond the checkpoint', async () => request(5, 3, []), 400],
    ['a proof from nothing', async () => request(0, 3, [hasher.empty]), 422],
    ['the same tree with a proof', async () => request(1, 1, [hasher.empty]), 422],
    ['the same tree', async () => request(1, 1, []), 200],
  ] as const)('%s', async (name, make, status) => {
    const { ask } = newWitness();
    if (name.startsWith('the same tree')) await ask((await conversation()).begin);
    expect((await ask(await make())).status).toBe(status);
  });

  it.each([
    ['an empty tree with another root', 0, 0],
    ['the same size with another root', 3, 3],
  ])('%s', async (_, old, size) => {
    const { ask } = newWitness();
    const { begin, right } = await conversation();
    if (old > 0) for (const body of [begin, right]) await ask(body);
    const text = checkpointText({ origin: ORIGIN, size, root: beginning(1) });
    const checkpoint = writeNote({ text, signatures: [await signText(text, log)] });
    const body = writeWitnessRequest({ old, proof: [], checkpoint });
    expect((await ask(Buffer.from(body).toString())).status).toBe(422);
  });
});
