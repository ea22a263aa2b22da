// Who is asking, settled before a body is read: people by session token, platform engineers by admin token.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AdminToken, findAdminToken, type Scope } from '../admin/tokens.ts';
import { findViewer, type Viewer } from '../people/accounts.ts';
import type { Database } from '../store/database.ts';
import { Problem } from './problems.ts';
import { bearerToken } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null;
    admin: AdminToken | null;
  }
}

/** The cookie of the sign-in page. It opens reading only; everything that changes something wants the header. */
export const SESSION_COOKIE = 'yeoul_session';

export type Hook = (request: FastifyRequest) => Promise<void>;

/** Adds the two places where the hooks below leave what they found. */
export function declareIdentity(app: FastifyInstance): void {
  app.decorateRequest('viewer', null);
  app.decorateRequest('admin', null);
}

/** Hook: reads a session token from header or cookie if one is there. Whoever is unknown or suspended is simply nobody. */
export function maybeSignedIn(database: Database): Hook {
  return async (request) => {
    const token =
      bearerToken(request.headers.authorization) ?? cookieValue(request.headers.cookie, SESSION_COOKIE);
    const viewer = token === undefined ? undefined : await findViewer(database, token);
    request.viewer = viewer === undefined || viewer.suspended ? null : viewer;
  };
}

/** Hook: as `maybeSignedIn`, for what a suspended account may do as well. */
export function readsAnySession(database: Database): Hook {
  return async (request) => {
    const token = bearerToken(request.headers.authorization);
    request.viewer = (token === undefined ? undefined : await findViewer(database, token)) ?? null;
  };
}

/** Hook: only with a session token in the header, of an account that is not suspended. 401 `account.sign-in`, 403 `account.suspended`. */
export function signedIn(database: Database): Hook {
  const known = signedInEvenSuspended(database);
  return async (request) => {
    await known(request);
    if (request.viewer?.suspended === true) {
      throw new Problem(
        403,
        'account.suspended',
        'This account is suspended. Its notices say why, and take an appeal.',
      );
    }
  };
}

/** Hook: only with a session token in the header. 401 `account.sign-in` otherwise. */
export function signedInEvenSuspended(database: Database): Hook {
  return async (request) => {
    const token = bearerToken(request.headers.authorization);
    request.viewer = (token === undefined ? undefined : await findViewer(database, token)) ?? null;
    if (request.viewer === null) {
      throw new Problem(401, 'account.sign-in', 'Send a session token: Authorization: Bearer <token>.');
    }
  };
}

/** Hook: only with an admin token that has the scope. 401 `admin.token-unknown`, 403 `admin.scope-missing`. */
export function withScope(database: Database, scope: Scope): Hook {
  return async (request) => {
    const token = bearerToken(request.headers.authorization);
    const admin = token === undefined ? undefined : await findAdminToken(database, token);
    if (admin === undefined) {
      throw new Problem(401, 'admin.token-unknown', 'Send an admin token: Authorization: Bearer <token>.');
    }
    if (!admin.scopes.includes(scope)) {
      throw new Problem(
        403,
        'admin.scope-missing',
        `This token lacks the scope "${scope}". Ask for one that has it.`,
      );
    }
    request.admin = admin;
  };
}

/** The account a `signedIn` hook found. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (request.viewer === null) throw new Error('A route that needs an account has no signedIn hook.');
  return request.viewer;
}

/** The token a `withScope` hook found. */
export function adminOf(request: FastifyRequest): AdminToken {
  if (request.admin === null) throw new Error('A route that needs an admin has no withScope hook.');
  return request.admin;
}

/** The value of one cookie, if it came with the request. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((part) => part.trim().split('=', 2));
  return pairs.find(([key, value]) => key === name && value !== undefined && value !== '')?.[1];
}
