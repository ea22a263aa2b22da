// The settings of our server, given on its command line so that no file can weaken them.
// Not here: checking servers that others run (durability.ts).

import { PORT } from './place.ts';

/** The superuser of the managed server; it can be reached through the private socket only. */
export const SUPERUSER = 'redress';

/** Modest: a desk has a few people, and the database shares the machine with the application. */
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  log_destination: 'stderr',
  restart_after_crash: 'on',
} as const;

/** The arguments of `postgres` for this data and socket folder. */
export function serverArguments(data: string, socket: string): readonly string[] {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: quoted(socket) });
  return ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The setting is a list: without quotes a comma in the path would end it. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

/**
 * The arguments of `initdb` to try, best first: a locale that knows all letters yet sorts by code point, so that
 * no update of the system can reorder an index; plain C where the system lacks it.
 */
export function initArguments(data: string, major: number): readonly (readonly string[])[] {
  const always = ['-D', data, '-U', SUPERUSER, '--data-checksums', '--encoding=UTF8', '--no-instructions'];
  const access = ['--auth-local=trust', '--auth-host=reject'];
  const builtin = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const best = major >= 17 ? builtin : ['--locale=C.UTF-8'];
  return [best, ['--locale=C']].map((locale) => [...always, ...access, ...locale]);
}
