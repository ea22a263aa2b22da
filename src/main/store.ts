// Opens the desk's database: a managed PostgreSQL in the data folder, or the server a connection string names.
// Refuses either when it could lose what it has confirmed.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  assertDurable,
  type ManagedPostgres,
  openManagedPostgres,
  type ServerEvent,
} from '../../managed-postgres/server.ts';
import { type DatabaseRole, type OpenDatabase, openDatabase } from '../adapters/store/postgres/database.ts';
import { migrateToLatest } from '../adapters/store/postgres/migrate.ts';
import { mayTakeOn } from '../adapters/store/postgres/roles.ts';
import { syncFolder } from '../adapters/vault/durable.ts';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';

const DATABASE = 'redress';

export interface StoreOptions {
  readonly migrate: boolean;
  /** Start the managed server again when it dies. Only for a desk that stays. */
  readonly watch: boolean;
  /** Taken on where this account may; left out: the account that signs in, which owns the tables. */
  readonly role?: DatabaseRole;
  readonly onEvent?: (event: ServerEvent) => void;
  readonly onLost?: (error: Error) => void;
}

export interface Store extends OpenDatabase {
  readonly url: string;
  readonly how: 'server' | 'managed';
  /** The role that was taken on; null: none. */
  readonly role: DatabaseRole | null;
}

/** A command that ends stops the managed server if it saw nobody else there; who came at that very moment comes again. */
const OPENINGS = 5;
const OPENING_PAUSE_MS = 200;
/** Admin shutdown, shutting down, and the ways in which a socket says that its server went away. */
const WENT_AWAY = ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'];

export async function openStore(config: Config, options: StoreOptions): Promise<Store> {
  await prepareData(config.data);
  for (let time = 1; ; time += 1) {
    try {
      return await openOnce(config, options);
    } catch (error) {
      if (config.database.url !== '' || time >= OPENINGS || !wentAway(error)) throw error;
      await delay(OPENING_PAUSE_MS);
    }
  }
}

function wentAway(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined
    ? /^(Connection terminated|Client has encountered a connection error)/.test(message)
    : WENT_AWAY.includes(code);
}

async function openOnce(config: Config, options: StoreOptions): Promise<Store> {
  const managed = config.database.url === '' ? await openManaged(config, options) : undefined;
  const url = managed?.url(DATABASE) ?? config.database.url;
  const onLost = options.onLost ?? (() => undefined);
  let opened = openDatabase(url, onLost);
  let role: DatabaseRole | null = null;
  const close = async (): Promise<void> => {
    await opened.close();
    await managed?.stop();
  };
  try {
    await assertDurable(async (sql) => opened.pool.query<Record<string, unknown>>(sql));
    if (options.migrate) await migrateToLatest(opened.db);
    if (options.role !== undefined && (await mayTakeOn(opened.db, options.role))) {
      role = options.role;
      const owner = opened;
      opened = openDatabase(url, onLost, role);
      await owner.close();
    }
  } catch (error) {
    await close();
    throw unreachable(error, config);
  }
  return { ...opened, url, role, how: managed === undefined ? 'server' : 'managed', close };
}

async function openManaged(config: Config, options: StoreOptions): Promise<ManagedPostgres> {
  const server = await openManagedPostgres({
    folder: path.join(config.data, 'postgres'),
    flavor: config.database.flavor,
    watch: options.watch,
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
  });
  try {
    await server.createDatabase(DATABASE);
  } catch (error) {
    await server.stop();
    throw error;
  }
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
