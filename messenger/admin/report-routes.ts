// Reports and appeals for platform engineers: read them page by page, say how far a report is.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { closed, IdParams, Limit, oneOf, Person } from '../http/schemas.ts';
import { listAppeals } from '../notices/appeals.ts';
import { RoomNamed } from '../rooms/room-facts.ts';
import { listReports, REPORT_STATES, requiredReport, setReportState } from '../reports/reports.ts';
import { keyRoutes } from './key-routes.ts';
import { ListCursor, ListQuery, nextAfter, placeOf } from './paging.ts';

const Moment = Type.String({ format: 'date-time' });
const State = oneOf(REPORT_STATES);
const Report = Type.Object({
  id: Type.Integer(),
  at: Moment,
  reasons: Type.Array(Type.String()),
  words: Type.Optional(Type.String()),
  contact: Type.Optional(Type.String()),
  state: State,
  stateAt: Moment,
  target: Type.Object({
    link: Type.Optional(Type.String()),
    blob: Type.Optional(Type.String()),
    account: Type.Optional(Type.Integer()),
    message: Type.Optional(Type.Integer()),
    room: Type.Optional(RoomNamed),
  }),
  reporter: Type.Optional(Person),
  keysFor: Type.Optional(Type.Array(Type.String())),
});
const Reports = Type.Object({ reports: Type.Array(Report), next: Type.Optional(Type.String()) });
const ReportsQuery = Type.Object({
  cursor: Type.Optional(ListCursor),
  limit: Limit,
  state: Type.Optional(State),
});
const Appeals = Type.Object({
  appeals: Type.Array(
    Type.Object({
      id: Type.Integer(),
      notice: Type.String(),
      account: Person,
      at: Moment,
      words: Type.String(),
      order: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  next: Type.Optional(Type.String()),
});

/** Registers reports and appeals. */
export function reportAdminRoutes(app: FastifyInstance, context: Context): void {
  const { database, faults } = context;
  const onRequest = withScope(database, 'read');
  keyRoutes(app, context);

  app.get<{ Querystring: Static<typeof ReportsQuery> }>(
    '/admin/v1/reports',
    { onRequest, schema: { querystring: ReportsQuery, response: { 200: Reports } } },
    async (request) => {
      const { cursor, limit, state } = request.query;
      const place = placeOf(faults, cursor);
      const reports = await listReports(database, state, place, limit);
      return { reports, ...nextAfter(place, reports, limit, ({ id }) => id) };
    },
  );

  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/reports/:id',
    { onRequest, schema: { params: IdParams, response: { 200: Report } } },
    async (request) => requiredReport(database, request.params.id),
  );

  const Change = closed({ state: State });
  app.put<{ Params: Static<typeof IdParams>; Body: Static<typeof Change> }>(
    '/admin/v1/reports/:id/state',
    {
      onRequest: withScope(database, 'notify'),
      schema: { params: IdParams, body: Change, response: { 200: Report } },
    },
    async (request) => setReportState(database, request.params.id, request.body.state),
  );

  app.get<{ Querystring: Static<typeof ListQuery> }>(
    '/admin/v1/appeals',
    { onRequest, schema: { querystring: ListQuery, response: { 200: Appeals } } },
    async (request) => {
      const { cursor, limit } = request.query;
      const place = placeOf(faults, cursor);
      const appeals = await listAppeals(database, place, limit);
      return { appeals, ...nextAfter(place, appeals, limit, ({ id }) => id) };
    },
  );
}
