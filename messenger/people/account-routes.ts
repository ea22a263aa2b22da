// Addresses of accounts: sign up and sign in. Both are metered, because a passphrase can be guessed and hashing costs.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { closed } from '../http/schemas.ts';
import { signIn, signUp } from './accounts.ts';

const NewAccount = closed({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  passphrase: Type.String({ minLength: 10, maxLength: 256 }),
});
const Credentials = closed({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  passphrase: Type.String({ minLength: 1, maxLength: 256 }),
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
}
