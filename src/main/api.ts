// The API of a serving desk, where it is wanted.
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { OpenedDesk } from './desk.ts';
import { VERSION } from './version.ts';

/** What only this machine reaches. */
const OWN = ['127.0.0.1', '::1', 'localhost'];

/** @returns undefined where it is not switched on */
export async function apiOf(
  { api }: Config,
  desk: OpenedDesk,
  log: Logger,
): Promise<{ readonly url: string; stop(): Promise<void> } | undefined> {
  if (!api.enabled) return undefined;
  if (!OWN.includes(api.host)) log.warn({ event: 'api-without-tls', host: api.host });
  const { startApi } = await import('../entry/api/api-server.ts');
  try {
    return await startApi(desk, {
      host: api.host,
      port: api.port,
      version: VERSION,
      onAnswered: (answered) => log.info({ event: 'api-answered', ...answered }),
      onTrouble: (code, route) => log.error({ event: 'api-error', code, route }),
    });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new CommandError(
      'api.port-taken',
      `${api.host}:${api.port} is in use by another program`,
      'choose another with REDRESS_API_PORT',
      EXIT.missing,
    );
  }
}
