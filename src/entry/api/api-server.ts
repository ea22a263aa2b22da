// The API as one object: starts to listen, and stops. Who asks is known before anything of her request is read.
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ApiToken } from '../../ports/api-tokens.ts';
import { recogniseToken } from '../../workflow/recognise-token.ts';
import { recordRead } from '../../workflow/record-read.ts';
import { ROLES_KEYWORD } from './asks.ts';
import { documentOf } from './document.ts';
import { answerProblems, Problem, refused } from './problems.ts';
import { type Answer, type Asked, assertDeclared, type Route } from './route.ts';
import { ROUTES } from './routes.ts';
import type { ApiDesk, ApiSettings } from './wiring.ts';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;

/** Answers are for whoever asked, in no cache and in no page. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may; `anybody` for what tells nothing of this desk. */
    readonly roles?: Route['roles'] | 'anybody';
  }
}

export interface Api {
  /** Such as `http://127.0.0.1:2580`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Rejects with `EADDRINUSE` when the port is taken. */
export async function startApi(desk: ApiDesk, settings: ApiSettings): Promise<Api> {
  const app = apiOf(desk, settings, ROUTES);
  const url = await app.listen({ host: settings.host, port: settings.port });
  return { url, stop: () => app.close() };
}

/** Throws for a route without roles. */
export function apiOf(
  desk: ApiDesk,
  settings: Omit<ApiSettings, 'host' | 'port'>,
  routes: readonly Route[],
): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    handlerTimeout: settings.withinMs ?? REQUEST_WITHIN_MS,
    http: { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: HEADERS_WITHIN_MS },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // A member that nobody declared is refused, not dropped in silence: a spelling mistake should be seen.
    ajv: {
      customOptions: {
        ...{ removeAdditional: false, allErrors: false, coerceTypes: true },
        keywords: [ROLES_KEYWORD],
      },
    },
  });
  app.removeContentTypeParser('text/plain');
  const tokens = new WeakMap<FastifyRequest, ApiToken>();
  app.addHook('onRoute', ({ config, method, url }) => {
    const { roles = [] } = config ?? {};
    if (roles.length === 0) throw new Error(`${String(method)} ${url} does not say who may`);
  });
  app.addHook('onSend', async (_, reply) => {
    reply.headers(HEADERS);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const token = tokens.get(request)?.id ?? null;
    const ms = Math.round(reply.elapsedTime);
    settings.onAnswered({ method, route: routeOptions.url ?? '', status: reply.statusCode, token, ms });
  });
  answerProblems(app, settings);
  app.addHook('onRequest', async (request) => {
    const { roles } = request.routeOptions.config;
    if (request.is404 || roles === 'anybody') return;
    const token = await bearer(request, desk);
    tokens.set(request, token);
    if (roles === undefined || !roles.includes(token.role))
      throw new Problem('token.role', `The role ${token.role} may not do this.`);
  });
  for (const one of routes) assertDeclared(one);
  for (const one of routes) add(app, one, desk, (request) => tokens.get(request));
  const document = JSON.stringify(documentOf(routes, settings.version));
  app.get('/openapi.json', { config: { roles: 'anybody' } }, (_, reply) =>
    reply.type('application/json').send(document),
  );
  return app;
}

async function bearer({ headers: { authorization = '' } }: FastifyRequest, desk: ApiDesk): Promise<ApiToken> {
  const [, text] = /^Bearer ([\w-]{1,200})$/i.exec(authorization) ?? [];
  if (text === undefined)
    throw new Problem('token.missing', 'Send a token: Authorization: Bearer redress_...');
  const token = await recogniseToken(text, desk);
  if (!token.ok) throw refused(token.error);
  return token.value;
}

function add(
  app: FastifyInstance,
  one: Route,
  desk: ApiDesk,
  tokenOf: (request: FastifyRequest) => ApiToken | undefined,
): void {
  const { method, path, roles, params, query, body, answer } = one;
  app.route({
    method,
    url: path,
    config: { roles },
    schema: {
      ...(params === undefined ? {} : { params }),
      ...(body === undefined ? {} : { body }),
      querystring: query ?? { type: 'object', additionalProperties: false },
      response: { 200: answer },
    },
    handler: async (request, reply) => {
      const token = tokenOf(request);
      if (token === undefined) throw new Problem('token.missing', 'No token was recognised.');
      const given = await one.handle({ ...askedIn(request), token }, desk);
      await recorded(one, given, token, desk);
      return reply.headers(given.headers ?? {}).send(given.body);
    },
  });
}

/** The headers in their one form: anything else is as if it were not there, and its route says what it needs. */
function askedIn({ params, query, body, headers }: FastifyRequest): Omit<Asked, 'token'> {
  const [key] = /^[\w-]{8,100}$/.exec(String(headers['idempotency-key'] ?? '')) ?? [];
  const [, version] = /^"(\d{1,9})"$/.exec(headers['if-match'] ?? '') ?? [];
  return { params, query, body, key, version: version === undefined ? undefined : Number(version) };
}

/** Before the answer leaves; an answer that cannot be recorded does not leave. */
async function recorded(one: Route, given: Answer, token: ApiToken, desk: ApiDesk): Promise<void> {
  if (one.reads === null) return;
  try {
    const reader = { by: { token: token.id }, person: token.person };
    const read = { what: one.reads, case: given.case ?? null, part: given.part };
    await recordRead(reader, read, desk.clock(), desk);
  } catch {
    throw new Problem(
      'read.not-recorded',
      'It could not be recorded that this was read, so it is not answered.',
    );
  }
}
