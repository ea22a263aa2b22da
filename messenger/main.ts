// Starts the messenger from the command line, with a PostgreSQL of its own when none is named, and stops it cleanly.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HELP, readSettings, type Settings, UsageError } from './command-line.ts';
import { seedSchoolRooms } from './seed.ts';
import { createClient } from './seeding/client.ts';
import { type SchoolSeeded, seedSchool } from './seeding/school/seed-school.ts';
import { WHOLE_SCHOOL } from './seeding/school/sizes.ts';
import { DEFAULT_COST } from './people/passphrases.ts';
import { type Messenger, startMessenger } from './server.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';

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
    const seeded = settings.seed === 'school-rooms' ? await seedWhole(settings, store.url) : undefined;
    const messenger = await start(settings, store.url, adminToken);
    const asked = stopAsked();
    if (settings.seed === 'school-rooms-small') await seedIfEmpty(messenger, adminToken, settings);
    if (seeded !== undefined) sayWhole(settings, seeded);
    await asked;
    await messenger.close();
  } finally {
    await store.stop();
  }
}

async function start(settings: Settings, database: string, adminToken: string): Promise<Messenger> {
  const { origin, passphraseCost, faults, gate, gatePrivate, logLevel } = settings;
  const messenger = await startMessenger({
    database,
    adminToken,
    host: settings.host,
    port: settings.port,
    ...(origin === undefined ? {} : { origin }),
    ...(passphraseCost === undefined ? {} : { passphraseCost }),
    ...(faults === undefined ? {} : { faults }),
    ...(gate === undefined ? {} : { gate }),
    gatePrivate,
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

async function seedIfEmpty({ url }: Messenger, adminToken: string, settings: Settings): Promise<void> {
  if (!(await createClient(url).isEmpty(adminToken))) return;
  const seed = settings.seedNumber;
  const { rooms, accounts, messages } = await seedSchoolRooms({ api: url, adminToken, seed });
  const seeded = { rooms: rooms.length, accounts: accounts.length, messages };
  const words = `Seeded ${seeded.rooms} rooms, ${seeded.accounts} accounts, ${messages} messages.`;
  say(settings.json, { seeded }, words);
}

/** Before anybody can connect: it takes a minute or two, and holds the database as long. */
async function seedWhole(settings: Settings, url: string): Promise<SchoolSeeded | undefined> {
  const { seedNumber, truthFile, passphraseCost = DEFAULT_COST } = settings;
  await mkdir(dirname(truthFile), { recursive: true });
  const database = openDatabase(url);
  try {
    await migrate(database);
    const seeded = await seedSchool({
      database,
      size: WHOLE_SCHOOL,
      seed: String(seedNumber),
      passphraseCost,
      truthFile,
      accessFile: accessFileOf(truthFile),
      say: (progress) => process.stderr.write(`Seeding: ${progress}\n`),
    });
    if (seeded === undefined) process.stderr.write('This messenger is not empty: nothing was seeded.\n');
    return seeded;
  } finally {
    await database.end();
  }
}

function sayWhole({ json, truthFile }: Settings, seeded: SchoolSeeded): void {
  const { rooms, accounts, messages, files } = seeded;
  const words = `Seeded ${rooms} rooms, ${accounts} accounts, ${messages} messages, ${files} pictures and clips. The truth: ${truthFile}`;
  say(json, { seeded: { ...seeded, truth: truthFile, access: accessFileOf(truthFile) } }, words);
}

function accessFileOf(truthFile: string): string {
  return `${truthFile.replace(/\.json$/, '')}-access.json`;
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
