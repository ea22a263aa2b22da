// Addresses of the two records others may read along: the event feed (pages or stream) and the ledger of admin effects.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { MAX_STREAMS } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { Cursor, Limit, PageQuery, Person } from '../http/schemas.ts';
import { feedPage } from '../faults/feed-page.ts';
import { RoomNamed } from '../rooms/room-facts.ts';
import { rows } from '../store/database.ts';
import { streamEvents } from './stream.ts';

const Thumbnail = Type.Object({ sha256: Type.String(), mime: Type.String(), bytes: Type.Integer() });
const Media = Type.Object({
  blob: Type.String(),
  sha256: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  held: Type.Optional(Type.Literal(true)),
  thumbnail: Type.Optional(Thumbnail),
});
const Target = Type.Object({ kind: Type.String(), id: Type.String() });
const Event = Type.Object({
  cursor: Type.String(),
  id: Type.String(),
  kind: Type.String(),
  at: Type.String({ format: 'date-time' }),
  room: Type.Optional(RoomNamed),
  account: Type.Optional(Person),
  media: Type.Optional(Media),
  message: Type.Optional(
    Type.Object({
      id: Type.Integer(),
      room: RoomNamed,
      author: Person,
      forwardedFrom: Type.Optional(Type.Integer()),
      media: Type.Array(Media),
    }),
  ),
  target: Type.Optional(Target),
  reason: Type.Optional(Type.String()),
  report: Type.Optional(
    Type.Object({
      id: Type.Integer(),
      reasons: Type.Array(Type.String()),
      target: Type.Object({
        link: Type.Optional(Type.String()),
        blob: Type.Optional(Type.String()),
        account: Type.Optional(Type.Integer()),
        message: Type.Optional(Type.Integer()),
        room: Type.Optional(RoomNamed),
      }),
      keysFor: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  appeal: Type.Optional(Type.Object({ id: Type.Integer(), notice: Type.String() })),
  moved: Type.Optional(
    Type.Object({
      kind: Type.String(),
      from: Type.Integer(),
      to: Type.Integer(),
      gen: Type.Integer(),
    }),
  ),
  renamed: Type.Optional(
    Type.Object({ kind: Type.String(), id: Type.Integer(), was: Type.String(), name: Type.String() }),
  ),
  peer: Type.Optional(
    Type.Object({
      peer: Type.String(),
      file: Type.String(),
      link: Type.String(),
      fileLink: Type.String(),
      blob: Type.String(),
      message: Type.Integer(),
    }),
  ),
});
const Events = Type.Object({ events: Type.Array(Event), next: Type.String() });
const StreamQuery = Type.Object({ cursor: Type.Optional(Cursor) });
const LedgerQuery = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })), limit: Limit });
const Ledger = Type.Object({
  entries: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Type.String({ format: 'date-time' }),
      what: Type.String(),
      target: Target,
      reason: Type.Optional(Type.String()),
      key: Type.String(),
      operation: Type.String(),
    }),
  ),
  next: Type.Integer(),
});

/** Registers feed, stream and ledger. */
export function feedRoutes(app: FastifyInstance, context: Context): void {
  const { database, feed, faults } = context;
  const onRequest = withScope(database, 'feed');

  app.get<{ Querystring: Static<typeof PageQuery> }>(
    '/admin/v1/events',
    { onRequest, schema: { querystring: PageQuery, response: { 200: Events } } },
    async (request) => {
      const { cursor = '0', limit } = request.query;
      return feedPage(faults, await feed.read(cursor, limit), cursor, limit);
    },
  );

  app.get<{ Querystring: Static<typeof StreamQuery> }>(
    '/admin/v1/events/stream',
    { onRequest, schema: { querystring: StreamQuery } },
    streamHandler(context),
  );

  app.get<{ Querystring: Static<typeof LedgerQuery> }>(
    '/admin/v1/ledger',
    {
      onRequest: withScope(database, 'read'),
      schema: { querystring: LedgerQuery, response: { 200: Ledger } },
    },
    async (request) => readLedger(context, request.query.after ?? 0, request.query.limit),
  );
}

function streamHandler(context: Context) {
  let open = 0;
  return async (
    request: FastifyRequest<{ Querystring: Static<typeof StreamQuery> }>,
    reply: FastifyReply,
  ) => {
    if (open >= MAX_STREAMS) {
      throw new Problem(
        503,
        'feed.too-many-streams',
        'Too many open streams. Read pages instead, or try later.',
        5,
      );
    }
    open += 1;
    reply.raw.once('close', () => {
      open -= 1;
    });
    const resumed = request.headers['last-event-id'];
    const cursor =
      typeof resumed === 'string' && /^[0-9]{1,15}$/.test(resumed) ? resumed : request.query.cursor;
    streamEvents(context, reply, cursor ?? '0', request.log);
    return reply;
  };
}

interface LedgerRow {
  readonly seq: number;
  readonly reason: string | null;
}

async function readLedger({ database }: Context, after: number, limit: number) {
  const found = await rows<LedgerRow>(
    database,
    `select seq, at, what, json_build_object('kind', target_kind, 'id', target) as target, reason, key,
            operation_id::text as operation
       from ledger where seq > $1 order by seq limit $2`,
    [after, limit],
  );
  const entries = found.map(({ reason, ...entry }) => (reason === null ? entry : { ...entry, reason }));
  return { entries, next: found.at(-1)?.seq ?? after };
}
