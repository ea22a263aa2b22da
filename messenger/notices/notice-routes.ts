// Addresses of notices for the member: read them, appeal. They stay open to somebody who is suspended.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedInEvenSuspended, viewerOf } from '../http/identity.ts';
import { closed, Id, Limit, oneOf } from '../http/schemas.ts';
import { appealAgainst } from './appeals.ts';
import { NOTICE_FACTS } from './notice-facts.ts';
import { markRead, NOTICE_KINDS, type NoticeRow, noticesOf, ownNotice, unreadNotices } from './notices.ts';

const Moment = Type.String({ format: 'date-time' });
const Notice = Type.Object({
  id: Type.String(),
  /** For paging. */
  seq: Type.Integer(),
  kind: oneOf(NOTICE_KINDS),
  at: Moment,
  read: Type.Boolean(),
  ground: Type.String(),
  what: Type.Optional(Type.Object({ kind: Type.String(), id: Type.String() })),
  ...NOTICE_FACTS,
  appeal: Type.Optional(
    Type.Object({ link: Type.String(), until: Moment, state: oneOf(['open', 'made', 'over']) }),
  ),
});
const Notices = Type.Object({ notices: Type.Array(Notice), unread: Type.Integer() });
const NoticesQuery = Type.Object({ before: Type.Optional(Id), limit: Limit });
const NoticeParams = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Words = closed({ words: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' }) });

/** Registers notices for members. */
export function noticeRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedInEvenSuspended(database);

  app.get<{ Querystring: Static<typeof NoticesQuery> }>(
    '/api/notices',
    { onRequest, schema: { querystring: NoticesQuery, response: { 200: Notices } } },
    async (request) => {
      const { id } = viewerOf(request);
      const { before = Number.MAX_SAFE_INTEGER, limit } = request.query;
      const found = await noticesOf(database, id, before, limit);
      const notices = found.map((notice) => shown(notice, context.origin));
      return { notices, unread: await unreadNotices(database, id) };
    },
  );

  app.get<{ Params: Static<typeof NoticeParams> }>(
    '/api/notices/:id',
    { onRequest, schema: { params: NoticeParams, response: { 200: Notice } } },
    async (request) =>
      shown(await ownNotice(database, viewerOf(request).id, request.params.id), context.origin),
  );

  app.post<{ Params: Static<typeof NoticeParams> }>(
    '/api/notices/:id/read',
    { onRequest, schema: { params: NoticeParams } },
    async (request, reply) => {
      await markRead(database, viewerOf(request).id, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof NoticeParams>; Body: Static<typeof Words> }>(
    '/api/notices/:id/appeal',
    { onRequest, schema: { params: NoticeParams, body: Words, response: { 201: Notice } } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      meters.write.take(String(viewer.id));
      await appealAgainst(database, viewer, request.params.id, request.body.words);
      const notice = await ownNotice(database, viewer.id, request.params.id);
      return reply.code(201).send(shown(notice, context.origin));
    },
  );
}

function shown({ id, seq, kind, at, read, body, appealUntil, appealedAt, over }: NoticeRow, origin: string) {
  const facts = { id, seq, kind, at, read, ...body };
  if (appealUntil === null) return facts;
  const state: 'open' | 'made' | 'over' = appealedAt === null ? (over ? 'over' : 'open') : 'made';
  return { ...facts, appeal: { link: `${origin}/n/${id}`, until: appealUntil, state } };
}
