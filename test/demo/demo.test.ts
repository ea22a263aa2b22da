// The demo as a person starts it: the whole main job on this machine, and what it says when it cannot begin.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PORT = 24_180;
const DEMO_TIMEOUT_MS = 180_000;

interface Ended {
  readonly code: number | null;
  readonly json: Record<string, unknown>;
  readonly errors: string;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-demo-'));
  // The database's own account has to pass through.
  await chmod(folder, 0o711);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function demo(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(ROOT, 'demo/main.ts'), '--json', '--exit', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, json: JSON.parse(out) as Record<string, unknown>, errors }));
  });
}

const here = (): string[] => ['--folder', path.join(folder, 'demo'), '--port', String(PORT)];

describe('the demo', () => {
  it(
    'turns a letter of 25 links into 75 verified removals and 25 answers, twice',
    async () => {
      for (const language of ['ko', 'en']) {
        const { code, json, errors } = await demo('--lang', language, ...here());
        expect(errors).toBe('');
        expect(json).toMatchObject({
          items: 25,
          copiesFound: 75,
          hidden: 75,
          verified: 75,
          removed: 25,
          replied: 25,
          replySigned: true,
          stranger: { copies: 75, copiesStillUp: 0 },
        });
        const { others, othersStillUp } = json['stranger'] as Record<string, number>;
        expect(othersStillUp).toBe(others);
        expect(others).toBeGreaterThan(100);
        expect(code).toBe(0);
      }
    },
    DEMO_TIMEOUT_MS,
  );

  it(
    "takes somebody else's letter, gives it no power and leaves its reply to a person",
    async () => {
      const letter = path.join(folder, 'stranger.eml');
      await writeFile(letter, LETTER.replaceAll('\n', '\r\n'));
      const { code, json } = await demo('--letter', letter, ...here());
      expect(json).toMatchObject({ items: 1, copiesFound: 0, hidden: 0, replied: 0, waitsFor: 'person' });
      expect(code).toBe(0);
    },
    DEMO_TIMEOUT_MS,
  );

  it('names the port that is taken, and the cure', async () => {
    const squatter = createServer().listen(PORT, '127.0.0.1');
    try {
      const { code, json } = await demo(...here());
      expect(json['error']).toMatchObject({
        code: 'demo.port-taken',
        cure: expect.stringContaining('--port'),
      });
      expect(code).toBe(1);
    } finally {
      squatter.close();
    }
  });

  it('says that it cannot write, and names the cure', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const { json } = await demo('--folder', path.join(file, 'demo'));
    expect(json['error']).toMatchObject({
      code: 'demo.no-permission',
      cure: expect.stringContaining('--folder'),
    });
  });

  it('refuses an unknown switch with exit code 2', async () => {
    const { code, json } = await demo('--nonsense');
    expect(json['error']).toMatchObject({ code: 'demo.usage' });
    expect(code).toBe(2);
  });
});

const LETTER = `From: Somebody <somebody@freemail.example>
To: <notices@desk.example>
Subject: please remove this
Date: Thu, 19 Nov 2026 22:51:00 +0900
Message-ID: <one@freemail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

This is a request to delete:
1. http://127.0.0.1:${PORT}/r/no-such-room/m/1
`;
