import { beforeAll, describe, expect, it } from 'vitest';
import { pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

describe('the pages', () => {
  let author = '';
  let slug = '';
  let blob = '';
  let shown = 0;
  let hidden = 0;
  beforeAll(async () => {
    author = await yeoul.person('씩씩한 두루미');
    slug = await yeoul.room(author);
    blob = await yeoul.upload(author, pngOf('page'));
    shown = await yeoul.send(author, slug, '무늬 연습한 거', [blob]);
    hidden = await yeoul.send(author, slug, '곧 가려질 글');
    await yeoul.order('POST', `/admin/v1/messages/${hidden}/hide`, { body: { reason: 'terms' } });
  });
  const page = (path: string, language: string) =>
    yeoul.ask('GET', path, { headers: { 'accept-language': language } });

  it('a permalink shows text, author and picture, in Korean or English', async () => {
    const ko = await page(`/r/${slug}/m/${shown}`, 'ko-KR,ko;q=0.9,en;q=0.8');
    const en = await page(`/r/${slug}/m/${shown}`, 'en-GB,en;q=0.9,ko;q=0.1');
    for (const { status, body } of [ko, en]) {
      expect(status).toBe(200);
      expect(body).toContain('무늬 연습한 거');
      expect(body).toContain('씩씩한 두루미');
      expect(body).toContain(`src="/media/${blob}"`);
    }
    expect(ko.body).toContain('<html lang="ko">');
    expect(ko.body).toContain('방으로 가기');
    expect(en.body).toContain('<html lang="en">');
    expect(en.body).toContain('Go to the room');
  });

  it('?lang= wins over the browser, and is kept for the next page', async () => {
    const chosen = await page(`/r/${slug}?lang=en`, 'ko');
    expect(chosen.body).toContain('<html lang="en">');
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';
    const next = await yeoul.ask('GET', '/', { headers: { 'accept-language': 'ko', cookie } });
    expect(next.body).toContain('<html lang="en">');
  });

  it('a hidden message keeps its place in the room, calmly, and shows nothing', async () => {
    const ko = await page(`/r/${slug}`, 'ko');
    const en = await page(`/r/${slug}`, 'en');
    expect(ko.body).toContain('이 메시지는 가려졌습니다');
    expect(en.body).toContain('This message has been hidden');
    expect(ko.body + en.body).not.toContain('곧 가려질 글');
  });

  it('hidden, deleted, never there: one and the same page', async () => {
    const gone = await yeoul.send(author, slug, '지워질 글');
    await yeoul.order('DELETE', `/admin/v1/messages/${gone}`);
    const ids = [hidden, gone, 999_999_999, 'x', '0'];
    const answers = await Promise.all(ids.map((id) => page(`/r/${slug}/m/${id}`, 'ko')));
    const withoutAddress = answers.map(({ body }) => body.replaceAll(/href="\/r\/[^"]*"/g, 'href=""'));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(withoutAddress).size).toBe(1);
  });

  it('a message whose picture was hidden keeps its words and says that a file is hidden', async () => {
    const other = await yeoul.upload(author, pngOf('hidden on page'));
    const id = await yeoul.send(author, slug, '글은 남아요', [other]);
    await yeoul.order('POST', `/admin/v1/media/${other}/hide`, { body: { reason: 'intimate-image' } });
    const { body } = await page(`/r/${slug}/m/${id}`, 'ko');
    expect(body).toContain('글은 남아요');
    expect(body).toContain('이 파일은 가려졌습니다');
    expect(body).not.toContain(other);
  });

  it('run no script and load nothing from elsewhere', async () => {
    for (const path of ['/', `/r/${slug}`, `/r/${slug}/m/${shown}`, '/r/none']) {
      const { headers, body } = await page(path, 'ko');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('script-src');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(body).not.toMatch(/<script|<style|style=|https?:\/\//);
    }
    const file = await yeoul.ask('GET', `/media/${blob}`);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a member signs in by form and reads a closed room; the cookie changes nothing by itself', async () => {
    const closed = await yeoul.room(author, 'invite');
    const form = new URLSearchParams({
      name: '씩씩한 두루미',
      passphrase: 'correct horse battery',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: yeoul.url };
    const signedIn = await yeoul.ask('POST', '/sign-in', { body: form, headers });
    expect(signedIn.status).toBe(303);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await yeoul.ask('GET', `/r/${closed}`, { headers: session })).status).toBe(200);
    const write = await yeoul.ask('POST', `/api/rooms/${closed}/messages`, {
      body: { text: 'x' },
      headers: session,
    });
    expect(write.status).toBe(401);
  });

  it('a form sent from another site is refused', async () => {
    const form = new URLSearchParams({
      name: '씩씩한 두루미',
      passphrase: 'correct horse battery',
    }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://elsewhere.example',
    };
    const refused = await yeoul.ask('POST', '/sign-in', { body: form, headers });
    expect([refused.status, refused.json.code]).toEqual([403, 'form.cross-site']);
  });
});
