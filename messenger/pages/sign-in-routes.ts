// Signing in and joining in a browser, without script: forms that set a cookie and redirect.
// The cookie opens reading only. The two forms check where they were sent from, because a cookie goes with any request.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { maybeSignedIn, SESSION_COOKIE } from '../http/identity.ts';
import { SESSION_DAYS } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { signIn } from '../people/accounts.ts';
import { roomOfInvite } from '../rooms/invites.ts';
import { joinRoom } from '../rooms/rooms.ts';
import { html } from './html.ts';
import { sendAbsent, sendPage, visitOf } from './layout.ts';

const FORM = 'application/x-www-form-urlencoded';
const MAX_FORM_BYTES = 4 * 1024;
const MAX_FIELD_LENGTH = 256;
const DAY_S = 86_400;

/** Registers the sign-in page and the two forms. */
export function signInRoutes(app: FastifyInstance, context: Context): void {
  const onRequest = maybeSignedIn(context.database);
  app.get('/sign-in', { onRequest }, async (request, reply) => signInPage(request, reply, false));
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.post('/sign-in', { onRequest }, (request, reply) => submitSignIn(context, request, reply));
    scope.post<{ Params: { token: string } }>('/i/:token', { onRequest }, (request, reply) =>
      submitJoin(context, request, request.params.token, reply),
    );
  });
}

function signInPage(request: FastifyRequest, reply: FastifyReply, refused: boolean): FastifyReply {
  const visit = visitOf(request);
  const { words } = visit;
  const main = html`<h1>${words.signIn}</h1>
${refused ? html`<p class="refused" role="alert">${words.refused}</p>` : undefined}
<form method="post" action="/sign-in?lang=${visit.language}">
  <label>${words.name}<input name="name" autocomplete="username" maxlength="40" required></label>
  <label>${words.passphrase}<input name="passphrase" type="password" autocomplete="current-password" maxlength="256" required></label>
  <button class="button primary">${words.signIn}</button>
</form>`;
  return sendPage(reply, visit, { title: words.signIn, main }, refused ? 401 : 200);
}

async function submitSignIn(context: Context, request: FastifyRequest, reply: FastifyReply) {
  requireSameOrigin(context, request);
  context.meters.signIn.take(request.ip);
  const name = field(request, 'name');
  const passphrase = field(request, 'passphrase');
  const session = await signIn(context.database, name, passphrase, context.passphraseCost).catch(
    (error: unknown) => {
      if (error instanceof Problem && error.code === 'account.refused') return undefined;
      throw error;
    },
  );
  if (session === undefined) return signInPage(request, reply, true);
  reply.header('set-cookie', sessionCookie(context, session.token));
  return reply.redirect(`/?lang=${visitOf(request).language}`, 303);
}

async function submitJoin(context: Context, request: FastifyRequest, token: string, reply: FastifyReply) {
  requireSameOrigin(context, request);
  const room = await roomOfInvite(context.database, token);
  if (room === undefined) return sendAbsent(reply, visitOf(request));
  if (request.viewer === null) return reply.redirect('/sign-in', 303);
  await joinRoom(context.database, request.viewer, room);
  return reply.redirect(`/r/${room.slug}`, 303);
}

function sessionCookie({ origin }: Context, token: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_DAYS * DAY_S}${secure}`;
}

/** Browsers name the sender of every form. A form of another site is refused; a client without the header is no browser. */
function requireSameOrigin({ origin }: Context, request: FastifyRequest): void {
  const from = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  const elsewhere = from === undefined ? false : from !== origin && from !== `http://${request.headers.host}`;
  if (elsewhere || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new Problem(403, 'form.cross-site', 'This form was sent from another site.');
  }
}

function field(request: FastifyRequest, name: string): string {
  const body = request.body;
  const value = body instanceof URLSearchParams ? body.get(name) : null;
  if (value === null || value === '' || value.length > MAX_FIELD_LENGTH) {
    throw new Problem(400, 'request.invalid', `The form lacks "${name}".`);
  }
  return value;
}
