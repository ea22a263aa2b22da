// Tokens of the API from the command line: made by a person who signs, shown once, kept as a digest, taken back.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyFlavor } from '../messenger/messenger-under-test.ts';
import { configFile, redressHere, redressJson } from '../support/command-line.ts';
import { type Desk, openedDatabase } from '../support/postgres-store.ts';

let desk: Desk;
let folder = '';
let config: Awaited<ReturnType<typeof configFile>>;

beforeAll(async () => {
  desk = await openedDatabase(anyFlavor());
  folder = await mkdtemp(path.join(tmpdir(), 'redress-tokens-'));
  config = await configFile({ data: folder, database: { url: desk.url }, log: { level: 'silent' } });
  for (const name of ['mina', 'sora']) await ask('people', 'add', name);
});
afterAll(async () => {
  await desk.close();
  await config.remove();
  await rm(folder, { recursive: true });
});

const ask = async (...args: string[]) =>
  (await redressJson([...args, '--config', config.file], {}, redressHere)).json;
const code = async (...args: string[]): Promise<string | undefined> => (await ask(...args)).error?.code;

test('a token is shown once, belongs to somebody where it may act, and is kept as its digest alone', async () => {
  const made = await ask('tokens', 'add', 'board', '--role', 'reader', '--as', 'mina');
  expect(made).toMatchObject({ name: 'board', role: 'reader', person: null });
  const token = String(made['token']);
  expect(token).toMatch(/^redress_[\w-]{43}$/);
  const { rows } = await desk.pool.query('select * from api_tokens');
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows).toMatchObject([{ digest: createHash('sha256').update(token).digest('hex') }]);

  const add = (name: string, ...more: string[]) => code('tokens', 'add', name, '--as', 'mina', ...more);
  expect(await add('board', '--role', 'auditor')).toBe('token.exists');
  expect(await add('-', '--role', 'auditor')).toBe('token.bad-name');
  expect(await add('desk', '--role', 'reviewer')).toBe('token.no-person');
  expect(await add('desk', '--role', 'reviewer', '--person', 'nobody')).toBe('decision.unknown-person');
  expect(await add('desk', '--role', 'reviewer', '--person', 'sora')).toBeUndefined();
  expect(await add('desk', '--role', 'owner')).toBe('usage');
});

test('one that is taken back stays in the list, and its name is not used again', async () => {
  const revoke = (name: string) => code('tokens', 'revoke', name, '--as', 'sora');
  expect(await revoke('nothing')).toBe('token.unknown');
  expect(await revoke('board')).toBeUndefined();
  expect(await revoke('board')).toBe('token.revoked');
  expect(await code('tokens', 'add', 'board', '--role', 'reader', '--as', 'mina')).toBe('token.exists');
  expect((await ask('tokens', 'list'))['tokens']).toMatchObject([
    { name: 'board', addedBy: 'mina', revokedAt: expect.stringMatching(/^20/) },
    { name: 'desk', role: 'reviewer', person: 'sora', revokedAt: null },
  ]);
});

test.each(['api_tokens', 'api_token_ends', 'reads'])('the rows of %s are never changed', async (table) => {
  await expect(desk.pool.query(`delete from ${table}`)).rejects.toThrow('append-only');
});
