// Addresses of messages for people, reading: a room page by page in both directions, and one message.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { shownElsewhere } from '../faults/moved.ts';
import { maybeSignedIn } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { blockedIds } from '../people/blocks.ts';
import { Id, Limit, MessageParams, SlugParams } from '../http/schemas.ts';
import { forPeople, Message } from './message-shape.ts';
import { messagesAfter, messagesBefore } from './records.ts';
import { roomOrAbsent, visibleMessage } from './visibility.ts';

const Messages = Type.Object({ messages: Type.Array(Message), more: Type.Boolean() });
const MessagesQuery = Type.Object({ before: Type.Optional(Id), after: Type.Optional(Id), limit: Limit });

/** Registers the addresses that read messages. */
export function messageRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;
  const onRequest = maybeSignedIn(database);

  app.get<{ Params: Static<typeof SlugParams>; Querystring: Static<typeof MessagesQuery> }>(
    '/api/rooms/:slug/messages',
    { onRequest, schema: { params: SlugParams, querystring: MessagesQuery, response: { 200: Messages } } },
    async (request) => {
      const room = await roomOrAbsent(database, request.params.slug, request.viewer);
      const { before = Number.MAX_SAFE_INTEGER, after, limit } = request.query;
      if (after !== undefined && request.query.before !== undefined) {
        throw new Problem(400, 'request.invalid', 'Name "before" or "after", not both.');
      }
      const { messages, more } =
        after === undefined
          ? await messagesBefore(database, room.id, before, limit)
          : await messagesAfter(database, room.id, after, limit);
      const blocked = await blockedIds(database, request.viewer);
      return { messages: messages.map((message) => forPeople(message, context.origin, blocked)), more };
    },
  );

  app.get<{ Params: Static<typeof MessageParams> }>(
    '/api/rooms/:slug/messages/:id',
    { onRequest, schema: { params: MessageParams, response: { 200: Message } } },
    async (request, reply) => {
      const { slug, id } = request.params;
      const message = await visibleMessage(database, slug, id, request.viewer);
      if (message === undefined) {
        const moved = await shownElsewhere(database, slug, id, request.viewer);
        if (moved === undefined) throw absentMessage();
        return reply.redirect(`/api/rooms/${slug}/messages/${moved}`, 301);
      }
      return forPeople(message, context.origin, await blockedIds(database, request.viewer));
    },
  );
}

/** The one answer for a message that is not there, not shown, or not open to the one who asks. */
export function absentMessage(): Problem {
  return new Problem(404, 'message.unknown', 'There is no such message, or it is not open to you.');
}
