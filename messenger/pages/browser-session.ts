// A browser's session: a cookie that no script can read. By itself it opens reading only, since a cookie goes with any request;
// together with a header that only our own scripts can add, it counts like the token in it.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { cookieValue, SESSION_COOKIE } from '../http/identity.ts';
import { SESSION_DAYS } from '../http/limits.ts';
import { Problem } from '../http/problems.ts';
import { type AccountState, accountState, findViewer } from '../people/accounts.ts';

/** Our scripts send it with every request. Another site's script cannot: its browser asks us first, and we never agree. */
const PAGE_HEADER = 'yeoul-page';
const DAY_S = 86_400;

/** Lets requests of our own scripts act for whoever is signed in with the cookie. Before the routes. */
export function acceptBrowserSessions(app: FastifyInstance, context: Context): void {
  app.addHook('onRequest', async (request) => {
    if (request.headers.authorization !== undefined || request.headers[PAGE_HEADER] === undefined) return;
    const token = cookieValue(request.headers.cookie, SESSION_COOKIE);
    if (token === undefined || isFromElsewhere(context, request)) return;
    request.headers.authorization = `Bearer ${token}`;
  });
}

/** Who is signed in with the cookie, suspended or not. */
export async function browserVisitor(
  { database }: Context,
  request: FastifyRequest,
): Promise<AccountState | undefined> {
  const token = cookieValue(request.headers.cookie, SESSION_COOKIE);
  const viewer = token === undefined ? undefined : await findViewer(database, token);
  return viewer === undefined ? undefined : accountState(database, viewer.id);
}

/** The cookie with a session in it; without a token: the one that takes it away. */
export function sessionCookie({ origin }: Context, token: string | undefined): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const kept = token === undefined ? 0 : SESSION_DAYS * DAY_S;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${kept}${secure}`;
}

/** A form of another site is refused; a client that does not say where it comes from is no browser. 403 `form.cross-site`. */
export function requireSameOrigin(context: Context, request: FastifyRequest): void {
  if (isFromElsewhere(context, request)) {
    throw new Problem(403, 'form.cross-site', 'This form was sent from another site.');
  }
}

/** Browsers name the sender of every form and of every script's request. */
function isFromElsewhere({ origin }: Context, request: FastifyRequest): boolean {
  const from = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  if (from !== undefined && from !== origin && from !== `http://${request.headers.host}`) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
