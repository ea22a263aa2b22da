// The messenger's OpenAPI document: shapes from the schemas of its routes, the rest from addresses.ts and statuses.ts. Served at
// /openapi.json.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { CURES } from '../http/codes.ts';
import { VERSION } from '../version.ts';
import { type Address, addressOf } from './addresses.ts';
import { byStatus, type DocumentedCode } from './statuses.ts';

interface Operation {
  summary?: string;
  tags?: readonly string[];
  security?: readonly object[];
  parameters?: readonly { readonly name: string; readonly in: string }[];
  requestBody?: object;
  responses?: Record<string, object>;
}
/** Addresses by their path, operations by method. */
type Paths = Record<string, Record<string, Operation>>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const UPLOADS = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'video/mp4',
  'video/webm',
  'application/octet-stream',
];
const BYTES = { schema: { type: 'string', format: 'binary' } };

const PROBLEM = {
  type: 'object',
  description: [
    'Every refusal. Codes are promises, details are sentences for people and may change.',
    ...Object.entries(CURES).map(([code, { en }]) => `${code}: ${en}`),
  ].join('\n'),
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(CURES) },
    detail: { type: 'string' },
  },
};

/** Collects every route that is registered afterwards, and serves the document. */
export async function documentAddresses(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yeoul, a small messenger',
        version: VERSION,
        description:
          'Refusals are problem+json; what each code asks one to do is in messenger/http/codes.ts.',
      },
      components: {
        securitySchemes: {
          session: { type: 'http', scheme: 'bearer', description: 'Session token of a member.' },
          admin: {
            type: 'http',
            scheme: 'bearer',
            description: 'Admin token with the scope of the address.',
          },
        },
      },
    },
    transformObject: (documents) =>
      'openapiObject' in documents ? completed(documents.openapiObject) : documents.swaggerObject,
  });
  app.get(
    '/openapi.json',
    { schema: { response: { 200: { type: 'object', additionalProperties: true } } } },
    () => app.swagger(),
  );
}

function completed<D extends { readonly paths?: object; readonly components?: object }>(document: D): D {
  const paths = Object.entries((document.paths ?? {}) as Paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, operation]) => [method, described(method.toUpperCase(), path, operation)]),
    ),
  ]);
  return {
    ...document,
    components: { ...document.components, schemas: { Problem: PROBLEM } },
    paths: Object.fromEntries(paths),
  };
}

function described(method: string, path: string, operation: Operation): Operation {
  const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
  const address = addressOf(method, url);
  if (address === undefined) return operation;
  const order = address.codes?.includes('idempotency.missing') === true;
  const upload = url === '/api/media' || url === '/api/media/:blob/thumbnail';
  const own = Object.keys(operation.responses ?? {}).some(
    (status) => /^2/.test(status) && hasContent(operation, status),
  );
  return {
    ...operation,
    summary: address.does,
    tags: [tagOf(url)],
    security: securityOf(address),
    ...(order ? { parameters: [...(operation.parameters ?? []), IDEMPOTENCY_KEY] } : {}),
    ...(upload ? { requestBody: { required: true, content: ofEach(UPLOADS, BYTES) } } : {}),
    responses: merged(
      own ? (operation.responses ?? {}) : answersWithoutSchema(address),
      problems(codesOf(method, url, address)),
      method === 'GET' && url.includes('/:slug') ? MOVED : {},
    ),
  };
}

/** A room whose address changed is found under the new one. */
const MOVED = { 301: { description: 'The room has another address now.' } };

type Answers = Readonly<Record<string, object>>;

/** All answers; where two have one status, each with its kinds of content. */
function merged(...parts: readonly Answers[]): Record<string, object> {
  const all: Record<string, object> = {};
  for (const [status, answer] of parts.flatMap((part) => Object.entries(part))) {
    const { content: before, ...was } = (all[status] ?? {}) as { readonly content?: object };
    const { content, ...is } = answer as { readonly content?: object };
    const both = before === undefined && content === undefined ? {} : { content: { ...before, ...content } };
    all[status] = { ...was, ...is, ...both };
  }
  return all;
}

const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  in: 'header',
  required: true,
  schema: { type: 'string', maxLength: 200 },
};

function hasContent({ responses }: Operation, status: string): boolean {
  return 'content' in (responses?.[status] ?? {});
}

function tagOf(url: string): string {
  return /^\/(api|admin|peer|gate|media|thumb|cdn)\b/.exec(url)?.[1] ?? 'pages';
}

function securityOf({ by }: Address): readonly object[] {
  if (by === 'admin') return [{ admin: [] }];
  if (by === 'member') return [{ session: [] }];
  return by === 'either' ? [{}, { session: [] }] : [];
}

function answersWithoutSchema({ gives }: Address): Record<string, object> {
  switch (gives) {
    case 'bytes':
      return {
        200: { description: 'The bytes.', content: { '*/*': BYTES } },
        206: { description: 'The part that was asked for.', content: { '*/*': BYTES } },
        304: { description: 'Not changed.' },
      };
    case 'events':
      return {
        200: {
          description: 'Server-sent events.',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
      };
    case 'page': {
      const html = { 'text/html': { schema: { type: 'string' } } };
      const codes = ['400', '401', '403', '404', '409', '422', '429', '503'].map((status) => [
        status,
        { description: 'A page that says why not.', content: html },
      ]);
      return {
        200: { description: 'A page.', content: html },
        303: { description: 'Go on there.' },
        ...Object.fromEntries(codes),
      };
    }
    default:
      return { 204: { description: 'Done.' } };
  }
}

/** All codes an address can refuse with: its own, and those of its kind. */
function codesOf(method: string, url: string, { by, codes = [], gives }: Address): readonly DocumentedCode[] {
  const all = new Set<DocumentedCode>([
    ...codes,
    'request.invalid',
    'rate.limited',
    'server.unexpected',
    'server.unavailable',
  ]);
  const add = (when: boolean, ...more: readonly DocumentedCode[]) =>
    when && more.forEach((code) => all.add(code));
  add(method !== 'GET', 'request.too-large', 'request.media-type');
  add(by === 'admin', 'admin.token-unknown', 'admin.scope-missing');
  add(by === 'member', 'account.sign-in', 'account.suspended');
  add(url.includes('/:blob'), 'media.unknown');
  add(/\/(messages|m)\/:id/.test(url), 'message.unknown');
  add(/\/(rooms|r)\/:(slug|id)/.test(url), 'room.unknown');
  add(by === 'admin' && url.startsWith('/admin/'), 'message.moved', 'room.moved');
  add(gives === 'bytes', 'media.range');
  return [...all];
}

function problems(codes: readonly DocumentedCode[]): Record<string, object> {
  const answers = byStatus(codes).map(([status, here]) => {
    const schema = { $ref: '#/components/schemas/Problem', properties: { code: { enum: here } } };
    const words = here.join(', ');
    return [status, { description: words, content: { 'application/problem+json': { schema } } }];
  });
  return Object.fromEntries(answers);
}

function ofEach(names: readonly string[], value: object): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
