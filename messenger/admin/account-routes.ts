// The admin calls about accounts: look one up, suspend, give back, write a notice. The fault switches act on the last three.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { closed, IdParams, oneOf } from '../http/schemas.ts';
import { NOTICE_FACTS } from '../notices/notice-facts.ts';
import { accountState } from '../people/accounts.ts';
import { noticeAct, suspendAct, unsuspendAct } from './account-acts.ts';
import { REASONS } from './reasons.ts';
import { Accepted, keyOf, runOrder } from './run-order.ts';

const Moment = Type.String({ format: 'date-time' });
const Suspend = closed({
  reason: oneOf(REASONS),
  law: NOTICE_FACTS.law,
  automated: Type.Boolean(),
  until: Type.Optional(Moment),
});
const Notice = closed({
  kind: oneOf(['removal', 'restored', 'appeal-answer']),
  ground: oneOf(REASONS),
  what: Type.Optional(
    closed({ kind: oneOf(['message', 'media']), id: Type.String({ minLength: 1, maxLength: 64 }) }),
  ),
  ...NOTICE_FACTS,
  appeal: Type.Boolean(),
});
const Account = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  createdAt: Moment,
  suspended: Type.Boolean(),
  until: Type.Optional(Moment),
});

/** Registers the calls about accounts. */
export function accountAdminRoutes(app: FastifyInstance, context: Context): void {
  const { database } = context;

  app.get<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/accounts/:id',
    { onRequest: withScope(database, 'read'), schema: { params: IdParams, response: { 200: Account } } },
    async (request) => {
      const account = await accountState(database, request.params.id);
      if (account === undefined) throw new Problem(404, 'account.unknown', 'There is no such account.');
      return account;
    },
  );

  const suspend = { onRequest: withScope(database, 'suspend') };
  app.post<{ Params: Static<typeof IdParams>; Body: Static<typeof Suspend> }>(
    '/admin/v1/accounts/:id/suspend',
    { ...suspend, schema: { params: IdParams, body: Suspend, response: { 202: Accepted } } },
    (request, reply) => runOrder(context, request, reply, suspendAct(request.params.id, request.body)),
  );
  app.post<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/accounts/:id/unsuspend',
    { ...suspend, schema: { params: IdParams, response: { 202: Accepted } } },
    (request, reply) => runOrder(context, request, reply, unsuspendAct(request.params.id)),
  );
  app.post<{ Params: Static<typeof IdParams>; Body: Static<typeof Notice> }>(
    '/admin/v1/accounts/:id/notices',
    {
      onRequest: withScope(database, 'notify'),
      schema: { params: IdParams, body: Notice, response: { 202: Accepted } },
    },
    (request, reply) => {
      const { kind, appeal, ...facts } = request.body;
      return runOrder(
        context,
        request,
        reply,
        noticeAct(request.params.id, { kind, appeal, facts, order: keyOf(request) }),
      );
    },
  );
}
