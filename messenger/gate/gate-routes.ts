// Addresses of the gate: where it is, what waits for a decision, the decisions, and the bytes that can be read once.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { REASONS } from '../admin/reasons.ts';
import { ListCursor, nextAfter, placeOf } from '../admin/paging.ts';
import { Accepted, runOrder } from '../admin/run-order.ts';
import type { Context } from '../context.ts';
import { mediaAtGate, mediaByBlob, wholeFile } from '../files/files.ts';
import { Media } from '../files/media-shape.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams, closed, Limit, oneOf } from '../http/schemas.ts';
import { allowAct, refuseAct } from './decisions.ts';
import { addressOf } from './gate.ts';
import { DEFAULT_BUDGET_MS, readGate, writeGate } from './settings.ts';

/** How long the address of a held file stays open. */
const ADDRESS_MS = 300_000;

const OnError = oneOf(['open', 'closed']);
const Budget = Type.Integer({ minimum: 100, maximum: 10_000 });
const GateAnswer = Type.Object({
  url: Type.Optional(Type.String()),
  onError: OnError,
  budgetMs: Type.Integer(),
  privateAllowed: Type.Boolean(),
  asked: Type.Object({
    allow: Type.Integer(),
    refuse: Type.Integer(),
    defer: Type.Integer(),
    failed: Type.Integer(),
  }),
  secret: Type.Optional(Type.String()),
});
const GateChange = closed({
  url: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 2_000 })),
  secret: Type.Optional(Type.String({ minLength: 16, maxLength: 200 })),
  onError: Type.Optional(OnError),
  budgetMs: Type.Optional(Budget),
});
const FilesQuery = Type.Object({
  state: oneOf(['held', 'missed']),
  cursor: Type.Optional(ListCursor),
  limit: Limit,
});
const Files = Type.Object({ media: Type.Array(Media), next: Type.Optional(Type.String()) });
const Refusal = closed({
  reason: oneOf(REASONS),
  automated: Type.Boolean(),
  law: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
const TokenParams = Type.Object({ token: Type.String({ maxLength: 100 }) });

/** Registers them. */
export function gateRoutes(app: FastifyInstance, context: Context): void {
  settingRoutes(app, context);
  waitingRoutes(app, context);
  decisionRoutes(app, context);
  bytesRoute(app, context);
}

function settingRoutes(app: FastifyInstance, { database, gate }: Context): void {
  const onRequest = withScope(database, 'gate');
  const present = async () => {
    const found = await readGate(database);
    const { onError = 'open', budgetMs = DEFAULT_BUDGET_MS } = found ?? {};
    const { asked, privateAllowed } = gate;
    return { ...(found && { url: found.url }), onError, budgetMs, privateAllowed, asked };
  };
  app.get('/admin/v1/gate', { onRequest, schema: { response: { 200: GateAnswer } } }, present);
  app.put<{ Body: Static<typeof GateChange> }>(
    '/admin/v1/gate',
    { onRequest, schema: { body: GateChange, response: { 200: GateAnswer } } },
    async (request) => {
      const secret = await writeGate(database, request.body);
      return { ...(await present()), ...(secret && { secret }) };
    },
  );
}

function waitingRoutes(app: FastifyInstance, context: Context): void {
  const { database, faults, gate } = context;
  const onRequest = withScope(database, 'gate');
  app.get<{ Querystring: Static<typeof FilesQuery> }>(
    '/admin/v1/gate/files',
    { onRequest, schema: { querystring: FilesQuery, response: { 200: Files } } },
    async ({ query: { state, cursor, limit } }) => {
      const place = placeOf(faults, cursor);
      const media = await mediaAtGate(database, state, place, limit);
      return { media: [...media], ...nextAfter(place, media, limit, ({ seq }) => seq) };
    },
  );
  app.post<{ Params: Static<typeof BlobParams> }>(
    '/admin/v1/gate/files/:blob/address',
    {
      onRequest,
      schema: { params: BlobParams, response: { 201: Type.Object({ address: Type.String() }) } },
    },
    async ({ params: { blob } }, reply) => {
      const media = await mediaByBlob(database, blob);
      if (media === undefined) throw new Problem(404, 'media.unknown', 'There is no such file.');
      if (media.held !== true) {
        throw new Problem(409, 'gate.not-held', 'This file does not wait for a decision.');
      }
      const { token } = gate.addresses.open(() => wholeFile(database, blob), ADDRESS_MS);
      return reply.code(201).send({ address: addressOf(context.origin, token) });
    },
  );
}

function decisionRoutes(app: FastifyInstance, context: Context): void {
  const onRequest = withScope(context.database, 'gate');
  app.post<{ Params: Static<typeof BlobParams> }>(
    '/admin/v1/gate/files/:blob/allow',
    { onRequest, schema: { params: BlobParams, response: { 202: Accepted } } },
    (request, reply) => runOrder(context, request, reply, allowAct(request.params.blob)),
  );
  app.post<{ Params: Static<typeof BlobParams>; Body: Static<typeof Refusal> }>(
    '/admin/v1/gate/files/:blob/refuse',
    { onRequest, schema: { params: BlobParams, body: Refusal, response: { 202: Accepted } } },
    (request, reply) => runOrder(context, request, reply, refuseAct(request.params.blob, request.body)),
  );
}

/** HEAD would use the address up without giving anything: there is none. */
function bytesRoute(app: FastifyInstance, { gate }: Context): void {
  app.get<{ Params: Static<typeof TokenParams> }>(
    '/gate/bytes/:token',
    { exposeHeadRoute: false, schema: { params: TokenParams } },
    async ({ params: { token } }, reply) => {
      const bytes = await gate.addresses.take(token);
      if (bytes === undefined) {
        throw new Problem(404, 'address.unknown', 'There is nothing at this address, or no longer.');
      }
      return reply.type('application/octet-stream').send(bytes);
    },
  );
}
