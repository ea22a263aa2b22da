// What every storage of a log must keep, whatever it is made of. Run with a maker of empty places; each test takes one of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { publishedLog } from '../../src/adapters/log/published-log.ts';
import type { LogStorage } from '../../src/translog/log/log-storage.ts';
import { appendTo, entriesUpTo, guardedSigner, openedLog, recomputed } from './log-under-test.ts';

export interface LogPlace {
  /** Each call is another writer's view of the same place. */
  open(): Promise<LogStorage>;
  /** The address of its public files, for a stranger. */
  readonly publicUrl: string;
  /** For a process of its own: where the log is, and how to get there. */
  readonly args: readonly string[];
  close(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./log-storage-process.ts', import.meta.url));
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const OTHER_BYTES = { code: 'log.other-bytes' };
const TILE = 'tile/0/x001/067.p/12';
const CLIMBING = [
  '../checkpoint',
  '..',
  'tile/../../outside',
  'pending/../public/checkpoint',
  'pending/../../outside',
  '/tile/0/000',
  'tile//000',
  'tile/./000',
  'tile/000/',
  'tile\\..\\000',
  'tile/0%2f..%2f000',
  'tile/0?list',
  'tile/0#000',
  '',
];

export function logStorageConformance(makePlace: () => Promise<LogPlace>): void {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });
  const placed = async (): Promise<LogPlace> => {
    const place = await makePlace();
    ends.push(() => place.close());
    return place;
  };
  const fresh = async (): Promise<LogStorage> => (await placed()).open();
  /** A process that has done what it was told and stays. @returns how to kill it */
  const elsewhere = async (what: 'hold' | 'append', place: LogPlace): Promise<() => Promise<void>> => {
    const child = spawn(process.execPath, [PROCESS, what, ...place.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = async (): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    ends.push(kill);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const said = once(child.stdout, 'data').then(([chunk]) => String(chunk));
    const failed = once(child, 'exit').then(() => errors);
    expect(await Promise.race([said, failed])).toBe('done\n');
    return kill;
  };

  keepsFiles(fresh);
  keepsTheFolderOfEntries(fresh);
  staysInItsPlace(placed);
  letsOneWriterIn(placed, elsewhere);
  carriesALog(placed, elsewhere);
}

type Fresh = () => Promise<LogStorage>;
type Placed = () => Promise<LogPlace>;
type Elsewhere = (what: 'hold' | 'append', place: LogPlace) => Promise<() => Promise<void>>;

function keepsFiles(fresh: Fresh): void {
  test('what is not there is undefined', async () => {
    const storage = await fresh();
    expect(await storage.read('checkpoint')).toBeUndefined();
    expect(await storage.read(TILE)).toBeUndefined();
    expect(await storage.read('pending/0000000000000000')).toBeUndefined();
  });

  test('bytes come back as they were, all values and many of them', async () => {
    const storage = await fresh();
    const files = [
      { path: TILE, bytes: Uint8Array.from({ length: 256 }, (_, at) => at) },
      { path: 'tile/0/x001/067', bytes: bytes(0) },
      {
        path: 'pending/0000000000000007',
        bytes: Uint8Array.from({ length: 9 * 2 ** 20 }, (_, at) => at % 251),
      },
    ];
    await storage.write(files);
    for (const { path, bytes: all } of files)
      expect(Buffer.compare((await storage.read(path)) ?? bytes(), all)).toBe(0);
  });

  test.each([TILE, 'pending/0000000000000000'])('%s is written once', async (path) => {
    const storage = await fresh();
    await storage.write([{ path, bytes: bytes(1, 2, 3) }]);
    await storage.write([{ path, bytes: bytes(1, 2, 3) }]);
    await expect(storage.write([{ path, bytes: bytes(1, 2, 4) }])).rejects.toMatchObject(OTHER_BYTES);
    await expect(storage.write([{ path, bytes: bytes() }])).rejects.toMatchObject(OTHER_BYTES);
    expect(await storage.read(path)).toStrictEqual(expect.objectContaining(bytes(1, 2, 3)));
  });

  test('one file of many that is there already with other bytes is refused', async () => {
    const storage = await fresh();
    const files = Array.from({ length: 40 }, (_, at) => ({ path: `tile/0/${100 + at}`, bytes: bytes(at) }));
    await storage.write([{ path: 'tile/0/120', bytes: bytes(99) }]);
    await expect(storage.write(files)).rejects.toMatchObject(OTHER_BYTES);
    expect((await storage.read('tile/0/120'))?.[0]).toBe(99);
  });

  test('the checkpoint is replaced, and is whole at every moment', async () => {
    const storage = await fresh();
    const whole = (value: number): Uint8Array => new Uint8Array(200_000).fill(value);
    await storage.replace({ path: 'checkpoint', bytes: whole(1) });
    let isDone = false;
    const looks = (async () => {
      for (let count = 0; !isDone || count === 0; count++) {
        const seen = (await storage.read('checkpoint')) ?? bytes();
        expect(seen.length).toBe(200_000);
        expect(new Set(seen).size).toBe(1);
      }
    })();
    for (let value = 2; value <= 20; value++)
      await storage.replace({ path: 'checkpoint', bytes: whole(value) });
    isDone = true;
    await looks;
    expect((await storage.read('checkpoint'))?.[0]).toBe(20);
  });
}

function keepsTheFolderOfEntries(fresh: Fresh): void {
  const named = (index: number): string => `pending/${String(index).padStart(16, '0')}`;

  test('an empty folder is an empty list', async () => {
    const storage = await fresh();
    expect(await storage.list('pending')).toEqual([]);
    await storage.write([{ path: TILE, bytes: bytes(1) }]);
    expect(await storage.list('pending')).toEqual([]);
  });

  test('more than a thousand files are listed, in order', { timeout: 120_000 }, async () => {
    const storage = await fresh();
    const names = Array.from({ length: 1_010 }, (_, index) => named(index));
    await storage.write(names.toReversed().map((path) => ({ path, bytes: bytes(1) })));
    expect(await storage.list('pending')).toEqual(names);
  });

  test('what is removed is gone, also twice, and nothing else is', async () => {
    const storage = await fresh();
    await storage.write([1, 2, 3].map((index) => ({ path: named(index), bytes: bytes(index) })));
    await storage.remove([named(1), named(3)]);
    await storage.remove([named(1), named(3), named(4)]);
    await storage.remove([]);
    expect(await storage.list('pending')).toEqual([named(2)]);
    expect(await storage.read(named(1))).toBeUndefined();
  });
}

function staysInItsPlace(placed: Placed): void {
  test.each(CLIMBING)('%j leads nowhere', async (path) => {
    const storage = await (await placed()).open();
    const refused = { code: 'log.bad-path' };
    await expect((async () => storage.read(path))()).rejects.toMatchObject(refused);
    await expect((async () => storage.write([{ path, bytes: bytes(1) }]))()).rejects.toMatchObject(refused);
    await expect((async () => storage.replace({ path, bytes: bytes(1) }))()).rejects.toMatchObject(refused);
    await expect((async () => storage.remove([path]))()).rejects.toMatchObject(refused);
  });

  test('two logs side by side do not meet', async () => {
    const [one, other] = [await (await placed()).open(), await (await placed()).open()];
    await one.write([{ path: 'pending/0000000000000000', bytes: bytes(1) }]);
    expect(await other.list('pending')).toEqual([]);
    await (await one.lock())();
    const [unlockOne, unlockOther] = [await one.lock(), await other.lock()];
    await Promise.all([unlockOne(), unlockOther()]);
  });
}

function letsOneWriterIn(placed: Placed, elsewhere: Elsewhere): void {
  const inUse = { code: 'log.in-use' };

  test('a second writer of the same process waits outside until the first lets go', async () => {
    const place = await placed();
    const [first, second] = [await place.open(), await place.open()];
    const unlock = await first.lock();
    await expect(second.lock()).rejects.toMatchObject(inUse);
    await unlock();
    await (await second.lock())();
  });

  test('the lock of another process excludes us, and dies with it', async () => {
    const place = await placed();
    const kill = await elsewhere('hold', place);
    await expect((await place.open()).lock()).rejects.toMatchObject(inUse);
    await kill();
    await (await (await place.open()).lock())();
  });
}

function carriesALog(placed: Placed, elsewhere: Elsewhere): void {
  test('a log is written, closed and gone on with; a stranger recomputes all of it', async () => {
    const place = await placed();
    const sign = guardedSigner();
    const first = await openedLog(await place.open(), sign);
    expect(await appendTo(first, 0, 600)).toEqual(Array.from({ length: 600 }, (_, index) => index));
    await first.publish();
    expect(await recomputed(await publishedLog(place.publicUrl))).toEqual(entriesUpTo(600));
    await appendTo(first, 600, 610);
    await first.close();
    const second = await openedLog(await place.open(), sign);
    expect(second.size).toBe(610);
    await appendTo(second, 610, 900);
    await second.publish();
    await second.close();
    expect(await recomputed(await publishedLog(place.publicUrl))).toEqual(entriesUpTo(900));
    expect(await (await place.open()).list('pending')).toEqual([]);
  });

  test('what was acknowledged is taken up after its process was killed', async () => {
    const place = await placed();
    const kill = await elsewhere('append', place);
    await kill();
    const writer = await openedLog(await place.open());
    expect(writer.size).toBe(5);
    await appendTo(writer, 5, 8);
    await writer.publish();
    await writer.close();
    expect(await recomputed(await publishedLog(place.publicUrl))).toEqual(entriesUpTo(8));
  });

  test('a stranger finds nothing that is not public', async () => {
    const place = await placed();
    const storage = await place.open();
    await storage.write([{ path: 'pending/0000000000000000', bytes: bytes(1) }]);
    const read = await publishedLog(place.publicUrl);
    expect(await read('pending/0000000000000000')).toBeUndefined();
    expect(await read('checkpoint')).toBeUndefined();
  });
}
