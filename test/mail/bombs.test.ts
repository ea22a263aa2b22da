// Mails made to cost: each is answered within its limits, and the honest mail right behind it takes its usual time.
import { afterAll, describe, expect, it } from 'vitest';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import type { Resolve } from '../../src/adapters/mail/resolver.ts';
import { mail } from '../support/signed-mail.ts';
import { wordsOf } from '../support/written-words.ts';
import { byTheBoard, GENUINE, genuineLetter, headersWith, judged, LETTER, ZONE } from './desk-mail.ts';

const FORGED = 'DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=AA==; b=AA==\r\n';
const signatures = (times: number): Buffer =>
  Buffer.concat([Buffer.from(FORGED.repeat(times)), genuineLetter()]);

describe('signatures', () => {
  it('up to five are checked, the genuine one among them', async () => {
    const { sender, facts } = await judged(signatures(4));
    expect(sender.level).toBe('L1');
    expect(facts.signatures).toHaveLength(5);
  });

  it.each([
    ['six', signatures(5)],
    ['more than the header holds', signatures(1_000)],
  ])('%s are not checked at all, and the letter is a claim that is read', async (_what, raw) => {
    const { sender, facts, letter } = await judged(raw);
    expect(facts).toMatchObject({ signatures: [], dmarc: 'none', dnsFailed: false });
    expect(sender.level).toBe('L0');
    if (raw.length < 64 * 1024) expect(wordsOf(letter).trim()).toBe(LETTER.replaceAll('\r\n', '\n').trim());
  });

  it('of a mail whose header has a bad form are not checked, and the letter is read', async () => {
    const { facts, letter } = await judged(Buffer.concat([Buffer.from('Bad name: x\r\n'), genuineLetter()]));
    expect(facts).toMatchObject({ headerFormOk: false, signatures: [], dmarc: 'none', dnsFailed: false });
    expect(wordsOf(letter)).toContain('/m/42');
  });
});

const MIB = 1024 * 1024;
/** Far more than the caps allow on a quiet machine, far less than a bomb without them takes. */
const LIMIT_MS = 60_000;
/** Some milliseconds with a process at hand; generous, because a busy machine takes seconds to start another. */
const USUAL_MS = 40_000;
/** What a reading may add to the process: the mail twice, what the process says of it. */
const MAX_GROWTH = 600 * MIB;
const body = (text: string): Buffer => mail(GENUINE, text, byTheBoard);
const ofType = (type: string, text: string): Buffer =>
  mail(headersWith({ 'Content-Type': type, 'Content-Transfer-Encoding': undefined }), text, byTheBoard);
const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  ).join('');
const fromOf = (from: string): Buffer => mail(headersWith({ From: from }), LETTER, byTheBoard);
const line = `${'a'.repeat(76)}\r\n`;

const BOMBS: Readonly<Record<string, () => Buffer>> = {
  '25 MiB of blank lines': () => Buffer.concat([genuineLetter(), Buffer.alloc(25 * MIB, '\r\n')]),
  '25 MiB of nothing but blank lines': () => Buffer.alloc(25 * MIB, '\r\n'),
  '25 MiB of lines of one letter': () => body('a\n'.repeat(12.5 * MIB)),
  '500,000 short lines': () => body('a\r\n'.repeat(499_000)),
  '900 KB of parts': () => ofType('multipart/mixed; boundary=b', '--b\r\n'.repeat(180_000)),
  '900 KB of parts whose boundary is hidden': () =>
    ofType("multipart/mixed; boundary*0*=utf-8''%62", '--b\r\n'.repeat(180_000)),
  'nesting 10,000 deep': () => ofType('multipart/mixed; boundary=b', nested(10_000)),
  'mails in mails': () => ofType('message/rfc822', 'Content-Type: message/rfc822\r\n\r\n'.repeat(10_000)),
  '1,000 signatures': () => signatures(1_000),
  '1 MB of From': () => fromOf(`a${' '.repeat(MIB)}b <takedown@maru-board.example>`),
  '60 KB of From': () => fromOf(`${'"a" <'.repeat(10_000)}takedown@maru-board.example>`),
  '60 KB of To': () => mail(headersWith({ To: '<a@b.example>,'.repeat(4_000) }), LETTER, byTheBoard),
  '25 MiB of plain text': () => body(line.repeat(336_000)),
  '25 MiB of flowed text': () =>
    ofType('text/plain; format=flowed; delsp=yes', `${'a '.repeat(38)}\r\n`.repeat(320_000)),
  '25 MiB of HTML': () =>
    ofType(
      'multipart/mixed; boundary=b',
      `--b\r\n\r\nx\r\n--b\r\nContent-Type: text/html\r\n\r\n${`<a href="${'<'.repeat(60)}\r\n`.repeat(340_000)}--b--`,
    ),
  '25 MiB of noise': () => junk(25 * MIB),
};

/** Every byte value, the same each time; not random enough for anything else. */
function junk(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, state = 1; at < size; at += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    bytes[at] = state >> 16;
  }
  return bytes;
}

const zone: Resolve = async (name, type) => {
  const found = (ZONE[name] as Record<string, string[]> | undefined)?.[type];
  if (found === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return found.map((text) => [text]);
};

/** What the process grew to while `run` ran, in bytes above where it was. */
async function growthDuring(run: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 20);
  await run();
  clearInterval(watch);
  return highest - before;
}

describe('a bomb', () => {
  const reader = mailReader(MAIL_PROGRAMS, zone, Date.now);
  afterAll(() => reader.close());

  it.each(Object.entries(BOMBS))(
    'of %s is answered in time and in bounded memory, and the next mail is read as ever',
    async (what, make) => {
      await reader.read(genuineLetter());
      const bomb = make();
      const start = performance.now();
      const growth = await growthDuring(async () => {
        const { contentKey } = await reader.read(bomb);
        expect(contentKey).toMatch(/^[0-9a-f]{64}$/);
      });
      const took = performance.now() - start;
      expect(took).toBeLessThan(LIMIT_MS);
      expect(growth).toBeLessThan(MAX_GROWTH);
      const again = performance.now();
      const { facts, letter } = await reader.read(genuineLetter());
      if (process.env['BOMB_FIGURES'])
        console.log(
          what,
          Math.round(took),
          'ms',
          Math.round(growth / MIB),
          'MiB',
          'next',
          Math.round(performance.now() - again),
        );
      expect(performance.now() - again).toBeLessThan(USUAL_MS);
      expect(facts).toMatchObject({ dmarc: 'pass', headerFormOk: true });
      expect(wordsOf(letter)).toContain('/m/42');
    },
    150_000,
  );
});

describe('a reading process', () => {
  it('that is too slow is replaced, and the mails that waited behind are read', async () => {
    const silent: Resolve = () => new Promise(() => undefined);
    let answers = silent;
    const reader = mailReader(MAIL_PROGRAMS, (name, type) => answers(name, type), Date.now, {
      stepMs: 1_500,
    });
    try {
      const slow = reader.read(genuineLetter());
      const behind = reader.read(genuineLetter());
      const { letter, facts } = await slow;
      answers = zone;
      expect(wordsOf(letter)).toContain('/m/42');
      expect(facts).toMatchObject({
        headerFormOk: true,
        signatures: [],
        dmarc: 'none',
        from: 'takedown@maru-board.example',
        headers: { from: 1, 'dkim-signature': 1 },
      });
      expect((await behind).facts.dmarc).toBe('pass');
    } finally {
      await reader.close();
    }
  });

  it('that runs out of memory is replaced, and the desk lives on', async () => {
    const reader = mailReader(MAIL_PROGRAMS, zone, Date.now, { heapMiB: 32 });
    try {
      const bomb = BOMBS['500,000 short lines']?.() ?? Buffer.alloc(0);
      expect(await reader.read(bomb)).toMatchObject({
        letter: null,
        facts: { from: 'takedown@maru-board.example' },
      });
      expect((await reader.read(genuineLetter())).facts.dmarc).toBe('pass');
    } finally {
      await reader.close();
    }
  });

  it('is closed with its reader, which reads no more', async () => {
    const reader = mailReader(MAIL_PROGRAMS, zone, Date.now);
    await reader.read(genuineLetter());
    await reader.close();
    await expect(reader.read(genuineLetter())).rejects.toMatchObject({ code: 'mail.no-reader' });
  });
});
