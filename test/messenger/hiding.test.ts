import { beforeAll, describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const REASON = { reason: 'intimate-image' };

interface Story {
  readonly author: string;
  readonly member: string;
  readonly first: string;
  readonly second: string;
  readonly blob: string;
  readonly again: string;
  readonly original: number;
  readonly forward: number;
  readonly reupload: number;
}

/** One picture in three places: a message, a forward of it in a second room, the same bytes uploaded again. */
async function tellStory(): Promise<Story> {
  const [author, member] = [await yeoul.person(), await yeoul.person()];
  const [first, second] = [await yeoul.room(author), await yeoul.room(author)];
  await yeoul.ask('POST', `/api/rooms/${first}/join`, { token: member });
  const picture = pngOf(`story of ${first}`);
  const blob = await yeoul.upload(author, picture);
  const again = await yeoul.upload(author, picture);
  const original = await yeoul.send(author, first, undefined, [blob]);
  const path = `/api/rooms/${first}/messages/${original}/forward`;
  const forward = (await yeoul.ask('POST', path, { token: author, body: { to: second } })).json.id;
  const reupload = await yeoul.send(author, second, undefined, [again]);
  return { author, member, first, second, blob, again, original, forward, reupload };
}

/** Status of the file as anonymous GET, HEAD, Range, as a member and as the uploader. */
async function fileSeenBy(story: Story, blob: string): Promise<readonly number[]> {
  const looks = [
    yeoul.ask('GET', `/media/${blob}`),
    yeoul.ask('HEAD', `/media/${blob}`),
    yeoul.ask('GET', `/media/${blob}`, { headers: { range: 'bytes=0-0' } }),
    yeoul.ask('GET', `/media/${blob}`, { token: story.member }),
    yeoul.ask('GET', `/media/${blob}`, { token: story.author }),
  ];
  return (await Promise.all(looks)).map((answer) => answer.status);
}

const SHOWN = [200, 200, 206, 200, 200];
const ABSENT = [404, 404, 404, 404, 404];

describe('hiding a file', () => {
  let story: Story;
  beforeAll(async () => {
    story = await tellStory();
  });

  it('takes it from everybody, by every way to ask, and showing gives it back', async () => {
    expect(await fileSeenBy(story, story.blob)).toEqual(SHOWN);
    const hidden = await yeoul.order('POST', `/admin/v1/media/${story.blob}/hide`, { body: REASON });
    expect(hidden.status).toBe(202);
    expect(hidden.json.operation).toMatchObject({ state: 'accepted', effect: 'hidden' });
    expect(await fileSeenBy(story, story.blob)).toEqual(ABSENT);
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
    expect(await fileSeenBy(story, story.blob)).toEqual(SHOWN);
  });

  it('hides it in every forward but not in a re-upload of the same bytes', async () => {
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/hide`, { body: REASON });
    const page = (slug: string, id: number) => yeoul.ask('GET', `/r/${slug}/m/${id}`);
    expect((await page(story.first, story.original)).status).toBe(404);
    expect((await page(story.second, story.forward)).status).toBe(404);
    expect((await page(story.second, story.reupload)).status).toBe(200);
    expect(await fileSeenBy(story, story.again)).toEqual(SHOWN);
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
  });

  it('answers the public exactly as for a file that never was', async () => {
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/hide`, { body: REASON });
    const hidden = await yeoul.ask('GET', `/media/${story.blob}`);
    const never = await yeoul.ask('GET', `/media/${'A'.repeat(story.blob.length)}`);
    const withoutDate = ({ headers }: typeof hidden) => [...headers].filter(([name]) => name !== 'date');
    expect(hidden.body).toBe(never.body);
    expect(withoutDate(hidden)).toEqual(withoutDate(never));
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
  });

  it('keeps the blob id of a hidden file out of what people are told', async () => {
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/hide`, { body: REASON });
    const list = await yeoul.ask('GET', `/api/rooms/${story.first}/messages`, { token: story.member });
    const page = await yeoul.ask('GET', `/r/${story.first}`, { token: story.member });
    expect(list.json.messages).toHaveLength(1);
    expect(list.body + page.body).not.toContain(story.blob);
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
  });

  it('refuses a hidden file in a new message of its uploader', async () => {
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/hide`, { body: REASON });
    const path = `/api/rooms/${story.first}/messages`;
    const again = await yeoul.ask('POST', path, { token: story.author, body: { media: [story.blob] } });
    expect([again.status, again.json.code]).toEqual([404, 'media.unknown']);
    await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
  });
});

describe('hiding a message', () => {
  it('leaves the forward and its file shown, and comes back when shown', async () => {
    const story = await tellStory();
    const address = `/api/rooms/${story.first}/messages/${story.original}`;
    await yeoul.order('POST', `/admin/v1/messages/${story.original}/hide`, { body: REASON });
    expect((await yeoul.ask('GET', address, { token: story.member })).status).toBe(404);
    expect((await yeoul.ask('GET', `/r/${story.first}/m/${story.original}`)).status).toBe(404);
    expect((await yeoul.ask('GET', `/r/${story.second}/m/${story.forward}`)).status).toBe(200);
    await yeoul.order('POST', `/admin/v1/messages/${story.original}/show`);
    expect((await yeoul.ask('GET', address)).status).toBe(200);
  });

  it('closes a file that stands in no other message', async () => {
    const story = await tellStory();
    await yeoul.order('POST', `/admin/v1/messages/${story.reupload}/hide`, { body: REASON });
    expect(await fileSeenBy(story, story.again)).toEqual(ABSENT);
  });

  it('refuses to forward what is hidden', async () => {
    const story = await tellStory();
    await yeoul.order('POST', `/admin/v1/messages/${story.original}/hide`, { body: REASON });
    const path = `/api/rooms/${story.first}/messages/${story.original}/forward`;
    const forward = await yeoul.ask('POST', path, { token: story.author, body: { to: story.second } });
    expect([forward.status, forward.json.code]).toEqual([404, 'message.unknown']);
  });
});

describe('deleting', () => {
  it('takes a file for good, and keeps its record for platform engineers', async () => {
    const story = await tellStory();
    await yeoul.order('DELETE', `/admin/v1/media/${story.blob}`);
    expect(await fileSeenBy(story, story.blob)).toEqual(ABSENT);
    const back = await yeoul.order('POST', `/admin/v1/media/${story.blob}/show`);
    expect([back.status, back.json.code]).toEqual([409, 'media.deleted']);
    expect(await fileSeenBy(story, story.blob)).toEqual(ABSENT);
    const record = await yeoul.admin('GET', `/admin/v1/media/${story.blob}`);
    expect(record.json).toMatchObject({
      blob: story.blob,
      deleted: true,
      bytes: pngOf(`story of ${story.first}`).length,
    });
    const places = await yeoul.admin('GET', `/admin/v1/media/${story.blob}/messages`);
    expect(places.json.messages.map((message) => message.id)).toEqual([story.original, story.forward]);
  });

  it('takes a message for good, from the room’s list too', async () => {
    const story = await tellStory();
    await yeoul.order('DELETE', `/admin/v1/messages/${story.original}`);
    const back = await yeoul.order('POST', `/admin/v1/messages/${story.original}/show`);
    expect([back.status, back.json.code]).toEqual([409, 'message.deleted']);
    expect((await yeoul.ask('GET', `/api/rooms/${story.first}/messages`)).json.messages).toEqual([]);
    const record = await yeoul.admin('GET', `/admin/v1/messages/${story.original}`);
    expect(record.json).toMatchObject({ id: story.original, deleted: true });
  });
});
