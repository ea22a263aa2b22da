// Caches that go on showing what was hidden: each its own time, to whoever could see it before, and to nobody else.
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { useMessenger } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });
const LONG_MS = 600_000;
beforeEach(() => set({}));

async function story(visibility: 'public' | 'invite' = 'public') {
  const author = await yeoul.person();
  const slug = await yeoul.room(author, visibility);
  const blob = await yeoul.upload(author, await picture(slug, 400, 300));
  const id = await yeoul.send(author, slug, undefined, [blob]);
  const doors = {
    media: `/media/${blob}`,
    thumb: `/thumb/${blob}`,
    cdn: `/cdn/${blob}`,
    small: `/cdn/${blob}/thumb`,
  };
  const open = async (token?: string) => {
    const asking = token === undefined ? {} : { token };
    const looks = Object.entries(doors).map(
      async ([door, path]) => [door, (await yeoul.ask('HEAD', path, asking)).status] as const,
    );
    return (await Promise.all(looks)).filter(([, status]) => status === 200).map(([door]) => door);
  };
  const hide = (path = `media/${blob}`) =>
    yeoul.order('POST', `/admin/v1/${path}/hide`, { body: { reason: 'terms' } });
  return { author, blob, id, open, hide, doors };
}

describe('stale caches', () => {
  it('are not there unless the switch is on', async () => {
    const { open, hide } = await story();
    expect(await open()).toEqual(['media', 'thumb', 'cdn', 'small']);
    await hide();
    expect(await open()).toEqual([]);
  });

  it('staleThumbMs keeps the thumbnail and nothing else', async () => {
    const { open, hide } = await story();
    await set({ staleThumbMs: LONG_MS });
    await hide();
    expect(await open()).toEqual(['thumb']);
  });

  it('staleCdnMs keeps the public copies, with the bytes they had, also after a deletion', async () => {
    const { open, doors, blob } = await story();
    const before = await Promise.all([doors.cdn, doors.small].map((door) => yeoul.ask('GET', door)));
    await set({ staleCdnMs: LONG_MS });
    await yeoul.order('DELETE', `/admin/v1/media/${blob}`);
    expect(await open()).toEqual(['cdn', 'small']);
    const after = await Promise.all([doors.cdn, doors.small].map((door) => yeoul.ask('GET', door)));
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    expect(after[0]?.headers.get('cache-control')).toContain('max-age');
  });

  it('end after their time', async () => {
    const { open, hide } = await story();
    await set({ staleThumbMs: 400, staleCdnMs: LONG_MS });
    await hide();
    expect(await open()).toEqual(['thumb', 'cdn', 'small']);
    while ((await open()).includes('thumb')) await wait(25);
    expect(await open()).toEqual(['cdn', 'small']);
  });

  it('also keep what a hidden message showed, and survive a restart', async () => {
    const { id, open, hide } = await story();
    await set({ staleThumbMs: LONG_MS });
    await hide(`messages/${id}`);
    await yeoul.restart();
    expect(await open()).toEqual(['thumb']);
  });

  it('show nothing to whoever could not see it before', async () => {
    const { author, open, hide } = await story('invite');
    await set({ staleThumbMs: LONG_MS, staleCdnMs: LONG_MS });
    await hide();
    expect([await open(), await open(await yeoul.person())]).toEqual([[], []]);
    expect(await open(author)).toEqual(['thumb']);
  });

  it('keep nothing of what an order did not change, and are empty once it is shown again', async () => {
    const { blob, open, hide } = await story();
    await hide();
    await set({ staleThumbMs: LONG_MS });
    expect((await hide()).json.operation.effect).toBe('none');
    expect(await open()).toEqual([]);
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
    await hide();
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
    await set({});
    await hide();
    expect(await open()).toEqual([]);
  });
});
