// A messenger with a whole school in it and its truth beside, before any desk has seen it: one real PostgreSQL for both, the seed, and
// then what nobody outside can see: pictures in an encrypted room, and copies that another server took.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openManagedPostgres } from '../../managed-postgres/server.ts';
import { newRoomKey } from '../../messenger/crypto/room-key.ts';
import { sealFile } from '../../messenger/crypto/sealed-files.ts';
import { sealMessage } from '../../messenger/crypto/sealed-messages.ts';
import { seedSchool } from '../../messenger/seeding/school/seed-school.ts';
import type { SchoolSize } from '../../messenger/seeding/school/sizes.ts';
import type { Truth } from '../../messenger/seeding/school/truth.ts';
import { type Database, oneRow, openDatabase } from '../../messenger/store/database.ts';
import { migrate } from '../../messenger/store/migrate.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { type Known, knownFrom } from './truth.ts';
import { type Checker, checkerAt } from './checker.ts';

export interface Stage {
  readonly folder: string;
  readonly url: string;
  readonly adminToken: string;
  readonly checker: Checker;
  readonly truth: Truth;
  readonly known: Known;
  /** Requests the messenger was asked since it started, `GET /admin/v1/uploads?cursor=0`. */
  readonly asked: readonly string[];
  /** Number of the newest event. */
  head(): Promise<number>;
  /** A new database for a desk; with `from`, a copy of that one, which nobody may use meanwhile. @returns its connection string */
  database(name: string, from?: string): Promise<string>;
  stop(): Promise<void>;
}

export interface StageWanted {
  /** Exists, and is taken away by the caller. */
  readonly folder: string;
  readonly size: SchoolSize;
  readonly seed: string;
  /** Pictures that are sent in an encrypted room as well. */
  readonly sealed: number;
  /** So many of the newest events reach the other server. */
  readonly peerEvents: number;
  readonly say: (line: string) => void;
}

const PASSPHRASE_COST = 10;
const LOOK_MS = 200;
const MESSENGER = 'yeoul';

export async function openStage(wanted: StageWanted): Promise<Stage> {
  const { folder } = wanted;
  const postgres = await openManagedPostgres({ folder: path.join(folder, 'postgres'), watch: false });
  await postgres.createDatabase(MESSENGER);
  const database = openDatabase(postgres.url(MESSENGER));
  const { truth, checkerToken } = await fill(database, wanted);
  const adminToken = randomBytes(24).toString('base64url');
  const asked: string[] = [];
  const server: Program = await startProgram(
    'bench/backfill/yeoul.ts',
    [postgres.url(MESSENGER), adminToken],
    ({ event, what }) => {
      if (event === 'asked') asked.push(String(what));
    },
  );
  const url = String(server.ready['url']);
  const checker = checkerAt(url, checkerToken);
  const known = knownFrom(truth);
  await sendSealed(checker, truth, known, wanted.sealed);
  known.peers = await letPeerCopy(database, url, adminToken, wanted.peerEvents);
  wanted.say(`out of sight: ${known.sealed.size} in an encrypted room, ${known.peers} at another server`);
  return {
    ...{ folder, url, adminToken, checker, truth, known, asked },
    head: () => headOf(database),
    async database(name, from) {
      await whenNobodyIsThere(() => postgres.createDatabase(name, from));
      return postgres.url(name);
    },
    async stop() {
      await server.stop();
      await database.end();
      await postgres.stop();
    },
  };
}

/** A database is copied only while nobody is connected, and the connections of a killed desk take a moment to be noticed. */
async function whenNobodyIsThere(create: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await create();
    } catch (error) {
      if (tries >= MOST_TRIES) throw error;
      await delay(LOOK_MS);
    }
  }
}
const MOST_TRIES = 50;

async function fill(
  database: Database,
  { folder, size, seed, say }: StageWanted,
): Promise<{ readonly truth: Truth; readonly checkerToken: string }> {
  const [truthFile, accessFile] = [path.join(folder, 'truth.json'), path.join(folder, 'access.json')];
  await migrate(database);
  await seedSchool({
    ...{ database, size, seed, truthFile, accessFile, say },
    passphraseCost: PASSPHRASE_COST,
  });
  await database.query('analyze');
  const { checkerToken } = JSON.parse(await readFile(accessFile, 'utf8')) as { checkerToken: string };
  return { truth: JSON.parse(await readFile(truthFile, 'utf8')) as Truth, checkerToken };
}

/** Sends pictures that stand in the open once more, sealed: the same picture, and bytes that nobody can tell by. */
async function sendSealed(checker: Checker, { items }: Truth, known: Known, count: number): Promise<void> {
  const key = newRoomKey();
  const room = await checker.makeRoom({
    ...{ slug: 'sealed-bench', title: '물결', visibility: 'invite', encrypted: true },
  });
  const { id: author } = await checker.self();
  const blobs = items.flatMap(({ kind, copies }) => (kind === 'picture' ? (copies[0]?.blob ?? []) : []));
  for (const blob of blobs.slice(0, count)) {
    const { ciphertext, file } = await sealFile(await checker.bytes(blob));
    const sent = await checker.upload('application/octet-stream', ciphertext);
    const files = [{ ...file, mime: 'image/png' as const, blob: sent.blob }];
    const sealed = await sealMessage(key, { room: room.id, author }, { files });
    const { id } = await checker.send(room.slug, { sealed, media: [sent.blob] });
    known.sealed.add(`m/${id} 0 ${sent.blob}`);
    known.files.set(sent.blob, sent.sha256);
  }
}

/** Another server joins late, copies what it sees of the last events, and goes. @returns how many files it keeps */
async function letPeerCopy(
  database: Database,
  url: string,
  adminToken: string,
  events: number,
): Promise<number> {
  const head = await headOf(database);
  await database.query('update peer_reading set cursor = $1', [Math.max(0, head - events)]);
  await setPeer(url, adminToken, 1);
  const cursor = 'select cursor from peer_reading';
  while ((await oneRow<{ cursor: number }>(database, cursor)).cursor < head) await delay(LOOK_MS);
  await setPeer(url, adminToken, 0);
  return (await oneRow<{ count: number }>(database, 'select count(*)::int as count from peer_file')).count;
}

async function setPeer(url: string, adminToken: string, peer: number): Promise<void> {
  const response = await fetch(`${url}/admin/v1/faults`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ peer }),
  });
  if (!response.ok) throw new Error(`the switch of the peer answered ${response.status}`);
}

const headOf = async (database: Database): Promise<number> =>
  (await oneRow<{ head: number }>(database, 'select coalesce(max(cursor), 0)::int as head from event')).head;
