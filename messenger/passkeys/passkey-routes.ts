// Addresses of passkeys: sign up, sign in, add, list, remove. Options and answers are the browser's own JSON.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../context.ts';
import { signedIn, viewerOf } from '../http/identity.ts';
import { closed } from '../http/schemas.ts';
import {
  addOptions,
  addPasskey,
  passkeysOf,
  removePasskey,
  signInOptions,
  signInWithPasskey,
  signUpOptions,
  signUpWithPasskey,
} from './passkeys.ts';

const Moment = Type.String({ format: 'date-time' });
const Base64Url = Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 32_768 });
/** What browsers may add is let by; what is used is checked. */
const OPEN = { additionalProperties: true };
const PublicKey = {
  id: Base64Url,
  rawId: Base64Url,
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Object({}, OPEN),
};
const Creation = Type.Unsafe<RegistrationResponseJSON>(
  Type.Object(
    {
      ...PublicKey,
      response: Type.Object({ clientDataJSON: Base64Url, attestationObject: Base64Url }, OPEN),
    },
    OPEN,
  ),
);
const Assertion = Type.Unsafe<AuthenticationResponseJSON>(
  Type.Object(
    {
      ...PublicKey,
      response: Type.Object(
        {
          clientDataJSON: Base64Url,
          authenticatorData: Base64Url,
          signature: Base64Url,
          userHandle: Base64Url,
        },
        OPEN,
      ),
    },
    OPEN,
  ),
);
const Options = Type.Object({ challenge: Type.String() }, OPEN);
const Session = Type.Object({ accountId: Type.Integer(), token: Type.String() });
const Passkey = Type.Object({
  id: Type.String(),
  label: Type.String(),
  createdAt: Moment,
  usedAt: Type.Optional(Moment),
});
const Passkeys = Type.Object({ passkeys: Type.Array(Passkey) });
const Name = closed({ name: Type.String({ minLength: 1, maxLength: 40 }) });
const CreationBody = closed({ response: Creation });
const AssertionBody = closed({ response: Assertion });
const AddBody = closed({ response: Creation, label: Type.String({ minLength: 1, maxLength: 40 }) });
const PasskeyParams = Type.Object({ id: Base64Url });

/** Registers passkeys. */
export function passkeyRoutes(app: FastifyInstance, context: Context): void {
  doors(app, context);
  ownPasskeys(app, context);
}

function doors(app: FastifyInstance, context: Context): void {
  const { meters } = context;

  app.post<{ Body: Static<typeof Name> }>(
    '/api/accounts/passkey/options',
    { schema: { body: Name, response: { 200: Options } } },
    async (request) => {
      meters.signUp.take(request.ip);
      return signUpOptions(context, request.body.name);
    },
  );
  app.post<{ Body: { response: RegistrationResponseJSON } }>(
    '/api/accounts/passkey',
    { schema: { body: CreationBody, response: { 201: Session } } },
    async (request, reply) => {
      meters.signUp.take(request.ip);
      return reply.code(201).send(await signUpWithPasskey(context, request.body.response));
    },
  );
  app.post('/api/sessions/passkey/options', { schema: { response: { 200: Options } } }, async (request) => {
    meters.signIn.take(request.ip);
    return signInOptions(context);
  });
  app.post<{ Body: { response: AuthenticationResponseJSON } }>(
    '/api/sessions/passkey',
    { schema: { body: AssertionBody, response: { 200: Session } } },
    async (request) => {
      meters.signIn.take(request.ip);
      return signInWithPasskey(context, request.body.response);
    },
  );
}

function ownPasskeys(app: FastifyInstance, context: Context): void {
  const { database, meters } = context;
  const onRequest = signedIn(database);

  app.get('/api/passkeys', { onRequest, schema: { response: { 200: Passkeys } } }, async (request) => ({
    passkeys: await passkeysOf(database, viewerOf(request).id),
  }));
  app.post(
    '/api/passkeys/options',
    { onRequest, schema: { response: { 200: Options } } },
    async (request) => {
      meters.write.take(String(viewerOf(request).id));
      return addOptions(context, viewerOf(request));
    },
  );
  app.post<{ Body: { response: RegistrationResponseJSON; label: string } }>(
    '/api/passkeys',
    { onRequest, schema: { body: AddBody, response: { 201: Passkey } } },
    async (request, reply) => {
      meters.write.take(String(viewerOf(request).id));
      const { response, label } = request.body;
      return reply.code(201).send(await addPasskey(context, viewerOf(request), response, label));
    },
  );
  app.delete<{ Params: Static<typeof PasskeyParams> }>(
    '/api/passkeys/:id',
    { onRequest, schema: { params: PasskeyParams } },
    async (request, reply) => {
      await removePasskey(database, viewerOf(request).id, request.params.id);
      return reply.code(204).send();
    },
  );
}
