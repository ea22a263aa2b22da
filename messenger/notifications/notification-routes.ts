// Addresses of notifications: the list with what is unread, marking as read, accepting an invitation.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { closed, Id, IdParams, Limit, oneOf } from '../http/schemas.ts';
import { ShownPerson } from '../people/person.ts';
import { Room } from '../rooms/room-shape.ts';
import { joinRoom } from '../rooms/rooms.ts';
import {
  markNotificationsRead,
  NOTIFICATION_KINDS,
  notificationsOf,
  roomOfInvitation,
  unreadNotifications,
} from './notifications.ts';

const Notifications = Type.Object({
  notifications: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: oneOf(NOTIFICATION_KINDS),
      at: Type.String({ format: 'date-time' }),
      read: Type.Boolean(),
      room: Type.Object({ slug: Type.String(), title: Type.String() }),
      message: Type.Optional(Type.Integer()),
      from: ShownPerson,
    }),
  ),
  unread: Type.Integer(),
});
const ListQuery = Type.Object({ before: Type.Optional(Id), limit: Limit });
const UpTo = closed({ upTo: Id });

/** Registers notifications. */
export function notificationRoutes(app: FastifyInstance, { database }: Context): void {
  const onRequest = signedIn(database);

  app.get<{ Querystring: Static<typeof ListQuery> }>(
    '/api/notifications',
    { onRequest, schema: { querystring: ListQuery, response: { 200: Notifications } } },
    async (request) => {
      const { id } = viewerOf(request);
      const { before = Number.MAX_SAFE_INTEGER, limit } = request.query;
      const notifications = await notificationsOf(database, id, before, limit);
      return { notifications, unread: await unreadNotifications(database, id) };
    },
  );

  app.post<{ Body: Static<typeof UpTo> }>(
    '/api/notifications/read',
    { onRequest, schema: { body: UpTo } },
    async (request, reply) => {
      await markNotificationsRead(database, viewerOf(request).id, request.body.upTo);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof IdParams> }>(
    '/api/notifications/:id/accept',
    { onRequest, schema: { params: IdParams, response: { 200: Room } } },
    async (request) => {
      const viewer = viewerOf(request);
      return joinRoom(database, viewer, await roomOfInvitation(database, viewer.id, request.params.id));
    },
  );
}
