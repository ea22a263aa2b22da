// The small picture of a sealed file. The server cannot make one: whoever uploads the file may add one, sealed as well. It hangs on
// the file, so that hiding or deleting the file hides or deletes it too.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import type { MediaFacts, ThumbnailFacts } from '../facts.ts';
import { appendEvent } from '../feed/feed.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { MAX_SEALED_THUMBNAIL_BYTES } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams } from '../http/schemas.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, firstRow, inTransaction } from '../store/database.ts';
import { mayBe, SEALED_KIND } from './kinds.ts';

const Stored = Type.Object({ sha256: Type.String(), mime: Type.String(), bytes: Type.Integer() });

/** Registers the address that takes sealed thumbnails. */
export function sealedThumbnailRoute(app: FastifyInstance, { database, meters }: Context): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      SEALED_KIND,
      { parseAs: 'buffer', bodyLimit: MAX_SEALED_THUMBNAIL_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.put<{ Params: Static<typeof BlobParams> }>(
      '/api/media/:blob/thumbnail',
      {
        onRequest: signedIn(database),
        bodyLimit: MAX_SEALED_THUMBNAIL_BYTES,
        schema: { params: BlobParams, response: { 201: Stored } },
      },
      async (request, reply) => {
        meters.write.take(String(viewerOf(request).id));
        const { body } = request;
        if (!Buffer.isBuffer(body) || body.length === 0) {
          throw new Problem(400, 'media.empty', 'Send the sealed bytes of one small picture as the body.');
        }
        return reply.code(201).send(await keep(database, viewerOf(request), request.params.blob, body));
      },
    );
  });
}

/** Keeps the thumbnail and tells the feed of the file again, now with it. Throws 404 `media.unknown` unless the file is the
 * viewer's own, sealed and shown; 415 `media.kind-mismatch`; 409 `media.has-thumbnail`. */
function keep(database: Database, viewer: Viewer, blob: string, content: Buffer): Promise<ThumbnailFacts> {
  if (!mayBe(SEALED_KIND, content)) {
    throw new Problem(415, 'media.kind-mismatch', 'This is a picture that was not sealed.');
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  return inTransaction(database, async (db) => {
    const media = await firstRow<MediaFacts>(
      db,
      `select blob, encode(sha256, 'hex') as sha256, mime, bytes from media
        where blob = $1 and uploader_id = $2 and mime = $3 and hidden_at is null and deleted_at is null for update`,
      [blob, viewer.id, SEALED_KIND],
    );
    if (media === undefined) throw new Problem(404, 'media.unknown', 'Upload the sealed file first.');
    const added = await firstRow(
      db,
      `insert into thumbnail (blob, sha256, mime, content) values ($1, decode($2, 'hex'), $3, $4)
       on conflict do nothing returning 1`,
      [blob, sha256, SEALED_KIND, content],
    );
    if (added === undefined) throw new Problem(409, 'media.has-thumbnail', 'This file has its thumbnail.');
    const thumbnail = { sha256, mime: SEALED_KIND, bytes: content.length };
    const account = { id: viewer.id, name: viewer.name };
    await appendEvent(db, 'media', { media: { ...media, thumbnail }, account });
    return thumbnail;
  });
}
