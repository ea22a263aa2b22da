// From an OpenAPI document to a client in TypeScript: one function an operation, types of what is sent and answered, refusals as errors with
// their code. Only what our own document uses; anything else throws, so that nothing is typed by a guess.

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Call extends Operation {
  readonly method: string;
  readonly path: string;
}

const WRITTEN = 'Written by `npm run openapi` from docs/openapi.json; changed by hand it is wrong.';

const SENDING = `/** A refusal: \`code\` is a promise, its message is for people. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** What was answered, and the version of the case where there is one. */
interface Answered<B> {
  readonly body: B;
  readonly etag: string | null;
}

interface Asked {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Send = <B>(method: string, path: string, asked: Asked) => Promise<Answered<B>>;

/** @param base such as \`http://127.0.0.1:2580\` */
const sending =
  (base: string, token: string): Send =>
  async (method, path, { path: places = {}, query = {}, headers = {}, body }) => {
    const url = new URL(path.replace(/{(\\w+)}/g, (_, name: string) => encodeURIComponent(places[name] ?? '')), base);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url, {
      method,
      headers: { authorization: \`Bearer \${token}\`, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as never;
    if (response.ok) return { body: answer, etag: response.headers.get('etag') };
    const { code, detail } = answer as { readonly code: string; readonly detail: string };
    throw new Refused(response.status, code, detail);
  };
`;

/** The files of the client by their names, not yet laid out. */
export function clientOf({ paths }: Document): Readonly<Record<string, string>> {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): Call => ({ ...one, method: method.toUpperCase(), path })),
  );
  const [ofCases, others] = [calls.filter(isOfCase), calls.filter((one) => !isOfCase(one))];
  return {
    'asked.ts': questionsOf('What each address of the API is asked, beside those of a case.', others),
    'asked-case.ts': questionsOf('What each address of the API below a case is asked.', ofCases),
    'answered.ts': answersOf('What each address of the API answers, beside those of a case.', others),
    'answered-case.ts': answersOf('What each address of the API below a case answers.', ofCases),
    'client.ts': `// The desk's API as functions. ${WRITTEN}
import type { ${others.map((one) => `${named(one)}Answer`).join(', ')} } from './answered.ts';
import type { ${ofCases.map((one) => `${named(one)}Answer`).join(', ')} } from './answered-case.ts';
import type { ${others.map((one) => `${named(one)}Asked`).join(', ')} } from './asked.ts';
import type { ${ofCases.map((one) => `${named(one)}Asked`).join(', ')} } from './asked-case.ts';

${SENDING}
/** Every address of the API for one token. */
export function client(base: string, token: string) {
const send = sending(base, token);
return {
${calls.map(functionOf).join('\n')}
};
}
`,
  };
}

/** In a file of their own: no file is longer than people read. */
const isOfCase = ({ path }: Call): boolean => path.startsWith('/v1/cases/');

const questionsOf = (says: string, calls: readonly Call[]): string => {
  const types = calls.map((one) => `export interface ${named(one)}Asked ${askedType(one)}`);
  return `// ${says} ${WRITTEN}\n\n${types.join('\n\n')}\n`;
};

const answersOf = (says: string, calls: readonly Call[]): string => {
  const types = calls.map((one) => `export type ${named(one)}Answer = ${typeOf(answerOf(one))};`);
  return `// ${says} ${WRITTEN}\n\n${types.join('\n\n')}\n`;
};

const functionOf = (one: Call): string => `/** ${one.summary} */
${one.operationId}: (asked: ${named(one)}Asked) => send<${named(one)}Answer>('${one.method}', '${one.path}', asked),`;

const named = ({ operationId }: Call): string => operationId.charAt(0).toUpperCase() + operationId.slice(1);

function answerOf({ operationId, responses }: Call): Schema {
  const schema = responses['200']?.content['application/json']?.schema;
  if (schema === undefined) throw new Error(`${operationId} says nothing of its answer`);
  return schema;
}

function askedType({ parameters, requestBody }: Call): string {
  const members = (['path', 'query', 'header'] as const).flatMap((where) => {
    const here = parameters.filter((one) => one.in === where);
    if (here.length === 0) return [];
    const optional = here.some(({ required }) => required) ? '' : '?';
    const inside = here.map(({ name, required, schema }) => memberOf(name, schema, required));
    return [`readonly ${where === 'header' ? 'headers' : where}${optional}: { ${inside.join(' ')} };`];
  });
  const body = requestBody?.content['application/json']?.schema;
  return `{ ${[...members, ...(body === undefined ? [] : [memberOf('body', body, true)])].join(' ')} }`;
}

const memberOf = (name: string, schema: Schema, required: boolean): string =>
  `readonly ${/^\w+$/.test(name) ? name : `'${name}'`}${required ? '' : '?'}: ${typeOf(schema)};`;

/** @param schema of the kinds our own document uses */
function typeOf(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  if ('const' in schema) return literal(schema.const);
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${typeOf(schema.items ?? {})})[]`;
    case 'object':
      return objectType(schema);
    default:
      throw new Error(`a schema of another kind: ${JSON.stringify(schema)}`);
  }
}

function objectType({ properties = {}, required = [] }: Schema): string {
  const members = Object.entries(properties).map(([name, of]) => memberOf(name, of, required.includes(name)));
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${members.join(' ')} }`;
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : String(value);
