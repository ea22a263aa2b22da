// Runs a real PostgreSQL for an application that has no database server: makes it, starts or adopts it, watches it, stops it.
// Not here: what the application keeps in it. This folder imports Node and `pg` only.

import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type Reached, reach, type Setup } from './adopt.ts';
import type { Flavor } from './binaries.ts';
import { type Connection, connectionTo, hangUp, holdLightly, urlTo } from './connect.ts';
import { createDatabase } from './create.ts';
import { boundLog } from './log.ts';
import { PORT } from './place.ts';
import { livingHolder } from './postmaster.ts';
import { assertOurs, prepare } from './prepare.ts';
import { shutDown } from './stop.ts';

export type { Flavor } from './binaries.ts';
export { findBinaries } from './binaries.ts';
export type { Connection } from './connect.ts';
export { assertChecksums, assertDurable } from './durability.ts';
export { PostgresError, type PostgresErrorCode } from './errors.ts';

/** What to run and where. */
export interface ManagedPostgresOptions {
  /** Holds the data, unless the server's account cannot reach it (see place.ts); made if missing. */
  readonly folder: string;
  readonly flavor?: Flavor;
  /** Called as things happen; must not throw. */
  readonly onEvent?: (event: ServerEvent) => void;
  /** Start the server again when it dies; true unless said otherwise. */
  readonly watch?: boolean;
}

/** What happened to the server. */
export type ServerEvent =
  | { readonly kind: 'initialised'; readonly version: string; readonly dataFolder: string }
  | { readonly kind: 'started' | 'adopted' | 'restarted'; readonly pid: number | undefined }
  | {
      readonly kind: 'died';
      readonly pid: number | undefined;
      readonly restarting: boolean;
      readonly error?: unknown;
    }
  | { readonly kind: 'stopped' | 'left-running' };

/** A running PostgreSQL. */
export interface ManagedPostgres {
  /** As the server says it, "15.18". */
  readonly version: string;
  readonly how: 'started' | 'adopted';
  readonly dataFolder: string;
  readonly socketFolder: string;
  readonly port: number;
  /** The server's process number; undefined while none runs. */
  pid(): number | undefined;
  /** For `pg`: how to reach a database over the private socket, as superuser. */
  connection(database: string): Connection;
  /** The same as a connection string, for handing to another process of the same account. */
  url(database: string): string;
  /** Makes a database unless it is there; `template` must have no connections. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Ends the server and waits; leaves it running when other clients are connected. End your pools first. */
  stop(): Promise<'stopped' | 'left-running'>;
}

/** A server that dies again within QUIET_MS of a restart waits longer each time, never longer than LONGEST_PAUSE_MS. */
const QUIET_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;
const LOG_CHECK_MS = 30_000;

/**
 * Opens the server of a folder: makes the data if there is none, adopts the server if one runs, else starts it.
 * Two processes may open the same folder at once. Throws PostgresError with a code and a cure.
 */
export async function openManagedPostgres(options: ManagedPostgresOptions): Promise<ManagedPostgres> {
  const setup = await prepare(options);
  const reached = await reach(setup);
  const version = await assertOurs(reached.client, setup).catch((error: unknown) =>
    giveUp(error, reached, setup),
  );
  options.onEvent?.({ kind: reached.how, pid: reached.pid });
  return new Supervised(setup, reached, version, options);
}

/** A server that fails our checks is ended if we started it, and left alone if not. */
async function giveUp(error: unknown, { client, how }: Reached, setup: Setup): Promise<never> {
  await client.end();
  if (how === 'started') await shutDown(setup);
  throw error;
}

class Supervised implements ManagedPostgres {
  readonly version: string;
  readonly how: 'started' | 'adopted';
  readonly dataFolder: string;
  readonly socketFolder: string;
  readonly port = PORT;
  readonly #setup: Setup;
  readonly #watch: boolean;
  readonly #tell: (event: ServerEvent) => void;
  readonly #logCheck: NodeJS.Timeout;
  #presence: pg.Client | undefined;
  #lastPid: number | undefined;
  #restarts = 0;
  #lastRestart = 0;
  #restarting: Promise<void> | undefined;
  #stopping: Promise<'stopped' | 'left-running'> | undefined;

  constructor(setup: Setup, reached: Reached, version: string, options: ManagedPostgresOptions) {
    this.version = version;
    this.how = reached.how;
    this.dataFolder = setup.place.data;
    this.socketFolder = setup.place.socket;
    this.#setup = setup;
    this.#watch = options.watch ?? true;
    this.#tell = options.onEvent ?? (() => {});
    this.#logCheck = setInterval(() => boundLog(setup.place.log), LOG_CHECK_MS).unref();
    this.#be(reached);
  }

  pid(): number | undefined {
    return livingHolder(this.dataFolder);
  }

  connection(database: string): Connection {
    return connectionTo(this.socketFolder, database);
  }

  url(database: string): string {
    return urlTo(this.socketFolder, database);
  }

  async createDatabase(name: string, template?: string): Promise<void> {
    await createDatabase(this.socketFolder, name, template);
  }

  stop(): Promise<'stopped' | 'left-running'> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<'stopped' | 'left-running'> {
    clearInterval(this.#logCheck);
    await this.#restarting?.catch(() => {});
    if (this.#presence !== undefined) await hangUp(this.#presence);
    const kind = await shutDown(this.#setup);
    if (kind === 'left-running') this.#stopping = undefined; // may be asked again later
    this.#tell({ kind });
    return kind;
  }

  /** Our presence: others see it before they stop the server, and its end tells us that the server died. */
  #be({ client, pid }: Reached): void {
    this.#presence = client;
    this.#lastPid = pid;
    holdLightly(client);
    client.once('end', () => this.#lost());
  }

  #lost(): void {
    this.#presence = undefined;
    if (this.#stopping !== undefined) return;
    this.#tell({ kind: 'died', pid: this.#lastPid, restarting: this.#watch });
    if (this.#watch) this.#restarting = this.#restart();
  }

  /** Goes on until the server answers or a stop is asked for: to give up would leave an application without its database. */
  async #restart(): Promise<void> {
    while (this.#stopping === undefined) {
      await this.#pause();
      if (this.#stopping !== undefined) return;
      try {
        const reached = await reach(this.#setup);
        this.#be(reached);
        return this.#tell({ kind: 'restarted', pid: reached.pid });
      } catch (error) {
        this.#tell({ kind: 'died', pid: undefined, restarting: true, error });
      }
    }
  }

  async #pause(): Promise<void> {
    this.#restarts = Date.now() - this.#lastRestart > QUIET_MS ? 0 : this.#restarts + 1;
    this.#lastRestart = Date.now();
    await delay(Math.min(FIRST_PAUSE_MS * 4 ** this.#restarts, LONGEST_PAUSE_MS));
  }
}
