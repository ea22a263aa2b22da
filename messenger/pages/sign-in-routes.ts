// The doors in a browser: signing up, in and out, and joining by invitation. Forms without script that set a cookie and redirect;
// a small script adds the passkey buttons where the browser has passkeys.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { maybeSignedIn, signedInEvenSuspended } from '../http/identity.ts';
import { bearerToken } from '../http/tokens.ts';
import { Problem } from '../http/problems.ts';
import { closeSession, type Session, signIn, signUp } from '../people/accounts.ts';
import { roomOfInvite } from '../rooms/invites.ts';
import { joinRoom } from '../rooms/rooms.ts';
import { cookieValue, SESSION_COOKIE } from '../http/identity.ts';
import { requireSameOrigin, sessionCookie } from './browser-session.ts';
import { nextOf, sendDoor } from './door-page.ts';
import { languageCookie, sendAbsent, visitOf } from './layout.ts';

const FORM = 'application/x-www-form-urlencoded';
const MAX_FORM_BYTES = 4 * 1024;
const MAX_FIELD_LENGTH = 256;
const MIN_PASSPHRASE = 10;

/** Registers the pages and forms of the doors. */
export function signInRoutes(app: FastifyInstance, context: Context): void {
  const onRequest = maybeSignedIn(context.database);
  app.get('/sign-in', { onRequest }, (request, reply) => sendDoor(request, reply, 'signIn'));
  app.get('/sign-up', { onRequest }, (request, reply) => sendDoor(request, reply, 'signUp'));
  // The passkey script holds a token for a moment and leaves it here, where no script reads it again.
  app.put('/session', { onRequest: signedInEvenSuspended(context.database) }, async (request, reply) => {
    requireSameOrigin(context, request);
    const token = bearerToken(request.headers.authorization);
    return reply.code(204).header('set-cookie', sessionCookie(context, token)).send();
  });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.post('/sign-in', { onRequest }, (request, reply) => submitSignIn(context, request, reply));
    scope.post('/sign-up', { onRequest }, (request, reply) => submitSignUp(context, request, reply));
    scope.post('/sign-out', (request, reply) => submitSignOut(context, request, reply));
    scope.post<{ Params: { token: string } }>('/i/:token', { onRequest }, (request, reply) =>
      submitJoin(context, request, request.params.token, reply),
    );
  });
}

async function submitSignIn(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  context.meters.signIn.take(request.ip);
  const [name, passphrase] = [field(request, 'name'), field(request, 'passphrase')];
  const session = await unlessRefused(signIn(context.database, name, passphrase, context.passphraseCost), [
    'account.refused',
  ]);
  if (typeof session === 'string') return sendDoor(request, reply, 'signIn', { name, refused: 'refused' });
  return enter(context, request, reply, session);
}

/** What a refusal of a new account is called on the page. */
const SIGN_UP_REFUSALS = {
  'account.name-taken': 'nameTaken',
  'account.name-refused': 'nameRefused',
} as const;

async function submitSignUp(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  context.meters.signUp.take(request.ip);
  const [name, passphrase] = [field(request, 'name'), field(request, 'passphrase')];
  if (passphrase.length < MIN_PASSPHRASE) {
    return sendDoor(request, reply, 'signUp', { name, refused: 'passphraseShort' });
  }
  const codes = Object.keys(SIGN_UP_REFUSALS) as (keyof typeof SIGN_UP_REFUSALS)[];
  const session = await unlessRefused(
    signUp(context.database, name, passphrase, context.passphraseCost),
    codes,
  );
  if (typeof session === 'string') {
    return sendDoor(request, reply, 'signUp', { name, refused: SIGN_UP_REFUSALS[session] });
  }
  return enter(context, request, reply, session);
}

async function submitSignOut(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  const token = cookieValue(request.headers.cookie, SESSION_COOKIE);
  if (token !== undefined) await closeSession(context.database, token);
  return reply.header('set-cookie', sessionCookie(context, undefined)).redirect('/', 303);
}

async function submitJoin(context: Context, request: FastifyRequest, token: string, reply: FastifyReply) {
  requireSameOrigin(context, request);
  const room = await roomOfInvite(context.database, token);
  if (room === undefined) return sendAbsent(reply, visitOf(request));
  if (request.viewer === null) return reply.redirect(`/sign-in?next=/i/${token}`, 303);
  await joinRoom(context.database, request.viewer, room);
  return reply.redirect(`/r/${room.slug}`, 303);
}

/** Leaves the session with the browser, and the language if the form chose it, and goes where the visitor was going. */
function enter(context: Context, request: FastifyRequest, reply: FastifyReply, { token }: Session) {
  const visit = visitOf(request);
  const cookies = [sessionCookie(context, token), ...(visit.chosen ? [languageCookie(visit)] : [])];
  return reply.header('set-cookie', cookies).redirect(nextOf(request) ?? '/', 303);
}

/** The session, or the code of a refusal that the page has words for. */
async function unlessRefused<const Code extends string>(
  session: Promise<Session>,
  codes: readonly Code[],
): Promise<Session | Code> {
  return session.catch((error: unknown) => {
    const code = codes.find((one) => error instanceof Problem && error.code === one);
    if (code === undefined) throw error;
    return code;
  });
}

function field(request: FastifyRequest, name: string): string {
  const body = request.body;
  const value = body instanceof URLSearchParams ? body.get(name) : null;
  if (value === null || value === '' || value.length > MAX_FIELD_LENGTH) {
    throw new Problem(400, 'request.invalid', `The form lacks "${name}".`);
  }
  return value;
}
