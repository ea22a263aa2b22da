// The OpenAPI 3.1 document, made of the routes themselves: what it says is what is checked.
import type { TSchema } from 'typebox';
import type { Route } from './route.ts';
import { statusOf, TITLES } from './statuses.ts';

/** What every route may refuse. */
const ALWAYS = [
  'request.invalid',
  'token.missing',
  'token.unknown',
  'token.role',
  'request.slow',
  'server.unexpected',
];

const PROBLEM = {
  type: 'object',
  description:
    'Every refusal (RFC 9457). Codes are promises; details are sentences for people and may change. docs/errors.md has the cure of each.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
  },
};

/** @param version of the desk */
export function documentOf(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const one of routes) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Redress',
      version,
      description: 'The desk as programs reach it. How to use it: docs/operations/api.md.',
    },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of `redress tokens add`.' },
      },
    },
  };
}

function operation(one: Route): object {
  return {
    operationId: operationId(one),
    summary: one.does,
    'x-roles': one.roles,
    security: [{ token: [] }],
    parameters: [
      ...parameters(one.params, 'path'),
      ...parameters(one.query, 'query'),
      ...(one.body === undefined ? [] : headers(one)),
    ],
    ...(one.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: one.body } } } }),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: one.answer } } },
      ...refusals(one),
    },
  };
}

/** `getCasesNumberEvents`: the name of the function in a client. */
const operationId = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  method.toLowerCase() +
  path
    .split('/')
    .filter((part) => part !== '' && part !== 'v1')
    .map((part) => part.replace(':', ''))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

function parameters(schema: TSchema | undefined, where: 'path' | 'query'): readonly object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    // A default stands in for a value that was left out.
    required: where === 'path' || (required.includes(name) && !('default' in of)),
    schema: of,
  }));
}

/** What an act needs beside its body. */
const headers = ({ codes }: Route): readonly object[] => [
  {
    name: 'idempotency-key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
  },
  ...(codes.includes('case.no-version')
    ? [
        {
          name: 'if-match',
          in: 'header',
          required: true,
          schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
        },
      ]
    : []),
];

function refusals({ codes, reads, body }: Route): Record<string, object> {
  const bodies = body === undefined ? [] : ['request.too-large', 'request.media-type'];
  const all = [
    ...new Set([...ALWAYS, ...bodies, ...codes, ...(reads === null ? [] : ['read.not-recorded'])]),
  ];
  const statuses = [...new Set(all.map(statusOf))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const here = all.filter((code) => statusOf(code) === status);
      const schema = {
        allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: here } } }],
      };
      const description = `${TITLES[status] ?? 'Refused'}: ${here.join(', ')}`;
      return [String(status), { description, content: { 'application/problem+json': { schema } } }];
    }),
  );
}
