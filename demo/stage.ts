// The running stage: database, messenger with its seed, the authority's mail server, the desk. Taken down in reverse.
import path from 'node:path';
import { statfs } from 'node:fs/promises';
import pg from 'pg';
import { openManagedPostgres, type ManagedPostgres } from '../managed-postgres/server.ts';
import { type Seeded, seedSchoolRooms } from '../messenger/seed.ts';
import { lock } from './lock.ts';
import { DemoError, type Options } from './options.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { type Program, start } from './processes.ts';
import { type Scene, setScene, writeConfig } from './scene.ts';

export interface Stage {
  readonly scene: Scene;
  readonly messenger: string;
  readonly smtpPort: number;
  readonly seeded: Seeded;
  readonly desk: Program;
  readonly postOffice: PostOffice;
}

export const DATABASES = ['redress', 'yeoul'];
const NEEDED_BYTES = 200 * 1024 * 1024;
const REPORTED = 25;

/** What was started, last first: whatever fails half-way, the rest is stopped. */
export type Cleanup = (() => Promise<unknown>)[];

export async function buildStage(options: Options, cleanup: Cleanup): Promise<Stage> {
  const folder = path.resolve(options.folder);
  cleanup.unshift(await lock(folder));
  await requireSpace(folder);
  const scene = await setScene(folder);
  const database = await openManagedPostgres({ folder: path.join(folder, 'postgres'), watch: false });
  cleanup.unshift(() => database.stop());
  await emptyDatabases(database);
  const messenger = `http://127.0.0.1:${options.port}`;
  const program = await start(
    'messenger/main.ts',
    messengerArgs(options, scene, database.url('yeoul')),
    'listening',
  );
  cleanup.unshift(() => program.stop());
  const [seeded, postOffice] = await Promise.all([
    seedSchoolRooms({ api: messenger, adminToken: scene.adminToken, reported: REPORTED }),
    openPostOffice(scene.zone),
  ]);
  cleanup.unshift(() => postOffice.close());
  const smtpPort = options.port + 1;
  await writeConfig(scene, {
    smtpPort,
    replyPort: postOffice.port,
    messenger,
    memberToken: seeded.checkerToken,
  });
  const desk = await start('src/main.ts', ['serve', '--config', scene.configFile, '--json'], 'ready');
  cleanup.unshift(() => desk.stop());
  return { scene, messenger, smtpPort, seeded, desk, postOffice };
}

/** Forty invented people sign up at once; their passphrases need not resist anybody. */
export const PASSPHRASE_COST = '12';

function messengerArgs(options: Options, scene: Scene, database: string): string[] {
  const own = [
    '--port',
    String(options.port),
    '--database',
    database,
    '--admin-token-file',
    scene.adminTokenFile,
  ];
  return [...own, '--passphrase-cost', PASSPHRASE_COST, '--json'];
}

/** A second run starts as empty as the first; the server and its folder are kept, which saves its making. */
export async function emptyDatabases(server: ManagedPostgres): Promise<void> {
  const client = new pg.Client(server.connection('postgres'));
  await client.connect();
  try {
    for (const name of DATABASES) await client.query(`drop database if exists ${name} with (force)`);
  } finally {
    await client.end();
  }
  for (const name of DATABASES) await server.createDatabase(name);
}

export async function requireSpace(folder: string): Promise<void> {
  const disk = await statfs(folder);
  if (disk.bavail * disk.bsize >= NEEDED_BYTES) return;
  throw new DemoError(
    'demo.disk-full',
    `less than 200 MB free for ${folder}`,
    'free some space, or give --folder on another disk',
  );
}
