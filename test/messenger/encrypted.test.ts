// Encrypted rooms from outside: two people talk, the platform acts on what it cannot read, a reporter hands over one key.
import { describe, expect, it } from 'vitest';
import { keyOfFragment } from '../../messenger/crypto/room-key.ts';
import { openFile } from '../../messenger/crypto/sealed-files.ts';
import { sealMessage } from '../../messenger/crypto/sealed-messages.ts';
import { ADMIN_TOKEN, pngOf, useMessenger } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';
import { answered, refusal, sealedTalk, speakTo, type SecretRoom, type Talker } from './sealed-talk.ts';

const yeoul = useMessenger({ rates: { reportsPerMinute: 1_000 } });
const speak = speakTo(() => yeoul.url);
const talk = sealedTalk(speak);

const bytesOf = async (name: string) => new Uint8Array(await picture(name, 64, 48));

/** Two members, a stranger, and a picture with words in their encrypted room. */
async function scene(name: string) {
  const [host, guest, stranger] = [await talk.person(), await talk.person(), await talk.person()];
  const room = await talk.room(host);
  await talk.join(await talk.invitation(room, host), guest);
  const [bytes, small] = [await bytesOf(name), await bytesOf(`${name} small`)];
  const { ciphertext, file } = await talk.upload(host, bytes, small);
  const id = await talk.send(host, room, { text: '강가 다섯 시', files: [file] });
  return { host, guest, stranger, room, bytes, small, ciphertext, file, id };
}

const latest = async (kind: string) =>
  (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json.events.findLast(
    (event) => event.kind === kind,
  );

async function sealed(room: SecretRoom, author: Talker, text: string): Promise<string> {
  return sealMessage(room.key, { room: room.id, author: author.id }, { text, files: [] });
}

describe('two people in an encrypted room', () => {
  it('exchange words, a picture and its thumbnail; a stranger finds nothing there', async () => {
    const { guest, stranger, room, bytes, small, file, id } = await scene('two people');
    const read = await talk.read(guest, room, id);
    expect(read.text).toBe('강가 다섯 시');
    const [found] = read.files;
    if (found?.thumbnail === undefined) throw new Error('The message came without its file.');
    expect(await talk.open(guest, found)).toEqual(bytes);
    expect(await openFile(await talk.bytes(guest, `/thumb/${file.blob}`), found.thumbnail)).toEqual(small);
    for (const path of [
      `/api/rooms/${room.slug}`,
      `/api/rooms/${room.slug}/messages`,
      `/api/rooms/${room.slug}/messages/${id}`,
      `/media/${file.blob}`,
      `/thumb/${file.blob}`,
      `/cdn/${file.blob}`,
    ]) {
      expect([path, (await speak('GET', path, stranger.token)).status]).toEqual([path, 404]);
      expect([path, (await speak('GET', path)).status]).toEqual([path, 404]);
    }
  });

  it('are invited by a link whose key no request carries', async () => {
    const { host, room } = await scene('a link');
    const link = await talk.invitation(room, host);
    expect(keyOfFragment(link.hash)).toBe(room.key);
    const shown = await answered<{ encrypted: boolean }>(
      200,
      speak('GET', `/api${link.pathname.replace('/i/', '/invites/')}`),
    );
    expect(shown).toMatchObject({ encrypted: true, visibility: 'invite' });
    const friend = await talk.person();
    expect(await refusal(speak('PUT', `/api/rooms/${room.slug}/invited/${friend.id}`, host.token))).toEqual([
      422,
      'room.encrypted',
    ]);
  });

  it('edit and answer; an answer and a list of rooms carry no cut-off seal', async () => {
    const { host, guest, room, id } = await scene('an edit');
    const path = `/api/rooms/${room.slug}/messages`;
    const change = { sealed: await sealed(room, host, '여섯 시') };
    await answered(200, speak('PATCH', `${path}/${id}`, host.token, change));
    expect((await talk.read(guest, room, id)).text).toBe('여섯 시');
    const answer = { sealed: await sealed(room, guest, '좋아'), replyTo: id };
    const { id: answerId } = await answered<{ id: number }>(201, speak('POST', path, guest.token, answer));
    const read = await answered<{ replyTo: object }>(200, speak('GET', `${path}/${answerId}`, host.token));
    expect(read.replyTo).toMatchObject({ id, hidden: false });
    expect(read.replyTo).not.toHaveProperty('text');
    const { rooms } = await answered<{ rooms: readonly { last?: object }[] }>(
      200,
      speak('GET', '/api/me/rooms', host.token),
    );
    expect(rooms[0]).toMatchObject({ encrypted: true, last: { id: answerId } });
    expect(rooms[0]?.last).not.toHaveProperty('text');
  });

  it('a reader refuses ciphertext that was changed on the server', async () => {
    const { guest, room, ciphertext, file, id } = await scene('changed');
    const [found] = (await talk.read(guest, room, id)).files;
    if (found === undefined) throw new Error('The message came without its file.');
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: yeoul.databaseUrl });
    await client.connect();
    const turned = Buffer.from(ciphertext.with(9, (ciphertext[9] ?? 0) ^ 1));
    await client.query('update media_bytes set content = $2 where blob = $1', [file.blob, turned]);
    await client.end();
    await expect(talk.open(guest, found)).rejects.toMatchObject({ fault: 'broken' });
  });
});

describe('what an encrypted room takes', () => {
  it('nothing in clear: no words, no plain file, no picture of the room, no open door', async () => {
    const { host, room } = await scene('in clear');
    const plain = await yeoul.upload(host.token, pngOf('in clear'));
    const to = `/api/rooms/${room.slug}`;
    const refused = [422, 'room.encrypted'];
    expect(await refusal(speak('POST', `${to}/messages`, host.token, { text: '그대로' }))).toEqual(refused);
    const withPlain = { sealed: await sealed(room, host, 'x'), media: [plain] };
    expect(await refusal(speak('POST', `${to}/messages`, host.token, withPlain))).toEqual(refused);
    expect(await refusal(speak('PUT', `${to}/picture`, host.token, { blob: plain }))).toEqual(refused);
    const open = { slug: 'open-and-sealed', title: '방', visibility: 'public', encrypted: true };
    expect(await refusal(speak('POST', '/api/rooms', host.token, open))).toEqual(refused);
    const notSealed = { sealed: 'only words in a field of that name' };
    expect((await speak('POST', `${to}/messages`, host.token, notSealed)).status).toBe(400);
    const loose = { media: [(await talk.upload(host, await bytesOf('loose'))).file.blob] };
    expect(await refusal(speak('POST', `${to}/messages`, host.token, loose))).toEqual([422, 'message.empty']);
  });

  it('no picture that was not sealed, also when it is called a sealed file', async () => {
    const { host, file } = await scene('not sealed');
    const plain = new Uint8Array(await picture('not sealed', 8, 8));
    expect(await refusal(speak('POST', '/api/media', host.token, plain))).toEqual([
      415,
      'media.kind-mismatch',
    ]);
    expect(await refusal(speak('PUT', `/api/media/${file.blob}/thumbnail`, host.token, plain))).toEqual([
      415,
      'media.kind-mismatch',
    ]);
  });

  it('a plain room takes nothing sealed', async () => {
    const { host, room, file } = await scene('plain room');
    const slug = await yeoul.room(host.token);
    const to = `/api/rooms/${slug}/messages`;
    const refused = [422, 'room.not-encrypted'];
    const words = { sealed: await sealed(room, host, 'x') };
    expect(await refusal(speak('POST', to, host.token, words))).toEqual(refused);
    expect(await refusal(speak('POST', to, host.token, { media: [file.blob] }))).toEqual(refused);
    expect(await refusal(speak('PUT', '/api/me/avatar', host.token, { blob: file.blob }))).toEqual([
      422,
      'media.not-a-picture',
    ]);
  });

  it('one thumbnail a file, by whoever uploaded it', async () => {
    const { host, guest, file } = await scene('one thumbnail');
    const path = `/api/media/${file.blob}/thumbnail`;
    const noise = crypto.getRandomValues(new Uint8Array(40)).fill(7, 0, 8);
    expect(await refusal(speak('PUT', path, host.token, noise))).toEqual([409, 'media.has-thumbnail']);
    expect(await refusal(speak('PUT', path, guest.token, noise))).toEqual([404, 'media.unknown']);
  });
});

describe('a forward', () => {
  it('between encrypted rooms shows the same blob, with its key sealed anew for the other room', async () => {
    const { host, guest, room, bytes, file, id } = await scene('forward');
    const other = await talk.room(guest);
    const read = await talk.read(guest, room, id);
    const anew = await sealMessage(other.key, { room: other.id, author: guest.id }, read);
    const path = `/api/rooms/${room.slug}/messages/${id}/forward`;
    const body = { to: other.slug, sealed: anew };
    const forwarded = await answered<{ id: number }>(201, speak('POST', path, guest.token, body));
    const [there] = (await talk.read(guest, other, forwarded.id)).files;
    expect(there).toEqual(read.files[0]);
    if (there === undefined) throw new Error('The forward came without its file.');
    expect(await talk.open(guest, there)).toEqual(bytes);
    expect(await refusal(speak('POST', path, guest.token, { to: other.slug }))).toEqual([
      422,
      'message.empty',
    ]);
    const admin = await yeoul.admin('GET', `/admin/v1/media/${file.blob}/messages`);
    expect(admin.json.messages.map((message) => message.id)).toEqual([id, forwarded.id]);
    const again = await talk.upload(host, bytes);
    expect(again.file.sha256).not.toBe(file.sha256);
  });

  it('does not lead out of encryption, nor into it', async () => {
    const { host, room, id } = await scene('out and in');
    const plain = await yeoul.room(host.token, 'invite');
    const open = await yeoul.send(host.token, plain, '안녕');
    const out = `/api/rooms/${room.slug}/messages/${id}/forward`;
    expect(await refusal(speak('POST', out, host.token, { to: plain }))).toEqual([422, 'room.not-encrypted']);
    const into = `/api/rooms/${plain}/messages/${open}/forward`;
    expect(await refusal(speak('POST', into, host.token, { to: room.slug }))).toEqual([
      422,
      'room.encrypted',
    ]);
  });
});

describe('the platform', () => {
  it('hides, shows and destroys sealed files as others; the thumbnail goes with its file', async () => {
    const { guest, room, ciphertext, file, id } = await scene('hide');
    const order = (verb: string) =>
      yeoul.order('POST', `/admin/v1/media/${file.blob}/${verb}`, { body: { reason: 'intimate-image' } });
    const seen = async () => [
      (await speak('GET', `/media/${file.blob}`, guest.token)).status,
      (await speak('GET', `/thumb/${file.blob}`, guest.token)).status,
    ];
    expect((await order('hide')).json.operation.effect).toBe('hidden');
    expect(await seen()).toEqual([404, 404]);
    const message = await answered<{ media: object }>(
      200,
      speak('GET', `/api/rooms/${room.slug}/messages/${id}`, guest.token),
    );
    expect(message.media).toEqual([{ hidden: true }]);
    await yeoul.order('POST', `/admin/v1/media/${file.blob}/show`);
    expect(await seen()).toEqual([200, 200]);
    expect(await talk.bytes(guest, `/media/${file.blob}`)).toEqual(ciphertext);
    await yeoul.order('DELETE', `/admin/v1/media/${file.blob}`);
    expect(await seen()).toEqual([404, 404]);
    const ledger = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json.entries;
    const lines = ledger.filter(({ target }) => target.id === file.blob).map(({ what }) => what);
    expect(lines).toEqual(['hide', 'show', 'delete']);
  });

  it('is told that a room is encrypted wherever it is named, and the kind of no file', async () => {
    const { room, file, id } = await scene('named');
    const named = { slug: room.slug, visibility: 'invite', encrypted: true };
    expect((await yeoul.admin('GET', `/admin/v1/messages/${id}`)).json).toMatchObject({ room: named });
    expect(await latest('message')).toMatchObject({ message: { id, room: named } });
    expect(await latest('room')).toMatchObject({ room: named });
    const media = await yeoul.admin('GET', `/admin/v1/media/${file.blob}`);
    expect(media.json).toMatchObject({
      mime: 'application/octet-stream',
      sha256: file.sha256,
      thumbnail: { mime: 'application/octet-stream' },
    });
    expect(await latest('media')).toMatchObject({
      media: { blob: file.blob, thumbnail: { sha256: file.thumbnail?.sha256 } },
    });
    const person = await yeoul.person();
    const plain = await yeoul.send(person, await yeoul.room(person), '안녕');
    expect((await yeoul.admin('GET', `/admin/v1/messages/${plain}`)).body).not.toContain('encrypted');
  });
});

describe('a report', () => {
  async function reported(name: string) {
    const all = await scene(name);
    const { guest, room, id } = all;
    const [found] = (await talk.read(guest, room, id)).files;
    if (found === undefined) throw new Error('The message came without its file.');
    const given = { blob: found.blob, key: found.key, iv: found.iv };
    const report = (more: object, token?: string) =>
      speak('POST', '/api/reports', token, { reasons: ['intimate-image'], ...more });
    return { ...all, given, report, target: { message: { room: room.slug, id } } };
  }

  it('hands over the key of one file; the feed says so, and only the scope for keys opens it', async () => {
    const { guest, room, bytes, file, given, report, target } = await reported('hand over');
    await answered(201, report({ target, keys: [given] }, guest.token));
    const told = await latest('report');
    expect(told?.report).toMatchObject({ keysFor: [file.blob], target: { room: { encrypted: true } } });
    expect(JSON.stringify(told)).not.toContain(given.key);
    const number = told?.report?.id;
    const shown = await yeoul.admin('GET', `/admin/v1/reports/${number}`);
    expect(shown.json).toMatchObject({ keysFor: [file.blob] });
    expect(shown.body).not.toContain(given.key);
    await yeoul.order('POST', `/admin/v1/media/${file.blob}/hide`, { body: { reason: 'intimate-image' } });
    const keys = `/admin/v1/reports/${number}/keys`;
    const got = await answered<{ keys: readonly (typeof given & { sha256: string })[]; readings: object[] }>(
      200,
      speak('GET', keys, ADMIN_TOKEN),
    );
    const [key] = got.keys;
    if (key === undefined) throw new Error('No key was kept.');
    const sealedBytes = await talk.bytes({ token: ADMIN_TOKEN, id: 0 }, `${keys}/${file.blob}/bytes`);
    expect(await openFile(sealedBytes, key)).toEqual(bytes);
    const after = await answered<{ readings: readonly { by: string }[] }>(
      200,
      speak('GET', keys, ADMIN_TOKEN),
    );
    expect(after.readings.map(({ by }) => by)).toEqual(['bootstrap', 'bootstrap', 'bootstrap']);
    expect(JSON.stringify(got)).not.toContain(room.key);
  });

  it('the key is gone with the bytes it opens', async () => {
    const { guest, file, given, report, target } = await reported('gone');
    await answered(201, report({ target, keys: [given] }, guest.token));
    const number = (await latest('report'))?.report?.id;
    await yeoul.order('DELETE', `/admin/v1/media/${file.blob}`);
    const kept = await yeoul.admin('GET', `/admin/v1/reports/${number}/keys`);
    expect(kept.json).toEqual({ keys: [], readings: [] });
    const bytes = await yeoul.admin('GET', `/admin/v1/reports/${number}/keys/${file.blob}/bytes`);
    expect([bytes.status, bytes.json.code]).toEqual([404, 'media.unknown']);
  });

  it('takes keys only from whoever can open the file, and only for files in what is reported', async () => {
    const { host, guest, stranger, room, file, given, report, target } = await reported('whose key');
    const none = await talk.send(guest, room, { text: 'nothing here', files: [] });
    const link = { link: `/r/${room.slug}/m/${none}` };
    const unknown = [404, 'media.unknown'];
    expect(await refusal(report({ target: link, keys: [given] }))).toEqual([401, 'account.sign-in']);
    expect(await refusal(report({ target: link, keys: [given] }, stranger.token))).toEqual(unknown);
    expect(await refusal(report({ target: link, keys: [given] }, guest.token))).toEqual(unknown);
    expect(await refusal(report({ target: { person: host.id }, keys: [given] }, guest.token))).toEqual(
      unknown,
    );
    const short = { ...given, key: 'short' };
    expect((await report({ target, keys: [short] }, guest.token)).status).toBe(400);
    await answered(201, report({ target: { media: file.blob }, keys: [given] }, guest.token));
  });

  it('of an invitation drops what stands behind its #', async () => {
    const { host, room, report } = await reported('fragment');
    const link = await talk.invitation(room, host);
    await answered(201, report({ target: { link: link.href } }));
    const told = await latest('report');
    expect(told?.report).toMatchObject({ target: { room: { slug: room.slug } } });
    expect(JSON.stringify(told)).toContain(link.pathname);
    expect(JSON.stringify(told)).not.toContain(room.key);
  });
});
