// The messenger's feed and history: the suite for every connector, then what only this one has.
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/domain/content/observation.ts';
import type { Connector } from '../../src/ports/connector.ts';
import { feedFrom, historyFrom, observingConformance } from '../conformance/observing.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { expectStatus, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;

observingConformance('messenger', world);

async function head(connector: Connector): Promise<string> {
  const observed = await connector.observe(null);
  if (observed.kind !== 'page') throw new Error(observed.kind);
  return observed.cursor;
}

/** `kind files` of every spot, the last word on each. */
const lastShown = (seen: readonly Sighting[], key: string): readonly string[] | undefined =>
  seen.findLast((one) => one.kind === 'shown' && one.spot.key === key)?.kind === 'shown'
    ? seen
        .filter((one) => one.kind === 'shown' && one.spot.key === key)
        .map((one) => (one.kind === 'shown' ? one.files.map(({ blob }) => blob) : []))
        .at(-1)
    : undefined;

describe('the feed', () => {
  it('follows edits, albums, avatars and pictures of rooms, set and taken away', async () => {
    const connector = world.connector();
    const cursor = await head(connector);
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const [one, two] = [
      await yeoul.upload(author, pngOf(`${slug} 1`)),
      await yeoul.upload(author, pngOf(`${slug} 2`)),
    ];
    const id = await yeoul.send(author, slug, 'album', [one, two]);
    await expectStatus(
      200,
      yeoul.ask('PATCH', `/api/rooms/${slug}/messages/${id}`, { token: author, body: { media: [two] } }),
    );
    await yeoul.ask('PUT', '/api/me/avatar', { token: author, body: { blob: one } });
    await yeoul.ask('PUT', `/api/rooms/${slug}/picture`, { token: author, body: { blob: two } });
    const seen = await feedFrom(connector, cursor);
    const me = seen.find((sighting) => sighting.kind === 'shown' && sighting.spot.kind === 'avatar');
    const room = seen.find((sighting) => sighting.kind === 'shown' && sighting.spot.kind === 'picture');
    if (me?.kind !== 'shown' || room?.kind !== 'shown') throw new Error('not told');
    expect(me.files.map(({ copy }) => copy)).toEqual([`messenger/${me.spot.key}/b/${one}`]);
    expect(room.files.map(({ blob }) => blob)).toEqual([two]);
    expect(lastShown(seen, `m/${id}`)).toEqual([two]);
    const { sightings } = await historyFrom(connector, null);
    for (const key of [`m/${id}`, me.spot.key, room.spot.key])
      expect(lastShown(sightings, key), key).toEqual(lastShown(seen, key));
    await yeoul.ask('DELETE', '/api/me/avatar', { token: author });
    await yeoul.ask('DELETE', `/api/rooms/${slug}/picture`, { token: author });
    const later = await feedFrom(connector, cursor);
    expect(lastShown(later, me.spot.key)).toEqual([]);
    expect(lastShown(later, room.spot.key)).toEqual([]);
  });

  it('that ends before our cursor is another one: what we knew of it is lost', async () => {
    expect(await world.connector().observe('999999999')).toEqual({ kind: 'lost', anew: true });
  });

  it('is a reason to come back to a token that may not follow it, and is said to be missing', async () => {
    const made = await yeoul.admin('POST', '/admin/v1/tokens', { name: 'reader', scopes: ['read'] });
    const reader = world.connectorWith({ adminToken: made.json.token });
    expect(await reader.observe('0')).toMatchObject({ kind: 'retry', code: 'connector.token-refused' });
    expect((await reader.capabilities()).observe.mode).toBe('none');
    expect((await world.connector().capabilities()).observe.mode).toBe('poll');
  });
});

describe('the history', () => {
  it('tells of what was deleted as deleted, messages and files', async () => {
    const { places } = await world.stage();
    const [message = '', blob = ''] = (places[0] ?? '').split(' ');
    await world.deleteByOwner(places[0] ?? '');
    const { sightings } = await historyFrom(world.connector(), null);
    const gone = sightings.flatMap((one) => (one.kind === 'deleted' ? [one.key] : []));
    expect(gone).toContain(`m/${message}`);
    expect(gone).toContain(blob);
  });

  it('goes on from nothing but a position of its own', async () => {
    await expect(world.connector().backfill('{"at":"elsewhere"}')).rejects.toThrow(/no position/);
  });
});
