// What a receiver is told and when: everything that was recorded and nothing else, each case in its order, for more than three days.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { PAUSES } from '../../src/workflow/send-webhooks.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { acted, copy, decides, found, later, listed, looked, swept, T0 } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';
import { no, receiverOf, SECRET, YES } from './receiver.ts';

let database: Desk;
beforeAll(async () => {
  database = await openedDatabase(anyFlavor());
});
afterAll(() => database.close());

const short = ({ type, data }: { readonly type: string; readonly data: object }) =>
  `${type} ${(data as { version: number }).version}`;

describe('a receiver', () => {
  test('hears what happened in order, by numbers and positions, and no place, person or word', async () => {
    const to = receiverOf(database, () => YES);
    const hook = await to.add('board');
    await open(to.store, 'a');
    await tell(to.store, idOf('a'), found(1, 'c1'), decides(1, 'hide'));
    await tell(to.store, idOf('a'), acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1));
    while ((await to.send(hook)).more);
    expect(to.heard.map(({ type }) => type)).toEqual(['case.received', 'case.decided', 'case.settled']);
    expect(to.heard.map(({ data }) => data)).toMatchObject([
      { case: 'R-26-0001', version: 1, items: 1 },
      { case: 'R-26-0001', item: 1, act: 'hide' },
      { case: 'R-26-0001', item: 1, result: 'removed' },
    ]);
    const text = JSON.stringify(to.heard);
    const { container, message, blob, address, uploader } = copy('c1');
    for (const secret of [listed(1).locator.link, container, message, blob, address, uploader])
      if (secret !== '') expect(text).not.toContain(secret);
  });

  test('hears nothing from before it was added, and nothing once it was removed', async () => {
    const to = receiverOf(database, () => YES);
    await open(to.store, 'a');
    const hook = await to.add('board');
    expect(await to.send(hook)).toMatchObject({ delivered: 0 });
    await open(to.store, 'b');
    expect(await to.remove(hook.id)).toBe(true);
    await open(to.store, 'c');
    await to.send(hook);
    expect(to.heard).toEqual([]);
    expect(await to.webhooks.list()).toEqual([]);
  });

  test('hears of a step exactly if it was recorded: both are written, or neither', async () => {
    const to = receiverOf(database, () => YES);
    const hook = await to.add('board');
    await database.pool.query(`create function planted() returns trigger language plpgsql as
      $$ begin raise exception 'planted'; end $$;
      create trigger planted before insert on webhook_deliveries for each row execute function planted()`);
    try {
      await expect(open(to.store, 'a')).rejects.toThrow('planted');
    } finally {
      await database.pool.query('drop trigger planted on webhook_deliveries; drop function planted()');
    }
    expect(await to.store.cases.list({ limit: 9 })).toEqual([]);
    await open(to.store, 'a');
    expect(await to.send(hook)).toMatchObject({ delivered: 1 });
  });
});

describe('what fails', () => {
  test('holds up what comes after it in its case, and no other case', async () => {
    const failing = new Set(['R-26-0001']);
    const to = receiverOf(database, ({ data }) => (failing.has(String(data['case'])) ? no() : YES));
    const hook = await to.add('board');
    for (const key of ['a', 'b']) {
      await open(to.store, key);
      await tell(to.store, idOf(key), found(1, `c-${key}`), decides(1, 'hide', { id: `by-${key}` }));
    }
    while ((await to.send(hook)).more);
    const of = (number: string) => to.heard.filter(({ data }) => data['case'] === number).map(short);
    expect(of('R-26-0001')).toEqual(['case.received 1']);
    expect(of('R-26-0002')[0]).toBe('case.received 1');
    expect(of('R-26-0002')).toHaveLength(2);
    failing.clear();
    const after = later(10 * MINUTE);
    while ((await to.send(hook, after)).more);
    expect(of('R-26-0001').slice(0, 2)).toEqual(['case.received 1', 'case.received 1']);
    expect(of('R-26-0001')).toHaveLength(3);
  });

  test('is tried again with the same id at pauses that grow, each a fifth shorter or longer, and then given up with an alarm', async () => {
    const to = receiverOf(database, () => no());
    const hook = await to.add('board');
    await open(to.store, 'a');
    let now = T0;
    for (const [at, pause] of PAUSES.entries()) {
      const random = at % 2;
      expect(await to.send(hook, now, random)).toMatchObject({ failed: 1 });
      const wait = Math.round(pause * (random === 0 ? 0.8 : 1.2));
      expect(await to.send(hook, instant(now + wait - 1), random), `pause ${at}`).toMatchObject({
        failed: 0,
      });
      now = instant(now + wait);
    }
    expect(PAUSES.reduce((a, b) => a + b)).toBeGreaterThan(3 * DAY);
    expect(to.alarms).toEqual([]);
    await to.send(hook, now);
    expect(new Set(to.heard.map(({ id }) => id)).size).toBe(1);
    expect(to.heard).toHaveLength(PAUSES.length + 1);
    expect(to.alarms).toMatchObject([{ code: 'webhook.given-up', webhook: 'board', count: 1 }]);
    await to.send(hook, instant(now + DAY));
    expect(to.alarms).toHaveLength(1);
    expect(await to.webhooks.dead(hook.id, 9)).toMatchObject([
      { number: 'R-26-0001', seq: 1, code: 'webhook.refused', attempts: PAUSES.length + 1 },
    ]);
  });

  test('is heard once the receiver is well again and a person sends it again', async () => {
    let answer = no('webhook.gone', { gone: true });
    const to = receiverOf(database, () => answer);
    const hook = await to.add('board');
    await open(to.store, 'a');
    await to.send(hook);
    expect(await to.webhooks.list()).toMatchObject([{ waiting: 0, dead: 1 }]);
    answer = YES;
    expect(await to.webhooks.again(hook.id, later(HOUR))).toBe(1);
    expect(await to.send(hook, later(HOUR))).toMatchObject({ delivered: 1 });
    expect(await to.webhooks.list()).toMatchObject([{ waiting: 0, dead: 0 }]);
    expect(to.heard).toHaveLength(2);
  });

  test('waits as long as the receiver asks for, where that is longer', async () => {
    const to = receiverOf(database, () => no('webhook.refused', { afterMs: HOUR }));
    const hook = await to.add('board');
    await open(to.store, 'a');
    await to.send(hook);
    await to.send(hook, later(HOUR - 1));
    expect(to.heard).toHaveLength(1);
    await to.send(hook, later(HOUR));
    expect(to.heard).toHaveLength(2);
  });

  test('comes back when whoever held it died, and the late answer of the dead one changes nothing', async () => {
    const to = receiverOf(database, () => YES);
    const hook = await to.add('board');
    await open(to.store, 'a');
    const [first] = await to.webhooks.claim(hook.id, T0, 8, MINUTE);
    expect(await to.webhooks.claim(hook.id, later(MINUTE - 1), 8, MINUTE)).toEqual([]);
    const [second] = await to.webhooks.claim(hook.id, later(MINUTE), 8, MINUTE);
    expect(second).toMatchObject({ seq: 1, attempt: 2 });
    if (first === undefined || second === undefined) throw new Error('nothing was claimed');
    await to.webhooks.delivered(first);
    await to.webhooks.giveUp(first, later(MINUTE), 'late');
    expect(await to.webhooks.list()).toMatchObject([{ waiting: 1, dead: 0 }]);
    await to.webhooks.delivered(second);
    expect(await to.webhooks.list()).toMatchObject([{ waiting: 0, dead: 0 }]);
  });
});

test('a secret lies sealed, and opens with the key of this desk alone', async () => {
  const to = receiverOf(database, () => YES);
  const hook = await to.add('board');
  await open(to.store, 'a');
  const { rows } = await database.pool.query<{ text: string }>(
    "select encode(sealed, 'escape') || url || name || signature as text from webhooks",
  );
  for (const { text } of rows) expect(text).not.toContain(SECRET.slice(6));
  to.loseKey();
  expect(await to.send(hook)).toMatchObject({ failed: 1 });
  expect(to.heard).toEqual([]);
});
