import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CURES } from '../../messenger/http/codes.ts';
import { ADDRESSES } from '../../messenger/openapi/addresses.ts';
import { documentedCodes } from '../../messenger/openapi/statuses.ts';
import { describeMessenger } from '../../messenger/server.ts';
import { DOCUMENT_FILE, requireDocumented } from './document.ts';
import { useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>;
}

describe('the OpenAPI document of the messenger', () => {
  it('is up to date in docs/messenger-openapi.json: npm run openapi', async () => {
    expect(JSON.parse(await readFile(DOCUMENT_FILE, 'utf8'))).toEqual(asJson(await describeMessenger()));
  });

  it('is served as it is written', async () => {
    const answer = await yeoul.ask('GET', '/openapi.json');
    expect(answer.json).toEqual(asJson(await describeMessenger()));
  });

  it('describes every address that is registered, and none that is not', async () => {
    const { paths } = (await describeMessenger()) as Described;
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { summary }]) => ({
        name: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        summary,
      })),
    );
    expect(described.filter(({ summary }) => summary === undefined).map(({ name }) => name)).toEqual([]);
    const names = described.map(({ name }) => name);
    expect(Object.keys(ADDRESSES).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('knows every code of a refusal and its status', () => {
    expect(documentedCodes().toSorted()).toEqual(Object.keys(CURES).toSorted());
  });

  it('is held against real answers: a status, a kind, a shape or a code nobody documented is seen', () => {
    const seen = {
      method: 'GET',
      path: '/api/rooms/nowhere-1?x=1',
      type: 'application/problem+json; charset=utf-8',
    };
    const problem = (code: string) =>
      JSON.stringify({ type: 'x', title: 'x', status: 404, code, detail: 'x' });
    const hold =
      (status: number, body: string, type = seen.type) =>
      () =>
        requireDocumented({ ...seen, status, body, type });
    expect(hold(404, problem('room.unknown'))).not.toThrow();
    expect(hold(404, problem('report.unknown'))).toThrow('not as documented');
    expect(hold(418, '{}')).toThrow('not documented');
    expect(hold(200, '{"slug": 1}', 'application/json')).toThrow('not as documented');
    expect(hold(200, '<p>', 'text/html')).toThrow('not documented as text/html');
  });
});

function asJson(document: object): unknown {
  return JSON.parse(JSON.stringify(document));
}
