// Several letters about one item: a person decides once, and every case acts, looks and answers for itself.
import { describe, expect, test } from 'vitest';
import { honestPlatform, type Platform } from '../../test/support/fake-ports.ts';
import {
  appeals,
  copy,
  COVERAGE,
  decides,
  listed,
  RECEIPT,
  rules,
  T0,
  verdicts,
  wordsOf,
} from '../../test/support/fixtures.ts';
import { lawPort } from '../../test/support/laws.ts';
import { type JoinedDesk, joinedDesk } from '../../test/support/joined-desk.ts';
import { idOf } from '../../test/support/open-case.ts';
import { newKey, sign } from '../adapters/crypto/keys.ts';
import { ed25519Signatures } from '../adapters/crypto/signatures.ts';
import { actPayload } from '../domain/decision/act-payload.ts';
import { appealId, decisionId, personId } from '../domain/kernel/ids.ts';
import { after, DAY, MINUTE } from '../domain/kernel/instant.ts';
import type { ReplyLetter } from '../domain/reply/letter.ts';
import type { Operation } from '../ports/connector.ts';
import { addPerson } from './add-person.ts';
import { decideAppeal } from './decide-appeal.ts';

const decisionsOf = async (desk: JoinedDesk, key: string) =>
  (await desk.history(key)).flatMap((event) =>
    event.kind === 'item-decided' ? [`${event.decision.id} ${event.from?.number ?? 'here'}`] : [],
  );
const words = async (desk: JoinedDesk, ...keys: readonly string[]) =>
  Promise.all(keys.map(async (key) => wordsOf(await desk.state(key)).join()));

/** Whose answers went out, by the numbers in them. */
const answersOf = (desk: JoinedDesk): readonly (string | undefined)[] =>
  desk.mailer.letters.map(({ text }) => /R-26-\d{4}/.exec(text)?.[0]).toSorted();

/** An answer without the number of its case. */
const nameless = ({ to, subject, text }: ReplyLetter) => ({
  to,
  subject,
  lines: text.replaceAll(/R-26-\d{4}/g, 'R').split('\n'),
});

/** Letters `a`, `b` and `c` about one item, all of them found and waiting. */
async function three(platform: Platform = honestPlatform('c1', 'c2')): Promise<JoinedDesk> {
  const desk = joinedDesk(platform);
  await desk.open('a');
  await desk.open('b');
  await desk.open('c', { level: 'L0' });
  await desk.run();
  return desk;
}

describe('one decision over three letters about one item', () => {
  test('is recorded in each, once, with the case it was signed in, and each is done and answered by itself', async () => {
    const keys: string[] = [];
    const hide = ({ key }: { key: string }): Operation => (
      keys.push(key), { kind: 'accepted', receipts: [RECEIPT] }
    );
    const desk = await three({ ...honestPlatform('c1'), hide });
    await desk.tell('b', decides(1, 'hide'));
    await desk.runAll();
    expect(await decisionsOf(desk, 'a')).toEqual(['hide-1@1 R-26-0002']);
    expect(await decisionsOf(desk, 'b')).toEqual(['hide-1 here']);
    expect(await decisionsOf(desk, 'c')).toEqual(['hide-1@1 R-26-0002']);
    expect(await words(desk, 'a', 'b', 'c')).toEqual(['removed', 'removed', 'removed']);
    expect(keys.toSorted()).toEqual(['a', 'b', 'c'].map((key) => `${idOf(key)}/hide/1.1/c1/1`));
    expect(answersOf(desk)).toEqual(['R-26-0001', 'R-26-0002']);
    expect(await desk.state('c')).toMatchObject({ withheld: true, status: 'open', replies: 0 });
  });

  test('leaves what another letter lists besides to a decision of its own', async () => {
    const desk = joinedDesk(honestPlatform('c1'));
    await desk.open('a');
    await desk.open('b', { items: [listed(7), listed(1)] });
    await desk.run();
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    expect((await desk.state('b')).items.map(({ status }) => status)).toEqual([
      'awaiting-decision',
      'settled',
    ]);
    expect(await decisionsOf(desk, 'b')).toEqual(['hide-1@2 R-26-0001']);
  });

  test('counts in a case that was decided already as little as there', async () => {
    const desk = await three();
    await desk.tell('a', decides(1, 'refuse'));
    await desk.tell('b', decides(1, 'hide', { id: 'other', by: 'bora' }));
    await desk.tell('c', decides(1, 'hide', { id: 'third', by: 'chan' }));
    await desk.runAll();
    expect(await words(desk, 'a', 'b', 'c')).toEqual(['refused', 'removed', 'removed']);
    expect(await decisionsOf(desk, 'b')).toEqual(['other here']);
    expect(await decisionsOf(desk, 'c')).toEqual(['third here']);
  });

  test('to refuse is not told to anybody: the others wait for a decision of their own', async () => {
    const desk = await three();
    await desk.tell('a', decides(1, 'refuse'));
    await desk.runAll();
    await desk.open('d');
    await desk.runAll();
    for (const key of ['b', 'c', 'd'])
      expect((await desk.state(key)).items[0]?.status, key).toBe('awaiting-decision');
  });
});

describe('an answer', () => {
  test('J8: is the same, word for word and time for time, whether or not others reported', async () => {
    const joined = await three();
    const alone = joinedDesk(honestPlatform('c1', 'c2'));
    await alone.open('a');
    await alone.run();
    for (const desk of [joined, alone]) {
      await desk.tell('a', decides(1, 'hide'));
      await desk.runAll();
    }
    const [expected, ...more] = alone.mailer.letters.map(nameless);
    expect(more).toEqual([]);
    expect(expected?.lines.length).toBeGreaterThan(8);
    expect(joined.mailer.letters.map(nameless)).toEqual([expected, expected]);
  });

  test('to who came later has the times of its own look, and no word of an earlier one', async () => {
    const joined = await three();
    await joined.tell('a', decides(1, 'hide'));
    await joined.runAll();
    const alone = joinedDesk(honestPlatform('c1', 'c2'));
    for (const desk of [joined, alone]) {
      desk.now = after(T0, DAY * 9);
      await desk.open('d');
      await desk.run();
    }
    await alone.tell('d', decides(1, 'hide'));
    await joined.runAll();
    await alone.runAll();
    const [expected] = alone.mailer.letters.map(nameless);
    expect(joined.mailer.letters.map(nameless).at(-1)).toEqual(expected);
    expect(expected?.lines.join()).toContain('2026-11-29');
  });
});

describe('a letter that comes later', () => {
  test('gets the decision that stands, when its item is found', async () => {
    const desk = await three();
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    await desk.open('d');
    await desk.runAll();
    expect(await decisionsOf(desk, 'd')).toEqual(['hide-1@1 R-26-0001']);
    expect(await words(desk, 'd')).toEqual(['removed']);
  });

  test('waits for a person where an appeal found the decision wrong, though a joined case still holds it', async () => {
    const desk = await three();
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    await desk.tell('a', appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    await desk.open('d');
    await desk.runAll();
    expect((await desk.state('d')).items[0]?.status).toBe('awaiting-decision');
  });

  test('waits for a person where the link leads to something else by now', async () => {
    const platform = honestPlatform('c1');
    const desk = joinedDesk({
      ...platform,
      locate: () => ({
        kind: 'found',
        copies: [copy(desk.now === T0 ? 'c1' : 'another')],
        coverage: COVERAGE,
      }),
    });
    await desk.open('a');
    await desk.run();
    await desk.tell('a', decides(1, 'hide'));
    await desk.run();
    desk.now = after(T0, MINUTE);
    await desk.open('b');
    await desk.run();
    expect((await desk.state('b')).items[0]?.status).toBe('awaiting-decision');
  });
});

describe('an appeal', () => {
  test('that is upheld in one case shows nothing that a joined case wants hidden', async () => {
    let shown = 0;
    const restore = (): Operation => ((shown += 1), { kind: 'accepted', receipts: [RECEIPT] });
    const desk = await three({ ...honestPlatform('c1'), restore, verify: () => verdicts('absent') });
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    for (const key of ['a', 'b']) {
      const against = key === 'a' ? 'hide-1' : 'hide-1@1';
      await desk.tell(key, appeals(1, against), rules(true));
      await desk.runAll();
      expect(shown, key).toBe(0);
      expect(await words(desk, key)).toEqual(['removed']);
    }
    await desk.tell('c', appeals(1, 'hide-1@1'), rules(true));
    await desk.runAll();
    expect(shown).toBeGreaterThan(0);
  });
});

describe('a crash', () => {
  test('between two joined cases leaves nothing out, and what is told twice is recorded once', async () => {
    const desk = await three();
    await desk.tell('a', decides(1, 'hide'));
    const { update } = desk.store.cases;
    let calls = 0;
    Object.assign(desk.store.cases, {
      update: (...args: Parameters<typeof update>) => {
        if ((calls += 1) === 2) throw new Error('the process died');
        return update(...args);
      },
    });
    const tasks = await desk.store.outbox.claim(desk.now, 100, MINUTE);
    const share = tasks.find(({ work }) => work.kind === 'share-decision');
    await expect(desk.runOne(share!)).rejects.toThrow('died');
    expect([await decisionsOf(desk, 'b'), await decisionsOf(desk, 'c')]).toEqual([
      ['hide-1@1 R-26-0001'],
      [],
    ]);
    await desk.runOne(share!);
    await desk.runOne(share!);
    for (const key of ['b', 'c']) expect(await decisionsOf(desk, key), key).toEqual(['hide-1@1 R-26-0001']);
  });

  test('of whoever asks first leaves no gap: decided before or after the other item was found', async () => {
    const desk = joinedDesk(honestPlatform('c1'));
    await desk.open('a');
    await desk.run();
    await desk.open('b');
    await desk.tell('a', decides(1, 'hide'));
    const claimed = await desk.store.outbox.claim(desk.now, 100, MINUTE);
    const run = async (kind: string): Promise<void> => {
      for (const task of claimed.filter(({ work }) => work.kind === kind)) await desk.runOne(task);
    };
    await run('share-decision');
    expect(await decisionsOf(desk, 'b')).toEqual([]);
    await run('locate');
    desk.now = after(T0, MINUTE);
    await desk.runAll();
    expect(await decisionsOf(desk, 'b')).toEqual(['hide-1@1 R-26-0001']);
  });
});

describe('a decision to destroy', () => {
  const destroying = () => {
    const keys: string[] = [];
    const destroy = ({ key }: { key: string }): Operation => (
      keys.push(key), { kind: 'accepted', receipts: [RECEIPT] }
    );
    const verify = (views: Parameters<Platform['verify']>[0]) => verdicts('absent', views);
    return { keys, platform: { ...honestPlatform('c1'), destroy, verify } };
  };

  test('counts where the item is hidden and verified, and nowhere else', async () => {
    const { keys, platform } = destroying();
    const desk = await three(platform);
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    await desk.open('d', { measures: ['suspend-user'] });
    await desk.runAll();
    await desk.tell('a', decides(1, 'destroy'));
    await desk.runAll();
    expect(await decisionsOf(desk, 'a')).toEqual(['hide-1 here', 'destroy-1 here']);
    for (const key of ['b', 'c'])
      expect(await decisionsOf(desk, key)).toEqual(['hide-1@1 R-26-0001', 'destroy-1@1 R-26-0001']);
    expect(await decisionsOf(desk, 'd')).toEqual([]);
    expect(keys.toSorted()).toEqual(['a', 'b', 'c'].map((key) => `${idOf(key)}/destroy/1.2/c1/1`));
    expect((await desk.state('c')).items[0]?.result).toEqual({ word: 'removed', how: 'destroy' });
  });

  test.each([
    ['is open', [appeals(1, 'hide-1@1')]],
    ['was upheld', [appeals(1, 'hide-1@1'), rules(true)]],
  ])('destroys nothing while an appeal %s in a joined case', async (_, commands) => {
    const { keys, platform } = destroying();
    const desk = await three(platform);
    await desk.tell('a', decides(1, 'hide'));
    await desk.runAll();
    await desk.tell('b', ...commands);
    await desk.tell('a', decides(1, 'destroy'));
    await desk.runAll();
    expect(keys).toEqual([]);
    for (const key of ['a', 'c'])
      expect((await desk.state(key)).items[0]?.result, key).toEqual({ word: 'removed', how: 'hide' });
    await desk.tell('b', ...(commands.length === 1 ? [rules(false)] : []));
    await desk.tell('a', decides(1, 'destroy', { id: 'again' }));
    await desk.runAll();
    expect(keys.length > 0).toBe(commands.length === 1);
  });
});

describe('an appeal in a joined case', () => {
  test('is never decided by anybody who decided on the same item in another', async () => {
    const desk = await three();
    for (const [name, id] of [
      ['ara', 'ara'],
      ['chan', 'chan'],
    ] as const) {
      const added = await addPerson(
        { id: personId(id), name, publicKey: KEYS[name].publicKey, addedAt: T0 },
        desk.store.people,
      );
      expect(added.ok).toBe(true);
    }
    await desk.tell('a', decides(1, 'refuse', { by: 'ara' }));
    await desk.tell('b', decides(1, 'hide', { id: 'other', by: 'bora' }));
    await desk.runAll();
    await desk.tell('b', appeals(1, 'other'));
    expect(await ruledBy(desk, 'ara')).toBe('appeal.same-person');
    expect(await ruledBy(desk, 'chan')).toBe('allowed');
  });
});

const KEYS = { ara: newKey(), chan: newKey() };

async function ruledBy(desk: JoinedDesk, name: keyof typeof KEYS): Promise<string> {
  const { number } = await desk.state('b');
  if (number === null) throw new Error('no number');
  const ruling = {
    appeal: appealId('appeal-1'),
    upheld: false,
    ground: { kind: 'terms', clause: '9' },
  } as const;
  const act = { id: decisionId(`by-${name}`), at: desk.now };
  const payload = actPayload(number, { kind: 'decide-appeal', ...ruling }, { ...act, by: personId(name) });
  const signature = sign(KEYS[name].privateKey, payload);
  const request = { case: idOf('b'), number, person: name, act, signature };
  const ports = { ...desk.store, ...lawPort(), signatures: ed25519Signatures };
  const ruled = await decideAppeal(request, ruling, desk.now, ports);
  return ruled.ok ? 'allowed' : ruled.error.code;
}
