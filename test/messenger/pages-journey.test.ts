// Two people and the messenger in a real browser: signing up, making a room, joining by link, talking live, pictures, replies,
// edits, deletion, forwarding. On a phone in Korean and on a desk in English. Needs Debian's chromium.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { wordsOf } from '../../messenger/pages/words.ts';
import { useMessenger } from './messenger-under-test.ts';
import { picture } from './pictures-made.ts';
import { type Device, type Language, openChromium, type Surfer, surfer } from './pages-chromium.ts';

const yeoul = useMessenger();
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

/** A browser on a busy machine takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });

describe.each([
  ['phone', 'ko'],
  ['desk', 'en'],
] as const)('on a %s in %s', (device: Device, language: Language) => {
  const words = wordsOf(language);
  const passphrase = 'four calm words here';
  let maker: Surfer;
  let friend: Surfer;
  let link = '';
  beforeAll(async () => {
    maker = await surfer(browser, yeoul.url, { device, language });
    friend = await surfer(browser, yeoul.url, { device, language });
  });
  afterAll(async () => {
    expect([...maker.complaints, ...friend.complaints]).toEqual([]);
    await Promise.all([maker.context.close(), friend.context.close()]);
  });

  const signUp = async (page: Page, name: string) => {
    await page.getByLabel(words.name, { exact: false }).first().fill(name);
    await page.getByLabel(words.passphrase).fill(passphrase);
    await page.getByRole('button', { name: words.signUp, exact: true }).click();
  };
  const write = async (page: Page, text: string) => {
    await page.getByLabel(words.write).fill(text);
    await page.getByRole('button', { name: words.send, exact: true }).click();
  };
  const message = (page: Page, text: string) =>
    page.locator('.message:not(.pending)').filter({ has: page.locator('.text', { hasText: text }) });
  const act = async (page: Page, text: string, action: string) => {
    await message(page, text).hover();
    await message(page, text).getByRole('button', { name: words.actions }).click();
    await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
  };

  it('signs up, makes a room by invitation and gets its link', async () => {
    const { page } = maker;
    await page.goto('/');
    await page.getByRole('link', { name: words.signIn }).click();
    await page.getByRole('link', { name: words.signUp }).click();
    await signUp(page, `방장 ${device}`);
    await page.getByText(words.noOwnRooms).waitFor();
    await page.locator('.empty').getByRole('link', { name: words.newRoomTitle }).click();
    await page.getByLabel(words.roomTitle).fill('물결 합주부');
    await page.getByRole('button', { name: words.make }).click();
    await page.getByRole('button', { name: words.invite }).click();
    link = await page.getByLabel(words.inviteLink).inputValue();
    expect(link).toContain('/i/yi');
  });

  it('a second person follows the link, signs up on the way and stands in the room', async () => {
    const { page } = friend;
    await page.goto(link);
    await page.getByRole('link', { name: words.signUp }).click();
    await signUp(page, `친구 ${device}`);
    await page.getByRole('button', { name: words.join }).click();
    await page.getByRole('heading', { name: '물결 합주부' }).waitFor();
    await page.getByLabel(words.write).waitFor();
  });

  it('what one writes stands at both, live, and the other one answers', async () => {
    const slug = /\/r\/([^/]+)/.exec(maker.page.url())?.[1] ?? '';
    await maker.page.goto(`/r/${slug}`);
    await write(maker.page, '내일 세 시에 음악실');
    await message(friend.page, '내일 세 시에 음악실').waitFor();
    expect(await message(maker.page, '내일 세 시에 음악실').count()).toBe(1);
    await act(friend.page, '내일 세 시에 음악실', words.reply);
    await write(friend.page, '악보는 내가 가져갈게');
    const answer = message(maker.page, '악보는 내가 가져갈게');
    await answer.waitFor();
    await answer.locator('button.quote').click();
    await maker.page.locator('.message[data-marked]', { hasText: '내일 세 시에' }).waitFor();
  });

  it('pictures go up, stand as an album with thumbnails at both, and open large', async () => {
    const { page } = maker;
    const files = await Promise.all(['a', 'b', 'c'].map((name) => picture(name, 640, 480)));
    await page
      .locator('input[type=file]')
      .setInputFiles(
        files.map((buffer, index) => ({ name: `연습 ${index}.png`, mimeType: 'image/png', buffer })),
      );
    await page.locator('.tray li.done').nth(2).waitFor();
    await page.getByRole('button', { name: words.send, exact: true }).click();
    const album = friend.page.locator('.album .picture img');
    await album.nth(2).waitFor();
    expect(await album.count()).toBe(3);
    expect(await album.first().getAttribute('src')).toMatch(/^\/thumb\//);
    await soon(() =>
      album.first().evaluate((img: { readonly naturalWidth?: number }) => img.naturalWidth),
    ).toBeGreaterThan(0);
    await friend.page.locator('.album .picture').first().click();
    const large = friend.page.locator('.viewer img');
    await large.waitFor();
    expect(await large.getAttribute('src')).toMatch(/^\/media\//);
    await friend.page.keyboard.press('ArrowRight');
    await friend.page.getByText(words.ofMany.replace('{n}', '2').replace('{all}', '3')).waitFor();
    await friend.page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
  });

  it('an edit shows at both, and says that it is one', async () => {
    await act(maker.page, '내일 세 시에 음악실', words.edit);
    await maker.page.getByLabel(words.write).fill('내일 네 시에 음악실');
    await maker.page.getByRole('button', { name: words.save, exact: true }).click();
    const edited = message(friend.page, '내일 네 시에 음악실');
    await edited.waitFor();
    expect(await edited.textContent()).toContain(words.edited);
  });

  it('a message is forwarded to another room', async () => {
    const { page } = maker;
    const token = (await page.context().cookies()).find(({ name }) => name === 'yeoul_session')?.value ?? '';
    await yeoul.ask('POST', '/api/rooms', {
      token,
      body: { slug: `other-${device}`, title: '다른 방', visibility: 'invite' },
    });
    await page.reload();
    await act(page, '악보는 내가 가져갈게', words.forward);
    await page.getByRole('dialog').getByRole('button', { name: '다른 방' }).click();
    await page.getByRole('heading', { name: '다른 방' }).waitFor();
    await message(page, '악보는 내가 가져갈게').getByText(words.forwarded).waitFor();
    await page.goBack();
  });

  it('a deletion asks first and leaves nothing at either', async () => {
    await act(friend.page, '악보는 내가 가져갈게', words.remove);
    await friend.page.getByText(words.removeAsk).waitFor();
    await friend.page.getByRole('dialog').getByRole('button', { name: words.remove, exact: true }).click();
    await message(friend.page, '악보는 내가').waitFor({ state: 'detached' });
    await message(maker.page, '악보는 내가').waitFor({ state: 'detached' });
  });
});
