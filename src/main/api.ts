// The API of a serving desk, where it is wanted: with connections of its own to the database, which may do less than the desk's.
import type { Logger } from 'pino';
import { postgresApiTokens } from '../adapters/store/postgres/api-tokens.ts';
import { uuidV7 } from '../adapters/crypto/ids.ts';
import { postgresCases } from '../adapters/store/postgres/cases.ts';
import { postgresClocks } from '../adapters/store/postgres/clocks.ts';
import { type OpenDatabase, openDatabase } from '../adapters/store/postgres/database.ts';
import { postgresDeskTime } from '../adapters/store/postgres/desk-time.ts';
import { postgresGateList } from '../adapters/store/postgres/gate-list.ts';
import { postgresKeptAnswers } from '../adapters/store/postgres/kept-answers.ts';
import { postgresNotifiers } from '../adapters/store/postgres/notifiers.ts';
import { postgresPeople } from '../adapters/store/postgres/people.ts';
import { postgresPreservations } from '../adapters/store/postgres/preservations.ts';
import { postgresReads } from '../adapters/store/postgres/reads.ts';
import { mayTakeOn } from '../adapters/store/postgres/roles.ts';
import type { Config } from '../config.ts';
import type { ApiDesk } from '../entry/api/wiring.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import { keptWords } from '../workflow/kept-words.ts';
import { authoritiesIn } from '../workflow/known-authorities.ts';
import type { OpenedDesk } from './desk.ts';
import { VERSION } from './version.ts';

/** What only this machine reaches. */
const OWN = ['127.0.0.1', '::1', 'localhost'];

/** @returns undefined where it is not switched on */
export async function apiOf(
  config: Config,
  desk: OpenedDesk,
  log: Logger,
): Promise<{ readonly url: string; stop(): Promise<void> } | undefined> {
  const { api } = config;
  if (!api.enabled) return undefined;
  if (!OWN.includes(api.host)) log.warn({ event: 'api-without-tls', host: api.host });
  const { startApi } = await import('../entry/api/api-server.ts');
  const own = await ownDatabase(desk, log);
  try {
    const started = await startApi(
      {
        ...desk,
        authorities: authoritiesIn(desk.enrolments),
        kept: keptWords(desk),
        ...storesOf(own?.db ?? desk.store.db, desk, config),
      },
      {
        host: api.host,
        port: api.port,
        version: VERSION,
        onAnswered: (answered) => log.info({ event: 'api-answered', ...answered }),
        onTrouble: (code, route) => log.error({ event: 'api-error', code, route }),
      },
    );
    const stop = async (): Promise<void> => {
      await started.stop();
      await own?.close();
    };
    return { url: started.url, stop };
  } catch (error) {
    await own?.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new CommandError(
      'api.port-taken',
      `${api.host}:${api.port} is in use by another program`,
      'choose another with REDRESS_API_PORT',
      EXIT.missing,
    );
  }
}

/** Undefined where the account of the desk was lent no role: the API works as the desk then, and the log says so. */
async function ownDatabase({ store }: OpenedDesk, log: Logger): Promise<OpenDatabase | undefined> {
  if (await mayTakeOn(store.db, 'api'))
    return openDatabase(
      store.url,
      (error) => log.warn({ event: 'database-connection-lost', code: (error as { code?: string }).code }),
      'api',
    );
  log.warn({ event: 'api-without-role' });
  return undefined;
}

/** What the API reads and writes. */
function storesOf(
  db: OpenDatabase['db'],
  { waker }: OpenedDesk,
  { tenant }: Config,
): Pick<
  ApiDesk,
  | 'cases'
  | 'clocks'
  | 'people'
  | 'preservations'
  | 'notifiers'
  | 'gateList'
  | 'deskTime'
  | 'apiTokens'
  | 'reads'
  | 'keptAnswers'
> {
  return {
    cases: postgresCases(db, { tenant, fresh: uuidV7.fresh, hint: waker.hint }),
    clocks: postgresClocks(db, tenant),
    people: postgresPeople(db, tenant),
    preservations: postgresPreservations(db, tenant),
    notifiers: postgresNotifiers(db, tenant),
    gateList: postgresGateList(db, tenant),
    deskTime: postgresDeskTime(db, tenant),
    apiTokens: postgresApiTokens(db, tenant),
    reads: postgresReads(db, tenant),
    keptAnswers: postgresKeptAnswers(db, tenant),
  };
}
