// Connects to the managed server as its superuser. To connect is the only way we ask whether a server lives:
// a dead one may still own a process number.

import pg from 'pg';
import { codeOf } from './errors.ts';
import { PORT } from './place.ts';
import { SUPERUSER } from './settings.ts';

/** What a `pg` client or pool needs to reach one database over the private socket. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** What somebody knocking at the socket finds. */
export type Answer =
  | { readonly kind: 'ready'; readonly client: pg.Client }
  | { readonly kind: 'absent' }
  | { readonly kind: 'busy'; readonly reason: unknown };

/** Names our own connections in pg_stat_activity. */
export const PRESENCE = 'managed-postgres presence';
export const ERRAND = 'managed-postgres errand';

const CONNECT_LIMIT_MS = 5_000;

/** The connection to a database over the socket in that folder. */
export function connectionTo(socket: string, database: string): Connection {
  return { host: socket, port: PORT, user: SUPERUSER, database };
}

/** The same as a connection string that `pg` accepts. */
export function urlTo(socket: string, database: string): string {
  const host = encodeURIComponent(socket);
  return `postgresql://${SUPERUSER}@/${encodeURIComponent(database)}?host=${host}&port=${PORT}`;
}

/** Knocks: a ready server answers with an open client, which the caller must end. */
export async function knock(socket: string, name: string): Promise<Answer> {
  const client = new pg.Client({
    ...connectionTo(socket, 'postgres'),
    application_name: name,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    ssl: false,
  });
  client.on('error', () => {}); // a lost connection is told by 'end'
  try {
    await client.connect();
    return { kind: 'ready', client };
  } catch (reason) {
    void client.end().catch(() => {});
    const code = codeOf(reason);
    return code === 'ENOENT' || code === 'ECONNREFUSED' ? { kind: 'absent' } : { kind: 'busy', reason };
  }
}

/** What `pg` has and its types lack. */
interface Holdable {
  ref(): void;
  unref(): void;
}

/** Keeps the connection open without keeping this process alive. */
export function holdLightly(client: pg.Client): void {
  (client as unknown as Holdable).unref();
}

/** Ends a connection held lightly, and waits for it. */
export async function hangUp(client: pg.Client): Promise<void> {
  (client as unknown as Holdable).ref();
  await client.end();
}

/** Runs one errand over a connection of its own. */
export async function errand<T>(socket: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const answer = await knock(socket, ERRAND);
  if (answer.kind !== 'ready') {
    throw answer.kind === 'busy' ? answer.reason : new Error(`No server answers in ${socket}.`);
  }
  try {
    return await work(answer.client);
  } finally {
    await answer.client.end();
  }
}

/** How many clients other than ours are connected; those that stop the server themselves do not count. */
export async function strangers(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_catalog.pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> $1`,
    [ERRAND],
  );
  return rows[0]?.n ?? 0;
}
