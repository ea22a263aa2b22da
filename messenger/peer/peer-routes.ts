// Addresses of the peer, and what this server knows of what it handed to it.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { fromPlace, ListQuery, nextAfter, type Place, placeOf } from '../admin/paging.ts';
import { keyOf } from '../admin/run-order.ts';
import { REASONS } from '../admin/reasons.ts';
import { absentOrMoved } from '../faults/moved.ts';
import type { Context } from '../context.ts';
import { mediaByBlob } from '../files/files.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { BlobParams, closed, IdParams, MessageParams, oneOf } from '../http/schemas.ts';
import { messageById } from '../messages/records.ts';
import { firstRow, rows } from '../store/database.ts';
import { linksOf, PEER_NAME } from './copies.ts';
import { removalById, requestRemoval, unknownAtPeer } from './removals.ts';

const Copies = Type.Object({
  copies: Type.Array(
    Type.Object({
      peer: Type.String(),
      file: Type.String(),
      message: Type.Integer(),
      link: Type.String(),
      fileLink: Type.String(),
      blob: Type.String(),
      sha256: Type.String(),
      mime: Type.String(),
      bytes: Type.Integer(),
      copiedAt: Type.String({ format: 'date-time' }),
    }),
  ),
  next: Type.Optional(Type.String()),
});
const PeerMessage = Type.Object({
  peer: Type.String(),
  id: Type.Integer(),
  room: Type.String(),
  media: Type.Array(
    Type.Object({
      file: Type.String(),
      sha256: Type.String(),
      mime: Type.String(),
      bytes: Type.Integer(),
    }),
  ),
});
const FileParams = Type.Object({ file: Type.String({ maxLength: 64 }) });
const RemovalParams = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Request = closed({ file: Type.String({ minLength: 1, maxLength: 64 }), reason: oneOf(REASONS) });
const Removal = Type.Object({
  removal: Type.Object({ id: Type.String(), state: oneOf(['received', 'removed', 'refused']) }),
});

/** Registers them. */
export function peerRoutes(app: FastifyInstance, context: Context): void {
  knownCopies(app, context);
  peerDoors(app, context);
  removalRoutes(app, context);
}

function knownCopies(app: FastifyInstance, context: Context): void {
  const { database, faults } = context;
  const onRequest = withScope(database, 'read');
  app.get<{ Params: Static<typeof BlobParams>; Querystring: Static<typeof ListQuery> }>(
    '/admin/v1/media/:blob/peers',
    { onRequest, schema: { params: BlobParams, querystring: ListQuery, response: { 200: Copies } } },
    async ({ params: { blob }, query: { cursor, limit } }) => {
      if ((await mediaByBlob(database, blob)) === undefined) {
        throw new Problem(404, 'media.unknown', 'There is no such file.');
      }
      return copiesOf(context, 'f.blob', blob, placeOf(faults, cursor), limit);
    },
  );
  app.get<{ Params: Static<typeof IdParams>; Querystring: Static<typeof ListQuery> }>(
    '/admin/v1/messages/:id/peers',
    { onRequest, schema: { params: IdParams, querystring: ListQuery, response: { 200: Copies } } },
    async ({ params: { id }, query: { cursor, limit } }) => {
      if ((await messageById(database, id)) === undefined) throw await absentOrMoved(database, 'message', id);
      return copiesOf(context, 'm.origin', id, placeOf(faults, cursor), limit);
    },
  );
}

async function copiesOf(
  { database, origin }: Context,
  column: 'f.blob' | 'm.origin',
  value: string | number,
  place: Place,
  limit: number,
): Promise<Static<typeof Copies>> {
  const found = await rows<{ file: string; message: number; slug: string; at: number; seq: number }>(
    database,
    `select f.file, m.origin as message, m.slug, m.id as at, f.seq, f.blob, encode(f.sha256, 'hex') as sha256,
            f.mime, f.bytes, f.copied_at as "copiedAt"
       from peer_file f join peer_message m on m.id = f.message_id
      where ${column} = $1 and ${fromPlace(place, 'f.seq', 2)} limit $3`,
    [value, place.at, limit],
  );
  const copies = found.map((copy) => ({
    peer: PEER_NAME,
    ...copy,
    ...linksOf(origin, copy.slug, copy.at, copy.file),
  })) as unknown as Static<typeof Copies>['copies'];
  return { copies, ...nextAfter(place, found, limit, ({ seq }) => seq) };
}

function peerDoors(app: FastifyInstance, { database }: Context): void {
  app.get<{ Params: Static<typeof MessageParams> }>(
    '/peer/r/:slug/m/:id',
    { schema: { params: MessageParams, response: { 200: PeerMessage } } },
    async ({ params: { slug, id } }) => {
      const media = await rows<Static<typeof PeerMessage>['media'][number]>(
        database,
        `select f.file, encode(f.sha256, 'hex') as sha256, f.mime, f.bytes
           from peer_file f join peer_message m on m.id = f.message_id
          where m.id = $1 and m.slug = $2 and f.content is not null order by f.seq`,
        [id, slug],
      );
      if (media.length === 0) throw unknownAtPeer();
      return { peer: PEER_NAME, id, room: slug, media: [...media] };
    },
  );
  app.get<{ Params: Static<typeof FileParams> }>(
    '/peer/media/:file',
    { schema: { params: FileParams } },
    async ({ params: { file } }, reply) => {
      const found = await firstRow<{ mime: string; content: Buffer }>(
        database,
        'select mime, content from peer_file where file = $1 and content is not null',
        [file],
      );
      if (found === undefined) throw unknownAtPeer();
      return reply
        .headers({
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': 'inline',
        })
        .type(found.mime)
        .send(found.content);
    },
  );
}

function removalRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;
  const onRequest = withScope(database, 'peer');
  app.post<{ Body: Static<typeof Request> }>(
    '/peer/v1/removals',
    { onRequest, schema: { body: Request, response: { 202: Removal } } },
    async (request, reply) => {
      const removal = await requestRemoval(context, keyOf(request), request.body.file);
      return reply.code(202).send({ removal });
    },
  );
  app.get<{ Params: Static<typeof RemovalParams> }>(
    '/peer/v1/removals/:id',
    { onRequest, schema: { params: RemovalParams, response: { 200: Removal } } },
    async ({ params: { id } }) => {
      const removal = await removalById(database, id);
      if (removal === undefined) throw unknownAtPeer();
      return { removal };
    },
  );
}
