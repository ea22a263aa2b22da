// Backups that must not be brought back, and places they must not be brought back to: a code each, and nothing is changed.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileSpool } from '../../src/adapters/vault/file-spool.ts';
import { fileVault } from '../../src/adapters/vault/file-vault.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { redressHere, redressJson } from '../support/command-line.ts';
import { type Entries, packTo, unpack, vouchedFor, withManifest } from './backup-file.ts';
import { letterOf, type Place, place } from './desk-process.ts';

let home: Place;
let target: Place;
let good = '';
let odd = '';
let entries: Entries;

/** A desk with one person, one letter in the vault, and one that waits in the spool. */
beforeAll(async () => {
  [home, target] = [await place(), await place()];
  good = path.join(path.dirname(home.folder), 'good.backup');
  odd = path.join(path.dirname(home.folder), 'odd.backup');
  expect((await redressHere(['people', 'add', 'sora'], home.env)).code).toBe(0);
  const raw = Buffer.from(letterOf('waiting'));
  await (await fileVault(path.join(home.folder, 'vault'))).put(raw);
  const envelope = { id: letterId(uuidV7.fresh()), receivedAt: instant(1), from: '', to: [], peer: '' };
  await (await fileSpool(path.join(home.folder, 'spool'))).keep({ envelope, raw });
  expect((await redressHere(['backup', good], home.env)).code).toBe(0);
  entries = await unpack(good);
});
afterAll(async () => {
  await home.remove();
  await target.remove();
});

async function restore(file: string, where: Place = target) {
  const { code, json } = await redressJson(['restore', file], where.env, redressHere);
  return { exit: code, code: json.error?.code, message: json.error?.message };
}

/** Everything a restore could have changed in the target. */
async function contents({ folder, query }: Place): Promise<object> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const tables = await query(
    "select table_name from information_schema.tables where table_schema = 'public'",
  );
  return { files: files.filter((entry) => entry.isFile()).map(({ name }) => name), tables };
}

const write = (name: string, content: Buffer | string) => () => writeFile(odd, content).then(() => name);
const packed = (made: () => Iterable<readonly [string, Buffer | string]>) => () => packTo(odd, made());
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
};
const without = (name: string): Entries => new Map([...entries].filter(([entry]) => entry !== name));
const oneOf = (start: string): string => [...entries.keys()].find((name) => name.startsWith(start)) ?? '';
const part = async (share: number): Promise<void> => {
  const whole = await readFile(good);
  await writeFile(odd, whole.subarray(0, Math.floor(whole.length * share)));
};

type Case = readonly [make: () => Promise<unknown>, code: RegExp];
const HARMFUL: Readonly<Record<string, Case>> = {
  'cut off after half': [() => part(0.5), /^restore\.damaged$/],
  'cut off by its last bytes': [() => part(0.99), /^restore\.damaged$/],
  'with one bit of a file turned': [
    packed(
      () =>
        new Map([...entries, [oneOf('vault/'), flipped(entries.get(oneOf('vault/')) ?? Buffer.alloc(1), 9)]]),
    ),
    /^restore\.damaged$/,
  ],
  'with one bit of the gzip turned': [
    async () => {
      const whole = await readFile(good);
      await writeFile(odd, flipped(whole, Math.floor(whole.length / 2)));
    },
    /^restore\.damaged$/,
  ],
  'with a table missing': [packed(() => without('tables/people.copy')), /^restore\.damaged$/],
  'with a letter missing': [packed(() => without(oneOf('vault/'))), /^restore\.damaged$/],
  'with a letter nobody vouches for': [
    packed(() => [...entries, [`vault/ab/${'ab'.repeat(32)}`, 'planted']]),
    /^restore\.damaged$/,
  ],
  'with its manifest last': [
    packed(() => [...without('manifest.json'), ...entries]),
    /^restore\.not-a-backup$/,
  ],
  'without a manifest': [packed(() => without('manifest.json')), /^restore\.not-a-backup$/],
  'whose manifest is no JSON': [
    packed(() => [['manifest.json', '{"format":']]),
    /^restore\.(not-a-backup|damaged)$/,
  ],
  'whose manifest is null': [packed(() => [['manifest.json', 'null']]), /^restore\.not-a-backup$/],
  'whose manifest lists nothing': [
    packed(() => [['manifest.json', '{"format":"redress-backup/1"}']]),
    /^restore\.(not-a-backup|damaged)$/,
  ],
  'of another format': [
    packed(() => withManifest(entries, { format: 'redress-backup/9' })),
    /^restore\.not-a-backup$/,
  ],
  'of a newer version': [
    packed(() => withManifest(entries, { migration: '9999-tomorrow' })),
    /^restore\.newer-version$/,
  ],
  'that is empty': [write('empty', ''), /^restore\.(not-a-backup|damaged)$/],
  'that is a picture': [
    write('picture', Buffer.from('89504e470d0a1a0a0000', 'hex')),
    /^restore\.(not-a-backup|damaged)$/,
  ],
  'that is text, gzipped': [
    write('text', gzipSync('hello '.repeat(500))),
    /^restore\.(not-a-backup|damaged)$/,
  ],
  'that reaches out of its folder': [
    packed(() => vouchedFor(entries, { 'spool/../../../evil.mail': 'x' })),
    /^restore\.damaged$/,
  ],
  'that reaches up from the vault': [
    packed(() => vouchedFor(entries, { '../evil': 'x' })),
    /^restore\.damaged$/,
  ],
  'that names an absolute place': [
    packed(() => vouchedFor(entries, { '/tmp/evil.mail': 'x' })),
    /^restore\.damaged$/,
  ],
  'that brings a key': [packed(() => vouchedFor(entries, { 'keys/sora.key': 'x' })), /^restore\.damaged$/],
};

describe('a backup', () => {
  it.each(Object.entries(HARMFUL))(
    '%s is refused with a code, and nothing is changed',
    async (_what, [make, code]) => {
      await make();
      const before = await contents(target);
      const refused = await restore(odd);
      expect(refused.code).toMatch(code);
      expect(refused.exit).toBeGreaterThan(0);
      expect(refused.message).toMatch(/\S/);
      expect(await contents(target)).toEqual(before);
      expect(await readdir(path.dirname(target.folder))).not.toContain('evil.mail');
    },
  );

  it('with a table this desk does not know is refused, and no row is written', async () => {
    const strange = await place();
    await packTo(odd, vouchedFor(entries, { 'tables/pg_authid.copy': '' }));
    expect((await restore(odd, strange)).code).toBe('restore.damaged');
    expect(await strange.query('select 1 from people')).toEqual([]);
    expect(await contents(strange)).toMatchObject({ files: [] });
    await strange.remove();
  });

  it('that is not there is refused, naming it', async () => {
    const refused = await restore(path.join(path.dirname(odd), 'nothing.backup'));
    expect(refused.exit).toBeGreaterThan(0);
    expect(refused.message).toContain('nothing.backup');
  });

  it('with rows that do not fit is undone whole, files and all', async () => {
    const torn = await place();
    const { 'tables/people.copy': _left, ...files } = Object.fromEntries(entries);
    const last = new Map([...Object.entries(files), ['tables/people.copy', Buffer.alloc(0)] as const]);
    await packTo(odd, vouchedFor(last, { 'tables/people.copy': 'not\ta\tperson\n' }));
    expect((await restore(odd, torn)).exit).toBeGreaterThan(0);
    expect(await contents(torn)).toMatchObject({ files: [] });
    expect((await restore(good, torn)).exit).toBe(0);
    await torn.remove();
  });
});

describe('a desk that is not empty', () => {
  let there: Place;
  beforeAll(async () => {
    there = await place();
  });
  afterEach(async () => {
    await there.remove();
    there = await place();
  });
  afterAll(() => there.remove());

  it('with letters in the database takes no backup', async () => {
    expect(await restore(good, there)).toMatchObject({ exit: 0 });
    const before = await contents(there);
    expect(await restore(good, there)).toMatchObject({ exit: 1, code: 'restore.not-empty' });
    expect(await contents(there)).toEqual(before);
  });

  it('with nobody but one person in it takes none either: her name would clash', async () => {
    expect((await redressHere(['people', 'add', 'sora'], there.env)).code).toBe(0);
    expect(await restore(good, there)).toMatchObject({ exit: 1, code: 'restore.not-empty' });
  });

  it.each([
    ['mail waits', ['spool'], `${uuidV7.fresh()}.mail`],
    ['damaged mail is set aside', ['spool', 'aside'], `${uuidV7.fresh()}.mail`],
    ['letters are kept', ['vault', 'ab'], 'ab'.repeat(32)],
  ])('in whose folder %s takes none', async (_what, folders, name) => {
    const folder = path.join(there.folder, ...folders);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), 'x');
    expect(await restore(good, there)).toMatchObject({ exit: 1, code: 'restore.not-empty' });
    expect(await readFile(path.join(folder, name), 'utf8')).toBe('x');
  });
});

describe('a backup that cannot be written', () => {
  it('leaves nothing half-written, and an earlier one as it was', async () => {
    const before = await readFile(good);
    const inTheWay = path.join(path.dirname(home.folder), 'a-folder');
    await mkdir(path.join(inTheWay, 'full'), { recursive: true });
    const { code } = await redressHere(['backup', inTheWay], home.env);
    expect(code).toBeGreaterThan(0);
    expect(await readFile(good)).toEqual(before);
    expect((await readdir(path.dirname(home.folder))).filter((name) => /part|scratch/.test(name))).toEqual(
      [],
    );
  });
});
