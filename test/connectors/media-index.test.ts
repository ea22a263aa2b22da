// The media index of a real messenger in a real PostgreSQL: whole after the history, followed after that, and not begun again by
// a process that is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { coverageOf, type Run } from '../../src/domain/content/index-state.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { MediaIndex } from '../../src/ports/media-index.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { readHistory } from '../../src/workflow/read-history.ts';
import { ADMIN_TOKEN, anyFlavor, pngOf } from '../messenger/messenger-under-test.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';
import { expectStatus, messengerWorld } from './messenger-world.ts';

const PROCESS = path.resolve(import.meta.dirname, 'index-process.ts');
const WHO = 'messenger';
const ALL = { after: '', limit: 10_000 };
const world = messengerWorld();
const { yeoul } = world;
const now = () => instant(Date.now());

let desk: Desk;
let index: MediaIndex;
beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  index = postgresMediaIndex(desk.db, 'main');
});
afterAll(() => desk.close());

function follower(): {
  readonly child: ChildProcess;
  readonly pages: Run[];
  untilPage(count: number): Promise<void>;
} {
  const child = spawn(process.execPath, [PROCESS, desk.url, yeoul.url, ADMIN_TOKEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pages: Run[] = [];
  const lines = createInterface({ input: child.stdout });
  const waiting: (() => void)[] = [];
  lines.on('line', (line) => {
    pages.push(JSON.parse(line) as Run);
    for (const go of waiting.splice(0)) go();
  });
  return {
    child,
    pages,
    async untilPage(count) {
      while (pages.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** `message blob` of everything in the index that nobody deleted, of messages. */
async function places(): Promise<readonly string[]> {
  const { rows } = await desk.pool.query<{ message: string; blob: string }>(
    `select message, unnest(blobs) as blob from media_spots where kind = 'message' and not deleted order by message, blob`,
  );
  return rows.map(({ message, blob }) => `${message} ${blob}`);
}

async function follow(): Promise<void> {
  const connector = world.connector();
  for (let pages = 0; pages < 100; pages += 1) {
    const observing = await observeFeed(connector, index, now(), 9);
    if (observing.kind === 'taken' && !observing.more) return;
  }
  throw new Error('the feed does not end');
}

describe('the index of a messenger', () => {
  const posted: string[] = [];

  it('is built from its history by processes that are killed, each going on where the last one was', async () => {
    for (let story = 0; story < 6; story += 1) posted.push(...(await world.stage()).places);
    const first = follower();
    await first.untilPage(3);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const left = (await index.state(WHO)).run;
    expect(left).toMatchObject({
      finishedAt: null,
      requests: expect.toSatisfy((count: number) => count >= 3),
    });
    const state = await index.state(WHO);
    expect(coverageOf(state, now()).blind).toContain('beforeIndexing');
    const second = follower();
    await once(second.child, 'exit');
    expect(second.pages[0]?.requests).toBe((left?.requests ?? 0) + 1);
    expect(second.pages[0]?.startedAt).toBe(left?.startedAt);
    const { run } = await index.state(WHO);
    expect(run?.finishedAt).not.toBeNull();
    expect(run?.rooms.done).toBe(run?.rooms.total);
    const known = await places();
    for (const place of posted) expect(known).toContain(place);
    expect(coverageOf(await index.state(WHO), now()).blind).toEqual(['e2ee', 'remoteServers', 'altered']);
  }, 60_000);

  it('follows what is posted, edited, deleted and taken back from then on', async () => {
    const { places: later } = await world.stage();
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const [one, two] = [
      await yeoul.upload(author, pngOf(`${slug} 1`)),
      await yeoul.upload(author, pngOf(`${slug} 2`)),
    ];
    const id = await yeoul.send(author, slug, 'album', [one, two]);
    await yeoul.ask('PUT', '/api/me/avatar', { token: author, body: { blob: one } });
    await follow();
    expect(await places()).toEqual(expect.arrayContaining([...later, `${id} ${one}`, `${id} ${two}`]));
    const [spot] = await index.spots(WHO, { keys: [`m/${id}`] }, ALL);
    expect(spot?.shows.map(({ blob }) => blob)).toEqual([one, two]);
    expect((await index.spots(WHO, { blobs: [one] }, ALL)).map(({ kind }) => kind)).toEqual([
      'avatar',
      'message',
    ]);
    await expectStatus(
      200,
      yeoul.ask('PATCH', `/api/rooms/${slug}/messages/${id}`, { token: author, body: { media: [two] } }),
    );
    await world.deleteByOwner(later[0] ?? '');
    await yeoul.ask('DELETE', '/api/me/avatar', { token: author });
    await follow();
    const known = await places();
    expect(known).not.toContain(later[0]);
    expect(known).not.toContain(`${id} ${one}`);
    expect(known).toContain(`${id} ${two}`);
    expect(await index.spots(WHO, { blobs: [one] }, ALL)).toEqual([]);
    const [blob = ''] = (later[0] ?? '').split(' ').slice(1);
    expect(await index.files(WHO, { blobs: [blob] }, ALL)).toMatchObject([{ deleted: true }]);
  });

  it('keeps files of an encrypted room as what they are: places of ciphertext', async () => {
    const author = await yeoul.person();
    const body = { slug: 'sealed-room', title: '비밀', visibility: 'invite', encrypted: true };
    const made = await yeoul.ask('POST', '/api/rooms', { token: author, body });
    expect(made.status).toBe(201);
    await follow();
    const rooms = await desk.pool.query<{ opaque: boolean }>(
      `select opaque from media_containers where address = 'sealed-room'`,
    );
    expect(rooms.rows).toEqual([{ opaque: true }]);
  });

  it('of a platform that does not answer waits, and is behind', async () => {
    await yeoul.admin('PUT', '/admin/v1/faults', { tokenRefused: 1 });
    const refused = await observeFeed(world.connector(), index, now(), 0);
    await yeoul.admin('PUT', '/admin/v1/faults', { tokenRefused: 0 });
    expect(refused).toMatchObject({ kind: 'retry', code: 'connector.token-refused' });
  });

  it('is the same when the feed comes twice and shuffled, and no gap is seen in it', async () => {
    await yeoul.admin('PUT', '/admin/v1/faults', { feedDuplicate: 0.5, feedReorder: 1 });
    const { places: told } = await world.stage();
    await follow();
    await yeoul.admin('PUT', '/admin/v1/faults', { feedDuplicate: 0, feedReorder: 0 });
    expect(await places()).toEqual(expect.arrayContaining([...told]));
    expect((await index.state(WHO)).holes).toEqual([]);
    await probePlatform(world.connector(), index, now());
    expect((await readHistory(world.connector(), index, now())).kind).toBe('nothing');
  });
});
