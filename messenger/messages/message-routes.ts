// Addresses of messages for people: read, send, forward. A hidden message keeps its place and shows nothing.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { maybeSignedIn, signedIn, viewerOf } from '../http/identity.ts';
import { MAX_MEDIA_PER_MESSAGE, MAX_TEXT_LENGTH } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { closed, Id, Limit, MessageParams, Person, Slug, SlugParams } from '../http/schemas.ts';
import { forwardMessage, sendMessage } from './messages.ts';
import { type MessageRecord, messagesOfRoom } from './records.ts';
import { isShown, roomAsMember, roomOrAbsent, visibleMessage } from './visibility.ts';

const NewMessage = closed({
  text: Type.Optional(Type.String({ maxLength: MAX_TEXT_LENGTH })),
  media: Type.Optional(
    Type.Array(Type.String({ maxLength: 64 }), { maxItems: MAX_MEDIA_PER_MESSAGE, uniqueItems: true }),
  ),
});
const Forward = closed({ to: Slug });
const Sent = Type.Object({ id: Type.Integer(), room: Type.String(), permalink: Type.String() });
const Message = Type.Object({
  id: Type.Integer(),
  room: Type.String(),
  sentAt: Type.String({ format: 'date-time' }),
  hidden: Type.Boolean(),
  author: Type.Optional(Person),
  text: Type.Optional(Type.String()),
  forwarded: Type.Optional(Type.Boolean()),
  media: Type.Array(
    Type.Object({
      hidden: Type.Boolean(),
      blob: Type.Optional(Type.String()),
      mime: Type.Optional(Type.String()),
      bytes: Type.Optional(Type.Integer()),
    }),
  ),
  permalink: Type.String(),
});
const Messages = Type.Object({ messages: Type.Array(Message) });
const MessagesQuery = Type.Object({ before: Type.Optional(Id), limit: Limit });

/** Registers the addresses of messages. */
export function messageRoutes(app: FastifyInstance, context: Context): void {
  readingRoutes(app, context);
  writingRoutes(app, context);
}

function readingRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;
  const onRequest = maybeSignedIn(database);

  app.get<{ Params: Static<typeof SlugParams>; Querystring: Static<typeof MessagesQuery> }>(
    '/api/rooms/:slug/messages',
    { onRequest, schema: { params: SlugParams, querystring: MessagesQuery, response: { 200: Messages } } },
    async (request) => {
      const room = await roomOrAbsent(database, request.params.slug, request.viewer);
      const { before = Number.MAX_SAFE_INTEGER, limit } = request.query;
      const found = await messagesOfRoom(database, room.id, before, limit);
      return { messages: found.map((message) => forPeople(message, context.origin)) };
    },
  );

  app.get<{ Params: Static<typeof MessageParams> }>(
    '/api/rooms/:slug/messages/:id',
    { onRequest, schema: { params: MessageParams, response: { 200: Message } } },
    async (request) => {
      const message = await visibleMessage(database, request.params.slug, request.params.id, request.viewer);
      if (message === undefined) throw absent();
      return forPeople(message, context.origin);
    },
  );
}

function writingRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedIn(database);

  app.post<{ Params: Static<typeof SlugParams>; Body: Static<typeof NewMessage> }>(
    '/api/rooms/:slug/messages',
    { onRequest, schema: { params: SlugParams, body: NewMessage, response: { 201: Sent } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const room = await roomAsMember(database, request.params.slug, viewer);
      const { text, media = [] } = request.body;
      return reply
        .code(201)
        .send(sent(await sendMessage(database, viewer, room, text, media), context.origin));
    },
  );

  app.post<{ Params: Static<typeof MessageParams>; Body: Static<typeof Forward> }>(
    '/api/rooms/:slug/messages/:id/forward',
    { onRequest, schema: { params: MessageParams, body: Forward, response: { 201: Sent } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const source = await visibleMessage(database, request.params.slug, request.params.id, viewer);
      if (source === undefined) throw absent();
      const to = await roomAsMember(database, request.body.to, viewer);
      return reply.code(201).send(sent(await forwardMessage(database, viewer, source, to), context.origin));
    },
  );
}

/** The address of a message's page. */
function permalink(origin: string, slug: string, id: number): string {
  return `${origin}/r/${slug}/m/${id}`;
}

function sent(message: MessageRecord, origin: string) {
  return {
    id: message.id,
    room: message.room.slug,
    permalink: permalink(origin, message.room.slug, message.id),
  };
}

function forPeople(message: MessageRecord, origin: string) {
  const { sentAt } = message;
  if (!isShown(message)) return { ...sent(message, origin), sentAt, hidden: true, media: [] };
  return {
    ...sent(message, origin),
    sentAt,
    hidden: false,
    author: message.author,
    ...(message.text === null ? {} : { text: message.text }),
    ...(message.forwardedFrom === undefined ? {} : { forwarded: true }),
    media: message.media.map(({ blob, mime, bytes, hidden, deleted }) =>
      hidden || deleted ? { hidden: true } : { hidden: false, blob, mime, bytes },
    ),
  };
}

function absent(): Problem {
  return new Problem(404, 'message.unknown', 'There is no such message, or it is not open to you.');
}
