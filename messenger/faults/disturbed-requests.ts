// Faults that meet a request before anybody looks at it: reads that are refused, fail or wait, and good tokens refused.
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../http/problems.ts';
import { type Faults, RATE_LIMIT_RETRY_AFTER_S, type RequestClass } from './faults.ts';

/** Never disturbed: without them nobody could turn the switches off or see that the server lives. */
const EXEMPT = ['/admin/v1/faults', '/admin/v1/health'];
const READ_DOORS = ['/admin/', '/api/', '/media/', '/thumb/', '/cdn/', '/peer/', '/r/', '/i/'];

/** Hangs the faults in front of all routes that are registered after it. */
export function disturbRequests(app: FastifyInstance, faults: Faults): void {
  app.addHook('onRequest', async (request) => {
    const door = request.routeOptions.url ?? '';
    if (EXEMPT.some((exempt) => door === exempt || door.startsWith(`${exempt}/`))) return;
    if (door.startsWith('/admin/')) refuseToken(request, faults);
    if (isRead(request, door)) await disturbRead(faults, door.startsWith('/admin/') ? 'admin-read' : 'read');
  });
}

function isRead({ method }: FastifyRequest, door: string): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && (door === '/' || READ_DOORS.some((start) => door.startsWith(start)));
}

// The words of a token that is really unknown: a caller cannot tell.
function refuseToken({ method }: FastifyRequest, faults: Faults): void {
  if (faults.hits('tokenRefused', method === 'GET' || method === 'HEAD' ? 'admin-read' : 'order')) {
    throw new Problem(401, 'admin.token-unknown', 'Send an admin token: Authorization: Bearer <token>.');
  }
}

async function disturbRead(faults: Faults, of: RequestClass): Promise<void> {
  // All three are drawn each time, so that one that hits does not shift the others.
  const waits = faults.hits('readDelayShare', of);
  const limited = faults.hits('readRateLimit', of);
  const fails = faults.hits('readFail', of);
  const { readDelayMs } = faults.read();
  if (waits && readDelayMs > 0) await wait(readDelayMs);
  if (limited) throw limitReached();
  if (fails) throw serverFailed('The server failed. Try again.');
}

/** 429 with Retry-After. */
export function limitReached(): Problem {
  return new Problem(429, 'rate.limited', 'Too many requests. Try again later.', RATE_LIMIT_RETRY_AFTER_S);
}

/** 503. One code before and after acting: a caller of a real platform could not tell them apart either. */
export function serverFailed(detail: string): Problem {
  return new Problem(503, 'server.unavailable', detail);
}
