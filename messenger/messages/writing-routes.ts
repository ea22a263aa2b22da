// Addresses of messages for people, writing: send, answer, forward, edit, delete.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { MAX_MEDIA_PER_MESSAGE, MAX_MENTIONS, MAX_TEXT_LENGTH } from '../http/limits.ts';
import { closed, Id, MessageParams, Slug, SlugParams } from '../http/schemas.ts';
import { Sealed } from '../rooms/encryption.ts';
import { deleteOwnMessage, editMessage } from './changes.ts';
import { absentMessage } from './message-routes.ts';
import { forPeople, Message, Sent, sent } from './message-shape.ts';
import { forwardMessage, sendMessage } from './messages.ts';
import { roomAsMember, visibleMessage } from './visibility.ts';

const Text = Type.String({ maxLength: MAX_TEXT_LENGTH });
const Blobs = Type.Array(Type.String({ maxLength: 64 }), {
  maxItems: MAX_MEDIA_PER_MESSAGE,
  uniqueItems: true,
});
const NewMessage = closed({
  text: Type.Optional(Text),
  sealed: Type.Optional(Sealed),
  media: Type.Optional(Blobs),
  replyTo: Type.Optional(Id),
  mentions: Type.Optional(Type.Array(Id, { maxItems: MAX_MENTIONS, uniqueItems: true })),
});
const Edit = closed({
  text: Type.Optional(Text),
  sealed: Type.Optional(Sealed),
  media: Type.Optional(Blobs),
});
const Forward = closed({ to: Slug, sealed: Type.Optional(Sealed) });

/** Registers the addresses that write messages. */
export function writingRoutes(app: FastifyInstance, context: Context): void {
  sendingRoutes(app, context);
  changingRoutes(app, context);
}

function sendingRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedIn(database);

  app.post<{ Params: Static<typeof SlugParams>; Body: Static<typeof NewMessage> }>(
    '/api/rooms/:slug/messages',
    { onRequest, schema: { params: SlugParams, body: NewMessage, response: { 201: Sent } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const room = await roomAsMember(database, request.params.slug, viewer);
      const message = await sendMessage(database, viewer, room, request.body);
      return reply.code(201).send(sent(message, context.origin));
    },
  );

  app.post<{ Params: Static<typeof MessageParams>; Body: Static<typeof Forward> }>(
    '/api/rooms/:slug/messages/:id/forward',
    { onRequest, schema: { params: MessageParams, body: Forward, response: { 201: Sent } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const source = await visibleMessage(database, request.params.slug, request.params.id, viewer);
      if (source === undefined) throw absentMessage();
      const to = await roomAsMember(database, request.body.to, viewer);
      const forward = await forwardMessage(database, viewer, source, to, request.body.sealed);
      return reply.code(201).send(sent(forward, context.origin));
    },
  );
}

function changingRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedIn(database);

  app.patch<{ Params: Static<typeof MessageParams>; Body: Static<typeof Edit> }>(
    '/api/rooms/:slug/messages/:id',
    { onRequest, schema: { params: MessageParams, body: Edit, response: { 200: Message } } },
    async (request) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const room = await roomAsMember(database, request.params.slug, viewer);
      const message = await editMessage(database, viewer, room, request.params.id, request.body);
      return forPeople(message, context.origin);
    },
  );

  app.delete<{ Params: Static<typeof MessageParams> }>(
    '/api/rooms/:slug/messages/:id',
    { onRequest, schema: { params: MessageParams } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      const room = await roomAsMember(database, request.params.slug, viewer);
      await deleteOwnMessage(database, viewer, room, request.params.id);
      return reply.code(204).send();
    },
  );
}
