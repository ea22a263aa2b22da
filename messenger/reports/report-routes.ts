// Addresses of reports for people, with an account or without: send one, ask what became of it.
// Bodies are JSON and closed: there is no place in them for a picture.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { readsAnySession } from '../http/identity.ts';
import { closed, Id, oneOf, Slug } from '../http/schemas.ts';
import { GivenKeys, requireGivable } from './file-keys.ts';
import { REASON_WORDS, REPORT_PROMISE, REPORT_REASONS } from './reasons.ts';
import { progressOf, REPORT_STATES, storeReport } from './reports.ts';
import { findTarget } from './targets.ts';

const Reasons = Type.Array(oneOf(REPORT_REASONS), {
  minItems: 1,
  maxItems: REPORT_REASONS.length,
  uniqueItems: true,
});
const Target = Type.Union([
  closed({ link: Type.String({ minLength: 1, maxLength: 500 }) }),
  closed({ message: closed({ room: Slug, id: Id }) }),
  closed({ media: Type.String({ maxLength: 64 }) }),
  closed({ person: Id }),
  closed({ room: Slug }),
]);
const NewReport = closed({
  target: Target,
  reasons: Reasons,
  words: Type.Optional(Type.String({ maxLength: 4_000 })),
  contact: Type.Optional(Type.String({ maxLength: 200 })),
  keys: Type.Optional(GivenKeys),
});
const Both = Type.Object({ ko: Type.String(), en: Type.String() });
const Receipt = Type.Object({ code: Type.String(), promise: Both });
const Form = Type.Object({
  promise: Both,
  reasons: Type.Array(Type.Object({ reason: oneOf(REPORT_REASONS), words: Both })),
});
const Moment = Type.String({ format: 'date-time' });
const Code = closed({ code: Type.String({ minLength: 5, maxLength: 40 }) });
const Progress = Type.Object({
  state: oneOf(REPORT_STATES),
  receivedAt: Moment,
  stateAt: Moment,
  reasons: Type.Array(oneOf(REPORT_REASONS)),
});

/** Registers reporting for people. */
export function reportRoutes(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;

  app.get('/api/reports/form', { schema: { response: { 200: Form } } }, async () => ({
    promise: REPORT_PROMISE,
    reasons: REPORT_REASONS.map((reason) => ({ reason, words: REASON_WORDS[reason] })),
  }));

  app.post<{ Body: Static<typeof NewReport> }>(
    '/api/reports',
    { onRequest: readsAnySession(database), schema: { body: NewReport, response: { 201: Receipt } } },
    async (request, reply) => {
      meters.report.take(request.ip);
      const { target, ...rest } = request.body;
      const found = await findTarget(database, target, request.viewer, context.origin);
      await requireGivable(database, rest.keys ?? [], found, request.viewer);
      const code = await storeReport(database, request.viewer, { ...rest, target: found });
      return reply.code(201).send({ code, promise: REPORT_PROMISE });
    },
  );

  // The code is in the body: an address with it would stay in histories and logs.
  app.post<{ Body: Static<typeof Code> }>(
    '/api/reports/state',
    { schema: { body: Code, response: { 200: Progress } } },
    async (request) => {
      meters.report.take(request.ip);
      return progressOf(database, request.body.code);
    },
  );
}
