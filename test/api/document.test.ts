// The OpenAPI document: served, kept in docs/, true for OpenAPI 3.1, and of one mind with the routes and the book of codes.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/entry/api/routes.ts';
import { STATUSES, statusOf, TITLES } from '../../src/entry/api/statuses.ts';
import { documentOf } from '../../src/entry/api/document.ts';
import { VERSION } from '../../src/main/version.ts';
import { apiUnderTest, type ApiUnderTest } from '../support/api-desk.ts';
import { decides, found, REPORT } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { platformAppeal } from '../support/platform-appeal.ts';

interface Operation {
  readonly operationId: string;
  readonly 'x-roles': readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const DOCS = path.resolve(import.meta.dirname, '../../docs');
let api: ApiUnderTest;
let document: Document;

beforeAll(async () => {
  api = await apiUnderTest();
  const words = await api.desk.vault.put(Buffer.from('{"words":"x"}'));
  await open(api.desk, 'one', { rawDigest: words }, { report: REPORT, letter: 'letter-of-one' });
  await tell(api.desk, idOf('one'), found(1, 'c1'), decides(1, 'refuse'));
  await tell(api.desk, idOf('one'), platformAppeal(words));
  document = (await api.get('/openapi.json', '')).body as unknown as Document;
});
afterAll(() => api.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([at, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at, method, operation })),
  );

test('the document in docs/ is the one of the routes (npm run openapi writes it)', async () => {
  const kept: unknown = JSON.parse(await readFile(path.join(DOCS, 'openapi.json'), 'utf8'));
  expect(kept).toEqual(JSON.parse(JSON.stringify(documentOf(ROUTES, VERSION))));
  expect({ ...document, info: null }).toEqual({ ...(kept as Document), info: null });
});

test('it has every route once, with who may, and every name once', () => {
  expect(document.openapi).toBe('3.1.0');
  const said = operations().map(({ at, method, operation }) => [method, at, operation['x-roles']]);
  const routes = ROUTES.map(({ method, path: at, roles }) => [
    method.toLowerCase(),
    at.replace(/:(\w+)/g, '{$1}'),
    roles,
  ]);
  expect(said.sort()).toEqual(routes.sort());
  const names = operations().map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

test('each code stands under its status, in the book of codes, and each status has its title', async () => {
  const book = await readFile(path.join(DOCS, 'errors.md'), 'utf8');
  for (const code of [...Object.keys(STATUSES), ...ROUTES.flatMap(({ codes }) => codes)]) {
    expect(book, code).toContain(`\n| \`${code}\` |`);
    expect(TITLES[statusOf(code)], code).toBeDefined();
  }
  for (const { operation } of operations())
    for (const [status, answer] of Object.entries(operation.responses)) {
      const codes = /"enum":\[([^\]]*)\]/.exec(
        JSON.stringify(answer.content['application/problem+json'] ?? {}),
      )?.[1];
      for (const code of codes?.split(',') ?? [])
        expect(statusOf(JSON.parse(code) as string)).toBe(Number(status));
    }
  expect(statusOf('item.already-decided')).toBe(409);
});

test('every schema compiles as JSON Schema 2020-12, and what is answered keeps to it', async () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } });
  for (const { operation } of operations())
    for (const { schema } of operation.parameters) ajv.compile(schema);
  for (const { at, method, operation } of operations()) {
    const schema = operation.responses['200']?.content['application/json']?.schema ?? {};
    const fits = ajv.compile(schema);
    if (method !== 'get') continue;
    const { status, body } = await api.get(
      at.replace('{number}', 'R-26-0001').replace('{item}', '1').replace('{appeal}', 'appeal-1'),
      api.tokens[operation['x-roles'].includes('lead') ? 'lead' : 'auditor'],
    );
    expect({ at, status }).toEqual({ at, status: 200 });
    expect({ at, fits: fits(body), errors: fits.errors }).toEqual({ at, fits: true, errors: null });
  }
});
