// An encrypted room in a real browser: made, entered by its link, talked in; what the server holds of it; a report that hands over
// one key. On a phone in Korean and on a desk in English. Needs Debian's chromium.
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../messenger/crypto/sealed-files.ts';
import { wordsOf } from '../../messenger/pages/words.ts';
import { REASON_WORDS } from '../../messenger/reports/reasons.ts';
import { ADMIN_TOKEN, useMessenger } from './messenger-under-test.ts';
import { barriers, sidewards } from './pages-axe.ts';
import { openChromium, type Surfer, surfer } from './pages-chromium.ts';
import { picture } from './pictures-made.ts';

const yeoul = useMessenger();
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

describe.each([
  ['phone', 'ko'],
  ['desk', 'en'],
] as const)('on a %s in %s', (device, language) => {
  const words = wordsOf(language);
  const said = `강가에서 만나 ${device}`;
  let maker: Surfer;
  let friend: Surfer;
  let link = '';
  let slug = '';
  let file: Buffer;
  beforeAll(async () => {
    file = await picture(`sealed ${device}`, 640, 480);
    const token = await yeoul.person(`방장 ${device}`);
    maker = await surfer(browser, yeoul.url, { device, language, token });
    friend = await surfer(browser, yeoul.url, { device, language });
  });
  afterAll(async () => {
    expect([...maker.complaints, ...friend.complaints]).toEqual([]);
    await Promise.all([maker.context.close(), friend.context.close()]);
  });

  const message = (page: Page, text: string) =>
    page.locator('.message').filter({ has: page.locator('.text', { hasText: text }) });
  const write = async (page: Page, text: string) => {
    await page.getByLabel(words.write).fill(text);
    await page.getByRole('button', { name: words.send, exact: true }).click();
  };

  it('is made with words that promise no more than is kept, and its link ends with the key', async () => {
    const { page } = maker;
    await page.goto('/new');
    await page.getByLabel(words.roomTitle).fill('물가');
    await page.getByLabel(words.encryptedChoice).check();
    await page.getByRole('button', { name: words.make }).click();
    await page.getByText(words.encryptedLead).waitFor();
    await page.getByRole('button', { name: words.invite }).click();
    link = await page.getByLabel(words.inviteLink).inputValue();
    slug = /\/r\/([^/]+)/.exec(page.url())?.[1] ?? '';
    expect(new URL(link).hash).toMatch(/^#yk1\.[A-Za-z0-9_-]{43}$/);
    expect(await barriers(page)).toEqual([]);
    expect(await sidewards(page)).toBe(0);
  });

  it('is entered by the link, signing up on the way; the key is sent to nobody', async () => {
    const { page } = friend;
    const key = new URL(link).hash.slice(1);
    const asked: string[] = [];
    page.on('request', (request) =>
      asked.push([request.url(), request.postData(), JSON.stringify(request.headers())].join(' ')),
    );
    await page.goto(link);
    await page.getByText(words.encryptedLead).waitFor();
    expect(page.url()).not.toContain('#');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: words.signUp }).click();
    await page.getByLabel(words.name, { exact: false }).first().fill(`친구 ${device}`);
    await page.getByLabel(words.passphrase).fill('four calm words here');
    await page.getByRole('button', { name: words.signUp, exact: true }).click();
    await page.getByRole('button', { name: words.join }).click();
    await page.getByLabel(words.write).waitFor();
    // The first address is the link itself, of which a browser sends the part before the #.
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((one) => one.replace(link, '').includes(key))).toEqual([]);
  });

  it('words, a picture, an answer and an edit stand at both, and at a reload', async () => {
    await maker.page.goto(`/r/${slug}`);
    await maker.page
      .locator('input[type=file]')
      .setInputFiles([{ name: '강.png', mimeType: 'image/png', buffer: file }]);
    await maker.page.locator('.tray li.done').waitFor();
    await write(maker.page, said);
    await message(friend.page, said).waitFor();
    // Its place stands before it is decrypted.
    const shown = friend.page.locator('.message .picture img[src^="blob:"]');
    await shown.waitFor();
    await expect
      .poll(() => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(320);
    await friend.page.locator('.message .picture').click();
    const large = friend.page.locator('.viewer img');
    await expect
      .poll(() => large.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(640);
    await friend.page.keyboard.press('Escape');
    const first = message(friend.page, said);
    await first.hover();
    await first.getByRole('button', { name: words.actions }).click();
    await friend.page.getByRole('dialog').getByRole('button', { name: words.reply, exact: true }).click();
    await write(friend.page, `갈게 ${device}`);
    await message(maker.page, `갈게 ${device}`).locator('.quote-text', { hasText: said }).waitFor();
    await friend.page.reload();
    await message(friend.page, `갈게 ${device}`).locator('.quote-text', { hasText: said }).waitFor();
    await friend.page.locator('.message .picture img').waitFor();
    const mine = message(friend.page, `갈게 ${device}`);
    await mine.hover();
    await mine.getByRole('button', { name: words.actions }).click();
    await friend.page.getByRole('dialog').getByRole('button', { name: words.edit, exact: true }).click();
    await friend.page.getByLabel(words.write).fill(`꼭 갈게 ${device}`);
    await friend.page.getByRole('button', { name: words.save, exact: true }).click();
    await message(maker.page, `꼭 갈게 ${device}`).waitFor();
    expect(await barriers(maker.page)).toEqual([]);
  });

  it('the server holds no word and no pixel of it', async () => {
    const client = new pg.Client({ connectionString: yeoul.databaseUrl });
    await client.connect();
    const texts = await client.query<{ text: string }>(
      `select m.text from message m join room r on r.id = m.room_id where r.slug = $1`,
      [slug],
    );
    const files = await client.query<{ content: Buffer }>(
      `select b.content from media_bytes b join message_media mm on mm.blob = b.blob
         join message m on m.id = mm.message_id join room r on r.id = m.room_id where r.slug = $1`,
      [slug],
    );
    await client.end();
    expect(texts.rows.map(({ text }) => text.slice(0, 4))).toEqual(['yc1.', 'yc1.']);
    expect(files.rows).toHaveLength(1);
    expect(files.rows[0]?.content.length).toBe(file.length);
    expect(files.rows[0]?.content.includes(file.subarray(100, 116))).toBe(false);
  });

  it('a report hands over one key when it is asked to, and that key opens the picture', async () => {
    const { page } = friend;
    const first = message(page, said);
    await first.hover();
    await first.getByRole('button', { name: words.actions }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.report, exact: true }).click();
    const give = page.getByRole('dialog').getByLabel(words.reportGiveKey);
    expect(await give.isChecked()).toBe(false);
    await give.check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByLabel(REASON_WORDS['intimate-image'][language]).check();
    await page.getByRole('dialog').getByRole('button', { name: words.reportSend }).click();
    await page.locator('.receipt-code').waitFor();
    const { reports } = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json;
    const path = `/admin/v1/reports/${reports.at(-1)?.id}/keys`;
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const { keys } = (await (await fetch(`${yeoul.url}${path}`, { headers })).json()) as {
      keys: readonly { blob: string; key: string; iv: string; sha256: string }[];
    };
    const [key] = keys;
    if (key === undefined) throw new Error('No key was handed over.');
    const sealed = await fetch(`${yeoul.url}${path}/${key.blob}/bytes`, { headers });
    const opened = await openFile(new Uint8Array(await sealed.arrayBuffer()), key);
    expect(Buffer.from(opened).equals(file)).toBe(true);
  });

  it('without the key on a device nothing can be read or written there, until the link is pasted', async () => {
    const token = (await friend.context.cookies()).find(({ name }) => name === 'yeoul_session')?.value ?? '';
    const other = await surfer(browser, yeoul.url, { device, language, token });
    const { page } = other;
    await page.goto(`/r/${slug}`);
    await page.getByText(words.keyMissing).waitFor();
    await page.getByText(words.noKeyMessage).first().waitFor();
    expect(await page.getByLabel(words.write).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel(words.keyLink).fill(link.split('#', 1)[0] ?? '');
    await page.getByRole('button', { name: words.keyUse }).click();
    await page.getByText(words.keyNotInLink).waitFor();
    await page.getByLabel(words.keyLink).fill(link);
    await page.getByRole('button', { name: words.keyUse }).click();
    await message(page, said).waitFor();
    await page.getByLabel(words.write).waitFor();
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });

  it('what the platform hides is gone here too', async () => {
    const { reports } = (await yeoul.admin('GET', '/admin/v1/reports?limit=200')).json;
    const report = reports.at(-1) as unknown as { keysFor: readonly string[] };
    await yeoul.order('POST', `/admin/v1/media/${report.keysFor[0]}/hide`, {
      body: { reason: 'intimate-image' },
    });
    await maker.page.getByText(words.hiddenPicture).waitFor();
    expect(await maker.page.locator('.message .picture').count()).toBe(0);
  });
});
