// The spool and the vault as folders: nothing half-written, nothing thrown away, no name that leads elsewhere.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { writeDurably } from '../../src/adapters/vault/durable.ts';
import { fileSpool, type SpoolLimits } from '../../src/adapters/vault/file-spool.ts';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Spooled } from '../../src/ports/spool.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mailOf = (raw: string | Buffer, id: string = uuidV7.fresh()): Spooled => ({
  envelope: {
    id: letterId(id),
    receivedAt: instant(1),
    from: 'a@b.example',
    to: ['n@d.example'],
    peer: '192.0.2.1',
  },
  raw: Buffer.from(raw as string),
});
const open = (limits?: SpoolLimits) => fileSpool(folder, limits);

describe('the spool', () => {
  it('gives back what it kept, byte for byte, also after a restart', async () => {
    const mail = mailOf(Buffer.from([0, 10, 13, 255, 10]));
    expect(await (await open()).keep(mail)).toEqual({ kind: 'kept' });
    const back = await (await open()).read(mail.envelope.id);
    expect(back?.envelope).toEqual(mail.envelope);
    expect(Buffer.from(back?.raw ?? [])).toEqual(mail.raw);
  });

  it('lists the oldest first, no more than asked for, and forgets what was removed', async () => {
    const spool = await open();
    const ids = ['00000000-1', '00000000-2', '00000000-3'].map(letterId);
    for (const id of ids.toReversed()) await spool.keep(mailOf('x', id));
    expect(await spool.waiting(2)).toEqual(ids.slice(0, 2));
    await spool.remove(ids[0] ?? letterId(''));
    expect(await spool.waiting(9)).toEqual(ids.slice(1));
  });

  it('lists what is behind a mail, so that one which cannot be read now does not block the rest', async () => {
    const spool = await open();
    const ids = ['1', '1-2', '2', '3'].map(letterId);
    for (const id of ids) await spool.keep(mailOf('x', id));
    expect(await spool.waiting(2, ids[0])).toEqual(ids.slice(1, 3));
    expect(await spool.waiting(9, letterId('2-gone'))).toEqual(ids.slice(3));
    expect(await spool.waiting(9, ids[3])).toEqual([]);
  });

  it('knows nothing of a mail that is gone, and setting it aside is no error', async () => {
    const spool = await open();
    expect(await spool.read(letterId('gone'))).toBeUndefined();
    await spool.setAside(letterId('gone'));
  });

  it('throws when the disk fails to read a mail: it is not damaged, it is tried again', async () => {
    const spool = await open();
    await mkdir(path.join(folder, 'id.mail'));
    await expect(spool.read(letterId('id'))).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('throws when a mail cannot be set aside', async () => {
    const spool = await open();
    const { envelope } = mailOf('x', 'id');
    await spool.keep(mailOf('x', 'id'));
    await mkdir(path.join(folder, 'aside', 'id.mail'));
    await expect(spool.setAside(envelope.id)).rejects.toMatchObject({ syscall: 'rename' });
    expect(await spool.waiting(9)).toEqual(['id']);
  });

  it('is readable by the account of the desk only', async () => {
    const mail = mailOf('x');
    await (await open()).keep(mail);
    expect((await stat(path.join(folder, `${mail.envelope.id}.mail`))).mode & 0o077).toBe(0);
  });

  it('does not list what a crash left half-written', async () => {
    const spool = await open();
    await writeFile(path.join(folder, 'c1.part'), 'half');
    expect(await spool.waiting(9)).toEqual([]);
  });

  it.each([
    ['no envelope', 'Subject: a\r\n\r\n'],
    ['an envelope cut off', '{"id":"x"'],
    ['nothing', ''],
  ])('sets a file with %s aside, whole, and goes on', async (_what, text) => {
    const spool = await open();
    const id = letterId(uuidV7.fresh());
    await writeFile(path.join(folder, `${id}.mail`), text);
    expect(await spool.waiting(9)).toEqual([id]);
    expect(await spool.read(id)).toBeUndefined();
    await spool.setAside(id);
    expect(await spool.waiting(9)).toEqual([]);
    expect(await readFile(path.join(folder, 'aside', `${id}.mail`), 'utf8')).toBe(text);
  });

  it('is full when enough mails wait, and takes more when one was read', async () => {
    const spool = await open({ maxWaiting: 1, minFreeBytes: 0 });
    const first = mailOf('x');
    expect(await spool.keep(first)).toEqual({ kind: 'kept' });
    expect(await spool.keep(mailOf('y'))).toEqual({ kind: 'cannot', code: 'spool.full' });
    await spool.remove(first.envelope.id);
    expect(await spool.keep(mailOf('z'))).toEqual({ kind: 'kept' });
  });

  it('is full while the disk is nearly full, before it is', async () => {
    const spool = await open({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    expect(await spool.keep(mailOf('x'))).toEqual({ kind: 'cannot', code: 'spool.full' });
    expect(await readdir(folder)).toEqual(['aside']);
  });

  it('that has lost its folder has failed, which is not "full"', async () => {
    const spool = await open();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file in the place of the folder');
    expect(await spool.keep(mailOf('x'))).toEqual({ kind: 'cannot', code: 'spool.failed' });
  });
});

describe('a full disk', () => {
  it('is spool.full, with nothing half-written left, and the mails before it unharmed', async ({ skip }) => {
    const tiny = path.join(folder, 'tiny');
    await mkdir(tiny);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'none', tiny]).status === 0;
    skip(!mounted, 'no tmpfs can be mounted; cure: run as root with CAP_SYS_ADMIN');
    try {
      const spool = await fileSpool(tiny, { minFreeBytes: 0 });
      const small = mailOf('small');
      expect(await spool.keep(small)).toEqual({ kind: 'kept' });
      expect(await spool.keep(mailOf(Buffer.alloc(1_000_000)))).toEqual({
        kind: 'cannot',
        code: 'spool.full',
      });
      expect((await readdir(tiny)).toSorted()).toEqual([`${small.envelope.id}.mail`, 'aside'].toSorted());
      expect(await spool.keep(mailOf('small too'))).toEqual({ kind: 'kept' });
      expect(Buffer.from((await spool.read(small.envelope.id))?.raw ?? []).toString()).toBe('small');
    } finally {
      spawnSync('umount', [tiny]);
    }
  });
});

describe('the vault', () => {
  const bytes = Buffer.from('Subject: a\r\n\r\none\r\n');
  const digest = createHash('sha256').update(bytes).digest('hex');

  it('names a letter by its SHA-256 and gives back its bytes', async () => {
    const vault = await fileVault(folder);
    expect(await vault.put(bytes)).toBe(digest);
    expect(Buffer.from((await vault.get(digest)) ?? [])).toEqual(bytes);
  });

  it('keeps the same bytes once, even when they come many times at once', async () => {
    const vault = await fileVault(folder);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => vault.put(bytes))))).toEqual(
      new Set([digest]),
    );
    expect(await readdir(path.join(folder, digest.slice(0, 2)))).toEqual([digest]);
  });

  it.each([
    '',
    '..',
    '../../etc/passwd',
    `${'a'.repeat(62)}/.`,
    digest.toUpperCase(),
    `${digest}\n`,
    `../${digest}`,
  ])('knows no letter %j', async (name) => {
    const vault = await fileVault(path.join(folder, 'vault'));
    await vault.put(bytes);
    expect(await vault.get(name)).toBeUndefined();
  });
});

describe('writing durably', () => {
  it('throws the error of the system and leaves no part behind', async () => {
    await mkdir(path.join(folder, 'taken'));
    await expect(writeDurably(folder, 'taken', Buffer.from('x'))).rejects.toMatchObject({
      syscall: 'rename',
    });
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('replaces a file of that name whole', async () => {
    await writeDurably(folder, 'name', Buffer.from('a longer first version'));
    await writeDurably(folder, 'name', Buffer.from('second'));
    expect(await readFile(path.join(folder, 'name'), 'utf8')).toBe('second');
  });
});

describe('ids', () => {
  it('sort by the time they were made, so that the order of names is the order of arrival', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      ids.push(uuidV7.fresh());
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(ids).toEqual(ids.toSorted());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(Array.from({ length: 10_000 }, () => uuidV7.fresh())).size).toBe(10_000);
  });
});
