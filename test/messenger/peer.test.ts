// A peer with second copies: what it takes, that nothing here takes them away, and what its own removals come to.
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const set = (faults: object) => yeoul.admin('PUT', '/admin/v1/faults', { profile: 'off', ...faults });
beforeEach(() => set({}));

interface Copy {
  readonly file: string;
  readonly message: number;
  readonly link: string;
  readonly fileLink: string;
  readonly sha256: string;
}

const copiesAt = async (path: string): Promise<readonly Copy[]> =>
  ((await yeoul.admin('GET', `/admin/v1/${path}/peers`)).json as unknown as { copies: readonly Copy[] })
    .copies;

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(25);
  }
}

async function story(visibility: 'public' | 'invite' = 'public') {
  const author = await yeoul.person();
  const slug = await yeoul.room(author, visibility);
  const bytes = pngOf(`peer ${slug}`);
  const blob = await yeoul.upload(author, bytes);
  const id = await yeoul.send(author, slug, '글', [blob]);
  return { author, slug, bytes, blob, id };
}

/** A story whose file the peer has. */
async function copied() {
  const made = await story();
  await set({ peer: 1 });
  const copy = await until(async () => (await copiesAt(`media/${made.blob}`))[0]);
  const peerSees = async () =>
    Promise.all([copy.link, copy.fileLink].map(async (link) => (await fetch(link)).status));
  return { ...made, copy, peerSees };
}

const request = (file: string, key: string) =>
  yeoul.order('POST', '/peer/v1/removals', { key, body: { file, reason: 'intimate-image' } });
const removalOf = ({ json }: { json: unknown }) =>
  (json as { removal: { id: string; state: string } }).removal;
const stateOf = async (id: string) => removalOf(await yeoul.admin('GET', `/peer/v1/removals/${id}`)).state;

describe('the peer', () => {
  it('copies public rooms with bytes of its own, and says so to platform engineers and in the feed', async () => {
    const { id, blob, bytes, copy } = await copied();
    expect(copy).toMatchObject({
      peer: 'yeoul-peer',
      message: id,
      blob,
      mime: 'image/png',
      bytes: bytes.length,
    });
    expect(await copiesAt(`messages/${id}`)).toEqual([copy]);
    const theirs = await fetch(copy.fileLink);
    expect(Buffer.from(await theirs.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await (await fetch(copy.link)).json()).toMatchObject({
      media: [{ file: copy.file, sha256: copy.sha256 }],
    });
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    const { file, link, fileLink } = copy;
    const told = { peer: 'yeoul-peer', file, link, fileLink, blob, message: id };
    expect(events).toContainEqual(expect.objectContaining({ kind: 'peer', peer: told }));
  });

  it('keeps them when they are hidden, deleted or closed here', async () => {
    const { id, blob, slug, peerSees } = await copied();
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    expect(await peerSees()).toEqual([200, 200]);
    await yeoul.order('DELETE', `/admin/v1/media/${blob}`);
    await yeoul.order('DELETE', `/admin/v1/messages/${id}`);
    const room = (await yeoul.ask('GET', `/api/rooms/${slug}`)).json.id;
    await yeoul.order('POST', `/admin/v1/rooms/${room}/close`, { body: { reason: 'terms' } });
    expect(await peerSees()).toEqual([200, 200]);
  });

  it('gets nothing of rooms by invitation, of what was hidden before it looked, or while the switch is off', async () => {
    const inside = await story('invite');
    const hidden = await story();
    await yeoul.order('POST', `/admin/v1/media/${hidden.blob}/hide`, { body: { reason: 'terms' } });
    await copied();
    await set({});
    const after = await story();
    await wait(1_200);
    for (const { blob } of [inside, hidden, after]) expect(await copiesAt(`media/${blob}`)).toEqual([]);
  });

  it('removes on request after its time, and says how far it is', async () => {
    const { copy, peerSees } = await copied();
    await set({ peerDelayMs: 400 });
    const asked = await request(copy.file, 'peer-a');
    expect([asked.status, removalOf(asked).state]).toEqual([202, 'received']);
    expect(await peerSees()).toEqual([200, 200]);
    await until(async () => ((await stateOf(removalOf(asked).id)) === 'removed' ? true : undefined));
    expect(await peerSees()).toEqual([404, 404]);
    expect(removalOf(await request(copy.file, 'peer-a'))).toEqual({
      id: removalOf(asked).id,
      state: 'removed',
    });
  });

  it('peerRefuse keeps them, and a key stands for one file', async () => {
    const { copy, peerSees } = await copied();
    const other = await copied();
    await set({ peerRefuse: 1 });
    const { id } = removalOf(await request(copy.file, 'peer-b'));
    await until(async () => ((await stateOf(id)) === 'refused' ? true : undefined));
    expect(await peerSees()).toEqual([200, 200]);
    expect((await request(other.copy.file, 'peer-b')).json.code).toBe('idempotency.reused');
    expect((await request('none', 'peer-c')).json.code).toBe('peer.unknown');
  });

  it('takes requests from whoever has the scope only', async () => {
    const { copy } = await copied();
    const made = await yeoul.admin('POST', '/admin/v1/tokens', { name: 'no peer', scopes: ['read', 'hide'] });
    const body = { file: copy.file, reason: 'terms' };
    const asked = await yeoul.order('POST', '/peer/v1/removals', { token: made.json.token, body });
    expect([asked.status, asked.json.code]).toEqual([403, 'admin.scope-missing']);
  });

  it('copies a share of the messages, the same ones for the same seed', async () => {
    const stories = [];
    for (let n = 0; n < 12; n += 1) stories.push(await story());
    await set({ peer: 0.5, seed: 4 });
    await yeoul.restart();
    await set({ peer: 0.5, seed: 4 });
    await wait(1_500);
    const counts = await Promise.all(
      stories.map(async ({ blob }) => (await copiesAt(`media/${blob}`)).length),
    );
    expect(new Set(counts)).toEqual(new Set([0, 1]));
  });
});
