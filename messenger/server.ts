// The messenger as one object: starts the server on a database and closes it again. main.ts and tests use it alike.
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { accountAdminRoutes } from './admin/account-routes.ts';
import { reportAdminRoutes } from './admin/report-routes.ts';
import { reportRoutes } from './reports/report-routes.ts';
import { noticeRoutes } from './notices/notice-routes.ts';
import { historyRoutes } from './admin/history-routes.ts';
import { lookupRoutes } from './admin/lookup-routes.ts';
import { orderRoutes } from './admin/order-routes.ts';
import { serviceRoutes } from './admin/service-routes.ts';
import { installBootstrapToken } from './admin/tokens.ts';
import type { Context } from './context.ts';
import { disturbRequests } from './faults/disturbed-requests.ts';
import { faultRoutes } from './faults/fault-routes.ts';
import { createFaults } from './faults/faults.ts';
import { startLateWorker } from './faults/late-worker.ts';
import type { Profile } from './faults/settings.ts';
import { createFeed } from './feed/feed.ts';
import { feedRoutes } from './feed/feed-routes.ts';
import { fileRoutes } from './files/file-routes.ts';
import { createGate } from './gate/gate.ts';
import { gateRoutes } from './gate/gate-routes.ts';
import { type GateChange, writeGate } from './gate/settings.ts';
import { declareIdentity } from './http/identity.ts';
import { createMeter, DEFAULT_RATES, MAX_JSON_BYTES, type RateLimits } from './http/limits.ts';
import { answerProblems } from './http/problems.ts';
import { createHub, type Hub } from './live/hub.ts';
import { liveRoutes } from './live/live-routes.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { writingRoutes } from './messages/writing-routes.ts';
import { pictureRoutes } from './pictures/picture-routes.ts';
import { createThumbnailMaker } from './thumbnails/maker.ts';
import { appRoutes } from './pages/app-page.ts';
import { acceptBrowserSessions } from './pages/browser-session.ts';
import { documentAddresses } from './openapi/document.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { reportPageRoutes } from './pages/report-page-routes.ts';
import { signInRoutes } from './pages/sign-in-routes.ts';
import { peerRoutes } from './peer/peer-routes.ts';
import { passkeyRoutes } from './passkeys/passkey-routes.ts';
import { accountRoutes } from './people/account-routes.ts';
import { DEFAULT_COST } from './people/passphrases.ts';
import { memberRoutes } from './rooms/member-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { notificationRoutes } from './notifications/notification-routes.ts';
import { roomRoutes } from './rooms/room-routes.ts';
import { type Database, openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';

export interface MessengerOptions {
  /** URL of an empty or earlier migrated PostgreSQL database of its own. */
  readonly database: string;
  /** The operator's admin token: all scopes, and the only one that may make others. */
  readonly adminToken: string;
  readonly host?: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Public address; absent: where the server listens. */
  readonly origin?: string;
  readonly rates?: Partial<RateLimits>;
  /** log2 of scrypt's N for new passphrases. Lower it in tests only. */
  readonly passphraseCost?: number;
  /** Where the gate in front of uploads is; absent: as it was set before. */
  readonly gate?: GateChange;
  /** Whether the gate may stand in a private network. */
  readonly gatePrivate?: boolean;
  /** Named set of fault switches to start with; absent: all off. */
  readonly faults?: Profile;
  /** Log level of pino; absent: silent. Addresses with tokens in them are never logged. */
  readonly logLevel?: string;
}

export interface Messenger {
  /** Where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

/** Shorter admin tokens are refused at start. */
const MIN_ADMIN_TOKEN_LENGTH = 16;

/** Migrates the database and starts to listen. Rejects with `EADDRINUSE` when the port is taken. */
export async function startMessenger(options: MessengerOptions): Promise<Messenger> {
  if (options.adminToken.length < MIN_ADMIN_TOKEN_LENGTH) {
    throw new Error(`The admin token needs at least ${MIN_ADMIN_TOKEN_LENGTH} characters.`);
  }
  const database = openDatabase(options.database);
  try {
    await migrate(database);
    await installBootstrapToken(database, options.adminToken);
    if (options.gate !== undefined) await writeGate(database, options.gate);
    return await listen(database, options);
  } catch (error) {
    await database.end();
    throw error;
  }
}

async function listen(database: Database, options: MessengerOptions): Promise<Messenger> {
  const app = createApp(options);
  // The origin is known only once the port is; routes read it from here when they answer.
  const place = { origin: options.origin?.replace(/\/+$/, '') ?? '' };
  const context = contextFor(database, options, place);
  const hub = await createHub({ database, feed: context.feed, log: app.log, origin: () => place.origin });
  app.addHook('preClose', async () => hub.close());
  app.addHook('onClose', async () => context.thumbnails.close());
  const late = startLateWorker(context, app.log);
  app.addHook('onClose', () => late.close());
  await documentAddresses(app);
  addRoutes(app, context, hub);
  try {
    const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
    if (place.origin === '') place.origin = url;
    return {
      url,
      async close() {
        await app.close();
        await database.end();
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function createApp(options: MessengerOptions): FastifyInstance {
  const app = Fastify({
    // Request lines hold invitations; what is logged is the failure, not the address.
    logger: options.logLevel === undefined ? false : { level: options.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_JSON_BYTES,
    forceCloseConnections: true,
    // Unknown properties are refused, not dropped in silence: a client's spelling mistake should be seen.
    ajv: { customOptions: { removeAdditional: false, allErrors: false, coerceTypes: true } },
  });
  app.addHook('onSend', async (_request, reply) => {
    // same-origin and not no-referrer: the latter makes browsers send `Origin: null` with our own forms.
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  return app;
}

function contextFor(
  database: Database,
  options: MessengerOptions,
  place: { readonly origin: string },
): Context {
  const rates = { ...DEFAULT_RATES, ...options.rates };
  return {
    database,
    feed: createFeed(database),
    faults: createFaults(options.faults),
    start: randomUUID(),
    gate: createGate({
      database,
      origin: () => place.origin,
      privateAllowed: options.gatePrivate ?? false,
    }),
    thumbnails: createThumbnailMaker(),
    get origin() {
      return place.origin;
    },
    passphraseCost: options.passphraseCost ?? DEFAULT_COST,
    meters: {
      signUp: createMeter(rates.signUpsPerMinute),
      signIn: createMeter(rates.signInsPerMinute),
      write: createMeter(rates.writesPerMinute),
      report: createMeter(rates.reportsPerMinute),
    },
  };
}

function addRoutes(app: FastifyInstance, context: Context, hub: Hub): void {
  declareIdentity(app);
  answerProblems(app);
  acceptBrowserSessions(app, context);
  app.addHook('onResponse', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') context.feed.wake();
  });
  disturbRequests(app, context.faults);
  accountRoutes(app, context);
  passkeyRoutes(app, context);
  roomRoutes(app, context);
  memberRoutes(app, context);
  peopleRoutes(app, context);
  notificationRoutes(app, context);
  reportRoutes(app, context);
  noticeRoutes(app, context);
  messageRoutes(app, context);
  writingRoutes(app, context);
  liveRoutes(app, context, hub);
  fileRoutes(app, context);
  pictureRoutes(app, context);
  lookupRoutes(app, context);
  historyRoutes(app, context);
  orderRoutes(app, context);
  accountAdminRoutes(app, context);
  reportAdminRoutes(app, context);
  serviceRoutes(app, context);
  faultRoutes(app, context);
  gateRoutes(app, context);
  peerRoutes(app, context);
  feedRoutes(app, context);
  pageRoutes(app, context);
  signInRoutes(app, context);
  reportPageRoutes(app, context);
  appRoutes(app, context);
}

/** The OpenAPI document of all addresses. Nothing is started, and no database is asked. */
export async function describeMessenger(): Promise<object> {
  const options = { database: '', adminToken: '' };
  const app = createApp(options);
  const context = contextFor(openDatabase(NOWHERE), options, { origin: NOWHERE });
  await documentAddresses(app);
  addRoutes(app, context, { open: () => undefined, count: () => 0, close: () => undefined });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await context.database.end();
  return document;
}

/** Where nothing is. */
const NOWHERE = 'postgres://nowhere.example/none';
