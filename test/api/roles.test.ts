// The table of roles, made of the routes themselves and held against the page for people: every role at every route, with a case that is
// there, one of another desk and one that nobody has.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, ROLES } from '../../src/domain/access/role.ts';
import type { Route } from '../../src/entry/api/route.ts';
import { ROUTES } from '../../src/entry/api/routes.ts';
import { apiUnderTest, type ApiUnderTest } from '../support/api-desk.ts';
import { open } from '../support/open-case.ts';

const OURS = 'R-26-0001';
const THEIRS = 'R-26-0002';
const NOBODYS = 'R-26-0900';
const PAGE = path.resolve(import.meta.dirname, '../../docs/operations/api.md');

let api: ApiUnderTest;

beforeAll(async () => {
  api = await apiUnderTest();
  await open(api.desk, 'ours');
  for (const key of ['theirs-1', 'theirs-2']) await open(api.other, key);
});
afterAll(() => api.stop());

const at = (route: Route, number: string): string => route.path.replace(':number', number);
const named = (route: Route): string => `${route.method} ${route.path}`;
const recorded = async (): Promise<number> =>
  (await api.database.pool.query<{ n: number }>('select count(*)::int as n from reads')).rows[0]?.n ?? 0;

/** Well formed, and signed by nobody: whoever may come so far is told that the signature does not fit. */
const UNSIGNED = {
  id: '018f0000-0000-7000-8000-000000000000',
  at: new Date().toISOString(),
  signature: `${'A'.repeat(86)}==`,
};
const BODIES: Readonly<Record<string, object>> = {
  'POST /v1/cases/:number/decisions': {
    ...{ ...UNSIGNED, act: 'hide', items: [1], ground: { kind: 'terms', clause: '1' } },
  },
  'PUT /v1/cases/:number/claim': { ...UNSIGNED, until: null },
  'POST /v1/cases/:number/acts': { ...UNSIGNED, asks: { kind: 'send-again' } },
};

async function ask(route: Route, number: string, token: string) {
  const body = BODIES[named(route)];
  const acting = {
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '"1"' },
    body: JSON.stringify(body),
  };
  const { status, body: answer } = await api.get(at(route, number), token, {
    ...{ method: route.method, ...(body === undefined ? {} : acting) },
  });
  return { status, code: (answer['code'] as string | undefined) ?? null };
}

const cells = ROUTES.flatMap((route) => ROLES.map((role) => [named(route), role, route] as const));

describe('each role at each route', () => {
  test.each(cells)('%s as %s', async (_, role, route) => {
    const before = await recorded();
    const given = await ask(route, OURS, api.tokens[role]);
    if (!route.roles.includes(role)) {
      expect(given).toEqual({ status: 403, code: 'token.role' });
      expect(await recorded()).toBe(before);
      return;
    }
    if (route.body === undefined) expect(given).toEqual({ status: 200, code: null });
    else expect(given).toEqual({ status: 403, code: 'decision.signature' });
    expect(await recorded()).toBe(before + (route.reads === null ? 0 : 1));
  });

  test.each(cells.filter(([, , route]) => route.path.includes(':number')))(
    '%s as %s: a case of another desk is as unknown as one that nobody has',
    async (_, role, route) => {
      const [theirs, nobodys] = [
        await ask(route, THEIRS, api.tokens[role]),
        await ask(route, NOBODYS, api.tokens[role]),
      ];
      expect(theirs).toEqual(nobodys);
      if (!route.roles.includes(role)) expect(theirs.code).toBe('token.role');
      else expect(theirs).toEqual({ status: 404, code: 'case.unknown' });
    },
  );
});

test.each(ROUTES.map((route) => [named(route), route] as const))('%s without a token', async (_, route) => {
  expect(await ask(route, OURS, '')).toEqual({ status: 401, code: 'token.missing' });
});

/** One row a route, as the page for people has it. */
const rowOf = (route: Route): string => {
  const marks = ROLES.map((role: Role) => (route.roles.includes(role) ? 'yes' : '-'));
  return `| \`${named(route)}\` | ${marks.join(' | ')} |`;
};

test('a route that acts has its example here, so that no cell is empty', () => {
  const acting = ROUTES.filter(({ body }) => body !== undefined).map(named);
  expect(Object.keys(BODIES).sort()).toEqual([...acting].sort());
});

test('the page for people has the same table', async () => {
  const page = await readFile(PAGE, 'utf8');
  expect(page).toContain(`| | ${ROLES.join(' | ')} |`);
  const rows = page.split('\n').filter((line) => /^\| `(GET|POST|PUT|DELETE) /.test(line));
  expect(rows).toEqual(ROUTES.map((route) => rowOf(route)));
});
