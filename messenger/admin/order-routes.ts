// The admin calls that change something: hide, show, delete, for a file or a message. The fault switches act here.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import type { Context } from '../context.ts';
import { adminOf, withScope } from '../http/identity.ts';
import { MAX_KEY_LENGTH } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams, closed, IdParams, oneOf } from '../http/schemas.ts';
import { type Order, REASONS, type TargetKind, type Verb } from './effects.ts';
import { type Draw, delay, RATE_LIMIT_RETRY_AFTER_S } from './faults.ts';
import { accept, operationById } from './operations.ts';

const Reason = oneOf(REASONS);
const HideBody = closed({ reason: Reason });
const Accepted = Type.Object({
  operation: Type.Object({
    id: Type.String(),
    state: Type.String(),
    effect: oneOf(['hidden', 'shown', 'deleted', 'none']),
  }),
});

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
  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/operations/:id',
    {
      onRequest: withScope(context.database, 'read'),
      schema: { params: IdParams, response: { 200: Accepted } },
    },
    async (request) => {
      const operation = await operationById(context.database, request.params.id);
      if (operation === undefined) throw new Problem(404, 'operation.unknown', 'There is no such operation.');
      return { operation };
    },
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
    handler: async (request, reply) => {
      const operation = await order(context, request, orderOf(request, target.kind, verb));
      return reply.code(202).send({ operation });
    },
  });
}

function orderOf(request: FastifyRequest, kind: TargetKind, verb: Verb): Order {
  const params = request.params as { readonly blob?: string; readonly id?: number };
  const reason = verb === 'hide' ? (request.body as Static<typeof HideBody>).reason : null;
  return { verb, target: { kind, id: params.blob ?? String(params.id) }, reason };
}

async function order(context: Context, request: FastifyRequest, order: Order) {
  const key = keyOf(request);
  const draw = context.faults.draw();
  await delay(draw);
  refuseBefore(draw);
  const operation = await accept(context.database, adminOf(request), key, order, draw.okButNothing);
  if (draw.failAfterCommit) throw failure();
  return operation;
}

function refuseBefore(draw: Draw): void {
  if (draw.rateLimit) {
    throw new Problem(429, 'rate.limited', 'Too many requests. Try again later.', RATE_LIMIT_RETRY_AFTER_S);
  }
  if (draw.failBeforeCommit) throw failure();
}

// One code for both failures: a caller of a real platform could not tell them apart either.
function failure(): Problem {
  return new Problem(503, 'server.unavailable', 'The server failed. Try again with the same key.');
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length === 0) {
    throw new Problem(400, 'idempotency.missing', 'Send a key of your own in the header Idempotency-Key.');
  }
  if (key.length > MAX_KEY_LENGTH) {
    throw new Problem(
      400,
      'idempotency.too-long',
      `An Idempotency-Key has at most ${MAX_KEY_LENGTH} characters.`,
    );
  }
  return key;
}
