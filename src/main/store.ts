// Opens the desk's database: a managed PostgreSQL in the data folder, or the server a connection string names.
// Refuses either when it could lose what it has confirmed.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  assertDurable,
  type ManagedPostgres,
  openManagedPostgres,
  type ServerEvent,
} from '../../managed-postgres/server.ts';
import { type OpenDatabase, openDatabase } from '../adapters/store/postgres/database.ts';
import { migrateToLatest } from '../adapters/store/postgres/migrate.ts';
import { syncFolder } from '../adapters/vault/durable.ts';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';

const DATABASE = 'redress';

export interface StoreOptions {
  readonly migrate: boolean;
  /** Start the managed server again when it dies. Only for a desk that stays. */
  readonly watch: boolean;
  readonly onEvent?: (event: ServerEvent) => void;
  readonly onLost?: (error: Error) => void;
}

export interface Store extends OpenDatabase {
  readonly url: string;
  readonly how: 'server' | 'managed';
}

export async function openStore(config: Config, options: StoreOptions): Promise<Store> {
  await prepareData(config.data);
  const managed = config.database.url === '' ? await openManaged(config, options) : undefined;
  const url = managed?.url(DATABASE) ?? config.database.url;
  const opened = openDatabase(url, options.onLost ?? (() => undefined));
  const close = async (): Promise<void> => {
    await opened.close();
    await managed?.stop();
  };
  try {
    await assertDurable(async (sql) => opened.pool.query<Record<string, unknown>>(sql));
    if (options.migrate) await migrateToLatest(opened.db);
  } catch (error) {
    await close();
    throw unreachable(error, config);
  }
  return { ...opened, url, how: managed === undefined ? 'server' : 'managed', close };
}

async function openManaged(config: Config, options: StoreOptions): Promise<ManagedPostgres> {
  const server = await openManagedPostgres({
    folder: path.join(config.data, 'postgres'),
    flavor: config.database.flavor,
    watch: options.watch,
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  });
  await server.createDatabase(DATABASE);
  return server;
}

/** Makes the data folder; says plainly when that is not allowed or the disk is full. */
export async function prepareData(folder: string): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true, mode: 0o711 });
    if (first !== undefined) await syncFolder(path.dirname(first));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      throw new CommandError(
        'data.disk-full',
        `no space for ${folder}`,
        'free some space and start again',
        EXIT.missing,
      );
    throw new CommandError(
      'data.no-permission',
      `cannot make ${folder}: ${message}`,
      'choose another folder with REDRESS_DATA',
      EXIT.missing,
    );
  }
}

function unreachable(error: unknown, config: Config): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (
    config.database.url === '' ||
    !['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000'].includes(code ?? '')
  )
    return error;
  return new CommandError(
    'database.unreachable',
    `the database server does not let us in: ${message}`,
    'check database.url, or leave it empty for a managed one',
    EXIT.missing,
  );
}
