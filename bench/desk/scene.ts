// A PostgreSQL of the bench's own, the real desk on it with its API, and a token for it.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ManagedPostgres, openManagedPostgres } from '../../managed-postgres/server.ts';
import { freePort } from '../harness/free-port.ts';
import { familyMiB } from '../harness/processes.ts';
import { type Program, runCommand, startProgram } from '../harness/program.ts';

const DESK = 'src/main.ts';
const DATABASE = 'desk';
const PERSON = 'mina';

export interface Scene {
  readonly server: ManagedPostgres;
  readonly url: string;
  /** Runs a command of the desk. */
  command(...args: readonly string[]): Promise<unknown>;
  /** Starts the desk that serves. @returns how to ask its API, and how much it holds */
  serve(): Promise<Served>;
  close(): Promise<void>;
}

export interface Served {
  readonly program: Program;
  get(address: string): Promise<unknown>;
}

/** Makes everything in an empty folder, up to the newest tables. */
export async function openScene(folder: string): Promise<Scene> {
  const data = path.join(folder, 'data');
  await mkdir(data, { recursive: true });
  for (const walked of [folder, data]) await chmod(walked, 0o711);
  const server = await openManagedPostgres({ folder: path.join(folder, 'postgres') });
  try {
    await server.createDatabase(DATABASE);
    return await sceneOn(server, folder, data);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function sceneOn(server: ManagedPostgres, folder: string, data: string): Promise<Scene> {
  const [url, smtp, nobody, port] = [
    server.url(DATABASE),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const file = path.join(folder, 'redress.json');
  const config = {
    data,
    database: { url },
    desk: { address: 'notices@desk.example', name: 'Desk under measurement' },
    smtp: { port: smtp },
    mail: { host: '127.0.0.1', port: nobody, requireTls: false },
    api: { enabled: true, port },
  };
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  const command = (...args: readonly string[]) => runCommand(DESK, [...args, '--config', file, '--json']);
  await command('people', 'add', PERSON);
  const made = await command('tokens', 'add', 'bench', '--role', 'auditor', '--as', PERSON);
  const authorization = `Bearer ${String(made['token'])}`;
  const get = async (address: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${address}`, { headers: { authorization } });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return response.json();
  };
  return {
    ...{ server, url, command },
    serve: async () => ({
      program: await startProgram(DESK, ['serve', '--config', file, '--json'], () => undefined),
      get,
    }),
    close: async () => void (await server.stop()),
  };
}

/** Memory of the database with all its processes; what they share counts for each. */
export const databaseMiB = ({ server }: Scene): number => familyMiB(server.pid() ?? 0);
