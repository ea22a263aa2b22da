// Addresses of rooms: make, list, join, invite, members.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { maybeSignedIn, signedIn, viewerOf } from '../http/identity.ts';
import { MAX_PAGE } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { closed, oneOf, PageQuery, Slug, SlugParams, Visibility } from '../http/schemas.ts';
import { roomAsMember, roomOrAbsent } from '../messages/visibility.ts';
import { createInvite, createRoom, joinRoom, listMembers, listRooms, roomOfInvite } from './rooms.ts';

/** The most members one answer names. */
const MAX_MEMBERS = 1_000;

const NewRoom = closed({
  slug: Slug,
  title: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  visibility: Visibility,
});
const Role = oneOf(['owner', 'member']);
const Room = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  visibility: Visibility,
  member: Type.Boolean(),
  role: Type.Optional(Role),
  picture: Type.Optional(Type.String()),
});
const Rooms = Type.Object({ rooms: Type.Array(Room), next: Type.Optional(Type.String()) });
const Members = Type.Object({
  members: Type.Array(
    Type.Object({ id: Type.Integer(), name: Type.String(), joinedAt: Type.String({ format: 'date-time' }) }),
  ),
});
const Invite = Type.Object({ token: Type.String(), link: Type.String() });
const InviteParams = Type.Object({ token: Type.String({ maxLength: 100 }) });

/** Registers the addresses of rooms. */
export function roomRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;
  const onRequest = signedIn(database);

  app.post<{ Body: Static<typeof NewRoom> }>(
    '/api/rooms',
    { onRequest, schema: { body: NewRoom, response: { 201: Room } } },
    async (request, reply) => {
      context.meters.write.take(String(viewerOf(request).id));
      const room = await createRoom(database, viewerOf(request), request.body);
      return reply.code(201).send(room);
    },
  );

  app.get<{ Querystring: Static<typeof PageQuery> }>(
    '/api/rooms',
    { onRequest: maybeSignedIn(database), schema: { querystring: PageQuery, response: { 200: Rooms } } },
    async (request) => {
      const limit = Math.min(request.query.limit, MAX_PAGE);
      const rooms = await listRooms(database, request.viewer, Number(request.query.cursor ?? 0), limit);
      const last = rooms.at(-1);
      return rooms.length < limit || last === undefined ? { rooms } : { rooms, next: String(last.id) };
    },
  );

  app.post<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/join',
    { onRequest, schema: { params: SlugParams, response: { 200: Room } } },
    async (request) => {
      const room = await roomOrAbsent(database, request.params.slug, viewerOf(request));
      return joinRoom(database, viewerOf(request), room);
    },
  );

  app.get<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/members',
    { onRequest, schema: { params: SlugParams, response: { 200: Members } } },
    async (request) => {
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      return { members: await listMembers(database, room.id, MAX_MEMBERS) };
    },
  );

  inviteRoutes(app, context);
}

function inviteRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;
  const onRequest = signedIn(database);

  app.post<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/invites',
    { onRequest, schema: { params: SlugParams, response: { 201: Invite } } },
    async (request, reply) => {
      context.meters.write.take(String(viewerOf(request).id));
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      const token = await createInvite(database, room.id, viewerOf(request));
      return reply.code(201).send({ token, link: `${context.origin}/i/${token}` });
    },
  );

  app.post<{ Params: Static<typeof InviteParams> }>(
    '/api/invites/:token/join',
    { onRequest, schema: { params: InviteParams, response: { 200: Room } } },
    async (request) => {
      const room = await roomOfInvite(database, request.params.token);
      if (room === undefined)
        throw new Problem(404, 'invite.unknown', 'This invitation is unknown or has expired.');
      return joinRoom(database, viewerOf(request), room);
    },
  );
}
