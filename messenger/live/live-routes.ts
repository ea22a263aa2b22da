// The address of the live stream: server-sent events for one account.
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { MAX_LIVE, MAX_LIVE_PER_ACCOUNT } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import type { Hub } from './hub.ts';

/** Seconds after which a refused reader may come again. */
const COME_AGAIN_S = 5;

/** Registers the live stream. */
export function liveRoutes(app: FastifyInstance, { database }: Context, hub: Hub): void {
  app.get('/api/stream', { onRequest: signedIn(database) }, async (request, reply) => {
    const { id } = viewerOf(request);
    if (hub.count() >= MAX_LIVE || hub.count(id) >= MAX_LIVE_PER_ACCOUNT) {
      throw new Problem(
        503,
        'stream.too-many',
        'Too many open streams. Close one, or try later.',
        COME_AGAIN_S,
      );
    }
    const last = request.headers['last-event-id'];
    const after = typeof last === 'string' && /^[0-9]{1,15}$/.test(last) ? Number(last) : undefined;
    reply.hijack();
    hub.open(id, reply.raw, after);
    return reply;
  });
}
