// The bytes of pictures from a real messenger, as a member of the room sees them, and a real desk's index of what looks alike.
import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messengerPictures } from '../../src/adapters/connectors/messenger/pictures.ts';
import { aesSealing } from '../../src/adapters/crypto/sealing.ts';
import { pictureFingerprints } from '../../src/adapters/fingerprints/picture-fingerprints.ts';
import { postgresMediaIndex } from '../../src/adapters/store/postgres/media-index.ts';
import { postgresNearIndex } from '../../src/adapters/store/postgres/near-index.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { fingerprintFiles } from '../../src/workflow/fingerprint-files.ts';
import { nearCopies } from '../../src/workflow/near-copies.ts';
import { observeFeed } from '../../src/workflow/observe-feed.ts';
import { probePlatform } from '../../src/workflow/probe-platform.ts';
import { clipNamed } from '../../messenger/seeding/clips.ts';
import { scene } from '../matching/picture-files.ts';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';
import { expectStatus, messengerWorld } from './messenger-world.ts';

const WHO = 'messenger';
const world = messengerWorld();
const { yeoul } = world;
const now = () => instant(Date.now());
const fingerprinter = pictureFingerprints();
let desk: Desk;
let member = '';
beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  member = await yeoul.person('desk');
});
afterAll(async () => {
  fingerprinter.close();
  await desk.close();
});

const source = (memberToken = member) => messengerPictures({ api: yeoul.url, adminToken: '', memberToken });

async function posted(
  bytes: Buffer,
  mime = 'image/png',
): Promise<{ room: string; blob: string; id: number }> {
  const author = await yeoul.person();
  const room = await yeoul.room(author);
  await expectStatus(200, yeoul.ask('POST', `/api/rooms/${room}/join`, { token: member }));
  const headers = { 'content-type': mime };
  const sent = await expectStatus(
    201,
    yeoul.ask('POST', '/api/media', { token: author, body: bytes, headers }),
  );
  const { blob } = sent.json;
  return { room, blob, id: await yeoul.send(author, room, undefined, [blob]) };
}

it('gives the bytes of a picture that a member sees, and of a video its small picture', async () => {
  const bytes = await scene(1, 200, 160).png().toBuffer();
  expect(await source().picture((await posted(bytes)).blob)).toEqual({ kind: 'bytes', bytes });
  const clip = await source().picture((await posted(await clipNamed('river'), 'video/mp4')).blob);
  // Only a messenger with ffmpeg makes a small picture of a video.
  if (clip.kind === 'bytes') expect((await sharp(clip.bytes).metadata()).width).toBeGreaterThan(0);
  else expect(clip).toEqual({ kind: 'none', why: 'not-shown' });
});

it('gives nothing of what is hidden or unknown, and keeps the place in the file name', async () => {
  const { blob } = await posted(await scene(2, 200, 160).png().toBuffer());
  await expectStatus(202, yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } }));
  const none = { kind: 'none', why: 'not-shown' };
  expect(await source().picture(blob)).toEqual(none);
  expect(await source().picture('../api/me')).toEqual(none);
});

it('says what stood in the way, and gives up on what is too large', async () => {
  const answers: ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(401).end(),
    (response) => response.writeHead(429, { 'retry-after': '7' }).end(),
    (response) => response.writeHead(503).end(),
    (response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      for (let sent = 0; sent <= 25; sent += 1) response.write(Buffer.alloc(1024 * 1024));
      response.end();
    },
    (response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('sealed'),
  ];
  const server = createServer((_request, response) => answers.shift()?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pictures = messengerPictures({ api, adminToken: '', memberToken: '' });
  const said = [];
  while (answers.length > 0) said.push(await pictures.picture('a'));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(said).toEqual([
    { kind: 'retry', code: 'connector.token-refused', afterMs: null },
    { kind: 'retry', code: 'connector.rate-limited', afterMs: 7_000 },
    { kind: 'retry', code: 'connector.failing', afterMs: null },
    { kind: 'none', why: 'too-large' },
    { kind: 'none', why: 'no-picture' },
  ]);
  expect(await pictures.picture('a')).toMatchObject({ kind: 'retry', code: 'connector.unreachable' });
});

it('finds a mirrored and a compressed copy as candidates, not the very same file, and no stranger', async () => {
  const index = postgresMediaIndex(desk.db, 'main');
  const near = postgresNearIndex(desk.db, 'main', aesSealing(randomBytes(32)));
  const connector = world.connector();
  await probePlatform(connector, index, now());
  await observeFeed(connector, index, now(), 0);
  const bytes = await scene(4, 400, 320).png().toBuffer();
  const original = await posted(bytes);
  await posted(bytes);
  const mirrored = await posted(await sharp(bytes).flop().png().toBuffer());
  const compressed = await posted(await sharp(bytes).jpeg({ quality: 30 }).toBuffer(), 'image/jpeg');
  await posted(await scene(5, 400, 320).png().toBuffer());
  for (let more = true; more; ) {
    const observing = await observeFeed(connector, index, now(), 9);
    more = observing.kind === 'taken' && observing.more;
  }
  for (let more = true; more; ) {
    const looked = await fingerprintFiles(WHO, { near, source: source(), fingerprinter }, '', now);
    if (looked.kind === 'retry') throw new Error(looked.code);
    more = looked.more;
  }
  expect((await near.reach(WHO)).waiting).toBe(0);
  const found = await nearCopies(WHO, `m/${original.id}`, index, near);
  expect(found.map(({ copy }) => copy.message).toSorted()).toEqual(
    [mirrored, compressed].map(({ id }) => String(id)).toSorted(),
  );
  expect(found.every(({ copy, distance }) => copy.via === 'hash' && distance <= 31)).toBe(true);
});
