// Restoring: what an upheld appeal brings about, believed only when members see the picture again, and never said of a hidden one.
import { describe, expect, test } from 'vitest';
import {
  countOf,
  decidedDesk,
  honestPlatform,
  type Platform,
  type SmallDesk,
  smallDesk,
} from '../../test/support/fake-ports.ts';
import {
  appeals,
  copy,
  COVERAGE,
  decides,
  found,
  RECEIPT,
  rules,
  verdicts,
} from '../../test/support/fixtures.ts';
import { idOf, open, tell } from '../../test/support/open-case.ts';
import { MAX_LOOKS, MAX_ROUNDS } from '../domain/case/acting.ts';
import type { Copy, Layer, Verdict, View } from '../domain/content/copy.ts';
import type { Operation, Order } from '../ports/connector.ts';

const SHOWN = verdicts('present');
/** Of a room that strangers may not enter. */
const SHOWN_TO_MEMBERS = [...verdicts('restricted', ['anonymous']), ...verdicts('present', ['member'])];
const HIDDEN = verdicts('absent');

/** Hidden and verified; then the appeal was upheld, and the platform is as `changes` say. */
async function restoredDesk(
  changes: Partial<Platform>,
  copies: readonly string[] = ['c1'],
): Promise<SmallDesk> {
  const platform = honestPlatform(...copies);
  const desk = await decidedDesk(platform);
  await desk.runAll();
  Object.assign(platform, changes);
  await desk.tell(appeals(1, 'hide-1'), rules(true));
  await desk.runAll();
  return desk;
}

const itemOf = async (desk: SmallDesk) => (await desk.state()).items[0];
const REFUSED = { word: 'refused', ground: { kind: 'terms', clause: '9' } };
const STILL_HIDDEN = { word: 'removed', how: 'hide' };

describe('restoring', () => {
  test('asks for each copy once, looks as a stranger and as a member, and the next answer says that it stays', async () => {
    const orders: Order[] = [];
    const asked: (readonly View[])[] = [];
    const desk = await restoredDesk(
      {
        restore: (order) => (orders.push(order), { kind: 'accepted', receipts: [RECEIPT] }),
        verify: (views) => (asked.push(views), SHOWN),
      },
      ['c1', 'c2'],
    );
    expect(orders.map(({ key }) => key)).toEqual(['case-1/restore/1.2/c1/1', 'case-1/restore/1.2/c2/1']);
    expect(asked).toEqual([
      ['anonymous', 'member'],
      ['anonymous', 'member'],
    ]);
    expect(await itemOf(desk)).toMatchObject({
      result: REFUSED,
      copies: [{ status: 'shown' }, { status: 'shown' }],
    });
    expect(desk.mailer.letters).toHaveLength(2);
    expect(desk.mailer.letters.at(-1)).toMatchObject({
      messageId: '<R-26-0001.reply.2.case-1-reply-2@redress.example>',
      text: expect.stringContaining('조치하지 않음 (약관 9)'),
    });
  });

  test('is done when members see it, though strangers may not enter the room', async () => {
    const desk = await restoredDesk({ verify: () => SHOWN_TO_MEMBERS });
    expect((await itemOf(desk))?.result).toEqual(REFUSED);
  });

  test.each<[string, Partial<Copy>, Layer]>([
    ['a message of words alone', { blob: '' }, 'reference'],
    ['a file beside others in one message', { whole: false }, 'blob'],
  ])('of %s is done when members see that', async (_, changes, layer) => {
    const located = { kind: 'found', copies: [{ ...copy('c1'), ...changes }], coverage: COVERAGE } as const;
    const platform = { ...honestPlatform(), locate: () => located };
    const desk = await decidedDesk(platform);
    await desk.runAll();
    platform.verify = () => SHOWN.map((one) => (one.layer === layer ? one : { ...one, result: 'absent' }));
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    expect(await itemOf(desk)).toMatchObject({ result: REFUSED, copies: [{ status: 'shown' }] });
  });

  test('does not search again: what was not hidden by the decision is not its matter', async () => {
    const desk = await restoredDesk({ verify: () => SHOWN });
    expect(await countOf(desk, 'item-swept')).toBe(1);
  });
});

describe('a platform that says yes to restoring', () => {
  test('and does nothing is asked again and again, and the item stays removed: still hidden, never restored', async () => {
    const desk = await restoredDesk({ verify: () => HIDDEN });
    expect(await itemOf(desk)).toMatchObject({ result: STILL_HIDDEN, copies: [{ status: 'hidden' }] });
    expect(await countOf(desk, 'action-recorded')).toBe(1 + MAX_ROUNDS);
    expect(await countOf(desk, 'copy-left-hidden')).toBe(1);
    const last = desk.mailer.letters.at(-1)?.text ?? '';
    expect(last).toContain('가리고 확인함');
    expect(last).not.toContain('조치하지 않음');
  });

  test.each<[string, readonly Verdict[]]>([
    ['to strangers alone', [...verdicts('present', ['anonymous']), ...verdicts('absent', ['member'])]],
    ['without its file', SHOWN.map((one) => (one.layer === 'blob' ? { ...one, result: 'absent' } : one))],
  ])('and shows it %s has not restored it, and nobody calls it removed any more', async (_, odd) => {
    const desk = await restoredDesk({ verify: () => odd });
    expect(await itemOf(desk)).toMatchObject({ result: REFUSED, copies: [{ status: 'unremovable' }] });
    expect(await countOf(desk, 'copy-verified')).toBe(1 + MAX_LOOKS);
  });

  test('and cannot be looked at is looked at again, and the item is never called removed: it may be seen', async () => {
    const half = [...verdicts('present', ['anonymous']), ...verdicts('unknown', ['member'])];
    const desk = await restoredDesk({ verify: () => half });
    expect(await itemOf(desk)).toMatchObject({
      result: REFUSED,
      copies: [{ status: 'unremovable', stays: 'could-not-verify' }],
    });
    expect(await countOf(desk, 'copy-verified')).toBe(1 + MAX_LOOKS);
  });

  test('for one of two copies has made the item no removed one: the other says hidden, and is never shown', async () => {
    let looks = 0;
    const desk = await restoredDesk({ verify: () => ((looks += 1) === 1 ? SHOWN : HIDDEN) }, ['c1', 'c2']);
    expect(await itemOf(desk)).toMatchObject({
      result: REFUSED,
      copies: [{ status: 'shown' }, { status: 'hidden' }],
    });
  });

  test('for a while, and then acts, has restored it from the round in which it acted', async () => {
    let looks = 0;
    const desk = await restoredDesk({ verify: () => ((looks += 1) < 3 ? HIDDEN : SHOWN) });
    expect((await itemOf(desk))?.result).toEqual(REFUSED);
    expect((await itemOf(desk))?.copies[0]).toMatchObject({ status: 'shown', round: 3 });
  });
});

describe('a platform that does not restore', () => {
  const refuses = (): Operation => ({ kind: 'refused', code: 'connector.refused' });

  test('because it refuses leaves the copy hidden, asked once and not looked at', async () => {
    const desk = await restoredDesk({ restore: refuses });
    expect(await itemOf(desk)).toMatchObject({ result: STILL_HIDDEN, copies: [{ status: 'hidden' }] });
    expect(await countOf(desk, 'copy-verified')).toBe(1);
  });

  test('because it knows no such copy any more is looked at, and the look decides', async () => {
    const gone = (): Operation => ({ kind: 'not-found', receipts: [RECEIPT] });
    expect((await itemOf(await restoredDesk({ restore: gone })))?.result).toEqual(STILL_HIDDEN);
    expect((await itemOf(await restoredDesk({ restore: gone, verify: () => SHOWN })))?.result).toEqual(
      REFUSED,
    );
  });

  test('at once is asked again with the same key', async () => {
    const keys: string[] = [];
    const desk = await restoredDesk({
      verify: () => SHOWN,
      restore: ({ key }) => {
        keys.push(key);
        return keys.length < 3
          ? { kind: 'retry', code: 'connector.failing', afterMs: null }
          : { kind: 'accepted', receipts: [RECEIPT] };
      },
    });
    expect(new Set(keys).size).toBe(1);
    expect((await itemOf(desk))?.result).toEqual(REFUSED);
  });
});

describe('what is restored', () => {
  test('leaves a task of the hiding before it without effect', async () => {
    const platform = honestPlatform();
    const desk = await decidedDesk(platform);
    const [action] = await desk.store.outbox.claim(desk.now, 1, 1);
    if (action === undefined) throw new Error('nothing was planned');
    await desk.runOne(action);
    await desk.runAll();
    const hides: string[] = [];
    Object.assign(platform, {
      verify: () => SHOWN,
      hide: ({ key }: Order) => (hides.push(key), { kind: 'accepted', receipts: [RECEIPT] }),
    });
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    expect(await desk.runOne(action)).toBe('nothing-to-do');
    expect(hides).toEqual([]);
    expect((await itemOf(desk))?.result).toEqual(REFUSED);
  });

  test('can be asked to be hidden again only by an appeal of the notifier, whom somebody else answers', async () => {
    const platform = honestPlatform();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    Object.assign(platform, { verify: () => SHOWN });
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    await expect(desk.tell(decides(1, 'hide', { id: 'hide-2' }))).rejects.toThrow('item.already-settled');
    Object.assign(platform, { verify: () => HIDDEN });
    await desk.tell(
      appeals(1, 'ruling-1', 'notifier', 'appeal-2'),
      rules(true, 'dana', 'ruling-2', 'appeal-2'),
    );
    await desk.runAll();
    expect(await itemOf(desk)).toMatchObject({ result: STILL_HIDDEN, copies: [{ status: 'gone' }] });
    expect(desk.mailer.letters).toHaveLength(3);
  });
});

describe('a picture that something else wants hidden', () => {
  test('is not shown again by an appeal in one case: another case keeps it hidden', async () => {
    const orders: Order[] = [];
    const platform = honestPlatform('c1');
    const desk = await decidedDesk(platform);
    await desk.runAll();
    Object.assign(platform, {
      restore: (order: Order) => (orders.push(order), { kind: 'accepted', receipts: [RECEIPT] }),
    });
    await open(desk.store, 'other');
    await tell(desk.store, idOf('other'), found(1, 'c1'), decides(1, 'hide', { id: 'other-hide' }));
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    expect(orders).toEqual([]);
    expect((await itemOf(desk))?.result).toEqual(STILL_HIDDEN);
  });

  test('is not shown again by an appeal on one item: another item of the same letter keeps it hidden', async () => {
    const orders: Order[] = [];
    const platform = honestPlatform('c1');
    const desk = await smallDesk(platform, { count: 2 });
    await desk.run();
    await desk.tell(decides(1, 'hide'), decides(2, 'hide'));
    await desk.runAll();
    Object.assign(platform, {
      restore: (order: Order) => (orders.push(order), { kind: 'accepted', receipts: [RECEIPT] }),
    });
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    expect(orders).toEqual([]);
    expect((await itemOf(desk))?.result).toEqual(STILL_HIDDEN);
  });
});
