// The client that is generated from the document: kept as the generator writes it, and good for a day's work.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisionPayload } from '../../src/domain/decision/payload.ts';
import { type CaseNumber, decisionId } from '../../src/domain/kernel/ids.ts';
import { instant, utc } from '../../src/domain/kernel/instant.ts';
import { clientOf, type Document } from '../../tools/api-client/generate.ts';
import { laidOut } from '../../tools/api-client/lay-out.ts';
import { client, Refused } from '../support/api-client/client.ts';
import { apiUnderTest, type ApiUnderTest } from '../support/api-desk.ts';
import { found } from '../support/fixtures.ts';
import { idOf, open, tell } from '../support/open-case.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = 'test/support/api-client';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await apiUnderTest();
  await open(api.desk, 'one');
  await tell(api.desk, idOf('one'), found(1, 'c1'));
});
afterAll(() => api.stop());

test('it is what the generator makes of the document (npm run openapi writes it)', async () => {
  const document = JSON.parse(await readFile(path.join(ROOT, 'docs/openapi.json'), 'utf8')) as Document;
  const files = clientOf(document);
  expect((await readdir(path.join(ROOT, FOLDER))).sort()).toEqual(Object.keys(files).sort());
  for (const [name, text] of Object.entries(files)) {
    const kept = await readFile(path.join(ROOT, FOLDER, name), 'utf8');
    expect(await laidOut(text, `${FOLDER}/${name}`), name).toBe(kept);
  }
});

test('from the queue to a decision, with types all the way, and an auditor who sees who looked', async () => {
  const hers = client(api.url, api.tokens.reviewer);
  const { person } = (await hers.getMe({})).body;
  const [first] = (await hers.getQueue({ query: { limit: 1 } })).body.queue;
  const number = first?.number ?? '';
  const { body, etag } = await hers.getCasesNumber({ path: { number } });
  const items = body.items.filter(({ status }) => status === 'awaiting-decision').map((one) => one.position);
  const [id, at] = [randomUUID(), instant(Date.now())];
  const ground = { kind: 'terms', clause: '3.2' } as const;
  const payload = decisionPayload(body.number as CaseNumber, items, {
    ...{ id: decisionId(id), act: 'hide', ground, at, by: api.mina.id },
  });
  expect(person).toEqual({ id: api.mina.id, name: 'mina' });
  const asked = {
    path: { number },
    headers: { 'idempotency-key': randomUUID(), 'if-match': etag ?? '' },
    body: { id, at: utc(at), signature: api.mina.sign(payload), act: 'hide', items, ground },
  } as const;
  const done = await hers.postCasesNumberDecisions(asked);
  expect(done.body).toMatchObject({ number, act: 'hide' });
  expect(done.etag).toBe(`"${done.body.version}"`);
  const late = hers.postCasesNumberDecisions({
    ...asked,
    body: { ...asked.body, id: randomUUID() },
    headers: { ...asked.headers, 'idempotency-key': randomUUID() },
  });
  await expect(late).rejects.toBeInstanceOf(Refused);
  await expect(late).rejects.toMatchObject({ status: 403, code: 'decision.signature' });
  const { reads } = (await client(api.url, api.tokens.auditor).getReads({ query: { limit: 2 } })).body;
  expect(reads.map(({ what, number: of }) => [what, of])).toEqual([
    ['case', number],
    ['queue', null],
  ]);
});
