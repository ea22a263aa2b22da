// History for whoever builds an index: every upload, room, message and avatar, page by page, deleted ones marked, without words;
// and where the feed stands now, so that history and feed can be joined without a gap: read the head first, then the history,
// then the feed from that head.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import type { RoomFacts } from '../facts.ts';
import { type MediaRecord, mediaFrom } from '../files/files.ts';
import { withScope } from '../http/identity.ts';
import { absentOrMoved } from '../faults/moved.ts';
import { IdParams, Person } from '../http/schemas.ts';
import { messagesOfRoom } from '../messages/records.ts';
import { RoomNamed } from '../rooms/room-facts.ts';
import { firstRow, oneRow, rows, withoutNulls } from '../store/database.ts';
import { Message } from './lookup-routes.ts';
import { fromPlace, ListQuery, nextAfter, placeOf } from './paging.ts';

const Next = Type.Optional(Type.String());
const Head = Type.Object({ cursor: Type.String() });
const RoomPage = Type.Object({
  rooms: Type.Array(
    Type.Object({
      ...RoomNamed.properties,
      closed: Type.Boolean(),
      picture: Type.Optional(Type.String()),
    }),
  ),
  total: Type.Integer(),
  next: Next,
});
const MessagePage = Type.Object({ messages: Type.Array(Message), next: Next });
const UploadPage = Type.Object({
  media: Type.Array(
    Type.Object({
      blob: Type.String(),
      sha256: Type.String(),
      mime: Type.String(),
      bytes: Type.Integer(),
      uploader: Person,
      deleted: Type.Boolean(),
      thumbnail: Type.Optional(
        Type.Object({ sha256: Type.String(), mime: Type.String(), bytes: Type.Integer() }),
      ),
    }),
  ),
  next: Next,
});
const AvatarPage = Type.Object({
  accounts: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), avatar: Type.String() })),
  next: Next,
});
type Page = { Querystring: Static<typeof ListQuery> };

/** Registers them. The feed's head needs the scope `feed`, all others `read`. */
export function historyRoutes(app: FastifyInstance, context: Context): void {
  headRoute(app, context);
  roomPages(app, context);
  messagePages(app, context);
  uploadPages(app, context);
  avatarPages(app, context);
}

function headRoute(app: FastifyInstance, { database }: Context): void {
  app.get(
    '/admin/v1/events/head',
    { onRequest: withScope(database, 'feed'), schema: { response: { 200: Head } } },
    () =>
      oneRow<Static<typeof Head>>(database, 'select coalesce(max(cursor), 0)::text as cursor from event', []),
  );
}

function roomPages(app: FastifyInstance, { database, faults }: Context): void {
  app.get<Page>(
    '/admin/v1/rooms',
    {
      onRequest: withScope(database, 'read'),
      schema: { querystring: ListQuery, response: { 200: RoomPage } },
    },
    async ({ query: { cursor, limit } }) => {
      const place = placeOf(faults, cursor);
      const found = await rows<RoomFacts & { closed: boolean; picture: string | null }>(
        database,
        `select id, slug, visibility, nullif(encrypted, false) as encrypted, closed_at is not null as closed, picture
           from room where ${fromPlace(place, 'id', 1)} limit $2`,
        [place.at, limit],
      );
      const { total } = await oneRow<{ total: number }>(database, 'select count(*) as total from room', []);
      const rooms = found.map(withoutNulls);
      return { rooms, total, ...nextAfter(place, rooms, limit, ({ id }) => id) };
    },
  );
}

function messagePages(app: FastifyInstance, { database, faults }: Context): void {
  app.get<Page & { Params: Static<typeof IdParams> }>(
    '/admin/v1/rooms/:id/messages',
    {
      onRequest: withScope(database, 'read'),
      schema: { params: IdParams, querystring: ListQuery, response: { 200: MessagePage } },
    },
    async ({ params: { id }, query: { cursor, limit } }) => {
      if ((await firstRow(database, 'select 1 from room where id = $1', [id])) === undefined)
        throw await absentOrMoved(database, 'room', id);
      const place = placeOf(faults, cursor);
      const messages = await messagesOfRoom(database, id, place, limit);
      return { messages, ...nextAfter(place, messages, limit, (message) => message.id) };
    },
  );
}

function uploadPages(app: FastifyInstance, { database, faults }: Context): void {
  app.get<Page>(
    '/admin/v1/uploads',
    {
      onRequest: withScope(database, 'read'),
      schema: { querystring: ListQuery, response: { 200: UploadPage } },
    },
    async ({ query: { cursor, limit } }) => {
      const place = placeOf(faults, cursor);
      const media: readonly MediaRecord[] = await mediaFrom(database, place, limit);
      return { media, ...nextAfter(place, media, limit, ({ seq }) => seq) };
    },
  );
}

function avatarPages(app: FastifyInstance, { database, faults }: Context): void {
  app.get<Page>(
    '/admin/v1/avatars',
    {
      onRequest: withScope(database, 'read'),
      schema: { querystring: ListQuery, response: { 200: AvatarPage } },
    },
    async ({ query: { cursor, limit } }) => {
      const place = placeOf(faults, cursor);
      const accounts = await rows<{ id: number; name: string; avatar: string }>(
        database,
        `select id, name, avatar from account where avatar is not null and ${fromPlace(place, 'id', 1)} limit $2`,
        [place.at, limit],
      );
      return { accounts, ...nextAfter(place, accounts, limit, ({ id }) => id) };
    },
  );
}
