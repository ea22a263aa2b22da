// A backup taken while the desk works and brought back elsewhere: nothing that was acknowledged before it began is missing.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileSpool } from '../../src/adapters/vault/file-spool.ts';
import { uuidV7 } from '../../src/adapters/crypto/ids.ts';
import { letterId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import { redress, redressHere, redressJson } from '../support/command-line.ts';
import { cutAll } from '../support/smtp-client.ts';
import { DESK, letterOf, type Place, place, keepSending, serve, type Serving } from './desk-process.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** How long a busy desk on a busy machine may take. */
const PATIENCE = { timeout: 40_000, interval: 100 };

/** A task that a worker has just taken and will not give back today. */
const HELD_TASK = `insert into outbox
  (tenant_id, task_id, case_id, key, work, state, not_before, urgency, attempts, lease_until)
  values ('main', 'held', 'none', 'held', '{"kind":"locate","item":1}', 'waiting', now(), now(), 1, now() + interval '1 day')`;

let home: Place;
let busy: Place;
let quiet: Place;
let serving: Serving | undefined;
const files: Record<string, string> = {};
let promised: readonly string[] = [];

/** Raw letters in a place, wherever they stand: `Message-ID` names as often as they occur in vault and spool. */
async function lettersIn({ folder }: Place): Promise<Set<string>> {
  const shelves = await readdir(path.join(folder, 'vault'), { recursive: true, withFileTypes: true });
  // No letter was waiting when the backup was taken: then there is no such folder yet.
  const spooled = await readdir(path.join(folder, 'spool'), { withFileTypes: true }).catch(() => []);
  const all = [...shelves, ...spooled].filter((entry) => entry.isFile());
  const texts = await Promise.all(
    all.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
  );
  return new Set(texts.flatMap((text) => /^Message-ID: <(.*)@stranger/m.exec(text)?.[1] ?? []));
}

/**
 * Names of the letters that have a case. The vault may hold more: the raw bytes of letters that came while the backup was
 * being taken, after its snapshot of the tables.
 */
async function lettersWithCase(where: Place): Promise<Set<string>> {
  const rows = await where.query<{ raw_digest: string }>('select raw_digest from letters');
  const texts = await Promise.all(
    rows.map(({ raw_digest: digest }) =>
      readFile(path.join(where.folder, 'vault', digest.slice(0, 2), digest), 'utf8'),
    ),
  );
  return new Set(texts.flatMap((text) => /^Message-ID: <(.*)@stranger/m.exec(text)?.[1] ?? []));
}

const settled = async (where: Place): Promise<number> =>
  Number(
    (await where.query<{ n: string }>("select count(*) as n from outbox where state = 'waiting'"))[0]?.n,
  );

beforeAll(async () => {
  [home, busy, quiet] = [await place(), await place(), await place()];
  for (const name of ['busy', 'quiet']) files[name] = path.join(path.dirname(home.folder), `${name}.backup`);
  serving = await serve(home);
  const senders = [keepSending(serving.port, 'one'), keepSending(serving.port, 'two')];
  const acknowledged = () => senders.flatMap((sender) => sender.acknowledged);
  await vi.waitFor(() => expect(acknowledged().length).toBeGreaterThan(30), PATIENCE);
  promised = acknowledged();
  await home.query(HELD_TASK);
  const backedUp = await redress(['backup', files['busy'] ?? '', '--json'], home.env);
  const meanwhile = acknowledged().length - promised.length;
  await Promise.all(senders.map((sender) => sender.finish()));
  await home.query("delete from outbox where key = 'held'");
  expect(backedUp).toMatchObject({ code: 0 });
  expect(meanwhile, 'letters that came in during the backup').toBeGreaterThan(0);
});
afterAll(async () => {
  cutAll();
  await serving?.stop();
  for (const where of [home, busy, quiet]) await where.remove();
});

describe('a backup of a desk at work', () => {
  it('brought back holds every letter that was acknowledged before it began', async () => {
    const restored = await redressJson(['restore', files['busy'] ?? ''], busy.env, redressHere);
    expect(restored).toMatchObject({ code: 0, json: { rows: { letters: expect.any(Number) } } });
    const there = await lettersIn(busy);
    expect(promised.filter((name) => !there.has(name))).toEqual([]);
  });

  it('leaves no task in the hands of a worker of the other desk', async () => {
    expect(await busy.query("select lease_until from outbox where key = 'held'")).toEqual([
      { lease_until: null },
    ]);
  });

  it('folds every case to a state that the desk has gone through', async () => {
    const [then, now] = [await busy.cases(), await home.cases()];
    expect(then.size).toBeGreaterThan(0);
    for (const [number, { history }] of then) {
      expect(now.get(number)?.history.slice(0, history.length), number).toEqual(history);
    }
  });

  it('is worked off by the desk that was brought back: one case for each letter, none twice', async () => {
    const second = await serve(busy);
    try {
      const open = async () =>
        (await readdir(path.join(busy.folder, 'spool'))).filter((name) => name.endsWith('.mail'));
      await vi.waitFor(async () => expect(await open()).toEqual([]), PATIENCE);
      await vi.waitFor(async () => expect(await settled(busy)).toBe(0), PATIENCE);
    } finally {
      expect(await second.stop()).toBe(0);
    }
    const cases = await busy.cases();
    const named = await lettersWithCase(busy);
    expect(promised.filter((name) => !named.has(name))).toEqual([]);
    expect(cases.size).toBe(named.size);
    const results = [...cases.values()].map(({ state }) => state.items[0]?.result?.word);
    expect(new Set(results)).toEqual(new Set(['not_ours']));
  });
});

describe('a backup of a desk at rest', () => {
  const id = letterId(uuidV7.fresh());
  const raw = Buffer.from(letterOf('waiting'));

  beforeAll(async () => {
    await vi.waitFor(async () => expect(await settled(home)).toBe(0), PATIENCE);
    await serving?.stop();
    const spool = await fileSpool(path.join(home.folder, 'spool'));
    await spool.keep({ envelope: { id, receivedAt: instant(1), from: '', to: [DESK], peer: '' }, raw });
    const damaged = letterId(uuidV7.fresh());
    await spool.keep({
      envelope: { id: damaged, receivedAt: instant(1), from: '', to: [DESK], peer: '' },
      raw,
    });
    await spool.setAside(damaged);
    expect((await redressHere(['people', 'add', 'sora'], home.env)).code).toBe(0);
    expect((await redressHere(['backup', files['quiet'] ?? ''], home.env)).code).toBe(0);
    expect((await redressHere(['restore', files['quiet'] ?? ''], quiet.env)).code).toBe(0);
  });

  it('brought back is the same: every case, every history, every row of every table', async () => {
    expect(await quiet.cases()).toEqual(await home.cases());
    const tables = await home.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const all = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t`;
      expect(await quiet.query(all), name).toEqual(await home.query(all));
    }
  });

  it('holds the letters that wait unread, and the damaged ones set aside', async () => {
    const spool = await fileSpool(path.join(quiet.folder, 'spool'));
    expect(await spool.waiting(9)).toEqual([id]);
    expect(Buffer.from((await spool.read(id))?.raw ?? [])).toEqual(raw);
    const aside = (where: Place) => readdir(path.join(where.folder, 'spool', 'aside'));
    expect(await aside(home)).toHaveLength(1);
    expect(await aside(quiet)).toEqual(await aside(home));
  });

  it('gives back each raw letter by its case', async () => {
    const [number = ''] = (await quiet.cases()).keys();
    const [before, after] = [
      await redress(['case', number, '--raw'], home.env),
      await redress(['case', number, '--raw'], quiet.env),
    ];
    expect(after.stdout).toContain('I request that you delete this.');
    expect(after).toEqual(before);
  });

  it('leaves nothing beside the file, which only the desk’s account may read', async () => {
    const file = files['quiet'] ?? '';
    expect((await stat(file)).mode & 0o077).toBe(0);
    const beside = await readdir(path.dirname(file));
    expect(beside.filter((name) => /part|scratch/.test(name))).toEqual([]);
  });

  it('keeps no private key: it would be as good as the person herself', async () => {
    expect(await readdir(path.join(home.folder, 'keys'))).toEqual(['sora.key']);
    expect(await readdir(quiet.folder)).not.toContain('keys');
  });
});
