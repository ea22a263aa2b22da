// How every admin order runs: its key is read, the fault switches have their say, and it acts once for its key.
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { limitReached, serverFailed } from '../faults/disturbed-requests.ts';
import type { Faults } from '../faults/faults.ts';
import { drawStale } from '../faults/late-worker.ts';
import { stir } from '../faults/unrest.ts';
import { adminOf } from '../http/identity.ts';
import { MAX_KEY_LENGTH } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { oneOf } from '../http/schemas.ts';
import { type Act, EFFECTS } from './effects.ts';
import { accept, type Manner } from './operations.ts';

export const Accepted = Type.Object({
  operation: Type.Object({
    id: Type.String(),
    state: oneOf(['accepted', 'running', 'done']),
    effect: oneOf(EFFECTS),
  }),
});

/** Runs an order and answers 202 with its operation. */
export async function runOrder(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
): Promise<FastifyReply> {
  const key = keyOf(request);
  const draw = drawOrder(context);
  if (draw.delayMs > 0) await wait(draw.delayMs);
  refuseBefore(draw);
  await stir(context, act);
  const operation = await accept(context.database, adminOf(request), key, act, draw.manner);
  if (draw.failAfterCommit) throw failure();
  return reply.code(202).send({ operation });
}

/** What the switches hold for one order. */
interface OrderDraw {
  readonly delayMs: number;
  readonly rateLimit: boolean;
  readonly keyRefused: boolean;
  readonly failBeforeCommit: boolean;
  readonly failAfterCommit: boolean;
  readonly manner: Manner;
}

function drawOrder({ faults, start }: Context): OrderDraw {
  const hits = (share: Parameters<Faults['hits']>[0]) => faults.hits(share, 'order');
  const { delayMs, lateMs } = faults.read();
  return {
    delayMs: hits('delayShare') ? delayMs : 0,
    rateLimit: hits('rateLimit'),
    keyRefused: hits('keyRefused'),
    failBeforeCommit: hits('failBeforeCommit'),
    failAfterCommit: hits('failAfterCommit'),
    manner: {
      pretend: hits('okButNothing'),
      lateMs: hits('lateShare') ? lateMs : 0,
      knownTo: hits('statusLostAfterRestart') ? start : null,
      stale: drawStale(faults),
    },
  };
}

function refuseBefore({ rateLimit, keyRefused, failBeforeCommit }: OrderDraw): void {
  if (rateLimit) throw limitReached();
  if (keyRefused) {
    throw new Problem(
      409,
      'idempotency.refused',
      'This key is not taken now. Nothing happened; send the order again with the same key.',
    );
  }
  if (failBeforeCommit) throw failure();
}

function failure(): Problem {
  return serverFailed('The server failed. Try again with the same key.');
}

/** The caller's idempotency key. Throws 400 when there is none or it is too long. */
export function keyOf(request: FastifyRequest): string {
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
