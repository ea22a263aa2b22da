// Entries that are sent with their place, by a sender that repeats itself: each lies there once, in order, whatever was killed in between.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileLogStorage } from '../../adapters/log/file-log-storage.ts';
import { utf8 } from '../bytes.ts';
import { makeSignerKey } from '../notes/key.ts';
import { signText, writeNote } from '../notes/note.ts';
import { decodeBundle } from '../tiles/entry-bundle.ts';
import { bundlesOf, tilePath } from '../tiles/tile.ts';
import type { LogFile, LogStorage } from './log-storage.ts';
import { LogWriter, type SignCheckpoint } from './log-writer.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const key = await makeSignerKey(sha256, 'desk.example/log', 'note', new Uint8Array(32).fill(9));
const entry = (index: number) => utf8(`entry ${index}`);
const sign: SignCheckpoint = async (_, text) => writeNote({ text, signatures: [await signText(text, key)] });
const openedOn = (storage: LogStorage, more = {}) => LogWriter.open({ storage, sha256, key, sign, ...more });

let folder = '';
let storage: LogStorage;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-'));
  storage = await fileLogStorage(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const other = { code: 'log.other-entry' };
const sendAll = (writer: LogWriter, from: number, to: number) =>
  Promise.all(Array.from({ length: to - from }, (_, at) => writer.appendAt(from + at, entry(from + at))));

async function entriesIn(from: LogStorage, size: number): Promise<string[]> {
  const all: string[] = [];
  for (const bundle of bundlesOf(size)) {
    const bytes = (await from.read(tilePath(bundle))) ?? new Uint8Array();
    all.push(...decodeBundle(bytes, bundle.width).map((one) => Buffer.from(one).toString()));
  }
  return all;
}

describe('an entry that is sent with its place', () => {
  it('is taken once, however often it comes: while it waits, once it is durable, and when it is public', async () => {
    const writer = await openedOn(storage);
    const [first, again] = [writer.appendAt(0, entry(0)), writer.appendAt(0, entry(0))];
    expect(writer.waiting).toBe(1);
    await expect(writer.appendAt(0, entry(9))).rejects.toMatchObject({ ...other, next: 1 });
    expect(await Promise.all([first, again])).toEqual([0, 0]);
    await sendAll(writer, 1, 600);
    for (const step of ['in memory', 'in its files']) {
      for (const index of [0, 255, 256, 511, 512, 599]) {
        expect(await writer.appendAt(index, entry(index)), step).toBe(index);
        await expect(writer.appendAt(index, entry(index + 1)), step).rejects.toMatchObject(other);
      }
      await writer.publish();
    }
    expect(writer.size).toBe(600);
    await writer.close();
    const next = await openedOn(storage);
    for (const index of [0, 255, 256, 599]) {
      expect(await next.appendAt(index, entry(index))).toBe(index);
      await expect(next.appendAt(index, entry(7))).rejects.toMatchObject(other);
    }
    expect(await next.appendAt(600, entry(600))).toBe(600);
    expect(next.size).toBe(601);
    await next.close();
  });

  it('is refused beyond the end, where those that wait count', async () => {
    const writer = await openedOn(storage);
    await expect(writer.appendAt(1, entry(1))).rejects.toMatchObject({ code: 'log.gap', next: 0 });
    const sent = [writer.appendAt(0, entry(0)), writer.append(entry(1)), writer.appendAt(2, entry(2))];
    await expect(writer.appendAt(4, entry(4))).rejects.toMatchObject({ code: 'log.gap', next: 3 });
    await expect(writer.appendAt(-1, entry(0))).rejects.toMatchObject({ code: 'log.bad-number' });
    await expect(writer.appendAt(0.5, entry(0))).rejects.toMatchObject({ code: 'log.bad-number' });
    expect(await Promise.all(sent)).toEqual([0, 1, 2]);
    await writer.close();
  });

  it('is not acknowledged before it is durable, sent once or again', async () => {
    const failed = Promise.withResolvers<undefined>();
    const slow: LogStorage = { ...storage, write: () => failed.promise };
    const writer = await openedOn(slow);
    const sent = Promise.allSettled([writer.appendAt(0, entry(0)), writer.appendAt(0, entry(0))]);
    failed.reject(new Error('EIO'));
    expect((await sent).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await writer.close();
  });

  it('left in the journal by a writer that was stopped there is made durable before anybody hears that it is', async () => {
    const first = await openedOn(storage);
    await first.appendAt(0, entry(0));
    await first.appendAt(1, entry(1));
    await first.close();
    const pending = await storage.list('pending');
    const written: string[] = [];
    const watched: LogStorage = {
      ...storage,
      write: (files) => {
        written.push(...files.map((file) => file.path));
        return storage.write(files);
      },
    };
    const second = await openedOn(watched);
    expect(written).toEqual(pending.slice(-1));
    expect(await second.appendAt(1, entry(1))).toBe(1);
    await second.close();
  });
});

describe('a publishing that waits for its signatures', () => {
  /** A signer that answers when it is told to. */
  const heldSigner = () => {
    const [asked, answer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const held: SignCheckpoint = async (claim, text) => {
      asked.resolve(undefined);
      await answer.promise;
      return sign(claim, text);
    };
    return { held, asked: asked.promise, answer: answer.resolve };
  };

  it('keeps no entry waiting, and publishes what there was when it began', async () => {
    const { held, asked, answer } = heldSigner();
    const writer = await openedOn(storage, { sign: held });
    await sendAll(writer, 0, 300);
    const publishing = writer.publish();
    await asked;
    await sendAll(writer, 300, 700);
    expect(writer.size).toBe(700);
    answer(undefined);
    expect((await publishing).size).toBe(300);
    // Stopped here, nothing of what came meanwhile is lost.
    await writer.close();
    const next = await openedOn(storage);
    expect([next.published?.size, next.size]).toEqual([300, 700]);
    await next.publish();
    await next.close();
    expect(await storage.list('pending')).toEqual([]);
    expect(await entriesIn(storage, 700)).toEqual(Array.from({ length: 700 }, (_, at) => `entry ${at}`));
  });

  it('leaves what came meanwhile to the next one, which clears it away', async () => {
    const { held, asked, answer } = heldSigner();
    const writer = await openedOn(storage, { sign: held });
    await sendAll(writer, 0, 3);
    const publishing = writer.publish();
    await asked;
    await sendAll(writer, 3, 5);
    answer(undefined);
    await publishing;
    expect(await storage.list('pending')).toHaveLength(1);
    expect((await writer.publish()).size).toBe(5);
    expect(await storage.list('pending')).toEqual([]);
    await writer.close();
  });

  it('comes to its turn although entries never stop coming', async () => {
    const writer = await openedOn(storage);
    let isOver = false;
    const feed = async () => {
      while (!isOver) await writer.append(utf8('more'));
    };
    const feeders = [feed(), feed(), feed()];
    expect((await writer.publish()).origin).toBe('desk.example/log');
    isOver = true;
    await Promise.all(feeders);
    await writer.close();
  });

  it('that fails to write tells those who wait behind it, instead of keeping them for ever', async () => {
    let fails = false;
    const failing: LogStorage = {
      ...storage,
      write: (files) => (fails ? Promise.reject(new Error('EIO')) : storage.write(files)),
    };
    const writer = await openedOn(failing);
    await writer.append(entry(0));
    fails = true;
    const [published, added] = await Promise.allSettled([writer.publish(), writer.append(entry(1))]);
    expect([published.status, added.status]).toEqual(['rejected', 'rejected']);
    expect(String(writer.failure)).toContain('EIO');
    await writer.close();
  });
});

/** A disk in memory that, once cut off, lets nothing through: what was on its way may have arrived or not. */
function memoryDisk() {
  const files = new Map<string, Uint8Array>();
  const attached = (arrives: () => boolean) => {
    let isCut = false;
    const put = async (all: readonly LogFile[]) => {
      for (const { path: name, bytes } of all) {
        await Promise.resolve();
        if (isCut && !arrives()) throw new Error('killed');
        files.set(name, bytes);
      }
      if (isCut) throw new Error('killed');
    };
    const disk: LogStorage = {
      read: (name) => Promise.resolve(files.get(name)),
      write: put,
      replace: (file) => put([file]),
      list: (name) =>
        Promise.resolve([...files.keys()].filter((one) => one.startsWith(`${name}/`)).toSorted()),
      remove: async (names) => {
        await Promise.resolve();
        for (const name of names) if (!isCut || arrives()) files.delete(name);
        if (isCut) throw new Error('killed');
      },
      lock: () => Promise.resolve(() => Promise.resolve()),
    };
    const cut = () => {
      isCut = true;
    };
    return { disk, cut };
  };
  return { files, attached };
}

const stepOf = fc.oneof(
  { weight: 6, arbitrary: fc.record({ send: fc.integer({ min: 1, max: 40 }), wait: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ repeat: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.constant('publish' as const) },
  { weight: 2, arbitrary: fc.record({ killAfter: fc.nat(30), arrives: fc.array(fc.boolean()) }) },
);

describe('a sender that sends at least once, and a writer that is killed again and again', () => {
  it('bring every entry into the log exactly once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepOf, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { attached } = memoryDisk();
        let arrivals: boolean[] = [];
        const arrives = () => arrivals.shift() ?? false;
        let { disk, cut } = attached(arrives);
        let writer = await openedOn(disk);
        /** What the sender knows: up to here everything was acknowledged. */
        let known = 0;
        let sent = 0;
        const send = async (from: number, to: number) => {
          const answers = await Promise.allSettled(
            Array.from({ length: to - from }, (_, at) => writer.appendAt(from + at, entry(from + at))),
          );
          const failed = answers.findIndex(({ status }) => status === 'rejected');
          for (const [at, answer] of answers.entries())
            if (answer.status === 'fulfilled') expect(answer.value).toBe(from + at);
          sent = Math.max(sent, to);
          return from + (failed === -1 ? answers.length : failed);
        };
        const under: Promise<unknown>[] = [];
        for (const step of steps) {
          if (step === 'publish') under.push(writer.publish().catch(() => undefined));
          else if ('send' in step) {
            const from = known;
            const sending = send(from, from + step.send).then((upTo) => {
              known = Math.max(known, upTo);
            });
            under.push(sending);
            if (step.wait) await sending;
          } else if ('repeat' in step) {
            const to = known;
            expect(await send(Math.max(0, to - step.repeat), to)).toBe(to);
          } else {
            for (let at = 0; at < step.killAfter; at++) await Promise.resolve();
            arrivals = [...step.arrives];
            cut();
            await Promise.all(under.splice(0));
            await writer.close();
            ({ disk, cut } = attached(arrives));
            writer = await openedOn(disk);
            expect(writer.size).toBeGreaterThanOrEqual(known);
            expect(writer.size).toBeLessThanOrEqual(sent);
          }
        }
        await Promise.all(under);
        const last = Math.max(known, sent) + 3;
        expect(await send(0, last)).toBe(last);
        expect((await writer.publish()).size).toBe(last);
        await writer.close();
        expect(await entriesIn(disk, last)).toEqual(Array.from({ length: last }, (_, at) => `entry ${at}`));
      }),
      { numRuns: 300 },
    );
  });
});
