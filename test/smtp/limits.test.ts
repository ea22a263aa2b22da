// What the listener refuses: with 4xx where coming again helps, with 5xx where it never will, and always with a reason.
import { randomBytes } from 'node:crypto';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { byteBudget } from '../../src/entry/email/byte-budget.ts';
import { networkOf } from '../../src/entry/email/network.ts';
import { rateLimiter } from '../../src/entry/email/rate-limiter.ts';
import { instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { greeted, smtpClient } from '../support/smtp-client.ts';
import { DESK, listen } from './listener.ts';

const LIMIT = 64 * 1024;
const mailFrom = 'MAIL FROM:<takedown@maru-board.example>';

/** The nth way to write `notices` in upper and lower case. */
const spelling = (at: number): string =>
  [...'notices'].map((letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join('');

describe('a mail that is too large', () => {
  it('is refused before it is sent when SIZE= says so', async () => {
    const { port, offered } = await listen();
    const client = await greeted(port);
    expect(await client.say(`${mailFrom} SIZE=${LIMIT + 1}`)).toMatch(/^552 /);
    expect(await client.say(`${mailFrom} SIZE=${LIMIT}`)).toMatch(/^250 /);
    expect(offered).toEqual([]);
  });

  it('is refused after DATA by its real length, naming the limit and another way', async () => {
    const { port, offered } = await listen();
    const client = await greeted(port);
    await client.say(`${mailFrom} SIZE=10`);
    await client.say(`RCPT TO:<${DESK}>`);
    await client.say('DATA');
    client.write(`${'a'.repeat(998)}\r\n`.repeat(100));
    client.write('.\r\n');
    const answer = await client.reply();
    expect(answer).toMatch(/^552 /);
    expect(answer).toContain(String(LIMIT));
    expect(answer).toContain('send a list of links');
    expect(offered).toEqual([]);
  });

  it('by one byte is refused, and without that byte is taken', async () => {
    const { port, kept } = await listen();
    const client = await greeted(port);
    for (const [size, code] of [
      [LIMIT, /^250 /],
      [LIMIT + 1, /^552 /],
    ] as const) {
      await client.beginData(DESK);
      client.write(Buffer.concat([Buffer.alloc(size - 2, 'a'), Buffer.from('\r\n.\r\n')]));
      expect(await client.reply()).toMatch(code);
    }
    expect(kept.map(({ raw }) => raw.length)).toEqual([LIMIT]);
  });

  it('of 40 MB costs no memory and leaves the connection of use', async () => {
    const { port } = await listen({ lettersPerMinute: 10 });
    const client = await greeted(port);
    await client.beginData(DESK);
    const before = process.memoryUsage().rss;
    const megabyte = randomBytes(512 * 1024)
      .toString('hex')
      .replace(/.{64}/g, '$&\r\n');
    for (let sent = 0; sent < 40; sent += 1) client.write(megabyte);
    client.write('\r\n.\r\n');
    expect(await client.reply()).toMatch(/^552 /);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    await client.beginData(DESK);
  });
});

describe('recipients', () => {
  it('other than the desk are refused for good', async () => {
    const { port } = await listen();
    const client = await greeted(port);
    await client.say(mailFrom);
    for (const other of [
      'someone@desk.example',
      'notices@desk.example.stranger.example',
      'notices%x@desk.example',
    ]) {
      expect(await client.say(`RCPT TO:<${other}>`)).toMatch(/^550 /);
    }
    expect(await client.say('DATA')).toMatch(/^503 /);
  });

  it('are compared without case', async () => {
    const { port } = await listen();
    const client = await greeted(port);
    await client.beginData('Notices@DESK.example');
  });

  it('named a hundred times in every spelling are one recipient of one mail', async () => {
    const { port, kept } = await listen();
    const client = await greeted(port);
    await client.beginData(...Array.from({ length: 100 }, (_, at) => `${spelling(at)}@desk.example`));
    client.write('a: b\r\n\r\n.\r\n');
    expect(await client.reply()).toMatch(/^250 /);
    expect(kept.map(({ envelope }) => envelope.to.length)).toEqual([1]);
  });
});

describe('a peer that asks too much', () => {
  it('is told to come again, and a minute later is welcome', async () => {
    const { port, pass } = await listen({ lettersPerMinute: 2 });
    const client = await greeted(port);
    for (let letter = 0; letter < 2; letter += 1) {
      await client.beginData(DESK);
      client.write('a: b\r\n\r\n.\r\n');
      expect(await client.reply()).toMatch(/^250 /);
    }
    expect(await client.say(mailFrom)).toMatch(/^421 /);
    expect(await client.reply()).toBe('closed');
    pass(MINUTE - 1);
    expect(await (await greeted(port)).say(mailFrom)).toMatch(/^421 /);
    pass(1);
    expect(await (await greeted(port)).say(mailFrom)).toMatch(/^250 /);
  });

  it('for connections is told to come again, and is welcome when one has closed', async () => {
    const { port } = await listen({ connectionsPerNetwork: 2 });
    const first = await greeted(port);
    await greeted(port);
    expect(await (await smtpClient(port)).reply()).toMatch(/^421 /);
    expect(await first.say('QUIT')).toMatch(/^221 /);
    await expect.poll(async () => (await smtpClient(port)).reply(), { timeout: 10_000 }).toMatch(/^220 /);
  });

  it('and hangs up early, again and again, uses up nothing', async () => {
    const { port } = await listen({ connectionsPerNetwork: 2 });
    for (let time = 0; time < 20; time += 1) (await smtpClient(port)).cut();
    expect(await (await smtpClient(port)).reply()).toMatch(/^220 /);
  });

  it('who hangs up early gains no connection beyond the limit', async () => {
    const { port } = await listen({ connectionsPerNetwork: 2 });
    await Promise.all([greeted(port), greeted(port)]);
    for (let time = 0; time < 10; time += 1) (await smtpClient(port)).cut();
    expect(await (await smtpClient(port)).reply()).toMatch(/^421 /);
  });

  it('is counted apart from others', () => {
    const limiter = rateLimiter({ connectionsPerNetwork: 1, lettersPerMinute: 1 }, () => instant(0));
    expect([limiter.letter('192.0.2.1'), limiter.letter('192.0.2.1'), limiter.letter('192.0.2.2')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([
      limiter.connect('192.0.2.1'),
      limiter.connect('192.0.2.1'),
      limiter.connect('192.0.2.2'),
    ]).toEqual([true, false, true]);
  });
});

describe('a network', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('of IPv6 is limited as a whole: a customer has more addresses than anybody can count', () => {
    const limiter = rateLimiter({ connectionsPerNetwork: 1, lettersPerMinute: 1 }, () => instant(0));
    expect(['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1'].map((peer) => limiter.letter(peer))).toEqual([
      true,
      false,
      true,
    ]);
    expect([limiter.connect('2001:db8::1'), limiter.connect('2001:db8::2')]).toEqual([true, false]);
    limiter.disconnect('2001:db8::3');
    limiter.disconnect('2001:db8::4');
    expect(limiter.connect('2001:db8::5')).toBe(true);
  });

  it('beyond those remembered replaces the oldest, and the others are still counted', () => {
    let now = 0;
    const limits = { connectionsPerNetwork: 1, lettersPerMinute: 1 };
    const limiter = rateLimiter(limits, () => instant(now), 3);
    const letters = (...peers: string[]) => peers.map((peer) => limiter.letter(peer));
    expect(letters('a', 'b', 'c', 'd')).toEqual([true, true, true, true]);
    expect(letters('b', 'c', 'd')).toEqual([false, false, false]);
    now = MINUTE;
    expect(letters('b', 'e', 'b')).toEqual([true, true, false]);
    expect(letters('d')).toEqual([true]);
  });
});

describe('the bytes of mails under way', () => {
  it('are shared by all, but for a free part of each, and come back', () => {
    const budget = byteBudget(100, 10);
    const [first, second] = [budget.open(), budget.open()];
    expect([first.resize(110), second.resize(10), second.resize(11)]).toEqual([true, true, false]);
    expect([first.resize(111), first.resize(60), second.resize(60), second.resize(61)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([
      first.resize(0),
      second.resize(110),
      first.resize(11),
      second.resize(0),
      first.resize(110),
    ]).toEqual([true, true, false, true, true]);
  });

  it('beyond the budget are a 452, small letters pass all the same, and later there is room again', async () => {
    const maxBytes = 1024 * 1024;
    const { port, kept } = await listen({ maxBytes, maxBytesInFlight: maxBytes, connectionsPerNetwork: 10 });
    const [holder, large, small] = [await greeted(port), await greeted(port), await greeted(port)];
    const half = `${'a'.repeat(998)}\r\n`.repeat(500);
    await holder.beginData(DESK);
    holder.write(half);
    await wait(300);
    await large.beginData(DESK);
    large.write(`${half}${half}.\r\n`);
    expect(await large.reply()).toMatch(/^452 .*come again/);
    await small.beginData(DESK);
    small.write('a: b\r\n\r\n.\r\n');
    expect(await small.reply()).toMatch(/^250 /);
    holder.write('.\r\n');
    expect(await holder.reply()).toMatch(/^250 /);
    await large.beginData(DESK);
    large.write(`${half}.\r\n`);
    expect(await large.reply()).toMatch(/^250 /);
    expect(kept.map(({ raw }) => raw.length)).toEqual([8, 500_000, 500_000]);
  });

  it('of a mail cut off in the middle come back', async () => {
    const maxBytes = 1024 * 1024;
    const { port, errors } = await listen({
      maxBytes,
      maxBytesInFlight: maxBytes,
      connectionsPerNetwork: 10,
    });
    const half = `${'a'.repeat(998)}\r\n`.repeat(500);
    for (let time = 0; time < 3; time += 1) {
      const client = await greeted(port);
      await client.beginData(DESK);
      client.write(half);
      await wait(100);
      client.cut();
      await expect.poll(() => errors.length, { timeout: 10_000 }).toBe(time + 1);
    }
    const client = await greeted(port);
    await client.beginData(DESK);
    client.write(`${half}.\r\n`);
    expect(await client.reply()).toMatch(/^250 /);
  });
});

describe('a listener', () => {
  it('on a taken port rejects with EADDRINUSE', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = other.address() as AddressInfo;
      await expect(listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      other.close();
    }
  });

  it('without a certificate offers no STARTTLS and never AUTH', async () => {
    const { port } = await listen();
    const client = await greeted(port);
    expect(await client.say('STARTTLS')).toMatch(/^50\d /);
    expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^50\d /);
  });

  it('is no web server: a browser that talks to it is sent away', async () => {
    const { port } = await listen();
    const client = await smtpClient(port);
    await client.reply();
    expect(await client.say('POST / HTTP/1.1')).toMatch(/^421 /);
  });

  it('hears no command line without end', async () => {
    const { port } = await listen();
    const client = await greeted(port);
    client.write('A'.repeat(70_000));
    expect(await client.reply()).toMatch(/^421 /);
  });
});
