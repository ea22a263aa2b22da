// What goes wrong for people, and what stands a long way up: lost connections, messages that do not arrive, files that cannot be sent,
// history, what was unread, what the platform hides while one looks; and passkeys. In a real Chromium.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipNamed } from '../../messenger/seeding/clips.ts';
import { wordsOf } from '../../messenger/pages/words.ts';
import { useMessenger } from './messenger-under-test.ts';
import { DEVICES, openChromium, type Surfer, surfer } from './pages-chromium.ts';
import { picture } from './pictures-made.ts';

/** Passkeys are for names, not for numbers: the address must be known before the server listens. */
const port = await new Promise<number>((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const taken = (server.address() as AddressInfo).port;
    server.close(() => found(taken));
  });
});
const ORIGIN = `http://localhost:${port}`;
const yeoul = useMessenger({ port, origin: ORIGIN });
const words = wordsOf('en');
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

/** A browser on a busy machine takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });
const message = (page: Page, text: string) =>
  page.locator('.message:not(.pending)').filter({ has: page.locator('.text', { hasText: text }) });
/** Whether a message stands wholly inside the window. */
const inSight = async (page: Page, text: string) => {
  const box = await message(page, text).boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= DEVICES.desk.viewport.height;
};

describe('in a room', () => {
  let me: Surfer;
  let mine = '';
  let theirs = '';
  let slug = '';
  beforeAll(async () => {
    mine = await yeoul.person('Calm Heron');
    theirs = await yeoul.person('Loud Goose');
    slug = await yeoul.room(theirs);
    await yeoul.ask('POST', `/api/rooms/${slug}/join`, { token: mine });
    let read = 0;
    for (let line = 1; line <= 120; line += 1) {
      const id = await yeoul.send(theirs, slug, `line ${line}.`);
      if (line === 50) read = id;
    }
    await yeoul.ask('POST', `/api/rooms/${slug}/read`, { token: mine, body: { upTo: read } });
    me = await surfer(browser, ORIGIN, { device: 'desk', language: 'en', token: mine });
  });
  afterAll(() => me.context.close());

  it('opens where the unread begins, and one who reads to the end has read it', async () => {
    const { page } = me;
    await page.goto('/');
    await page.locator('.room-row .count').waitFor();
    await page.locator('.room-row').click();
    const line = page.locator('.divider.unread');
    await line.waitFor();
    expect(await inSight(page, 'line 50.')).toBe(true);
    expect(await inSight(page, 'line 51.')).toBe(true);
    await page.locator('.to-end').click();
    await soon(() => inSight(page, 'line 120.')).toBe(true);
    await page.locator('.room-row .count').waitFor({ state: 'detached' });
    expect(await inSight(page, 'line 120.')).toBe(true);
  });

  it('goes back through all of the history, and what one reads stays where it is', async () => {
    const { page } = me;
    const list = page.locator('.messages');
    await soon(async () => {
      await list.evaluate((box) => box.scrollTo(0, 0));
      return page.getByText(words.beginning).count();
    }).toBe(1);
    expect(await page.locator('.message').count()).toBe(120);
    const before = await list.evaluate((box) => box.scrollTop);
    await yeoul.send(theirs, slug, 'further down');
    await page.getByText(words.newMessages.replace('{n}', '1')).waitFor();
    expect(await list.evaluate((box) => box.scrollTop)).toBe(before);
    await page.locator('.to-end').click();
    await soon(() => inSight(page, 'further down')).toBe(true);
  });

  it('a link to an old message opens there, and the newest are one press away', async () => {
    const { page } = me;
    const { json } = await yeoul.ask('GET', `/api/rooms/${slug}/messages?limit=200`, { token: mine });
    const old = json.messages.find(({ text }) => text === 'line 30.')?.id ?? 0;
    await page.goto(`/r/${slug}/m/${old}`);
    await message(page, 'line 30.').waitFor();
    expect(await inSight(page, 'line 30.')).toBe(true);
    expect(await page.locator('.message').count()).toBeLessThan(120);
    await page.locator('.to-end').click();
    await soon(() => inSight(page, 'further down')).toBe(true);
  });

  it('Enter sends, Shift and Enter make a line', async () => {
    const { page } = me;
    await page.goto(`/r/${slug}`);
    const field = page.getByLabel(words.write);
    await field.fill('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    await message(page, 'two').waitFor();
    const { json } = await yeoul.ask('GET', `/api/rooms/${slug}/messages?limit=1`, { token: mine });
    expect(json.messages[0]?.text).toBe('one\ntwo');
    expect(await field.inputValue()).toBe('');
  });

  it('what is hidden while one looks becomes a calm place, at once', async () => {
    const { page } = me;
    const id = await yeoul.send(theirs, slug, 'soon hidden');
    await message(page, 'soon hidden').waitFor();
    await yeoul.order('POST', `/admin/v1/messages/${id}/hide`, { body: { reason: 'intimate-image' } });
    await page.locator(`#m${id}`).getByText(words.hiddenMessage).waitFor();
    expect(await page.getByText('soon hidden').count()).toBe(0);
  });

  it('without a connection nothing typed is lost, and what was missed comes by itself afterwards', async () => {
    const { page, context } = me;
    await context.setOffline(true);
    await page.getByLabel(words.write).fill('from the tunnel');
    await page.keyboard.press('Enter');
    const waiting = page.locator('.pending', { hasText: 'from the tunnel' });
    await waiting.getByRole('button', { name: words.again }).waitFor();
    await yeoul.send(theirs, slug, 'while you were away');
    await context.setOffline(false);
    await waiting.getByRole('button', { name: words.again }).click();
    await waiting.waitFor({ state: 'detached' });
    await page.locator('.message:not(.pending)', { hasText: 'from the tunnel' }).waitFor();
    await message(page, 'while you were away').waitFor({ timeout: 30_000 });
    expect(await message(page, 'from the tunnel').count()).toBe(1);
  });

  it('a pasted picture goes with the words; a file of another kind is refused in words', async () => {
    const { page } = me;
    const png = [...(await picture('pasted', 400, 300))];
    await page.getByLabel(words.write).focus();
    await page.evaluate(paste({ bytes: png, type: 'image/png', name: 'pasted.png' }));
    await page.locator('.tray li.done').waitFor();
    await page.evaluate(paste({ bytes: [71, 73, 70], type: 'image/gif', name: 'moving.gif' }));
    await page.getByText(words.notAPicture.replace('{name}', 'moving.gif')).waitFor();
    await page.getByLabel(words.write).fill('with a picture');
    await page.keyboard.press('Enter');
    const sent = message(page, 'with a picture');
    await sent.locator('.picture img').waitFor();
    const size = await sent.locator('.single').boundingBox();
    expect(Math.round(((size?.width ?? 0) / (size?.height ?? 1)) * 100)).toBe(133);
  });

  it('a video has a still, and plays large', async () => {
    const { page } = me;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'clip.mp4', mimeType: 'video/mp4', buffer: await clipNamed('clip') });
    await page.locator('.tray li.done').waitFor();
    await page.getByRole('button', { name: words.send, exact: true }).click();
    const still = page.getByRole('button', { name: words.videoFrom.replace('{name}', 'Calm Heron') });
    await still.click();
    const video = page.locator('.viewer video');
    await soon(() =>
      video.evaluate((element: { readonly videoWidth?: number }) => element.videoWidth),
    ).toBeGreaterThan(0);
    await page.goBack();
    await video.waitFor({ state: 'detached' });
    expect(page.url()).toContain(`/r/${slug}`);
  });

  it('leaving asks first, and the room is gone from the list', async () => {
    const { page } = me;
    await page.goto(`/r/${slug}/about`);
    await page.getByRole('button', { name: words.leave, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.leave, exact: true }).click();
    await page.getByText(words.noOwnRooms).waitFor();
    expect(me.complaints).toEqual([]);
  });
});

/** A paste of one file, to run in the page. Text, so that no tool that runs this file rewrites it. */
function paste(file: { readonly bytes: readonly number[]; readonly type: string; readonly name: string }) {
  return `(({ bytes, type, name }) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  })(${JSON.stringify(file)})`;
}

describe('the doors', () => {
  it('a passkey signs up without a passphrase, and in again without a name', async () => {
    const { page, context, complaints } = await surfer(browser, ORIGIN, { device: 'phone', language: 'en' });
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto('/sign-up?next=/find');
    await page.getByRole('button', { name: words.makePasskey }).click();
    await page.getByText(words.nameFirst).waitFor();
    await page.getByLabel(words.name).first().fill('Key Holder');
    await page.getByRole('button', { name: words.makePasskey }).click();
    await page.getByRole('heading', { name: words.find }).waitFor();
    await page.goto('/me');
    await page.getByRole('button', { name: words.signOut }).click();
    await page.getByRole('link', { name: words.signIn }).click();
    await page.getByRole('button', { name: words.withPasskey }).click();
    await page.getByText(words.noOwnRooms).waitFor();
    await page.goto('/me');
    await page.getByText('Key Holder').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the cookie alone writes nothing, the header of a foreign page neither', async () => {
    const token = await yeoul.person('Careful Stork');
    const slug = await yeoul.room(token);
    const write = (headers: Readonly<Record<string, string>>) =>
      yeoul.ask('POST', `/api/rooms/${slug}/messages`, {
        body: { text: 'x' },
        headers: { cookie: `yeoul_session=${token}`, ...headers },
      });
    expect((await write({})).status).toBe(401);
    const header = { 'yeoul-page': '1' };
    expect((await write({ ...header, origin: 'https://elsewhere.example' })).status).toBe(401);
    expect((await write({ ...header, 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await write({ ...header, origin: ORIGIN, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('a wrong name, a short passphrase, a foreign place to go on to: said, kept out', async () => {
    const form = (path: string, fields: Readonly<Record<string, string>>) =>
      yeoul.ask('POST', path, {
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
      });
    await yeoul.person('taken name');
    const taken = await form('/sign-up?lang=en', { name: 'Taken Name', passphrase: 'four calm words here' });
    expect([taken.status, taken.body.includes(words.nameTaken)]).toEqual([422, true]);
    const short = await form('/sign-up?lang=en', { name: 'Somebody new', passphrase: 'short' });
    expect([short.status, short.body.includes(words.passphraseShort)]).toEqual([422, true]);
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%0d%0aset-cookie:x']) {
      const fields = { name: 'taken name', passphrase: 'correct horse battery' };
      const entered = await form(`/sign-in?next=${encodeURIComponent(next)}`, fields);
      const to = new URL(entered.headers.get('location') ?? '', ORIGIN);
      expect([entered.status, to.origin]).toEqual([303, ORIGIN]);
    }
  });
});
