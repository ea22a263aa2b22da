// A log's writer over HTTP on a Unix socket: POST /append takes one entry, POST /publish makes public what there is, GET /status tells how it stands.
// Refusals are problem+json with a stable code. What is done with an entry is decided by whoever gives the routes.

import Fastify, { type FastifyReply } from 'fastify';
import { WrongPlace } from '../../translog/log/place.ts';
import { readNumber } from '../../translog/tree/size.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import type { Listening } from './guard-server.ts';

/** An entry has at most 65,535 bytes. */
const MOST_BODY_BYTES = 64 * 1024 - 1;
const LONGEST_REQUEST_MS = 10_000;
const RETRY_AFTER_S = 1;

export type WriterRoutes = {
  /** Resolves with the entry's index once it is durable. @param at where its sender expects it */
  append(entry: Uint8Array, at: number | undefined): Promise<number>;
  publish(): Promise<object>;
  status(): object;
  /** Told of what is no refusal: a defect. */
  failed(error: unknown): void;
};

/** @param where the path of a Unix socket */
export async function serveWriter(
  routes: WriterRoutes,
  where: { readonly path: string },
): Promise<Listening> {
  const server = Fastify({ bodyLimit: MOST_BODY_BYTES, requestTimeout: LONGEST_REQUEST_MS });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => {
    done(null, body);
  });
  server.setErrorHandler((error, _, reply) => {
    const problem = problemOf(error);
    if (problem.code === UNEXPECTED) routes.failed(error);
    return send(reply, problem);
  });
  server.setNotFoundHandler((_, reply) => send(reply, problemOf(noSuchAddress())));
  server.post<{ Querystring: { at?: string } }>('/append', async ({ body, query }) => {
    const entry = Buffer.isBuffer(body) ? Uint8Array.from(body) : new Uint8Array();
    const at = query.at === undefined ? undefined : readNumber(query.at, 'the place of an entry');
    return { index: await routes.append(entry, at) };
  });
  server.post('/publish', () => routes.publish());
  server.get('/status', () => routes.status());
  const address = await server.listen(where);
  return { address, stop: () => server.close() };
}

type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly cure: string;
  /** The place of the next entry, when one came with a wrong place. */
  readonly next?: number;
};

const UNEXPECTED = 'log.unexpected';
const STATUS: Readonly<Record<string, number>> = {
  'log.bad-number': 400,
  'log.bad-request': 400,
  'log.reserved': 400,
  'log.no-such-address': 404,
  'log.gap': 409,
  'log.other-entry': 409,
  'log.ended': 409,
  'log.entry-too-long': 413,
  'log.no-signer': 502,
  'log.signer-refused': 502,
  'log.other-size': 502,
  'log.busy': 503,
  'log.closed': 503,
  'log.disk': 503,
  'log.no-store': 503,
};
const [BAD_REQUEST, TOO_LONG, OWN_TROUBLE] = [400, 413, 500];

function problemOf(error: unknown): Problem {
  if (error instanceof TranslogError) {
    const { code, message, cure } = error;
    const next = error instanceof WrongPlace ? { next: error.next } : {};
    return { status: STATUS[code] ?? OWN_TROUBLE, code, detail: message, cure, ...next };
  }
  const { statusCode = OWN_TROUBLE } = error as { statusCode?: number };
  if (statusCode === TOO_LONG)
    return {
      ...{ status: TOO_LONG, code: 'log.entry-too-long', detail: 'an entry of more than 65,535 bytes' },
      cure: 'put a hash into the log, and the rest elsewhere',
    };
  if (statusCode < OWN_TROUBLE)
    return {
      ...{ status: BAD_REQUEST, code: 'log.bad-request', detail: String(error) },
      cure: 'send one entry as the body of POST /append',
    };
  return {
    ...{ status: OWN_TROUBLE, code: UNEXPECTED, detail: 'the writer has a trouble of its own' },
    cure: 'whoever runs it reads in its output what it was',
  };
}

const noSuchAddress = (): TranslogError =>
  new TranslogError(
    'log.no-such-address',
    'there is nothing at this address',
    'POST /append, POST /publish or GET /status',
  );

function send(reply: FastifyReply, { status, ...problem }: Problem): FastifyReply {
  if (problem.code === 'log.busy') void reply.header('retry-after', String(RETRY_AFTER_S));
  const body = { type: `urn:redress:problem:${problem.code}`, status, ...problem };
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(body)));
}
