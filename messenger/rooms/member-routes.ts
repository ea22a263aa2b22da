// Addresses of membership: who is in a room, leaving, removing, roles, closing, and what has been read.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { closed, Id, oneOf, PageQuery, Slug, SlugParams } from '../http/schemas.ts';
import { roomAsMember, roomAsOwner } from '../messages/visibility.ts';
import { ShownPerson } from '../people/person.ts';
import { closeOwnRoom, leaveRoom, listMembers, setRole } from './members.ts';
import { markRoomRead, ownRooms } from './unread.ts';

const Moment = Type.String({ format: 'date-time' });
const Role = oneOf(['owner', 'member']);
const Members = Type.Object({
  members: Type.Array(Type.Object({ ...ShownPerson.properties, role: Role, joinedAt: Moment })),
  next: Type.Optional(Type.String()),
});
const MemberParams = Type.Object({ slug: Slug, id: Id });
const NewRole = closed({ role: Role });
const UpTo = closed({ upTo: Id });
const OwnRooms = Type.Object({
  rooms: Type.Array(
    Type.Object({
      slug: Type.String(),
      title: Type.String(),
      encrypted: Type.Optional(Type.Literal(true)),
      picture: Type.Optional(Type.String()),
      role: Role,
      readUpTo: Type.Integer(),
      unread: Type.Integer(),
      lastMessageAt: Type.Optional(Moment),
      last: Type.Optional(
        Type.Object({
          id: Type.Integer(),
          hidden: Type.Boolean(),
          collapsed: Type.Optional(Type.Literal(true)),
          author: Type.Optional(Type.String()),
          text: Type.Optional(Type.String()),
          files: Type.Optional(Type.Integer()),
        }),
      ),
    }),
  ),
});

/** Registers membership. */
export function memberRoutes(app: FastifyInstance, context: Context): void {
  ownMembership(app, context);
  othersMembership(app, context);
}

function ownMembership(app: FastifyInstance, { database, meters }: Context): void {
  const onRequest = signedIn(database);

  app.get('/api/me/rooms', { onRequest, schema: { response: { 200: OwnRooms } } }, async (request) => ({
    rooms: await ownRooms(database, viewerOf(request).id),
  }));

  app.post<{ Params: Static<typeof SlugParams>; Body: Static<typeof UpTo> }>(
    '/api/rooms/:slug/read',
    { onRequest, schema: { params: SlugParams, body: UpTo } },
    async (request, reply) => {
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      await markRoomRead(database, room.id, viewerOf(request).id, request.body.upTo);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/leave',
    { onRequest, schema: { params: SlugParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      await leaveRoom(database, room, viewerOf(request).id);
      return reply.code(204).send();
    },
  );
}

function othersMembership(app: FastifyInstance, { database, meters }: Context): void {
  const onRequest = signedIn(database);

  app.get<{ Params: Static<typeof SlugParams>; Querystring: Static<typeof PageQuery> }>(
    '/api/rooms/:slug/members',
    { onRequest, schema: { params: SlugParams, querystring: PageQuery, response: { 200: Members } } },
    async (request) => {
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      const { cursor = '0', limit } = request.query;
      const members = await listMembers(database, room.id, Number(cursor), limit);
      const last = members.at(-1);
      return members.length < limit || last === undefined ? { members } : { members, next: String(last.seq) };
    },
  );

  app.put<{ Params: Static<typeof MemberParams>; Body: Static<typeof NewRole> }>(
    '/api/rooms/:slug/members/:id',
    { onRequest, schema: { params: MemberParams, body: NewRole } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await setRole(database, room, request.params.id, request.body.role);
      return reply.code(204).send();
    },
  );

  app.delete<{ Params: Static<typeof MemberParams> }>(
    '/api/rooms/:slug/members/:id',
    { onRequest, schema: { params: MemberParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await leaveRoom(database, room, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/close',
    { onRequest, schema: { params: SlugParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await closeOwnRoom(database, room, viewerOf(request));
      return reply.code(204).send();
    },
  );
}
