// Starts the messenger from the command line, with a PostgreSQL of its own when none is named, and stops it cleanly.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HELP, readSettings, type Settings, UsageError } from './command-line.ts';
import { seedSchoolRooms } from './seed.ts';
import { createClient } from './seeding/client.ts';
import { type Messenger, startMessenger } from './server.ts';

const DATABASE_NAME = 'yeoul';
const TOKEN_FILE = 'admin-token';
const EXIT_USAGE = 2;

interface Store {
  readonly url: string;
  stop(): Promise<void>;
}

async function main(): Promise<void> {
  const settings = await readSettings(process.argv.slice(2), process.env);
  if (settings.help) {
    process.stdout.write(HELP);
    return;
  }
  const adminToken = settings.adminToken ?? (await ownToken(settings));
  const store = await openStore(settings);
  try {
    const messenger = await start(settings, store.url, adminToken);
    const asked = stopAsked();
    if (settings.seed) await seedIfEmpty(messenger, adminToken, settings.json);
    await asked;
    await messenger.close();
  } finally {
    await store.stop();
  }
}

async function start(settings: Settings, database: string, adminToken: string): Promise<Messenger> {
  const { origin, passphraseCost, logLevel } = settings;
  const messenger = await startMessenger({
    database,
    adminToken,
    host: settings.host,
    port: settings.port,
    ...(origin === undefined ? {} : { origin }),
    ...(passphraseCost === undefined ? {} : { passphraseCost }),
    ...(logLevel === undefined ? {} : { logLevel }),
  }).catch((error: unknown) => {
    throw portTaken(error) ? new UsageError(takenMessage(settings)) : error;
  });
  say(settings.json, { listening: messenger.url }, `Yeoul listens at ${messenger.url}`);
  return messenger;
}

/** A named database is used as it is; otherwise a PostgreSQL is started in the data folder and stopped at the end. */
async function openStore(settings: Settings): Promise<Store> {
  if (settings.database !== undefined) return { url: settings.database, stop: async () => undefined };
  const { openManagedPostgres } = await import('../managed-postgres/server.ts');
  const postgres = await openManagedPostgres({ folder: join(settings.dataFolder, 'postgres') });
  await postgres.createDatabase(DATABASE_NAME);
  return {
    url: postgres.url(DATABASE_NAME),
    async stop() {
      await postgres.stop();
    },
  };
}

/** The token kept in the data folder, made on the first start. Only its owner may read the file. */
async function ownToken({ dataFolder, database }: Settings): Promise<string> {
  if (database !== undefined) {
    throw new UsageError('An admin token is needed: --admin-token-file FILE, or YEOUL_ADMIN_TOKEN.');
  }
  const file = join(dataFolder, TOKEN_FILE);
  await mkdir(dataFolder, { recursive: true });
  const fresh = randomBytes(32).toString('base64url');
  await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}

async function seedIfEmpty({ url }: Messenger, adminToken: string, json: boolean): Promise<void> {
  if (!(await createClient(url).isEmpty(adminToken))) return;
  const { rooms, accounts, messages } = await seedSchoolRooms({ api: url, adminToken });
  const seeded = { rooms: rooms.length, accounts: accounts.length, messages };
  say(json, { seeded }, `Seeded ${seeded.rooms} rooms, ${seeded.accounts} accounts, ${messages} messages.`);
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function say(json: boolean, data: object, sentence: string): void {
  process.stdout.write(`${json ? JSON.stringify(data) : sentence}\n`);
}

function portTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

function takenMessage({ host, port }: Settings): string {
  return `Port ${port} on ${host} is taken by another program. Stop that one, or choose another with --port.`;
}

main().catch((error: unknown) => {
  const usage = error instanceof UsageError;
  process.stderr.write(`yeoul: ${usage ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = usage ? EXIT_USAGE : 1;
});
