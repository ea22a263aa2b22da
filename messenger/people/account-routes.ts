// Addresses of accounts: sign up and sign in. Both are metered, because a passphrase can be guessed and hashing costs.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { closed } from '../http/schemas.ts';
import { signedInEvenSuspended, viewerOf } from '../http/identity.ts';
import { bearerToken } from '../http/tokens.ts';
import { accountState, closeSession, signIn, signUp } from './accounts.ts';

const NewAccount = closed({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  passphrase: Type.String({ minLength: 10, maxLength: 256 }),
});
const Credentials = closed({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  passphrase: Type.String({ minLength: 1, maxLength: 256 }),
});
const Me = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  avatar: Type.Optional(Type.String()),
  suspended: Type.Boolean(),
  until: Type.Optional(Type.String({ format: 'date-time' })),
});
const Session = Type.Object({ accountId: Type.Integer(), token: Type.String() });

/** Registers sign-up and sign-in. */
export function accountRoutes(app: FastifyInstance, context: Context): void {
  const { database, passphraseCost, meters } = context;

  app.post<{ Body: Static<typeof NewAccount> }>(
    '/api/accounts',
    { schema: { body: NewAccount, response: { 201: Session } } },
    async (request, reply) => {
      meters.signUp.take(request.ip);
      const { name, passphrase } = request.body;
      return reply.code(201).send(await signUp(database, name, passphrase, passphraseCost));
    },
  );

  app.post<{ Body: Static<typeof Credentials> }>(
    '/api/sessions',
    { schema: { body: Credentials, response: { 200: Session } } },
    async (request) => {
      meters.signIn.take(request.ip);
      const { name, passphrase } = request.body;
      return signIn(database, name, passphrase, passphraseCost);
    },
  );

  const onRequest = signedInEvenSuspended(database);
  app.get('/api/me', { onRequest, schema: { response: { 200: Me } } }, async (request) =>
    accountState(database, viewerOf(request).id),
  );
  app.delete('/api/sessions/current', { onRequest }, async (request, reply) => {
    await closeSession(database, bearerToken(request.headers.authorization) ?? '');
    return reply.code(204).send();
  });
}
