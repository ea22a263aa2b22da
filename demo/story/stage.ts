// The running stage of the story: a real PostgreSQL, the messenger, everybody's mail server, the operator's webhook and the desk, all at
// the time of the story. Taken down in reverse.
import path from 'node:path';
import pg from 'pg';
import { openManagedPostgres } from '../../managed-postgres/server.ts';
import { seedSchoolRooms, type Seeded } from '../../messenger/seed.ts';
import { lock } from '../lock.ts';
import { type Line, type Program, redressAt, start } from '../processes.ts';
import { type Cleanup, DATABASES, emptyDatabases, PASSPHRASE_COST, requireSpace } from '../stage.ts';
import { openClock, type StoryClock } from './clock.ts';
import { type Hook, openHook } from './hook.ts';
import { type Line as DeskLine, openLine } from './line.ts';
import { type Mailroom, openMailroom } from './mailroom.ts';
import { setStoryScene, type StoryScene, writeStoryConfig } from './scene.ts';
import { type Yeoul, yeoulAt } from './yeoul.ts';

export interface StoryStage {
  readonly scene: StoryScene;
  readonly clock: StoryClock;
  readonly smtpPort: number;
  /** Where the desk's API answers. */
  readonly api: string;
  readonly yeoul: Yeoul;
  readonly seeded: Seeded;
  readonly desk: Program;
  readonly messenger: Program;
  readonly mailroom: Mailroom;
  readonly hook: Hook;
  /** Between the desk and the messenger. */
  readonly line: DeskLine;
  /** Where the database server writes its log. */
  readonly databaseLog: string;
  /** How much work of the desk is due now, by its own table: for waiting, and for nothing else. */
  due(): Promise<number>;
  /** One command of the desk at the time of the story. */
  command(...args: string[]): Promise<Line>;
}

export interface StageOptions {
  readonly folder: string;
  /** The messenger's pages; the desk's SMTP listens one above, its API two. */
  readonly port: number;
  readonly rooms: number;
  readonly seed: string;
}

const DUE = "select count(*) as due from outbox where state = 'waiting' and not_before <= story.now()";

export async function buildStoryStage(options: StageOptions, cleanup: Cleanup): Promise<StoryStage> {
  const folder = path.resolve(options.folder);
  cleanup.unshift(await lock(folder));
  await requireSpace(folder);
  const scene = await setStoryScene(folder);
  const database = await openManagedPostgres({ folder: path.join(folder, 'postgres'), watch: false });
  cleanup.unshift(() => database.stop());
  await emptyDatabases(database);
  const clock = await openClock(path.join(folder, 'scene'), database, DATABASES);
  cleanup.unshift(() => clock.close());
  const [mailroom, hook] = [await openMailroom(), await openHook()];
  cleanup.unshift(() => mailroom.close());
  cleanup.unshift(() => hook.close());
  const messenger = await startMessenger(options, scene, clock, database.url('yeoul'));
  cleanup.unshift(() => messenger.stop());
  const api = `http://127.0.0.1:${options.port}`;
  const yeoul = yeoulAt(api, scene.adminToken);
  const line = await openLine(api, clock.now);
  cleanup.unshift(() => line.close());
  const seeded = await seedSchoolRooms({
    ...{ api, adminToken: scene.adminToken, rooms: options.rooms, reported: 0, seed: options.seed },
  });
  const [smtpPort, apiPort] = [options.port + 1, options.port + 2];
  await writeStoryConfig(scene, {
    ...{ smtpPort, apiPort, mailPort: mailroom.port, hook: hook.url, messenger: line.url, origin: api },
    ...{ memberToken: seeded.checkerToken, database: database.url('redress') },
  });
  const serve = ['serve', '--config', scene.configFile, '--json'];
  const desk = await start('src/main.ts', serve, 'ready', clock.nodeArgs);
  cleanup.unshift(() => desk.stop());
  const tables = new pg.Client(database.connection('redress'));
  await tables.connect();
  cleanup.unshift(() => tables.end());
  return {
    due: async () => Number((await tables.query<{ due: string }>(DUE)).rows[0]?.due),
    ...{ scene, clock, smtpPort, api: `http://127.0.0.1:${apiPort}`, yeoul, seeded, desk, messenger },
    ...{ mailroom, hook, line, databaseLog: path.join(folder, 'postgres', 'server.log') },
    command: (...args) => redressAt(clock.nodeArgs, scene.configFile, ...args),
  };
}

function startMessenger(
  { port }: StageOptions,
  scene: StoryScene,
  clock: StoryClock,
  database: string,
): Promise<Program> {
  const args = ['--port', String(port), '--database', database, '--admin-token-file', scene.adminTokenFile];
  const more = ['--passphrase-cost', PASSPHRASE_COST, '--log-level', 'info', '--json'];
  return start('messenger/main.ts', [...args, ...more], 'listening', clock.nodeArgs);
}
