// Addresses of files: upload, and the bytes for whoever may see them. HEAD and Range are answered like GET.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { maybeSignedIn, signedIn, viewerOf } from '../http/identity.ts';
import { MAX_MEDIA_BYTES } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams } from '../http/schemas.ts';
import { visibleMedia } from '../messages/visibility.ts';
import { answerRange } from './byte-range.ts';
import { sliceBytes, storeUpload } from './files.ts';
import { MEDIA_KINDS, type MediaKind } from './kinds.ts';

const Uploaded = Type.Object({
  blob: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  mime: Type.String(),
});

/** Registers upload and download. */
export function fileRoutes(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      [...MEDIA_KINDS],
      { parseAs: 'buffer', bodyLimit: MAX_MEDIA_BYTES },
      (_r, body, done) => done(null, body),
    );
    scope.post(
      '/api/media',
      {
        onRequest: signedIn(context.database),
        bodyLimit: MAX_MEDIA_BYTES,
        schema: { response: { 201: Uploaded } },
      },
      (request, reply) => upload(context, request, reply),
    );
  });
  app.route<{ Params: Static<typeof BlobParams> }>({
    method: ['GET', 'HEAD'],
    url: '/media/:blob',
    schema: { params: BlobParams },
    onRequest: maybeSignedIn(context.database),
    handler: (request, reply) => download(context, request, request.params.blob, reply),
  });
}

async function upload(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const viewer = viewerOf(request);
  context.meters.write.take(String(viewer.id));
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
    throw new Problem(400, 'media.empty', 'Send the bytes of one file as the body.');
  }
  const declared = MEDIA_KINDS.find((kind) => kind === mediaType(request.headers['content-type']));
  reply.code(201);
  return storeUpload(context.database, viewer, declared as MediaKind, request.body);
}

async function download(
  context: Context,
  request: FastifyRequest,
  blob: string,
  reply: FastifyReply,
): Promise<unknown> {
  const media = await visibleMedia(context.database, blob, request.viewer);
  if (media === undefined)
    throw new Problem(404, 'media.unknown', 'There is no such file, or it is not open to you.');
  const range = answerRange(request.headers.range, media.bytes);
  guardBytes(reply);
  if (range.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${media.bytes}`);
    throw new Problem(416, 'media.range', `The file has ${media.bytes} bytes.`);
  }
  const start = range.kind === 'part' ? range.start : 0;
  const end = range.kind === 'part' ? range.end : media.bytes - 1;
  reply.type(media.mime).header('content-length', String(end - start + 1));
  if (range.kind === 'part') reply.code(206).header('content-range', `bytes ${start}-${end}/${media.bytes}`);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(Readable.from(sliceBytes(context.database, blob, start, end), { objectMode: false }));
}

/** An uploaded file is shown, never run: no script, no sniffing, no cache that would outlive a decision. */
function guardBytes(reply: FastifyReply): void {
  reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
    'cross-origin-resource-policy': 'same-origin',
  });
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
