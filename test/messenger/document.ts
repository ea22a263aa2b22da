// Holds real answers of the messenger against its OpenAPI document: status, kind of content, shape, and code of a refusal. Every
// client of these tests asks here, so that an answer nobody documented is a red test.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Answered {
  readonly content?: Readonly<Record<string, object>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answered>> }>>>
  >;
}

export const DOCUMENT_FILE = new URL('../../docs/messenger-openapi.json', import.meta.url);
const CURE =
  'Give the route a schema of its answer, or describe it in messenger/openapi/; then run: npm run openapi';

const document = JSON.parse(readFileSync(DOCUMENT_FILE, 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'yeoul');

const PATHS = Object.keys(document.paths)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  // An address with a name in it before one with a placeholder there: /api/rooms before /api/{any}.
  .toSorted((a, b) => places(a.path) - places(b.path));

function places(path: string): number {
  return path.split('{').length;
}

export interface Seen {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

/** Throws when the document does not speak of such an answer. */
export function requireDocumented({ method, path, status, type, body }: Seen): void {
  const found = PATHS.find(
    ({ path: known, pattern }) =>
      pattern.test(path.split('?', 1)[0] ?? '') &&
      document.paths[known]?.[method.toLowerCase()] !== undefined,
  );
  // What stands nowhere is answered so, whatever is asked.
  if (found === undefined) return;
  const what = `${method} ${found.path} ${status}`;
  const answer = document.paths[found.path]?.[method.toLowerCase()]?.responses[status];
  if (answer === undefined) throw new Error(`${what} is not documented: ${body.slice(0, 200)}. ${CURE}`);
  const kind = (type ?? '').split(';', 1)[0] ?? '';
  if (answer.content === undefined) return;
  if (answer.content[kind] === undefined && answer.content['*/*'] === undefined) {
    throw new Error(`${what} is not documented as ${kind}. ${CURE}`);
  }
  if (kind.endsWith('json')) requireShape(what, found.path, method, status, kind, body);
}

function requireShape(
  what: string,
  path: string,
  method: string,
  status: number,
  kind: string,
  body: string,
): void {
  const part = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
  const place = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', kind, 'schema'];
  const check = ajv.getSchema(`yeoul#/${place.map(part).join('/')}`);
  if (check === undefined) throw new Error(`${what} has no schema in the document. ${CURE}`);
  if (check(JSON.parse(body)) !== true) {
    throw new Error(
      `${what} is not as documented: ${ajv.errorsText(check.errors)}: ${body.slice(0, 300)}. ${CURE}`,
    );
  }
}
