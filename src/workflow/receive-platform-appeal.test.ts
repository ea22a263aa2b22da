// An appeal made on a platform is taken once, of the item it is about and by whom was told, and waits while something else is being done.
import { describe, expect, test } from 'vitest';
import { CASE, honestPlatform, memoryVault, smallDesk } from '../../test/support/fake-ports.ts';
import { appeals, decides, rules } from '../../test/support/fixtures.ts';
import { receivePlatformAppeal } from './receive-platform-appeal.ts';

const WORDS = 'CANARY this is my own drawing';

async function toldDesk() {
  const desk = await smallDesk(honestPlatform());
  await desk.run();
  await desk.tell(decides(1, 'hide'));
  await desk.runAll();
  const vault = memoryVault();
  const take = (changes: object = {}) =>
    receivePlatformAppeal(
      'messenger',
      {
        ...{ kind: 'appeal', id: 'appeal/3', at: desk.now, account: 'uploader-name' },
        order: `${CASE}/reasons/1/hide-1/uploader-name`,
        sealed: new TextEncoder().encode(WORDS),
        ...changes,
      },
      desk.now,
      { cases: desk.store.cases, vault },
    );
  return { desk, vault, take };
}

describe('an appeal made on a platform', () => {
  test('is one of the item whose telling it names, once, with its words in the vault alone', async () => {
    const { desk, vault, take } = await toldDesk();
    expect(await take()).toEqual({ kind: 'appealed' });
    const { appeals: held } = await desk.state();
    expect(held).toMatchObject([
      { appeal: { item: 1, by: 'uploader', against: 'hide-1', made: { account: 'uploader-name' } } },
    ]);
    expect(vault.size()).toBe(1);
    expect(await vault.get(held[0]?.appeal.made?.words ?? '')).toBeDefined();
    expect((await take()).kind).not.toBe('appealed');
    expect((await desk.state()).appeals).toHaveLength(1);
  });

  test.each([
    ['by somebody else than was told', { account: 'stranger' }],
    ['against a notice of nobody', { order: null }],
    ['against a notice of another desk', { order: 'R-26-0001' }],
    ['of a case that is not there', { order: 'case-9/reasons/1/hide-1/uploader-name' }],
    ['of an item that is not there', { order: `${CASE}/reasons/7/hide-1/uploader-name` }],
  ])('%s is none, and its words are not kept', async (_, changes) => {
    const { desk, vault, take } = await toldDesk();
    expect(await take(changes)).toEqual({ kind: 'none' });
    expect(vault.size()).toBe(0);
    expect((await desk.state()).appeals).toEqual([]);
  });

  test('waits while another appeal on the item is open, or something is being done', async () => {
    const { desk, take } = await toldDesk();
    await desk.tell(appeals(1, 'hide-1'));
    expect(await take()).toEqual({ kind: 'later' });
    await desk.tell(rules(true));
    expect(await take()).toEqual({ kind: 'later' });
  });
});
