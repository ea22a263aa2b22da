// Admin addresses that concern the service itself: health and tokens.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { withScope } from '../http/identity.ts';
import { Problem } from '../http/problems.ts';
import { closed, IdParams, oneOf } from '../http/schemas.ts';
import { VERSION } from '../version.ts';
import { createAdminToken, GRANTABLE_SCOPES, revokeAdminToken } from './tokens.ts';

const Scopes = Type.Array(oneOf(GRANTABLE_SCOPES), { minItems: 1, maxItems: GRANTABLE_SCOPES.length });
const NewToken = closed({
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '^(?!bootstrap$)' }),
  scopes: Scopes,
});
const Token = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  token: Type.String(),
});

/** Registers health and tokens. */
export function serviceRoutes(app: FastifyInstance, context: Context): void {
  healthRoute(app, context);
  tokenRoutes(app, context);
}

function healthRoute(app: FastifyInstance, { database }: Context): void {
  const Health = Type.Object({ ok: Type.Boolean(), version: Type.String() });
  app.get('/admin/v1/health', { schema: { response: { 200: Health } } }, async () => {
    await database.query('select 1').catch(() => {
      throw new Problem(503, 'server.database', 'The database does not answer. Is PostgreSQL running?');
    });
    return { ok: true, version: VERSION };
  });
}

function tokenRoutes(app: FastifyInstance, { database }: Context): void {
  const onRequest = withScope(database, 'tokens');
  app.post<{ Body: Static<typeof NewToken> }>(
    '/admin/v1/tokens',
    { onRequest, schema: { body: NewToken, response: { 201: Token } } },
    async (request, reply) => {
      const { name, scopes } = request.body;
      return reply.code(201).send(await createAdminToken(database, name, scopes));
    },
  );
  app.delete<{ Params: Static<typeof IdParams> }>(
    '/admin/v1/tokens/:id',
    { onRequest, schema: { params: IdParams } },
    async (request, reply) => {
      const known = await revokeAdminToken(database, request.params.id);
      if (!known)
        throw new Problem(404, 'token.unknown', 'There is no such token, or it is the operator’s own.');
      return reply.code(204).send();
    },
  );
}
