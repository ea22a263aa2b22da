// 250 is a promise: it is spoken after the mail is kept and never else, and everything kept is what was sent, byte for byte.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Kept } from '../../src/ports/spool.ts';
import { greeted, smtpClient } from '../support/smtp-client.ts';
import { DESK, listen, textOf } from './listener.ts';

const LETTER = 'Subject: a\r\n\r\none\r\n';

describe('the 250 after DATA', () => {
  it('comes only after the mail was kept, however long that takes', async () => {
    let keep: (kept: Kept) => void = () => undefined;
    const listening = await listen({}, () => new Promise((resolve) => (keep = resolve)));
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    client.write(`${LETTER}.\r\n`);
    const answer = client.reply();
    expect(await Promise.race([answer, wait(300, 'silence')])).toBe('silence');
    expect(listening.offered).toHaveLength(1);
    expect(listening.wakes()).toBe(0);
    keep({ kind: 'kept' });
    expect(await answer).toMatch(/^250 /);
    expect(listening.wakes()).toBe(1);
  });

  it('comes with the mail byte for byte, its envelope and its time', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    const body = Buffer.from([0xc0, 0xff, 0x00, 0x80, 0x0d, 0x0a]);
    client.write(Buffer.concat([Buffer.from(LETTER), body, Buffer.from('.\r\n')]));
    expect(await client.reply()).toMatch(/^250 /);
    expect(Buffer.from(listening.kept[0]?.raw ?? [])).toEqual(Buffer.concat([Buffer.from(LETTER), body]));
    expect(listening.kept[0]?.envelope).toEqual({
      id: 'letter-1',
      receivedAt: Date.parse('2026-11-20T00:00:00Z'),
      from: 'takedown@maru-board.example',
      to: [DESK],
      peer: '127.0.0.1',
    });
  });

  it.each(['spool.full', 'spool.failed'] as const)(
    'is a 452 when the spool answers %s, and the reader sleeps on',
    async (code) => {
      const listening = await listen({}, async () => ({ kind: 'cannot', code }));
      const client = await greeted(listening.port);
      await client.beginData(DESK);
      client.write(`${LETTER}.\r\n`);
      const answer = await client.reply();
      expect(answer).toMatch(/^452 /);
      expect(answer).toContain(code);
      expect(listening.kept).toEqual([]);
      expect(listening.wakes()).toBe(0);
    },
  );

  it('is a 451 when keeping breaks, and the operator hears why while the peer does not', async () => {
    const listening = await listen({}, () => Promise.reject(new Error('disk /var/secret is on fire')));
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    client.write(`${LETTER}.\r\n`);
    const answer = await client.reply();
    expect(answer).toMatch(/^451 /);
    expect(answer).not.toContain('secret');
    expect(listening.errors.map(({ message }) => message)).toEqual(['disk /var/secret is on fire']);
  });
});

describe('one connection', () => {
  it('may bring two mails, each with its own envelope', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    for (const word of ['one', 'two']) {
      await client.beginData(DESK);
      client.write(`Subject: ${word}\r\n\r\n${word}\r\n.\r\n`);
      expect(await client.reply()).toMatch(/^250 /);
    }
    expect(listening.kept.map(({ envelope }) => envelope.id)).toEqual(['letter-1', 'letter-2']);
    expect([textOf(listening, 0), textOf(listening, 1)]).toEqual([
      'Subject: one\r\n\r\none\r\n',
      'Subject: two\r\n\r\ntwo\r\n',
    ]);
  });

  it('may send everything at once: commands pipelined, two mails, and QUIT', async () => {
    const listening = await listen();
    const client = await smtpClient(listening.port);
    expect(await client.reply()).toMatch(/^220 /);
    const transaction = [
      'MAIL FROM:<a@b.example>',
      `RCPT TO:<${DESK}>`,
      'DATA',
      'Subject: a',
      '',
      'text',
      '.',
      '',
    ].join('\r\n');
    client.write(`EHLO a\r\n${transaction}${transaction}QUIT\r\n`);
    const heard: string[] = [];
    for (let line = await client.reply(); line !== 'closed'; line = await client.reply())
      heard.push(line.slice(0, 3));
    expect(heard).toEqual(['250', '250', '250', '354', '250', '250', '250', '354', '250', '221']);
    expect(listening.kept).toHaveLength(2);
    expect(textOf(listening, 1)).toBe('Subject: a\r\n\r\ntext\r\n');
  });

  it('may take a mail back with RSET before DATA', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.say('MAIL FROM:<a@b.example>');
    expect(await client.say('RSET')).toMatch(/^250 /);
    expect(await client.say('DATA')).toMatch(/^503 /);
    expect(listening.offered).toEqual([]);
  });

  it('cut off in the middle of DATA leaves nothing', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    client.write(LETTER);
    await wait(100);
    client.cut();
    await expect.poll(() => listening.errors.length, { timeout: 10_000 }).toBe(1);
    expect(listening.offered).toEqual([]);
    const next = await greeted(listening.port);
    await next.beginData(DESK);
    next.write(`${LETTER}.\r\n`);
    expect(await next.reply()).toMatch(/^250 /);
  });

  it('cut off after the last dot keeps the mail: it was all here', async () => {
    let keep: (kept: Kept) => void = () => undefined;
    const listening = await listen({}, () => new Promise((resolve) => (keep = resolve)));
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    client.write(`${LETTER}.\r\n`);
    await expect.poll(() => listening.offered.length, { timeout: 10_000 }).toBe(1);
    client.cut();
    keep({ kind: 'kept' });
    await expect.poll(() => listening.kept.length, { timeout: 10_000 }).toBe(1);
  });
});

/** SMTP smuggling: a second mail hidden in the first by an end of data that only one of two servers believes in. */
const NO_END = {
  'bare LF, dot, bare LF': '\n.\n',
  'bare LF, dot, CRLF': '\n.\r\n',
  'CRLF, dot, bare LF': '\r\n.\n',
  'bare CR, dot, bare CR': '\r.\r',
  'bare CR, dot, CRLF': '\r.\r\n',
  'CRLF, dot, bare CR': '\r\n.\r',
  'CRLF, NUL, dot, CRLF': '\r\n\0.\r\n',
  'CRLF, space, dot, CRLF': '\r\n .\r\n',
};

describe('data ends only at CRLF.CRLF', () => {
  it.each(Object.entries(NO_END))('and not at %s', async (_what, trick) => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    const hidden = `MAIL FROM:<chief@maru-board.example>\r\nRCPT TO:<${DESK}>\r\nDATA\r\nSubject: smuggled\r\n\r\nx`;
    client.write(`Subject: a\r\n\r\none${trick}${hidden}\r\n.\r\n`);
    expect(await client.reply()).toMatch(/^250 /);
    expect(await client.say('NOOP')).toMatch(/^250 /);
    expect(listening.kept).toHaveLength(1);
    expect(textOf(listening)).toContain('smuggled');
  });

  it('however the bytes are cut into packets', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    for (const byte of 'Subject: a\r\n\r\n..one\r\n..\r\n\n.\n\r\n.\r\n') {
      client.write(byte);
      await wait(2);
    }
    expect(await client.reply()).toMatch(/^250 /);
    expect(textOf(listening)).toBe('Subject: a\r\n\r\n.one\r\n.\r\n\n.\n\r\n');
  });

  it('and an empty mail is a mail', async () => {
    const listening = await listen();
    const client = await greeted(listening.port);
    await client.beginData(DESK);
    client.write('.\r\n');
    expect(await client.reply()).toMatch(/^250 /);
    expect(textOf(listening)).toBe('');
    expect(listening.kept).toHaveLength(1);
  });
});
