// What the built-in messenger says of a copy before it is hidden: the suite for every connector, then what only this one has.
import { describe, expect, it } from 'vitest';
import { copiesOf } from '../conformance/connector.ts';
import { preservingConformance } from '../conformance/preserving.ts';
import { expectStatus, linkTo, messengerWorld } from './messenger-world.ts';

const world = messengerWorld();
const { yeoul } = world;

preservingConformance('messenger', world);

const staged = async () => {
  const { locator } = await world.stage();
  return copiesOf(await world.connector().locate(locator));
};

describe('a copy', () => {
  it('that is a forward has its forwarder as uploader, and whoever brought the file beside', async () => {
    const { locator, places } = await world.stage();
    const [blob = ''] = (places[0] ?? '').split(' ').slice(1);
    const token = await yeoul.person();
    const room = await yeoul.room(token);
    const from = locator.link.split('/');
    const forwarded = await expectStatus(
      201,
      yeoul.ask('POST', `/api/rooms/${from[4]}/messages/${from[6]}/forward`, { token, body: { to: room } }),
    );
    const copies = copiesOf(await world.connector().locate(locator));
    const copy = copies.find(({ message }) => message === String(forwarded.json.id));
    if (copy === undefined) throw new Error('the forward was not found');
    const kept = await world.connector().preserve(copy);
    if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
    expect(copy.blob).toBe(blob);
    expect(kept.record.uploader).toBe(copy.uploader);
    expect(kept.record.fileBy).toBe(copies.find(({ via }) => via === 'link')?.uploader);
    expect(kept.record.fileBy).not.toBe(kept.record.uploader);
  });

  it('of words alone has its writer and its time, and no file', async () => {
    const token = await yeoul.person();
    const room = await yeoul.room(token);
    const id = await yeoul.send(token, room, 'a home address');
    await world.stage();
    const [copy] = copiesOf(await world.connector().locate(linkTo(`/r/${room}/m/${id}`)));
    if (copy === undefined) throw new Error('nothing was found');
    expect(await world.connector().preserve(copy)).toMatchObject({
      kind: 'kept',
      record: { uploader: copy.uploader, sha256: null, bytes: null, mime: null, fileBy: null, headers: {} },
    });
  });

  it('that is somebody’s avatar has whoever brought it', async () => {
    const [copy] = await staged();
    if (copy === undefined) throw new Error('nothing was found');
    const avatar = { ...copy, message: '', container: '', as: 'avatar' } as const;
    expect(await world.connector().preserve(avatar)).toMatchObject({
      kind: 'kept',
      record: { uploader: copy.uploader, postedAt: null, sha256: expect.any(String) },
    });
  });
});

describe('a platform that denies', () => {
  it('by a token without the scope is denied, one that refuses the token is asked again', async () => {
    const [copy] = await staged();
    if (copy === undefined) throw new Error('nothing was found');
    const made = await expectStatus(
      201,
      yeoul.admin('POST', '/admin/v1/tokens', { name: 'h', scopes: ['hide'] }),
    );
    const hider = world.connectorWith({ adminToken: made.json.token });
    expect(await hider.preserve(copy)).toEqual({ kind: 'denied', code: 'connector.refused' });
    const stranger = world.connectorWith({ adminToken: 'somebody-elses-token-for-tests' });
    const refused = { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    expect(await stranger.preserve(copy)).toEqual(refused);
  });
});
