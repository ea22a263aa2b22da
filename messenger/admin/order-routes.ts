// The admin calls that change something: hide, show, delete, for a file or a message. The fault switches act here.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, type TSchema } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams, closed, IdParams, oneOf } from '../http/schemas.ts';
import { type Order, type TargetKind, targetAct, type Verb } from './effects.ts';
import { REASONS } from './reasons.ts';
import { operationById } from './operations.ts';
import { closeRoomAct, openRoomAct } from './room-acts.ts';
import { Accepted, runOrder } from './run-order.ts';

const Reason = oneOf(REASONS);
const HideBody = closed({ reason: Reason });
interface Target {
  readonly kind: TargetKind;
  readonly path: string;
  readonly params: TSchema;
}

const TARGETS: readonly Target[] = [
  { kind: 'media', path: '/admin/v1/media/:blob', params: BlobParams },
  { kind: 'message', path: '/admin/v1/messages/:id', params: IdParams },
];

/** Registers the calls of both kinds of target. */
export function orderRoutes(app: FastifyInstance, context: Context): void {
  for (const target of TARGETS) {
    orderRoute(app, context, target, 'hide');
    orderRoute(app, context, target, 'show');
    orderRoute(app, context, target, 'delete');
  }
  roomOrders(app, context);
  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/operations/:id',
    {
      onRequest: withScope(context.database, 'read'),
      schema: { params: IdParams, response: { 200: Accepted } },
    },
    async (request) => {
      const operation = await operationById(context.database, request.params.id, context.start);
      const lost = context.faults.hits('statusLost', 'admin-read');
      if (operation === undefined || lost)
        throw new Problem(404, 'operation.unknown', 'There is no such operation.');
      return { operation };
    },
  );
}

function roomOrders(app: FastifyInstance, context: Context): void {
  const onRequest = withScope(context.database, 'hide');
  app.post<{ Params: Static<typeof IdParams>; Body: Static<typeof HideBody> }>(
    '/admin/v1/rooms/:id/close',
    { onRequest, schema: { params: IdParams, body: HideBody, response: { 202: Accepted } } },
    (request, reply) =>
      runOrder(context, request, reply, closeRoomAct(request.params.id, request.body.reason)),
  );
  app.post<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/rooms/:id/open',
    { onRequest, schema: { params: IdParams, response: { 202: Accepted } } },
    (request, reply) => runOrder(context, request, reply, openRoomAct(request.params.id)),
  );
}

function orderRoute(app: FastifyInstance, context: Context, target: Target, verb: Verb): void {
  app.route({
    method: verb === 'delete' ? 'DELETE' : 'POST',
    url: verb === 'delete' ? target.path : `${target.path}/${verb}`,
    onRequest: withScope(context.database, verb === 'delete' ? 'destroy' : 'hide'),
    schema: {
      params: target.params,
      ...(verb === 'hide' ? { body: HideBody } : {}),
      response: { 202: Accepted },
    },
    handler: (request, reply) =>
      runOrder(context, request, reply, targetAct(orderOf(request, target.kind, verb))),
  });
}

function orderOf(request: FastifyRequest, kind: TargetKind, verb: Verb): Order {
  const params = request.params as { readonly blob?: string; readonly id?: number };
  const reason = verb === 'hide' ? (request.body as Static<typeof HideBody>).reason : null;
  return { verb, target: { kind, id: params.blob ?? String(params.id) }, reason };
}
