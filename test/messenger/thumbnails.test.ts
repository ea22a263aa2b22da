import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createThumbnailMaker } from '../../messenger/thumbnails/maker.ts';
import { pngOf, useMessenger } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';

const yeoul = useMessenger();
const clip = () => readFile(new URL('../../messenger/media/lantern.mp4', import.meta.url));

async function uploaded(bytes: Buffer, type = 'image/png') {
  const author = await yeoul.person();
  const headers = { 'content-type': type };
  const answer = await yeoul.ask('POST', '/api/media', { token: author, body: bytes, headers });
  const id = await yeoul.send(author, await yeoul.room(author), undefined, [answer.json.blob]);
  return { author, id, answer: answer.json, blob: answer.json.blob };
}

async function bytesAt(path: string) {
  const response = await fetch(`${yeoul.url}${path}`);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('a thumbnail', () => {
  it('is a small picture at an address of its own, and tells nothing of where the picture was taken', async () => {
    const exif = { IFD0: { Copyright: '너구리' }, IFD3: { GPSLatitude: '37/1 33/1 0/1' } };
    const large = await sharp(await picture('wave', 900, 600))
      .jpeg()
      .withExif(exif)
      .toBuffer();
    const { blob, answer } = await uploaded(large, 'image/jpeg');
    expect(answer).toMatchObject({ width: 900, height: 600, thumbnail: true });
    const { response, bytes } = await bytesAt(`/thumb/${blob}`);
    const facts = await sharp(bytes).metadata();
    expect([facts.format, facts.width, facts.height, facts.exif]).toEqual(['webp', 320, 213, undefined]);
    expect(response.headers.get('content-type')).toBe('image/webp');
  });

  it('stands upright when the camera lay on its side', async () => {
    const lying = await sharp(await picture('side', 400, 200))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { blob, answer } = await uploaded(lying, 'image/jpeg');
    expect(answer).toMatchObject({ width: 200, height: 400 });
    const facts = await sharp((await bytesAt(`/thumb/${blob}`)).bytes).metadata();
    expect([facts.width, facts.height]).toEqual([160, 320]);
  });

  it('of a video is its first frame, made by the ffmpeg of the system (apt install ffmpeg)', async () => {
    const { blob, answer } = await uploaded(await clip(), 'video/mp4');
    expect(answer).toMatchObject({ thumbnail: true });
    expect((await sharp((await bytesAt(`/thumb/${blob}`)).bytes).metadata()).format).toBe('webp');
  });

  it('is none where nothing can be decoded, and the file is taken all the same', async () => {
    const { blob, answer } = await uploaded(pngOf('no picture at all'));
    expect(answer).toMatchObject({ thumbnail: false });
    expect((await bytesAt(`/thumb/${blob}`)).response.status).toBe(404);
    expect((await bytesAt(`/media/${blob}`)).response.status).toBe(200);
  });

  it('goes when its file is hidden, comes back when it is shown, and is gone when it is deleted', async () => {
    const { blob } = await uploaded(await picture('goes', 400, 400));
    const seen = async () => {
      const paths = [`/media/${blob}`, `/thumb/${blob}`, `/cdn/${blob}`, `/cdn/${blob}/thumb`];
      return (await Promise.all(paths.map((path) => yeoul.ask('GET', path)))).map(({ status }) => status);
    };
    expect(await seen()).toEqual([200, 200, 200, 200]);
    await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    expect(await seen()).toEqual([404, 404, 404, 404]);
    await yeoul.order('POST', `/admin/v1/media/${blob}/show`);
    expect(await seen()).toEqual([200, 200, 200, 200]);
    await yeoul.order('DELETE', `/admin/v1/media/${blob}`);
    expect(await seen()).toEqual([404, 404, 404, 404]);
    expect((await yeoul.admin('GET', `/admin/v1/media/${blob}`)).json).not.toHaveProperty('thumbnail');
  });

  it('is named in the feed and to platform engineers, with a digest of its own', async () => {
    const { blob } = await uploaded(await picture('named', 400, 400));
    const sha256 = createHash('sha256')
      .update((await bytesAt(`/thumb/${blob}`)).bytes)
      .digest('hex');
    const { events } = (await yeoul.admin('GET', '/admin/v1/events?limit=200')).json;
    const told = events.find((event) => event.kind === 'media' && event.media?.blob === blob);
    expect(told?.media?.thumbnail).toMatchObject({ sha256, mime: 'image/webp' });
    const record = (await yeoul.admin('GET', `/admin/v1/media/${blob}`)).json;
    expect(record).toMatchObject({ thumbnail: { sha256 } });
  });
});

describe('the public copy', () => {
  it('may be kept for a minute, and is not sent again to whoever has it', async () => {
    const { blob } = await uploaded(await picture('cdn', 400, 400));
    for (const path of [`/cdn/${blob}`, `/cdn/${blob}/thumb`]) {
      const { response } = await bytesAt(path);
      expect(response.headers.get('cache-control')).toBe('public, max-age=60');
      const etag = response.headers.get('etag') ?? '';
      const again = await yeoul.ask('GET', path, { headers: { 'if-none-match': etag } });
      expect([again.status, again.body]).toEqual([304, '']);
    }
    const { response } = await bytesAt(`/thumb/${blob}`);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
  });

  it('is for what everybody may see: a member of a closed room gets none of its files there', async () => {
    const author = await yeoul.person();
    const slug = await yeoul.room(author, 'invite');
    const blob = await yeoul.upload(author, await picture('closed', 400, 400));
    await yeoul.send(author, slug, undefined, [blob]);
    const status = async (path: string) => (await yeoul.ask('GET', path, { token: author })).status;
    expect(await status(`/thumb/${blob}`)).toBe(200);
    expect([await status(`/cdn/${blob}`), await status(`/cdn/${blob}/thumb`)]).toEqual([404, 404]);
  });
});

describe('the maker', () => {
  const maker = createThumbnailMaker();
  afterAll(() => maker.close());

  it('makes none of a picture with more pixels than it takes, and goes on with the next', async () => {
    const huge = await sharp({ create: { width: 8_000, height: 5_100, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    expect(await maker.make('image/png', huge)).toBeUndefined();
    expect(await maker.make('image/png', await picture('next', 40, 30))).toMatchObject({
      width: 40,
      height: 30,
    });
  }, 30_000);

  it('takes so many at once and no more', async () => {
    const small = await picture('many', 40, 40);
    const made = await Promise.all(Array.from({ length: 70 }, () => maker.make('image/png', small)));
    expect(made.filter((one) => one !== undefined)).toHaveLength(64);
  }, 30_000);
});
