// Lookups for platform engineers: where a file stands, which uploads have the same bytes, what a link leads to.
// Hidden and deleted ones are in the answers, marked. Words are in one answer only, which has a scope of its own.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { type MediaRecord, mediaByBlob, mediaBySha256 } from '../files/files.ts';
import { absentOrMoved } from '../faults/moved.ts';
import { Media } from '../files/media-shape.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams, IdParams, Limit, MessageParams, Person } from '../http/schemas.ts';
import type { Queryable } from '../store/database.ts';
import { versionsOf } from '../messages/changes.ts';
import { RoomNamed } from '../rooms/room-facts.ts';
import { ListCursor, ListQuery, nextAfter, placeOf } from './paging.ts';
import { usesOf } from '../pictures/pictures.ts';
import { type MessageRecord, messageById, messagesWithMedia } from '../messages/records.ts';

const Moment = Type.String({ format: 'date-time' });
/** A message without its words. */
export const Message = Type.Object({
  id: Type.Integer(),
  room: RoomNamed,
  author: Person,
  sentAt: Moment,
  editedAt: Type.Optional(Moment),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
  forwardedFrom: Type.Optional(Type.Integer()),
  media: Type.Array(
    Type.Object({
      blob: Type.String(),
      sha256: Type.String(),
      mime: Type.String(),
      bytes: Type.Integer(),
      hidden: Type.Boolean(),
      deleted: Type.Boolean(),
    }),
  ),
});
const Uses = Type.Object({
  accounts: Type.Array(Person),
  rooms: Type.Array(RoomNamed),
});
const MediaPage = Type.Object({ media: Type.Array(Media), next: Type.Optional(Type.String()) });
const MessagePage = Type.Object({ messages: Type.Array(Message), next: Type.Optional(Type.String()) });
const Versions = Type.Object({
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      text: Type.Optional(Type.String()),
      media: Type.Array(Type.String()),
      replacedAt: Type.Optional(Moment),
    }),
  ),
});
const HashQuery = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  cursor: Type.Optional(ListCursor),
  limit: Limit,
});

/** Registers the lookups. All need the scope `read`; the words of a message need `read-words`. */
export function lookupRoutes(app: FastifyInstance, context: Context): void {
  wordsLookup(app, context);
  messageLookups(app, context);
  mediaLookups(app, context);
}

function messageLookups(app: FastifyInstance, { database, faults }: Context): void {
  const onRequest = withScope(database, 'read');

  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/messages/:id',
    { onRequest, schema: { params: IdParams, response: { 200: Message } } },
    async (request) => requiredMessage(database, request.params.id),
  );

  app.get<{ Params: Static<typeof MessageParams> }>(
    '/admin/v1/rooms/:slug/messages/:id',
    { onRequest, schema: { params: MessageParams, response: { 200: Message } } },
    async (request) => {
      const message = await requiredMessage(database, request.params.id);
      if (message.room.slug === request.params.slug) return message;
      throw new Problem(404, 'message.unknown', 'There is no such message.');
    },
  );

  app.get<{ Params: Static<typeof BlobParams>; Querystring: Static<typeof ListQuery> }>(
    '/admin/v1/media/:blob/messages',
    { onRequest, schema: { params: BlobParams, querystring: ListQuery, response: { 200: MessagePage } } },
    async (request) => {
      const { blob } = requiredMedia(await mediaByBlob(database, request.params.blob));
      const { cursor, limit } = request.query;
      const place = placeOf(faults, cursor);
      const messages = await messagesWithMedia(database, blob, place, limit);
      return { messages, ...nextAfter(place, messages, limit, (message) => message.id) };
    },
  );
}

function wordsLookup(app: FastifyInstance, { database }: Context): void {
  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/messages/:id/versions',
    {
      onRequest: withScope(database, 'read-words'),
      schema: { params: IdParams, response: { 200: Versions } },
    },
    async (request) => {
      const versions = await versionsOf(database, await requiredMessage(database, request.params.id));
      return { versions: versions.map(({ text, ...rest }) => (text === null ? rest : { ...rest, text })) };
    },
  );
}

function mediaLookups(app: FastifyInstance, { database, faults }: Context): void {
  const onRequest = withScope(database, 'read');

  app.get<{ Querystring: Static<typeof HashQuery> }>(
    '/admin/v1/media',
    { onRequest, schema: { querystring: HashQuery, response: { 200: MediaPage } } },
    async (request) => {
      const { sha256, cursor, limit } = request.query;
      const place = placeOf(faults, cursor);
      const media = await mediaBySha256(database, sha256, place, limit);
      return { media, ...nextAfter(place, media, limit, (file) => file.seq) };
    },
  );

  app.get<{ Params: Static<typeof BlobParams> }>(
    '/admin/v1/media/:blob',
    { onRequest, schema: { params: BlobParams, response: { 200: Media } } },
    async (request) => requiredMedia(await mediaByBlob(database, request.params.blob)),
  );

  app.get<{ Params: Static<typeof BlobParams> }>(
    '/admin/v1/media/:blob/uses',
    { onRequest, schema: { params: BlobParams, response: { 200: Uses } } },
    async (request) => {
      const { blob } = requiredMedia(await mediaByBlob(database, request.params.blob));
      return usesOf(database, blob);
    },
  );
}

async function requiredMessage(db: Queryable, id: number): Promise<MessageRecord> {
  const message = await messageById(db, id);
  if (message === undefined) throw await absentOrMoved(db, 'message', id);
  return message;
}

function requiredMedia(media: MediaRecord | undefined): MediaRecord {
  if (media === undefined) throw new Problem(404, 'media.unknown', 'There is no such file.');
  return media;
}
