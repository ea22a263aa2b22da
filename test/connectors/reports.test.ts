// Reports of a real messenger through its connector: where each points, what is kept sealed, and that the platform's word is read back.
import { describe, expect, it } from 'vitest';
import type { FoundReport } from '../../src/ports/connector.ts';
import { historyFrom } from '../conformance/observing.ts';
import { pngOf } from '../messenger/messenger-under-test.ts';
import { expectStatus, linkTo, messengerWorld } from './messenger-world.ts';

const world = messengerWorld(undefined, { rates: { reportsPerMinute: 10_000 } });
const { yeoul } = world;

async function report(target: object, more: object = {}, token?: string): Promise<string> {
  const body = { target, reasons: ['intimate-image'], ...more };
  await expectStatus(
    201,
    yeoul.ask('POST', '/api/reports', token === undefined ? { body } : { body, token }),
  );
  const { reports } = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json;
  return String(Math.max(...reports.map(({ id }) => id)));
}

async function found(id: string): Promise<Extract<FoundReport, { kind: 'report' }>> {
  const read = await world.connector().report(id);
  if (read.kind !== 'report') throw new Error(read.kind);
  return read;
}

describe('a report', () => {
  it('points at the message, the file, the person or the room, whatever its link looks like', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blob = await yeoul.upload(author, pngOf(`reported ${slug}`));
    const id = await yeoul.send(author, slug, 'look', [blob]);
    const person = (await yeoul.ask('GET', '/api/me', { token: author })).json.id;
    const place = async (target: object, token?: string) =>
      (await found(await report(target, {}, token))).place;
    expect(await place({ link: `${yeoul.url}/r/${slug}/m/${id}?lang=ko` })).toBe(`/r/${slug}/m/${id}`);
    expect(await place({ message: { room: slug, id } }, author)).toBe(`/r/${slug}/m/${id}`);
    expect(await place({ media: blob }, author)).toBe(`/media/${blob}`);
    expect(await place({ link: `/cdn/${blob}/thumb` })).toBe(`/media/${blob}`);
    expect(await place({ person }, author)).toBe(`/people/${person}`);
    expect(await place({ room: slug }, author)).toBe(`/r/${slug}`);
    expect(await place({ link: `/r/${slug}/m/999999` })).toBe(`/r/${slug}/m/999999`);
    expect(await place({ link: '/r/no-such-room' })).toBe('/r/no-such-room');
  });

  it('is sealed whole but for how far it is, so that the same report is the same bytes', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const id = await report({ room: slug }, { words: '도와주세요', contact: '밤에만' }, author);
    const before = await found(id);
    expect(before).toMatchObject({ signedIn: true, words: true, contact: true, ended: false, keysFor: [] });
    expect(JSON.parse(Buffer.from(before.sealed).toString())).toMatchObject({
      words: '도와주세요',
      contact: '밤에만',
      reporter: {},
    });
    expect(await world.connector().tellReport(id, 'acted')).toEqual({ kind: 'told' });
    expect(await found(id)).toEqual({ ...before, ended: true });
    expect(await world.connector().report('999999')).toEqual({ kind: 'unknown' });
  });

  it('is in the history while nobody ended it', async () => {
    const slug = await yeoul.room(await yeoul.person());
    const [waits, ended] = [await report({ link: `/r/${slug}` }), await report({ link: `/r/${slug}` })];
    await yeoul.admin('PUT', `/admin/v1/reports/${ended}/state`, { state: 'declined' });
    const { sightings } = await historyFrom(world.connector(), null);
    const told = sightings.flatMap((one) => (one.kind === 'report' ? [one.report] : []));
    expect(told).toContain(waits);
    expect(told).not.toContain(ended);
  });

  it('is found in a list whose pages shift while it is read', async () => {
    const slug = await yeoul.room(await yeoul.person());
    const ids: string[] = [];
    for (let made = 0; made < 45; made += 1) ids.push(await report({ link: `/r/${slug}` }));
    await yeoul.admin('PUT', '/admin/v1/faults', { shiftingPages: 1 });
    const connector = world.connector();
    const first = await connector.backfill(null);
    ids.push(await report({ link: `/r/${slug}` }));
    if (first.kind !== 'page') throw new Error(first.kind);
    const rest = await historyFrom(connector, first.position);
    await yeoul.admin('PUT', '/admin/v1/faults', { shiftingPages: 0 });
    const told = new Set(
      [...first.sightings, ...rest.sightings].flatMap((one) => (one.kind === 'report' ? [one.report] : [])),
    );
    // The newest came after its page was read: the feed tells of it.
    expect(ids.slice(0, -1).filter((id) => !told.has(id))).toEqual([]);
  });
});

describe('the word that whoever reported reads', () => {
  it('is set once, however often it is asked for, and not without the scope', async () => {
    const id = await report({ link: '/r/some-room' });
    const moment = async () =>
      ((await yeoul.admin('GET', `/admin/v1/reports/${id}`)).json as unknown as { stateAt: string }).stateAt;
    expect(await world.connector().tellReport(id, 'looking')).toEqual({ kind: 'told' });
    const at = await moment();
    expect(await world.connector().tellReport(id, 'looking')).toEqual({ kind: 'told' });
    expect(await moment()).toBe(at);
    const made = await yeoul.admin('POST', '/admin/v1/tokens', { name: 'looks', scopes: ['read'] });
    const reader = world.connectorWith({ adminToken: made.json.token });
    expect((await reader.capabilities()).reports).toBe('none');
    expect((await world.connector().capabilities()).reports).toBe('direct');
    expect(await reader.tellReport(id, 'acted')).toMatchObject({ code: 'connector.token-refused' });
    expect(await world.connector().tellReport('999999', 'looking')).toEqual({ kind: 'unknown' });
  });
});

describe('a link to a file', () => {
  it('leads to nothing once nobody can see it, and to nothing where there never was one', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blob = await yeoul.upload(author, pngOf(`gone ${slug}`));
    const id = await yeoul.send(author, slug, 'look', [blob]);
    const locate = () => world.connector().locate(linkTo(`/media/${blob}`));
    expect(await locate()).toMatchObject({ kind: 'found', copies: [{ message: String(id), via: 'link' }] });
    await world.deleteByOwner(`${id} ${blob}`);
    expect(await locate()).toEqual({ kind: 'gone' });
    expect(await world.connector().locate(linkTo('/media/no-such-file'))).toEqual({ kind: 'not-found' });
  });

  it('leads to the picture of a room, which is hidden and looked at like any other', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author);
    const blob = await yeoul.upload(author, pngOf(`picture of ${slug}`));
    await yeoul.ask('PUT', `/api/rooms/${slug}/picture`, { token: author, body: { blob } });
    const located = await world.connector().locate(linkTo(`/media/${blob}`));
    expect(located).toMatchObject({ kind: 'found', copies: [{ as: 'picture', address: slug, blob }] });
  });
});
