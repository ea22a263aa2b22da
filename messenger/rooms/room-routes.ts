// Addresses of rooms: make, search, look at, describe, join, invite.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { maybeSignedIn, signedIn, viewerOf } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { closed, Cursor, Id, Limit, Slug, SlugParams, Visibility } from '../http/schemas.ts';
import { roomAsMember, roomAsOwner, roomOrAbsent } from '../messages/visibility.ts';
import { createInvite, invitePerson, roomOfInvite } from './invites.ts';
import { Room } from './room-shape.ts';
import { changeRoom, createRoom, joinRoom, listRooms } from './rooms.ts';

const Title = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });
const Description = Type.String({ maxLength: 500 });
const NewRoom = closed({
  slug: Slug,
  title: Title,
  description: Type.Optional(Description),
  visibility: Visibility,
  encrypted: Type.Optional(Type.Boolean()),
});
const RoomChange = closed({ title: Type.Optional(Title), description: Type.Optional(Description) });
const RoomsQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 80 })),
  cursor: Type.Optional(Cursor),
  limit: Limit,
});
const Rooms = Type.Object({ rooms: Type.Array(Room), next: Type.Optional(Type.String()) });
const Invite = Type.Object({ token: Type.String(), link: Type.String() });
const InviteParams = Type.Object({ token: Type.String({ maxLength: 100 }) });
const MemberParams = Type.Object({ slug: Slug, id: Id });

/** Registers the addresses of rooms. */
export function roomRoutes(app: FastifyInstance, context: Context): void {
  lookingRoutes(app, context);
  makingRoutes(app, context);
  inviteRoutes(app, context);
}

function lookingRoutes(app: FastifyInstance, { database }: Context): void {
  const onRequest = maybeSignedIn(database);

  app.get<{ Querystring: Static<typeof RoomsQuery> }>(
    '/api/rooms',
    { onRequest, schema: { querystring: RoomsQuery, response: { 200: Rooms } } },
    async (request) => {
      const { q = '', cursor = '0', limit } = request.query;
      const rooms = await listRooms(database, request.viewer, q, Number(cursor), limit);
      const last = rooms.at(-1);
      return rooms.length < limit || last === undefined ? { rooms } : { rooms, next: String(last.id) };
    },
  );

  app.get<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug',
    { onRequest, schema: { params: SlugParams, response: { 200: Room } } },
    async (request) => roomOrAbsent(database, request.params.slug, request.viewer),
  );

  app.get<{ Params: Static<typeof InviteParams> }>(
    '/api/invites/:token',
    { schema: { params: InviteParams, response: { 200: Room } } },
    async (request) => required(await roomOfInvite(database, request.params.token)),
  );
}

function makingRoutes(app: FastifyInstance, { database, meters }: Context): void {
  const onRequest = signedIn(database);

  app.post<{ Body: Static<typeof NewRoom> }>(
    '/api/rooms',
    { onRequest, schema: { body: NewRoom, response: { 201: Room } } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await createRoom(database, viewerOf(request), request.body);
      return reply.code(201).send(room);
    },
  );

  app.patch<{ Params: Static<typeof SlugParams>; Body: Static<typeof RoomChange> }>(
    '/api/rooms/:slug',
    { onRequest, schema: { params: SlugParams, body: RoomChange, response: { 200: Room } } },
    async (request) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsOwner(database, request.params.slug, viewerOf(request));
      await changeRoom(database, room, request.body);
      return roomOrAbsent(database, room.slug, viewerOf(request));
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
}

function inviteRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedIn(database);

  app.post<{ Params: Static<typeof SlugParams> }>(
    '/api/rooms/:slug/invites',
    { onRequest, schema: { params: SlugParams, response: { 201: Invite } } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      const token = await createInvite(database, room.id, viewerOf(request));
      return reply.code(201).send({ token, link: `${context.origin}/i/${token}` });
    },
  );

  app.put<{ Params: Static<typeof MemberParams> }>(
    '/api/rooms/:slug/invited/:id',
    { onRequest, schema: { params: MemberParams } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const room = await roomAsMember(database, request.params.slug, viewerOf(request));
      await invitePerson(database, room, viewerOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof InviteParams> }>(
    '/api/invites/:token/join',
    { onRequest, schema: { params: InviteParams, response: { 200: Room } } },
    async (request) =>
      joinRoom(database, viewerOf(request), required(await roomOfInvite(database, request.params.token))),
  );
}

function required<T>(room: T | undefined): T {
  if (room === undefined)
    throw new Problem(404, 'invite.unknown', 'This invitation is unknown or has expired.');
  return room;
}
