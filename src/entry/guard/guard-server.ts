// A witness or a log's signer over HTTP: addresses to post to, one to read from (C2SP tlog-witness). What it answers is decided in
// src/translog/log/witness.ts and signer.ts; here are only the limits of a server.

import Fastify, { type FastifyReply } from 'fastify';
import type { Answer } from '../../translog/log/witness.ts';

/** 63 lines of proof and a checkpoint with sixteen of the longest signatures. */
const MOST_BODY_BYTES = 128 * 1024;
const LONGEST_REQUEST_MS = 10_000;

type PostPath = '/add-checkpoint' | '/sign' | '/end';
export type GuardRoutes = {
  /** What is posted where: a witness has one address, a log's signer two. */
  readonly answers: Readonly<Partial<Record<PostPath, (body: Uint8Array) => Promise<Answer>>>>;
  /** The checkpoint signed last, by the SHA-256 of its origin in hex. */
  readonly latest?: (originHash: string) => Promise<Uint8Array | undefined>;
  /** Told of what is no refusal: a defect, a full disk. */
  readonly failed: (error: unknown) => void;
};
export type Listening = { readonly address: string; stop(): Promise<void> };

/** @param where a Unix socket's path, or a port; the host is this machine alone unless it is named */
export async function serveGuard(
  routes: GuardRoutes,
  where: { readonly path: string } | { readonly port: number; readonly host?: string },
): Promise<Listening> {
  const server = Fastify({ bodyLimit: MOST_BODY_BYTES, requestTimeout: LONGEST_REQUEST_MS });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => {
    done(null, body);
  });
  server.setErrorHandler(async (error, _, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode >= 500) routes.failed(error);
    await reply
      .code(statusCode)
      .type('text/plain')
      .send(statusCode >= 500 ? 'this server has a trouble of its own\n' : `${String(error)}\n`);
  });
  for (const [path, answer] of Object.entries(routes.answers))
    server.post(path, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return send(reply, await answer(body));
    });
  server.get<{ Params: { origin: string } }>('/:origin/checkpoint', async ({ params }, reply) => {
    const note = await routes.latest?.(params.origin);
    if (note === undefined)
      return send(reply, { status: 404, type: 'text/plain', body: 'nothing was signed for this log\n' });
    return reply.type('text/plain; charset=utf-8').send(Buffer.from(note));
  });
  const address = await server.listen('path' in where ? where : { host: '127.0.0.1', ...where });
  return { address, stop: () => server.close() };
}

const send = (reply: FastifyReply, { status, type, body }: Answer): FastifyReply =>
  // As bytes, since fastify adds a character set to text, which the size's type must not have.
  reply.code(status).header('content-type', type).send(Buffer.from(body));
