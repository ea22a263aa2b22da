// The built-in messenger as somebody else's server: started as a process, seeded, made to misbehave, and asked afterwards what
// was done to it. Its own ledger is the second witness of every removal.
import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seedSchoolRooms, type Seeded } from '../../messenger/seed.ts';
import type { Closing } from './closing.ts';
import { startProgram } from './program.ts';

const START_LIMIT_MS = 120_000;
const PAGE = 100;
const MAX_PAGES = 1_000;
/** Order numbers are burnt by repeats; after so many numbers without an order there is none any more. */
const GAP = 400;
const AT_ONCE = 20;

export interface Effect {
  readonly at: string;
  readonly what: string;
  readonly target: { readonly kind: string; readonly id: string };
}

export interface Messenger {
  readonly api: string;
  readonly adminToken: string;
  readonly seeded: Seeded;
  /** Every change an admin call made, in order. */
  ledger(): Promise<readonly Effect[]>;
  /** How many different orders were accepted, whether they changed anything or not. */
  orders(): Promise<number>;
  /** Changes how it misbehaves. */
  misbehave(faults: object): Promise<void>;
  /** Behaves from now on. */
  calm(): Promise<void>;
  /** The newest id of each message that has got another one. */
  moved(messageIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Who posted each of these messages, by its number as asked. */
  authors(messageIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Those of these messages of which another server has a copy that it shows to everybody. */
  keptByPeers(messageIds: readonly number[]): Promise<ReadonlySet<number>>;
  /** HTTP status a stranger gets, who follows redirections. */
  asStranger(address: string): Promise<number>;
}

/** Answers fail before and after acting, are slow, and come too often: what idempotency keys are for. */
export const BROKEN_ANSWERS = { failBeforeCommit: 0.05, failAfterCommit: 0.1, rateLimit: 0.02, delayMs: 15 };

/**
 * @param reported items to seed, each standing in three places
 * @param faults settings of its fault switches, from when it is seeded
 * @param close ends it, also while it is being seeded
 */
export async function startMessenger(
  folder: string,
  seeding: { readonly rooms: number; readonly reported: number; readonly seed: number },
  faults: object,
  close: Closing,
): Promise<Messenger> {
  const adminToken = randomBytes(32).toString('base64url');
  const tokenFile = path.join(folder, 'admin-token');
  await writeFile(tokenFile, adminToken, { mode: 0o600 });
  const data = ['--data', path.join(folder, 'messenger'), '--admin-token-file', tokenFile];
  const program = startProgram('messenger/main.ts', [
    '--port',
    '0',
    '--passphrase-cost',
    '10',
    '--json',
    ...data,
  ]);
  close.after(() => program.kill('SIGTERM'));
  const line = await program.until((said) => 'listening' in said, START_LIMIT_MS);
  if (line === undefined) throw new Error(`the messenger did not start: ${program.errors()}`);
  const api = String(line['listening']);
  const get = (address: string): Promise<Response> =>
    fetch(`${api}${address}`, { headers: { authorization: `Bearer ${adminToken}` } });
  const seeded = await seedSchoolRooms({ api, adminToken, ...seeding });
  const switches = (settings: object): Promise<void> => setFaults(api, adminToken, settings);
  await switches({ ...faults, seed: seeding.seed });
  return {
    api,
    adminToken,
    seeded,
    ledger: () => readLedger(get),
    orders: () => countOrders(get),
    misbehave: switches,
    calm: () => switches({ profile: 'off' }),
    moved: (ids) => newestIds(get, ids),
    authors: (ids) => authorsOf(get, ids),
    keptByPeers: (ids) => keptByPeers(api, get, ids),
    asStranger: async (address) => (await fetch(`${api}${address}`, { method: 'HEAD' })).status,
  };
}

async function setFaults(api: string, adminToken: string, settings: object): Promise<void> {
  const response = await fetch(`${api}/admin/v1/faults`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(`the messenger's fault switches answered ${response.status}`);
}

const MOST_TRIES = 20;
type Get = (address: string) => Promise<Response>;

/** A messenger that misbehaves refuses now and then what it will answer a moment later. */
async function surely(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await ask();
    if (response.ok) return response;
    if (tries === MOST_TRIES) throw new Error(`the messenger answered ${response.status} again and again`);
    await delay(tries * 100);
  }
}

async function readLedger(get: Get): Promise<Effect[]> {
  const effects: Effect[] = [];
  let after = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const response = await surely(() => get(`/admin/v1/ledger?after=${after}&limit=${PAGE}`));
    const { entries, next } = (await response.json()) as { entries: Effect[]; next: number };
    effects.push(...entries);
    if (entries.length < PAGE) return effects;
    after = next;
  }
  throw new RangeError(`the ledger has more than ${MAX_PAGES} pages`);
}

/** Does it with each, some at once. */
async function forEach<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...new Set(all)];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function newestIds(get: Get, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  await forEach(ids, async (id) => {
    const response = await get(`/admin/v1/messages/${id}`);
    const problem = (await response.json()) as { moved?: { to: number } };
    if (response.status === 410 && problem.moved !== undefined) found.set(id, problem.moved.to);
  });
  return found;
}

async function authorsOf(get: Get, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  await forEach(ids, async (id) => {
    const response = await get(`/admin/v1/messages/${id}`);
    if (!response.ok) return;
    const { author } = (await response.json()) as { author: { id: number } };
    found.set(id, String(author.id));
  });
  return found;
}

async function keptByPeers(api: string, get: Get, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const kept = new Set<number>();
  await forEach(ids, async (id) => {
    const response = await get(`/admin/v1/messages/${id}/peers`);
    if (!response.ok) return;
    const { copies } = (await response.json()) as { copies: readonly { fileLink: string }[] };
    for (const { fileLink } of copies)
      if ((await fetch(new URL(fileLink, api), { method: 'HEAD' })).ok) kept.add(id);
  });
  return kept;
}

async function countOrders(get: Get): Promise<number> {
  let found = 0;
  let last = 0;
  for (let from = 1; from - last <= GAP; from += AT_ONCE) {
    const ids = Array.from({ length: AT_ONCE }, (_, at) => from + at);
    const known = await Promise.all(ids.map(async (id) => (await get(`/admin/v1/operations/${id}`)).ok));
    found += known.filter(Boolean).length;
    last = ids.findLast((_, at) => known[at]) ?? last;
  }
  return found;
}
