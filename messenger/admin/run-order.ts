// How every admin order runs: its key is read, the fault switches have their say, and it acts once for its key.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { adminOf } from '../http/identity.ts';
import { MAX_KEY_LENGTH } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { oneOf } from '../http/schemas.ts';
import { type Act, EFFECTS } from './effects.ts';
import { type Draw, delay, RATE_LIMIT_RETRY_AFTER_S } from './faults.ts';
import { accept } from './operations.ts';

export const Accepted = Type.Object({
  operation: Type.Object({ id: Type.String(), state: Type.String(), effect: oneOf(EFFECTS) }),
});

/** Runs an order and answers 202 with its operation. */
export async function runOrder(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
): Promise<FastifyReply> {
  const key = keyOf(request);
  const draw = context.faults.draw();
  await delay(draw);
  refuseBefore(draw);
  const operation = await accept(context.database, adminOf(request), key, act, draw.okButNothing);
  if (draw.failAfterCommit) throw failure();
  return reply.code(202).send({ operation });
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
