// A route of the API as a value: who may, what it takes, what it gives, what it may refuse, and under which word its reading is recorded.
// From the same value come the server, the OpenAPI document and the table of roles.
import type { Static, TSchema } from 'typebox';
import type { Role } from '../../domain/access/role.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import type { RefusalCode } from '../../domain/kernel/errors.ts';
import type { ApiToken } from '../../ports/api-tokens.ts';
import type { ApiCode } from './statuses.ts';
import type { ApiDesk } from './wiring.ts';

export interface Answer<B = object> {
  readonly body: B;
  /** The case that was read; left out for a list. */
  readonly case?: CaseId;
  /** What of it was read, by its id; left out: all of it. */
  readonly part?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Said {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parameters with a colon: `/v1/cases/:number`. */
  readonly path: string;
  /** One sentence for the document. */
  readonly does: string;
  /** Never empty: a route that nobody declared is a route for nobody, and does not compile. */
  readonly roles: readonly [Role, ...Role[]];
  /** Under which word the reading is recorded; null only where the answer holds nothing of any case. */
  readonly reads: string | null;
  /** What it may refuse, beside what every route may. */
  readonly codes: readonly (ApiCode | RefusalCode)[];
}

export interface Asked<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The Idempotency-Key, if there was one. */
  readonly key: string | undefined;
  /** The version of the case that whoever asks has read: of If-Match, if there was one. */
  readonly version: number | undefined;
  readonly token: ApiToken;
}

export interface Route extends Said {
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** Of an act; a route without one takes no body. */
  readonly body?: TSchema;
  readonly answer: TSchema;
  handle(asked: Asked, desk: ApiDesk): Promise<Answer>;
}

/** Ties what a handler is given to the schemas that were checked. */
export function route<P extends TSchema, Q extends TSchema, B extends TSchema>(
  said: Said & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly answer: TSchema;
    handle(asked: Asked<Static<P>, Static<Q>, Static<B>>, desk: ApiDesk): Promise<Answer>;
  },
): Route {
  return said;
}

/** Throws for a route that leaves open who may, what it takes, what it gives, or what is recorded: such a server does not start. */
export function assertDeclared({ method, path, roles, params, body, answer, reads }: Route): void {
  const shapeOf = (schema: TSchema | undefined) =>
    (schema ?? {}) as { readonly type?: string; readonly properties?: object };
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const open = [
    ...(((roles as readonly Role[] | undefined) ?? []).length === 0 ? ['who may'] : []),
    ...(shapeOf(answer).type === 'object' && shapeOf(answer).properties !== undefined
      ? []
      : ['what it answers']),
    ...(named.every((name) => Object.hasOwn(shapeOf(params).properties ?? {}, name ?? ''))
      ? []
      : ['its parameters']),
    ...((body === undefined) === (method === 'GET') ? [] : ['what it takes']),
    ...(method === 'GET' && reads === '' ? ['what is recorded'] : []),
  ];
  if (open.length > 0) throw new Error(`${method} ${path} does not say ${open.join(', ')}`);
}
