// A person finds somebody under age: the places of the case are spared before her word is recorded, and stay so whatever is said later.
import { expect, test } from 'vitest';
import { CASE, connectorTo, honestPlatform, smallDesk } from '../../test/support/fake-ports.ts';
import { NUMBER } from '../../test/support/fixtures.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import type { FoundDanger } from '../domain/case/desk-events.ts';
import { actPayload } from '../domain/decision/act-payload.ts';
import { decisionId, personId } from '../domain/kernel/ids.ts';
import { markDanger } from './mark-danger.ts';

async function desk() {
  const made = await smallDesk(honestPlatform());
  const { publicKey, privateKey } = newKey();
  const mina = { id: personId('mina'), name: 'mina', publicKey, addedAt: made.now };
  await made.store.people.add(mina);
  const connector = { ...connectorTo(honestPlatform()), spotOf: () => 'm/7' };
  const near = { spare: made.store.near.spare };
  const ports = { ...made.store, near, signatures: ed25519Signatures, connectors: { for: () => connector } };
  let acts = 0;
  const mark = (danger: FoundDanger, signed = danger, others: object = {}) => {
    acts += 1;
    const act = { id: decisionId(`act-${acts}`), at: made.now };
    const payload = actPayload(NUMBER, { kind: 'mark-danger', danger: signed }, { ...act, by: mina.id });
    const signature = sign(privateKey, payload);
    return markDanger({ case: CASE, number: NUMBER, person: 'mina', act, signature }, danger, made.now, {
      ...ports,
      ...others,
    });
  };
  return { made, mark };
}

test('the places are spared, and the word is recorded', async () => {
  const { made, mark } = await desk();
  expect((await mark('minor')).ok).toBe(true);
  expect(made.store.near.spared).toEqual([{ what: 'spot', key: 'm/7' }]);
  expect((await made.state()).danger).toBe('minor');
  expect((await mark('none')).ok).toBe(true);
  expect(made.store.near.spared).toHaveLength(1);
});

test('a word that cannot be sparing is not recorded: sparing comes first', async () => {
  const { made, mark } = await desk();
  const failing = { near: { spare: () => Promise.reject(new Error('no database')) } };
  await expect(mark('minor', 'minor', failing)).rejects.toThrow('no database');
  expect((await made.state()).danger).toBe(null);
});

test('nothing is spared for a threat, and another signature says nothing', async () => {
  const { made, mark } = await desk();
  expect((await mark('threat')).ok).toBe(true);
  expect(made.store.near.spared).toEqual([]);
  expect(await mark('none', 'threat')).toMatchObject({ error: { code: 'decision.signature' } });
  expect((await made.state()).danger).toBe('threat');
});

test('without her signature nothing is spared: what is spared is forgotten', async () => {
  const { made, mark } = await desk();
  expect(await mark('minor', 'none')).toMatchObject({ error: { code: 'decision.signature' } });
  expect(made.store.near.spared).toEqual([]);
});

test('nothing is spared for a word that the case does not take', async () => {
  const { made, mark } = await desk();
  await mark('minor');
  expect(await mark('minor')).toMatchObject({ error: { code: 'danger.marked' } });
  expect(made.store.near.spared).toHaveLength(1);
});
