// An inbox at a real IMAP server: every mail is taken once, byte for byte, on our disk before it is marked, and none is deleted.
import { chmod, chown, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/domain/kernel/instant.ts';
import { openSession } from '../../../src/entry/inbox/imap-session.ts';
import type { Kept } from '../../../src/ports/spool.ts';
import { type Authority, authority, selfSigned } from './certificates.ts';
import { emptying, letter, MAX_BYTES, OLDEST_MS, settingsWith, severalLooks, textOf } from './desk-inbox.ts';
import { type Account, type Dovecot, PASSWORD, startDovecot } from './dovecot.ts';
import { peerFolder, withPeers } from './peer.ts';
import { wireTo } from './proxy.ts';

const TAKEN = '.Redress.Taken';
const SOON = { timeout: 15_000, interval: 20 };

let dovecot: Dovecot;
let trusted: Authority;
let users = 0;
const someone = (): Promise<Account> => dovecot.user(`desk${++users}`);
const pem = (file: string): Promise<string> => readFile(file, 'utf8');
const subjects = (kept: readonly { readonly raw: Uint8Array }[]): string[] =>
  kept.map(({ raw }) => /Subject: (.*)\r/.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? '');

withPeers(['dovecot-imapd'], 'an inbox at dovecot', () => {
  beforeAll(async () => {
    trusted = await authority(await peerFolder());
    dovecot = await startDovecot(await trusted.issue('good'));
  });

  describe('a mail', () => {
    it('is taken once, byte for byte, and then lies in the folder for taken mail', async () => {
      const user = await someone();
      const odd = Buffer.from(
        letter('odd', `${'long '.repeat(400)}\r\n\tkept \r\n \r\n.\r\n\xc0\xfb \xff\r\nno end`),
        'latin1',
      );
      for (const raw of [letter('one'), odd, letter('three')]) await user.deliver(raw);
      const desk = emptying({ port: dovecot.port, user: user.name });
      await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(3);
      await severalLooks();
      expect(desk.kept.map(textOf)).toEqual([letter('one'), odd.toString('latin1'), letter('three')]);
      expect(await user.files()).toEqual([]);
      expect(desk.errors).toEqual([]);
      await desk.stop();
    });

    it('stays in its place with a flag of ours where the operator wants that, and is taken once', async () => {
      const user = await someone();
      await user.deliver(letter('one'));
      const flagging = { port: dovecot.port, user: user.name, after: 'flag' as const };
      const desk = emptying(flagging);
      await expect.poll(() => user.files(), SOON).toEqual([expect.stringMatching(/:2,S[a-z]$/)]);
      await desk.stop();
      const again = emptying(flagging);
      await user.deliver(letter('two'));
      await expect.poll(() => subjects(again.kept), SOON).toEqual(['two']);
      await again.stop();
      expect(subjects(desk.kept)).toEqual(['one']);
    });

    it('is not taken from the folder where the desk could not keep it, and is when it can', async () => {
      const user = await someone();
      await user.deliver(letter('one'));
      let answer: Kept = { kind: 'cannot', code: 'spool.full' };
      const desk = emptying({ port: dovecot.port, user: user.name }, { accept: async () => answer });
      await expect.poll(() => desk.errors, SOON).toContain('spool.full');
      expect(await user.files()).toHaveLength(1);
      expect(await user.files(TAKEN)).toEqual([]);
      answer = { kind: 'kept' };
      await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(1);
      await desk.stop();
    });

    it('counts as received when it reached the inbox, bounded, and both moments are kept as evidence', async () => {
      const user = await someone();
      const began = Date.now();
      const arrived = [began - 12 * HOUR, began - 900 * DAY, began + DAY].map(
        (at) => Math.floor(at / 1000) * 1000,
      );
      for (const at of arrived) await user.deliver(letter('dated'), new Date(at));
      const desk = emptying({ port: dovecot.port, user: user.name });
      await expect.poll(() => desk.kept, SOON).toHaveLength(3);
      await user.deliver('From: a@maru-board.example\r\n\r\nno trace\r\n');
      await user.deliver('Return-Path: <>\r\n\r\nno sender\r\n');
      await expect.poll(() => desk.kept, SOON).toHaveLength(5);
      expect(desk.kept.slice(3).map(({ envelope }) => envelope.from)).toEqual([null, '']);
      const [evening, archive, ahead] = desk.kept.map(({ envelope }) => envelope);
      expect(evening).toMatchObject({
        receivedAt: arrived[0],
        from: 'bounces@maru-board.example',
        to: ['notices@desk.example'],
        inbox: {
          folder: 'INBOX',
          uid: 1,
          arrivedAt: arrived[0],
          uidValidity: expect.stringMatching(/^\d+$/),
        },
      });
      const takenAt = archive?.inbox?.takenAt ?? 0;
      expect(takenAt).toBeGreaterThanOrEqual(began);
      expect(archive).toMatchObject({ receivedAt: takenAt - OLDEST_MS, inbox: { arrivedAt: arrived[1] } });
      expect(ahead?.receivedAt).toBe(ahead?.inbox?.takenAt);
      await desk.stop();
    });

    it('that comes while the desk waits is heard of at once', async () => {
      const user = await someone();
      const desk = emptying({ port: dovecot.port, user: user.name }, {}, { pollMs: 600_000 });
      await user.deliver(letter('first'));
      await expect.poll(() => subjects(desk.kept), SOON).toEqual(['first']);
      await severalLooks();
      await user.deliver(letter('second'));
      await expect.poll(() => subjects(desk.kept), SOON).toEqual(['first', 'second']);
      await desk.stop();
    });
  });

  it('with 1,000 mails is emptied, each taken once', async () => {
    const user = await someone();
    const names = Array.from({ length: 1000 }, (_, at) => `letter ${at}`);
    for (const name of names) await user.deliver(letter(name));
    const desk = emptying({ port: dovecot.port, user: user.name });
    await expect.poll(() => user.files(TAKEN), { timeout: 60_000, interval: 100 }).toHaveLength(1000);
    expect(subjects(desk.kept).toSorted()).toEqual(names.toSorted());
    await desk.stop();
  }, 90_000);

  describe('a mail that cannot be taken', () => {
    it('since it is too large is left with a flag, and people are told once; one of just the limit is taken', async () => {
      const user = await someone();
      const sized = (name: string, size: number): string =>
        letter(name, `${'x'.repeat(size - letter(name, '\r\n').length)}\r\n`);
      for (const raw of [sized('over', MAX_BYTES + 1), sized('just', MAX_BYTES), letter('small')])
        await user.deliver(raw);
      let isHeard = false;
      const settings = { port: dovecot.port, user: user.name };
      const desk = emptying(settings, { tell: () => isHeard });
      await expect.poll(() => subjects(desk.kept), SOON).toEqual(['just', 'small']);
      await severalLooks();
      expect(await user.files()).not.toContainEqual(expect.stringMatching(/:2,.*F/));
      isHeard = true;
      await expect.poll(() => user.files(), SOON).toEqual([expect.stringMatching(/:2,F[a-z]$/)]);
      await desk.stop();
      expect(desk.told).toEqual([expect.objectContaining({ code: 'imap.too-large', count: 1 })]);
      const later = emptying(settings);
      await severalLooks();
      await later.stop();
      expect([later.told, later.kept, desk.errors]).toEqual([[], [], []]);
      const raised = emptying({ ...settings, maxBytes: 2 * MAX_BYTES });
      await expect.poll(() => subjects(raised.kept), SOON).toEqual(['over']);
      await raised.stop();
    });

    it('since it is too large does not even come over the wire', async () => {
      const user = await someone();
      const wire = await wireTo(dovecot.port);
      await user.deliver(letter('large', `${'x'.repeat(70)}\r\n`.repeat(50_000)));
      wire.cutAfter(MAX_BYTES);
      const desk = emptying({ port: wire.port, user: user.name });
      await expect.poll(() => desk.told, SOON).toEqual([expect.objectContaining({ code: 'imap.too-large' })]);
      expect(desk.errors).toEqual([]);
      await desk.stop();
    });

    it('since the server cannot read it keeps no other waiting, and people are told once', async () => {
      const user = await someone();
      const broken = user.file(await user.deliver(letter('broken')));
      await chmod(broken, 0o000);
      if (process.getuid?.() === 0) await chown(broken, 0, 0);
      await user.deliver(letter('next'));
      const desk = emptying({ port: dovecot.port, user: user.name });
      await expect.poll(() => subjects(desk.kept), SOON).toEqual(['next']);
      await expect.poll(() => desk.told, SOON).toEqual([expect.objectContaining({ code: 'imap.stuck' })]);
      // Dovecot hangs up over such a mail: it is not asked for again and again.
      const errors = desk.errors.length;
      await severalLooks();
      expect(desk.errors).toHaveLength(errors);
      expect(desk.told).toHaveLength(1);
      await desk.stop();
    });
  });

  describe('a connection that is cut', () => {
    it('in the middle of a mail loses nothing and takes nothing twice', async () => {
      const user = await someone();
      const wire = await wireTo(dovecot.port);
      const body = `${'y'.repeat(70)}\r\n`.repeat(800);
      for (const name of ['one', 'two', 'three']) await user.deliver(letter(name, body));
      wire.cutAfter(1.5 * body.length);
      const desk = emptying({ port: wire.port, user: user.name });
      await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(3);
      expect(desk.errors.length).toBeGreaterThan(0);
      expect(desk.kept.map(textOf).toSorted()).toEqual(
        ['one', 'three', 'two'].map((name) => letter(name, body)),
      );
      await desk.stop();
    });

    it('between keeping and marking is mended by marking alone', async () => {
      const user = await someone();
      const wire = await wireTo(dovecot.port);
      await user.deliver(letter('one'));
      const held = wire.holdWhen(/UID MOVE/);
      const desk = emptying({ port: wire.port, user: user.name });
      await held;
      expect(await user.files(TAKEN)).toEqual([]);
      wire.cut();
      await expect.poll(() => user.files(TAKEN), SOON).toHaveLength(1);
      expect(subjects(desk.kept)).toEqual(['one']);
      await desk.stop();
    });

    it('for long is told of, once', async () => {
      const user = await someone();
      const wire = await wireTo(1);
      const desk = emptying({ port: wire.port, user: user.name }, {}, { silentAfterMs: 100 });
      await expect.poll(() => desk.told, SOON).toEqual([expect.objectContaining({ code: 'imap.silent' })]);
      await severalLooks();
      expect(desk.told).toHaveLength(1);
      expect(desk.errors).toContain('imap.unreachable');
      await desk.stop();
    });
  });

  it('whose server forgot its UIDs gives the same bytes again, so that the same case is found', async () => {
    const user = await someone();
    const flagging = { port: dovecot.port, user: user.name, after: 'flag' as const };
    await user.deliver(letter('one'));
    const before = emptying(flagging);
    await expect.poll(() => user.files(), SOON).toEqual([expect.stringMatching(/S[a-z]$/)]);
    await before.stop();
    await user.forgetUids();
    const after = emptying(flagging);
    await expect.poll(() => after.kept.map(textOf), SOON).toEqual([letter('one')]);
    await after.stop();
    const validities = [...before.kept, ...after.kept].map(({ envelope }) => envelope.inbox?.uidValidity);
    expect(new Set(validities).size).toBe(2);
  });

  it('whose server forgot its UIDs while the desk looks hides no mail behind the number of another', async () => {
    const user = await someone();
    const wire = await wireTo(dovecot.port);
    await user.deliver(letter('over', 'x'.repeat(MAX_BYTES)));
    const desk = emptying({ port: wire.port, user: user.name });
    await expect.poll(() => desk.told, SOON).toHaveLength(1);
    // Nobody looks while the server loses its memory.
    await wire.holdWhen(/NOOP/);
    await user.clear();
    await user.forgetUids();
    await user.deliver(letter('next'));
    wire.cut();
    await expect.poll(() => subjects(desk.kept), SOON).toEqual(['next']);
    expect(desk.kept[0]?.envelope.inbox?.uid).toBe(1);
    await desk.stop();
  });

  it('at a server that can neither move nor tell of news is asked again and again, and flagged', async () => {
    const poor = await startDovecot(undefined, 'IMAP4rev1 UIDPLUS');
    const user = await poor.user('desk');
    const settings = { port: poor.port, user: user.name };
    await expect(openSession(settingsWith(settings))).rejects.toMatchObject({ code: 'imap.no-move' });
    const desk = emptying({ ...settings, after: 'flag' });
    for (const name of ['one', 'two']) {
      await user.deliver(letter(name));
      await expect.poll(() => subjects(desk.kept).at(-1), SOON).toBe(name);
    }
    await desk.stop();
    expect(desk.errors).toEqual([]);
  });

  describe('the way there', () => {
    const attempt = (change: Partial<Parameters<typeof settingsWith>[0]> & { port: number }) =>
      openSession(settingsWith({ user: 'desk', ...change })).then(
        (session) => {
          session.close();
          return 'open';
        },
        (error: { code?: string }) => error.code,
      );

    it('is open with TLS from the first byte or by STARTTLS, where the certificate is vouched for', async () => {
      const ca = await pem(trusted.file);
      expect(await attempt({ port: dovecot.tlsPort, tls: 'implicit', ca })).toBe('open');
      expect(await attempt({ port: dovecot.port, tls: 'starttls', ca })).toBe('open');
    });

    it('is closed where the certificate is expired, for another address, or vouched for by nobody', async () => {
      const folder = await peerFolder();
      const ca = await pem(trusted.file);
      for (const certificate of [
        await trusted.issue('expired', -1),
        await trusted.issue('elsewhere', 2, '192.0.2.1'),
        await selfSigned(folder, 'self'),
      ]) {
        const { port, tlsPort } = await startDovecot(certificate);
        expect(await attempt({ port: tlsPort, tls: 'implicit', ca })).toBe('imap.certificate');
        expect(await attempt({ port, tls: 'starttls', ca })).toBe('imap.certificate');
      }
      expect(await attempt({ port: dovecot.tlsPort, tls: 'implicit' })).toBe('imap.certificate');
    });

    it('is closed without TLS, but on this very machine', async () => {
      const bare = await startDovecot();
      expect(await attempt({ port: bare.port, tls: 'starttls' })).toBe('imap.no-tls');
      expect(await attempt({ port: dovecot.port, tls: 'implicit' })).toBe('imap.unreachable');
      for (const host of ['192.0.2.1', 'localhost', 'mail.example'])
        expect(await attempt({ port: bare.port, host })).toBe('imap.plain');
    });

    it('is closed to a wrong password, which is said to nobody, and open again with the right one', async () => {
      const user = await someone();
      await user.deliver(letter('one'));
      let password = `not ${PASSWORD}`;
      const settings = { port: dovecot.port, user: user.name };
      const desk = emptying(
        settings,
        {},
        { open: () => openSession(settingsWith({ ...settings, password })) },
      );
      await expect.poll(() => desk.errors, SOON).toContain('imap.login');
      expect([...new Set(desk.errors)]).toEqual(['imap.login']);
      expect(desk.said()).not.toContain(PASSWORD);
      password = PASSWORD;
      await expect.poll(() => subjects(desk.kept), SOON).toEqual(['one']);
      await desk.stop();
    });

    it('is closed to a folder that is not there, which is not made', async () => {
      const user = await someone();
      expect(await attempt({ port: dovecot.port, user: user.name, folder: 'Elsewhere' })).toBe(
        'imap.no-folder',
      );
    });
  });
});
