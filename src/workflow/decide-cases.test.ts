// One signature over several cases: it binds the exact list, what one case refuses holds up no other, and what would happen is said before.
import { beforeEach, describe, expect, test } from 'vitest';
import { copy, COVERAGE, found, locatedAs, NUMBER, receive, T0 } from '../../test/support/fixtures.ts';
import { lawPort } from '../../test/support/laws.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { NO_CASE } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { Decision } from '../domain/case/event.ts';
import { decisionPayload } from '../domain/decision/payload.ts';
import { caseId, type CaseId, copyId, decisionId, letterId, personId } from '../domain/kernel/ids.ts';
import { addPerson } from './add-person.ts';
import { type Chosen, decideCases, foresee } from './decide-cases.ts';
import { DESK, step } from './step.ts';

const KEY = newKey();
const ARA = { id: personId('id-of-ara'), name: 'ara', publicKey: KEY.publicKey, addedAt: T0 };
let store: ReturnType<typeof memoryStore>;

async function opens(name: string, ...commands: readonly Command[]): Promise<CaseId> {
  const id = caseId(name);
  const letter = {
    ...{
      id: letterId(name),
      contentKey: name,
      rawDigest: name,
      signatures: [],
      receivedAt: T0,
      evidence: {},
    },
  };
  await store.cases.open(letter, id, ({ number }) => {
    const change = step(NO_CASE, [receive({ count: 2 }, number)], DESK, T0);
    if (!change.ok) throw new Error(change.error.code);
    return change.value;
  });
  await store.cases.update(id, (state) => step(state, commands, DESK, T0));
  return id;
}

async function chosen(name: string, ...items: readonly number[]): Promise<Chosen> {
  const state = await store.cases.load(caseId(name));
  if (state?.number === undefined || state.number === null) throw new Error(`no case ${name}`);
  return { id: caseId(name), number: state.number, state, items };
}

type Unsigned = Omit<Decision, 'by' | 'signature'>;
const decision = (of: readonly Chosen[], more: Partial<Unsigned> = {}): Unsigned => ({
  ...{ id: decisionId('d1'), act: 'hide', ground: { kind: 'terms', clause: '3' }, at: T0 },
  ...(of.length < 2 ? {} : { list: of.map(({ number, items }) => ({ number, items })) }),
  ...more,
});

/** @param signed what her signature stands over, where that is not what is asked */
function decides(of: readonly Chosen[], asked: Unsigned, signed: Unsigned = asked) {
  const [first] = of;
  const payload = decisionPayload(first?.number ?? NUMBER, first?.items ?? [], { ...signed, by: ARA.id });
  const ports = { cases: store.cases, people: store.people, signatures: ed25519Signatures, ...lawPort() };
  return decideCases(
    of,
    { person: 'ara', decision: asked, signature: sign(KEY.privateKey, payload) },
    T0,
    ports,
  );
}

const codes = (done: Awaited<ReturnType<typeof decides>>) =>
  done.map(({ outcome }) => (outcome.ok ? 'decided' : outcome.error.code));
const statuses = async (name: string) =>
  (await store.cases.load(caseId(name)))?.items.map(({ status }) => status);

beforeEach(async () => {
  store = memoryStore();
  await addPerson(ARA, store.people);
  const both = { ...copy('c2'), via: 'hash' as const };
  await opens(
    'one',
    locatedAs(1, { kind: 'found', copies: [copy('c1'), both], coverage: COVERAGE }),
    found(2, 'c3'),
  );
  await opens('two', found(1, 'c1'), found(2, 'c4'));
});

describe('one act over two cases', () => {
  test('is recorded in both under one signature, for the items that are listed and no other', async () => {
    const of = [await chosen('one', 1), await chosen('two', 1, 2)];
    expect(codes(await decides(of, decision(of)))).toEqual(['decided', 'decided']);
    expect([await statuses('one'), await statuses('two')]).toEqual([
      ['acting', 'awaiting-decision'],
      ['acting', 'acting'],
    ]);
    expect(codes(await decides(of, decision(of)))).toEqual(['decision.replayed', 'decision.replayed']);
  });

  test('counts for no item and no case that was not signed for', async () => {
    const of = [await chosen('one', 1), await chosen('two', 1)];
    const more = [await chosen('one', 1, 2), await chosen('two', 1)];
    const alone = [await chosen('one', 1)];
    expect(codes(await decides(more, decision(more), decision(of)))).toEqual([
      'decision.signature',
      'decision.signature',
    ]);
    expect(codes(await decides(more, decision(of)))).toEqual(['decision.signature', 'decided']);
    expect(codes(await decides(of, decision(of), decision(alone)))).toEqual([
      'decision.signature',
      'decision.signature',
    ]);
  });

  test('is all or nothing in each case, and what one case refuses holds up no other', async () => {
    const first = [await chosen('one', 1)];
    await decides(first, decision(first));
    const of = [await chosen('one', 1, 2), await chosen('two', 1)];
    expect(codes(await decides(of, decision(of, { id: decisionId('d2') })))).toEqual([
      'item.already-decided',
      'decided',
    ]);
    expect(await statuses('one')).toEqual(['acting', 'awaiting-decision']);
  });
});

test('a copy that is left alone is one of these items, or nothing is decided anywhere', async () => {
  const of = [await chosen('one', 1), await chosen('two', 1)];
  const spares = (id: string) => ({ spares: [{ copy: copyId(id), why: 'reporting' as const }] });
  expect(codes(await decides(of, decision(of, spares('c9'))))).toEqual(['copy.unknown', 'copy.unknown']);
  expect(codes(await decides(of, decision(of, spares('c2'))))).toEqual(['decided', 'decided']);
  const state = await store.cases.load(caseId('one'));
  expect(state?.items[0]?.copies.map(({ status }) => status)).toEqual(['asked', 'unremovable']);
});

test('what would happen is said before, and nothing is written', async () => {
  const of = [await chosen('one', 1), await chosen('two', 1, 9)];
  const spares = [{ copy: copyId('c2'), why: 'own-copy' as const }];
  const draft = { ...decision(of, { spares }), by: ARA.id, signature: '' };
  expect(await foresee(of, draft, T0, { cases: store.cases, ...lawPort() })).toMatchObject([
    { items: [1], copies: 1, rooms: 1, spared: 1, accounts: 1, held: false, joined: 1, refusal: null },
    { items: [1, 9], refusal: { code: 'item.unknown' } },
  ]);
  expect(await statuses('one')).toEqual(['awaiting-decision', 'awaiting-decision']);
});
