// All switches at once: a caller that never gives up still gets every order done exactly once, and nothing else is touched.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Answer, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const FILES = 12;
/** The whole profile, with shares that hit a few orders and times that suit a test. */
const FAULTS = {
  ...{
    profile: 'all',
    seed: 20,
    delayMs: 20,
    readDelayMs: 20,
    lateMs: 300,
    staleThumbMs: 300,
    staleCdnMs: 300,
  },
  ...{ okButNothing: 0.2, failAfterCommit: 0.2, keyRefused: 0.2, moveMessages: 0.2, moveRooms: 0.1 },
  ...{ reassignNames: 0.1, peer: 1, peerDelayMs: 100 },
};

interface Told {
  readonly hidden?: boolean;
  readonly moved?: { readonly to: number };
}

/** Asks until the answer is one that can be believed or says that there is another id. */
async function stubbornly(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (![401, 409, 429, 503].includes(answer.status)) return answer;
    await wait(20);
  }
}

/** Hides until it is seen hidden: the platform's word is no proof. Gives every id the target had. */
async function hide(kind: 'media' | 'messages', id: string): Promise<readonly string[]> {
  const ids = [id];
  for (let round = 0; ; round += 1) {
    const now = () => ids.at(-1) ?? id;
    const order = await stubbornly(() =>
      yeoul.order('POST', `/admin/v1/${kind}/${now()}/hide`, {
        key: `${id}/${round}`,
        body: { reason: 'terms' },
      }),
    );
    const moved = order.status === 410 ? (order.json as Told).moved?.to : undefined;
    if (moved !== undefined) ids.push(String(moved));
    await wait(order.status === 202 ? 500 : 0);
    const look = await stubbornly(() => yeoul.admin('GET', `/admin/v1/${kind}/${now()}`));
    if ((look.json as Told).hidden === true) return ids;
  }
}

it('a stubborn caller hides everything once, and nothing that was not named', async () => {
  const author = await yeoul.person();
  const slug = await yeoul.room(author);
  const stories = [];
  for (let n = 0; n < FILES; n += 1) {
    const blob = await yeoul.upload(author, pngOf(`all ${n}`));
    stories.push({ blob, id: await yeoul.send(author, slug, `글 ${n}`, [blob]) });
  }
  const named = stories.filter((_, n) => n % 2 === 0);
  const others = stories.filter((_, n) => n % 2 === 1);
  await yeoul.admin('PUT', '/admin/v1/faults', FAULTS);
  const done = await Promise.all(
    named.flatMap(({ blob, id }) => [hide('media', blob), hide('messages', String(id))]),
  );
  await yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off' });
  const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
  const lines = done.map((ids) => entries.filter(({ target }) => ids.includes(target.id)).length);
  expect(lines).toEqual(Array(FILES).fill(1));
  expect(entries).toHaveLength(FILES);
  for (const { blob } of others) expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(200);
  for (const { blob } of named) expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
}, 60_000);
