// Addresses of files: upload; bytes and thumbnails for whoever may see them; and the public copy that caches may keep for a while.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { staleCopy } from '../faults/stale.ts';
import { maybeSignedIn, signedIn, viewerOf } from '../http/identity.ts';
import { MAX_MEDIA_BYTES } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams } from '../http/schemas.ts';
import { visibleMedia } from '../messages/visibility.ts';
import type { Queryable } from '../store/database.ts';
import { storeUpload, thumbnailOf } from './files.ts';
import { UPLOAD_KINDS, type UploadKind } from './kinds.ts';
import { sealedThumbnailRoute } from './sealed-thumbnails.ts';
import { type Keeping, sendFile, sendThumbnail } from './sending.ts';

const Uploaded = Type.Object({
  blob: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  mime: Type.String(),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  held: Type.Optional(Type.Literal(true)),
  thumbnail: Type.Boolean(),
});

/** One address of bytes. `thumbnail`: the small picture instead of the file. */
interface Door {
  readonly url: string;
  readonly thumbnail: boolean;
  readonly keeping: Keeping;
}

const DOORS: readonly Door[] = [
  { url: '/media/:blob', thumbnail: false, keeping: 'private' },
  { url: '/thumb/:blob', thumbnail: true, keeping: 'check' },
  { url: '/cdn/:blob', thumbnail: false, keeping: 'cdn' },
  { url: '/cdn/:blob/thumb', thumbnail: true, keeping: 'cdn' },
];

/** Registers upload and download. */
export function fileRoutes(app: FastifyInstance, context: Context): void {
  uploadRoute(app, context);
  sealedThumbnailRoute(app, context);
  for (const door of DOORS) {
    app.route<{ Params: Static<typeof BlobParams> }>({
      method: ['GET', 'HEAD'],
      url: door.url,
      schema: { params: BlobParams },
      // A cache in front knows nobody: what it keeps must be for everybody.
      ...(door.keeping === 'cdn' ? {} : { onRequest: maybeSignedIn(context.database) }),
      handler: (request, reply) => download(context, request, request.params.blob, reply, door),
    });
  }
}

function uploadRoute(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      [...UPLOAD_KINDS],
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
}

async function upload(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const viewer = viewerOf(request);
  context.meters.write.take(String(viewer.id));
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
    throw new Problem(400, 'media.empty', 'Send the bytes of one file as the body.');
  }
  const declared = UPLOAD_KINDS.find((kind) => kind === mediaType(request.headers['content-type']));
  reply.code(201);
  return storeUpload(context, viewer, declared as UploadKind, request.body);
}

async function download(
  { database }: Context,
  request: FastifyRequest,
  blob: string,
  reply: FastifyReply,
  door: Door,
): Promise<unknown> {
  const media = await visibleMedia(database, blob, request.viewer);
  if (media === undefined) return sendStale(database, request, blob, reply, door);
  if (!door.thumbnail) return sendFile(database, request, reply, media, door.keeping);
  const thumbnail = await thumbnailOf(database, blob);
  if (thumbnail === undefined) throw absent();
  return sendThumbnail(request, reply, thumbnail, door.keeping);
}

/** What a cache still holds of a file that is shown no more (a fault switch), or 404. */
async function sendStale(
  db: Queryable,
  request: FastifyRequest,
  blob: string,
  reply: FastifyReply,
  { keeping, thumbnail }: Door,
): Promise<unknown> {
  if (keeping === 'private') throw absent();
  const cache = keeping === 'check' ? 'thumb' : thumbnail ? 'cdn-thumb' : 'cdn';
  const copy = await staleCopy(db, blob, cache, keeping === 'cdn' ? null : request.viewer);
  if (copy === undefined) throw absent();
  return sendThumbnail(request, reply, copy, keeping);
}

function absent(): Problem {
  return new Problem(404, 'media.unknown', 'There is no such file, or it is not open to you.');
}

function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
