// Decisions and releases: who signed what, for which case, and when. Real Ed25519, and nothing written unless all is right.
import { beforeEach, describe, expect, test } from 'vitest';
import { CASE, honestPlatform, type SmallDesk, smallDesk } from '../../test/support/fake-ports.ts';
import { found, later, NUMBER, T0, wordsOf } from '../../test/support/fixtures.ts';
import { CORRECTION, lawOf, lawPort, regime } from '../../test/support/laws.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import type { Decision } from '../domain/case/event.ts';
import { decisionPayload, MAX_DECISION_AGE, releasePayload } from '../domain/decision/payload.ts';
import { caseId, caseNumber, decisionId, personId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Person } from '../ports/people.ts';
import { addPerson } from './add-person.ts';
import { type DecideItems, decideItems } from './decide-items.ts';
import { releaseReply } from './release-reply.ts';

const KEYS = { ara: newKey(), bora: newKey() };
const person = (name: keyof typeof KEYS): Person => ({
  id: personId(`id-of-${name}`),
  name,
  publicKey: KEYS[name].publicKey,
  addedAt: T0,
});

let desk: SmallDesk;
beforeEach(async () => {
  desk = await smallDesk(honestPlatform(), { count: 3 });
  await desk.tell(found(1, 'c1'), found(2, 'c2'));
  for (const name of ['ara', 'bora'] as const) await addPerson(person(name), desk.store.people);
});

type Signed = Partial<Omit<DecideItems, 'decision'>> & {
  readonly decision?: Partial<DecideItems['decision']>;
  /** Whose key signs; by default the person's own. */
  readonly key?: keyof typeof KEYS;
};

/** A decision as ara signs it, then altered by `after`. */
function signed(
  { key = 'ara', decision: changes = {}, ...input }: Signed = {},
  after: Partial<DecideItems> = {},
): DecideItems {
  const decision: DecideItems['decision'] = {
    id: decisionId('d1'),
    act: 'hide',
    ground: { kind: 'law', regime: 'kr-kmcsc-correction' },
    at: T0,
    ...changes,
  };
  const unsigned = { case: CASE, number: NUMBER, items: [1], person: 'ara', decision, ...input };
  const payload = decisionPayload(unsigned.number, unsigned.items, {
    ...decision,
    by: personId(`id-of-${unsigned.person}`),
  });
  return { ...unsigned, signature: sign(KEYS[key].privateKey, payload), ...after };
}

async function answer(input: DecideItems, now: Instant = T0): Promise<string> {
  const decided = await decideItems(input, now, {
    ...desk.store,
    ...lawPort(),
    signatures: ed25519Signatures,
  });
  return decided.ok ? 'allowed' : decided.error.code;
}

async function writesNothing(act: () => Promise<unknown>): Promise<void> {
  const before = [await desk.history(), await desk.store.outbox.counts()];
  await act();
  expect([await desk.history(), await desk.store.outbox.counts()]).toEqual(before);
}

describe('a signed decision', () => {
  test('is recorded with its person and signature, and its actions are planned', async () => {
    const input = signed();
    expect(await answer(input)).toBe('allowed');
    const event = (await desk.history()).at(-1);
    expect(event).toMatchObject({ kind: 'item-decided', actor: { kind: 'person', id: 'id-of-ara' } });
    expect(event).toMatchObject({ decision: { by: 'id-of-ara', signature: input.signature } });
    expect(await desk.store.outbox.counts()).toMatchObject({ waiting: 7 });
  });

  test('over several items is one act: each item has it, and it cannot be used again', async () => {
    expect(await answer(signed({ items: [2, 1] }))).toBe('allowed');
    expect((await desk.state()).items.map(({ status }) => status)).toEqual(['acting', 'acting', 'received']);
    expect(await answer(signed({ items: [2, 1] }))).toBe('decision.replayed');
  });

  test.each([
    ['by another person', signed({ key: 'bora' }), 'decision.signature'],
    ['by the right person under another name', signed({}, { person: 'bora' }), 'decision.signature'],
    ['by a person nobody registered', signed({}, { person: 'chan' }), 'decision.unknown-person'],
    ['for other items', signed({}, { items: [1, 2] }), 'decision.signature'],
    ['for another number', signed({}, { number: caseNumber(2026, 2) }), 'decision.signature'],
    ['for another case that has this number', signed({ number: caseNumber(2026, 2) }), 'decision.signature'],
    ['for a case that is not there', signed({ case: caseId('gone') }), 'case.unknown'],
    ['for no item', signed({ items: [] }), 'item.unknown'],
    ['with an empty signature', signed({}, { signature: '' }), 'decision.signature'],
    ['with something that is no signature', signed({}, { signature: '%%%' }), 'decision.signature'],
    ['for the same item twice', signed({ items: [1, 1] }), 'item.already-decided'],
    ['for an item that was not found yet', signed({ items: [3] }), 'item.not-located'],
    ['for one good item and one that is not there', signed({ items: [1, 4] }), 'item.unknown'],
    ['for one good item and one that was not found yet', signed({ items: [1, 3] }), 'item.not-located'],
  ])('%s is refused, and nothing is written', async (_, input, code) => {
    await writesNothing(async () => expect(await answer(input)).toBe(code));
  });

  test('on the ground of a law that nobody knows is refused, and says which are near; another law is named as such', async () => {
    const on = (ground: Decision['ground']) => answer(signed({ decision: { ground } }));
    await writesNothing(async () => {
      expect(await on({ kind: 'law', regime: 'kr-kmcsc' })).toBe('ground.unknown');
      expect(await on({ kind: 'law', regime: 'kr-kmcsc-correction', article: 'Art. 9' })).toBe(
        'ground.no-article',
      );
      expect(await on({ kind: 'other-law', law: 'as Mina told us' })).toBe('ground.no-law');
    });
    expect(await on({ kind: 'other-law', law: 'Criminal Act Art. 307' })).toBe('allowed');
  });

  test('on the ground of a law by which something is only kept is refused, though it is in force', async () => {
    const law = lawPort(lawOf(CORRECTION, regime({ id: 'kr-keep', kind: 'preservation' })));
    const input = signed({ decision: { ground: { kind: 'law', regime: 'kr-keep' } } });
    await writesNothing(async () => {
      const decided = await decideItems(input, T0, { ...desk.store, ...law, signatures: ed25519Signatures });
      expect(decided.ok || decided.error.code).toBe('ground.keeps-only');
    });
  });

  test('on the ground of a law of the case does not wait for the law book: nobody is kept from hiding by it', async () => {
    const law = () => Promise.reject(new Error('the law folder cannot be read'));
    const ports = { ...desk.store, law, signatures: ed25519Signatures };
    expect((await decideItems(signed(), T0, ports)).ok).toBe(true);
  });

  test.each([
    ['another act', { act: 'refuse' }],
    ['another ground', { ground: { kind: 'terms', clause: '1' } }],
    ['another time', { at: later(1_000) }],
    ['another id', { id: decisionId('d2') }],
  ] as const)('does not fit %s', async (_, changes) => {
    const good = signed();
    const altered = { ...good, decision: { ...good.decision, ...(changes as Partial<Decision>) } };
    await writesNothing(async () => expect(await answer(altered, later(2_000))).toBe('decision.signature'));
  });

  test('is stale ten minutes later, not sooner, and cannot be dated ahead', async () => {
    await writesNothing(async () => {
      expect(await answer(signed(), later(MAX_DECISION_AGE + 1))).toBe('decision.stale');
      expect(await answer(signed({ decision: { at: later(1_000) } }))).toBe('decision.stale');
    });
    expect(await answer(signed(), later(MAX_DECISION_AGE))).toBe('allowed');
  });

  test('of the same person cannot destroy what she hid; of another it can, after the look and the search', async () => {
    await answer(signed({ decision: { act: 'hide' } }));
    for (const _ of ['action', 'look', 'search']) await desk.run();
    const destroy = { id: decisionId('d2'), act: 'destroy' as const };
    expect(await answer(signed({ decision: destroy }))).toBe('decision.same-person');
    expect(await answer(signed({ person: 'bora', key: 'bora', decision: destroy }))).toBe('allowed');
  });
});

describe('letting a withheld reply go', () => {
  const input = (at: Instant, number = NUMBER) => {
    const release = { id: decisionId('r1'), at };
    const signature = sign(
      KEYS.ara.privateKey,
      releasePayload(number, { ...release, by: personId('id-of-ara') }),
    );
    return { case: CASE, number, person: 'ara', release, signature };
  };
  const let_go = async (what: ReturnType<typeof input>, now: Instant = T0): Promise<string> => {
    const released = await releaseReply(what, now, { ...desk.store, signatures: ed25519Signatures });
    return released.ok ? 'allowed' : released.error.code;
  };

  test('needs a signature of now, by the person, for this case', async () => {
    const gone = { ...honestPlatform(), locate: () => ({ kind: 'gone' as const }) };
    desk = await smallDesk(gone, { unread: ['reading.attachment'] });
    await addPerson(person('ara'), desk.store.people);
    await writesNothing(async () => {
      expect(await let_go({ ...input(T0), signature: signed().signature })).toBe('decision.signature');
      expect(await let_go(input(T0, caseNumber(2026, 2)))).toBe('decision.signature');
      expect(await let_go(input(T0), later(MAX_DECISION_AGE + 1))).toBe('decision.stale');
      expect(await let_go(input(later(1_000)))).toBe('decision.stale');
    });
    expect(await let_go(input(T0))).toBe('allowed');
    await desk.runAll();
    expect(desk.mailer.letters).toHaveLength(1);
    expect(wordsOf(await desk.state())).toEqual(['already_gone']);
  });

  test('is refused towards a sender nobody could prove', async () => {
    desk = await smallDesk(undefined, { level: 'L0' });
    await addPerson(person('ara'), desk.store.people);
    expect(await let_go(input(T0))).toBe('reply.sender-not-proven');
  });

  test('is refused while no item was read: an empty answer would look like a whole one', async () => {
    desk = await smallDesk(undefined, { count: 0, unread: ['reading.no-items'] });
    await addPerson(person('ara'), desk.store.people);
    await writesNothing(async () => expect(await let_go(input(T0))).toBe('reply.not-ready'));
  });
});

describe('registering a person', () => {
  const chan = { ...person('ara'), id: personId('id-of-chan'), name: 'chan', publicKey: newKey().publicKey };

  test('is possible once for a name and once for a key', async () => {
    const add = async (changes: Partial<Person>): Promise<string> => {
      const added = await addPerson({ ...chan, ...changes }, desk.store.people);
      return added.ok ? 'allowed' : added.error.code;
    };
    expect(await add({ name: 'ara' })).toBe('person.exists');
    expect(await add({ publicKey: KEYS.ara.publicKey })).toBe('person.exists');
    expect(await add({})).toBe('allowed');
  });

  test.each(['', ' chan', 'a'.repeat(61), 'a\nb', '../chan', 'chan;', '\u200bchan'])(
    'refuses the name "%s"',
    async (name) => {
      expect(await addPerson({ ...chan, name }, desk.store.people)).toMatchObject({
        ok: false,
        error: { code: 'person.bad-name' },
      });
    },
  );

  test.each(['', 'c2hvcnQ=', `${'A'.repeat(43)}`, `${'A'.repeat(43)}==`, '*'.repeat(44)])(
    'refuses the key "%s"',
    async (publicKey) => {
      expect(await addPerson({ ...chan, publicKey }, desk.store.people)).toMatchObject({
        ok: false,
        error: { code: 'person.bad-key' },
      });
    },
  );
});
