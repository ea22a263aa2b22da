import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMessenger } from '../../messenger/server.ts';
import { databases, type FreshDatabase, freshDatabase } from '../support/database.ts';
import { ADMIN_TOKEN, anyFlavor } from './messenger-under-test.ts';

const MAIN = new URL('../../messenger/main.ts', import.meta.url).pathname;

describe('the messenger’s command line', () => {
  let folder = '';
  let tokenFile = '';
  let database: FreshDatabase;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yeoul-test-'));
    tokenFile = join(folder, 'token');
    await writeFile(tokenFile, `${ADMIN_TOKEN}\n`);
    database = await freshDatabase(anyFlavor());
  });
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    await database.drop();
    await rm(folder, { recursive: true });
  });

  function run(...args: readonly string[]): ChildProcess {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  async function ended(
    child: ChildProcess,
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    let [out, err] = ['', ''];
    child.stdout?.on('data', (data) => (out += data));
    child.stderr?.on('data', (data) => (err += data));
    const [code] = await once(child, 'close');
    return { code, out, err };
  }

  async function firstLine(child: ChildProcess): Promise<string> {
    if (child.stdout === null) throw new Error('The child has no output.');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return line;
  }

  it('--faults and --gate start with the switches and the gate that they name', async () => {
    const given = ['--port', '0', '--database', database.url, '--admin-token-file', tokenFile, '--json'];
    const gate = [
      '--gate',
      'https://gate.example/ask',
      '--gate-secret-file',
      tokenFile,
      '--gate-on-error',
      'closed',
    ];
    const child = run(...given, '--faults', 'late', ...gate);
    const { listening } = JSON.parse(await firstLine(child));
    const read = async (path: string) =>
      (await fetch(`${listening}${path}`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })).json();
    expect(await read('/admin/v1/faults')).toMatchObject({
      rateLimit: 0,
      lateMs: expect.any(Number),
      lateShare: 0.3,
    });
    expect(await read('/admin/v1/gate')).toMatchObject({
      url: 'https://gate.example/ask',
      onError: 'closed',
      privateAllowed: false,
    });
    child.kill('SIGTERM');
    expect((await ended(child)).code).toBe(0);
  });

  it.each([
    [['--faults', 'none'], 'all'],
    [['--faults', 'all', '--seed', 'school-rooms-small'], 'first'],
    [['--gate', 'gate'], 'http'],
    [['--gate', 'https://gate.example/'], '--gate-secret-file'],
  ])('%j is a mistake, and the cure is said', async (options, cure) => {
    const { code, err } = await ended(
      run('--port', '0', '--database', 'postgres://nowhere.example/x', ...options),
    );
    expect([code, err.includes(cure)]).toEqual([2, true]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where it listens, answers there, and %s stops it cleanly',
    async (signal) => {
      const child = run('--port', '0', '--database', database.url, '--admin-token-file', tokenFile, '--json');
      const { listening } = JSON.parse(await firstLine(child));
      const health = await fetch(`${listening}/admin/v1/health`);
      expect(await health.json()).toEqual({ ok: true, version: '0.1.0' });
      const authorization = `Bearer ${ADMIN_TOKEN}`;
      expect((await fetch(`${listening}/admin/v1/ledger`, { headers: { authorization } })).status).toBe(200);
      // An open stream must not keep it from stopping.
      const stream = await fetch(`${listening}/admin/v1/events/stream`, { headers: { authorization } });
      child.kill(signal);
      expect((await ended(child)).code).toBe(0);
      await stream.body?.cancel().catch(() => undefined);
    },
  );

  it('names a taken port and exits with 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const child = run('--port', String(port), '--database', database.url, '--admin-token-file', tokenFile);
    const { code, err } = await ended(child);
    other.close();
    expect(code).toBe(2);
    expect(err).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(err).not.toContain('    at ');
  });

  it.each([
    [['--prot', '1'], '--help'],
    [['--port', 'x'], '--port wants a whole number'],
    [['--origin', 'ftp://x'], '--origin wants an address'],
    [['--seed', 'zoo'], 'school-rooms'],
    [['--seed-number', 'x'], '--seed-number wants a whole number'],
    [['--database', 'postgres://x'], '--admin-token-file'],
    [['--admin-token-file', '/none'], 'cannot be read'],
  ])('refuses %j with exit code 2 and names the cure', async (args, cure) => {
    const { code, err } = await ended(run(...args));
    expect(code).toBe(2);
    expect(err).toContain(cure);
  });

  it('explains itself', async () => {
    const { code, out } = await ended(run('--help'));
    expect(code).toBe(0);
    expect(out).toContain('--admin-token-file');
  });

  it('without a database starts one of its own, keeps its token there, and finds everything again', async () => {
    const args = ['--port', '0', '--data', join(folder, 'data'), '--passphrase-cost', '10', '--json'];
    const first = run(...args);
    const one = JSON.parse(await firstLine(first)).listening;
    const body = JSON.stringify({ name: '다시 온 고래', passphrase: 'correct horse battery' });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${one}/api/accounts`, { method: 'POST', body, headers })).status).toBe(201);
    first.kill('SIGTERM');
    expect((await ended(first)).code).toBe(0);
    const second = run(...args);
    const two = JSON.parse(await firstLine(second)).listening;
    expect((await fetch(`${two}/api/sessions`, { method: 'POST', body, headers })).status).toBe(200);
    second.kill('SIGTERM');
    expect((await ended(second)).code).toBe(0);
  });
});

it.each(databases().filter(({ missing }) => missing === undefined))(
  'starts twice on the same database of $flavor PostgreSQL',
  async ({ flavor }) => {
    const fresh = await freshDatabase(flavor);
    for (let time = 0; time < 2; time += 1) {
      const messenger = await startMessenger({ database: fresh.url, adminToken: ADMIN_TOKEN });
      expect((await fetch(`${messenger.url}/admin/v1/health`)).status).toBe(200);
      await messenger.close();
    }
    await fresh.drop();
  },
);

it('refuses a short admin token and a database it cannot reach', async () => {
  await expect(startMessenger({ database: 'postgres://127.0.0.1:1/x', adminToken: 'short' })).rejects.toThrow(
    '16',
  );
  await expect(
    startMessenger({ database: 'postgres://127.0.0.1:1/x', adminToken: ADMIN_TOKEN }),
  ).rejects.toThrow();
});
