// The gate in front of uploads: what it is asked, what its answers do, and that a hostile or silent one harms nobody.
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HostileServer, hostileServer } from '../support/hostile-http.ts';
import { type Answer, pngOf, useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger({ gatePrivate: true });
const SECRET = 'a secret that both sides know';
const BUDGET_MS = 400;

type Response = Parameters<HostileServer['answer']>[1];

let hook: HostileServer;
let author = '';
let slug = '';
let made = 0;
beforeAll(async () => {
  hook = await hostileServer();
  author = await yeoul.person();
  slug = await yeoul.room(author);
});
afterAll(() => hook.close());
beforeEach(async () => {
  hook.heard.splice(0);
  says({ verdict: 'allow' });
  await gate({ url: `${hook.url}/gate`, secret: SECRET, onError: 'closed', budgetMs: BUDGET_MS });
});

const gate = (change: object) => yeoul.admin('PUT', '/admin/v1/gate', change);
const gateNow = async () =>
  (await yeoul.admin('GET', '/admin/v1/gate')).json as unknown as Record<string, unknown> & {
    asked: Record<string, number>;
  };

function says(answer: object): void {
  raw(200, JSON.stringify(answer));
}

function raw(status: number, body: string | Buffer, headers: Record<string, string> = {}): void {
  hook.answer = (_asked, response) => void response.writeHead(status, headers).end(body);
}

/** Answers with something that takes its time. What fails ends the answer, and the test sees it. */
function hearing(answer: (body: string, response: Response) => Promise<void>): void {
  hook.answer = ({ body }, response) => {
    answer(body, response).catch(() => response.destroy());
  };
}

const upload = (bytes = pngOf(`gate ${made++}`)): Promise<Answer> =>
  yeoul.ask('POST', '/api/media', { token: author, body: bytes, headers: { 'content-type': 'image/png' } });
const files = async (state: 'held' | 'missed') =>
  (await yeoul.admin('GET', `/admin/v1/gate/files?state=${state}&limit=200`)).json.media.map(
    ({ blob }) => blob,
  );
const uploads = async () => (await yeoul.admin('GET', '/admin/v1/uploads?limit=200')).json.media.length;
const decide = (blob: string, word: 'allow' | 'refuse', key?: string) =>
  yeoul.order('POST', `/admin/v1/gate/files/${blob}/${word}`, {
    ...(word === 'refuse' ? { body: { reason: 'intimate-image', automated: false } } : {}),
    ...(key === undefined ? {} : { key }),
  });
/** The question the hook was asked last. */
const question = () => JSON.parse(hook.heard.at(-1)?.body ?? '{}') as Record<string, unknown>;

describe('a question', () => {
  it('tells digest, size, kind and uploader, signed so that the hook knows who asks and when', async () => {
    const bytes = pngOf('asked');
    await upload(bytes);
    const { id: uploader } = (await yeoul.ask('GET', '/api/me', { token: author })).json;
    expect(hook.heard).toHaveLength(1);
    const asked = hook.heard[0];
    if (asked === undefined) throw new Error('the hook was not asked');
    const { headers, body, path } = asked;
    expect(path).toBe('/gate');
    expect(question()).toEqual({
      id: expect.any(String),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      mime: 'image/png',
      uploader,
      address: expect.stringContaining(`${yeoul.url}/gate/bytes/`),
      at: expect.any(String),
    });
    const timestamp = String(headers['yeoul-timestamp']);
    expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(60);
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    expect(headers['yeoul-signature']).toBe(`sha256=${expected}`);
  });

  it('gives the bytes once, and not after it was answered', async () => {
    const bytes = pngOf('read once');
    const reads: (readonly [number, boolean])[] = [];
    hearing(async (body, response) => {
      const { address } = JSON.parse(body) as { address: string };
      const looks = [await fetch(address, { method: 'HEAD' }), await fetch(address), await fetch(address)];
      for (const look of looks) {
        reads.push([look.status, Buffer.from(await look.arrayBuffer()).equals(bytes)]);
      }
      response.end('{"verdict":"allow"}');
    });
    expect((await upload(bytes)).status).toBe(201);
    expect(reads).toEqual([
      [404, false],
      [200, true],
      [404, false],
    ]);
    says({ verdict: 'allow' });
    await upload();
    expect((await fetch(String(question()['address']))).status).toBe(404);
  });

  it('comes before anything is stored', async () => {
    let before = -1;
    const now = await uploads();
    hearing(async (_body, response) => {
      before = await uploads();
      response.end('{"verdict":"allow"}');
    });
    await upload();
    expect([before, await uploads()]).toEqual([now, now + 1]);
  });
});

describe('an answer', () => {
  it('allow: the file is stored as ever', async () => {
    const { status, json } = await upload();
    expect([status, json]).toEqual([201, expect.not.objectContaining({ held: true })]);
    await yeoul.send(author, slug, undefined, [json.blob]);
    expect((await yeoul.ask('GET', `/media/${json.blob}`)).status).toBe(200);
  });

  it.each([
    ['intimate-image', 'intimate-image'],
    ['other-illegal', 'other-illegal'],
    ['<script>', 'terms'],
    [undefined, 'terms'],
  ])('refuse with %s: the uploader is told calmly, and nothing is stored', async (code, reason) => {
    says({ verdict: 'refuse', code });
    const before = await uploads();
    const refused = await upload();
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({ code: 'media.refused', reason });
    expect(refused.body).not.toContain('script');
    expect(await uploads()).toBe(before);
  });

  it('defer: the file can be sent, and nobody sees it before it is allowed', async () => {
    says({ verdict: 'defer' });
    const { status, json } = await upload();
    expect([status, json]).toEqual([201, expect.objectContaining({ held: true })]);
    const id = await yeoul.send(author, slug, undefined, [json.blob]);
    const seen = async () => [
      (await yeoul.ask('GET', `/r/${slug}/m/${id}`)).status,
      (await yeoul.ask('GET', `/media/${json.blob}`, { token: author })).status,
      (await yeoul.ask('GET', `/cdn/${json.blob}`)).status,
    ];
    expect(await seen()).toEqual([404, 404, 404]);
    expect(await files('held')).toContain(json.blob);
    expect((await decide(json.blob, 'allow', 'gate-a')).json.operation.effect).toBe('shown');
    expect((await decide(json.blob, 'allow', 'gate-a')).json.operation.effect).toBe('shown');
    expect(await seen()).toEqual([200, 200, 200]);
    expect(await files('held')).not.toContain(json.blob);
    expect((await decide(json.blob, 'refuse')).json.code).toBe('gate.not-held');
  });

  it('defer, then refuse: the bytes are gone, and the uploader gets a notice with an appeal', async () => {
    says({ verdict: 'defer' });
    const { blob } = (await upload()).json;
    expect((await decide(blob, 'refuse')).json.operation.effect).toBe('deleted');
    expect((await yeoul.admin('GET', `/admin/v1/media/${blob}`)).json).toMatchObject({ deleted: true });
    const { notices } = (await yeoul.ask('GET', '/api/notices', { token: author })).json;
    expect(notices[0]).toMatchObject({
      kind: 'removal',
      done: 'deleted',
      ground: 'intimate-image',
      what: { kind: 'media', id: blob },
      automated: false,
      appeal: { state: 'open' },
    });
    const { entries } = (await yeoul.admin('GET', '/admin/v1/ledger?limit=200')).json;
    expect(entries.filter(({ target }) => target.id === blob).map(({ what }) => what)).toEqual(['delete']);
  });

  it('an order of the platform ends the waiting in its own way, and the gate shows nothing that was hidden', async () => {
    says({ verdict: 'defer' });
    const { blob } = (await upload()).json;
    await yeoul.send(author, slug, undefined, [blob]);
    const hide = await yeoul.order('POST', `/admin/v1/media/${blob}/hide`, { body: { reason: 'terms' } });
    expect(hide.json.operation.effect).toBe('hidden');
    expect((await decide(blob, 'allow')).json.code).toBe('gate.not-held');
    expect((await yeoul.ask('GET', `/media/${blob}`)).status).toBe(404);
  });

  it('a held file can be read once by whoever decides, and by nobody else', async () => {
    says({ verdict: 'defer' });
    const bytes = pngOf('to be decided');
    const { blob } = (await upload(bytes)).json;
    const ask = await yeoul.admin('POST', `/admin/v1/gate/files/${blob}/address`);
    const { address } = ask.json as unknown as { address: string };
    expect(Buffer.from(await (await fetch(address)).arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetch(address)).status).toBe(404);
    await decide(blob, 'allow');
    expect((await yeoul.admin('POST', `/admin/v1/gate/files/${blob}/address`)).json.code).toBe(
      'gate.not-held',
    );
  });
});

describe('a hook that does not answer as it should', () => {
  const elsewhere = () => ({ location: `${hook.url}/elsewhere` });
  const silent: readonly (readonly [string, () => void])[] = [
    ['says nothing in time', () => (hook.answer = () => undefined)],
    ['drips without end', () => (hook.answer = drip)],
    ['breaks off', () => (hook.answer = (_asked, response) => void response.socket?.destroy())],
    ['answers 2 MiB', () => raw(200, `{"verdict":"allow","x":"${'x'.repeat(2 ** 21)}"}`)],
    ['answers no JSON', () => raw(200, Buffer.from([0xff, 0xfe, 0]))],
    ['answers null', () => raw(200, 'null')],
    ['answers another word', () => says({ verdict: 'ALLOW' })],
    ['answers 500', () => raw(500, '{"verdict":"allow"}')],
    ['answers 204', () => raw(204, '')],
    ['redirects', () => raw(307, '{"verdict":"allow"}', elsewhere())],
  ];

  /** Headers at once, then a byte now and then. */
  function drip(_asked: unknown, response: Response): void {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  }

  it.each(silent)('%s: closed refuses for now, and stores nothing', async (_what, misbehave) => {
    misbehave();
    const before = await uploads();
    const started = performance.now();
    const answer = await upload();
    expect([answer.status, answer.json.code]).toEqual([503, 'gate.unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(BUDGET_MS + 5_000);
    expect(await uploads()).toBe(before);
    expect(hook.heard.map(({ path }) => path)).toEqual(['/gate']);
  });

  it.each(silent)('%s: open stores it, and lists it as missed', async (_what, misbehave) => {
    await gate({ onError: 'open' });
    misbehave();
    const { status, json } = await upload();
    expect(status).toBe(201);
    await yeoul.send(author, slug, undefined, [json.blob]);
    expect((await yeoul.ask('GET', `/media/${json.blob}`)).status).toBe(200);
    expect(await files('missed')).toContain(json.blob);
  });

  it('that is not there at all counts the same', async () => {
    await gate({ url: 'http://127.0.0.1:9/' });
    expect((await upload()).json.code).toBe('gate.unavailable');
  });
});

describe('many uploads at a slow hook', () => {
  it('are not all held in memory at once', async () => {
    await gate({ budgetMs: 1_000 });
    let open = 0;
    let most = 0;
    hook.answer = (_asked, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('{"verdict":"allow"}');
      }, 300);
    };
    const answers = await Promise.all(Array.from({ length: 40 }, () => upload()));
    expect(most).toBeLessThanOrEqual(16);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
  });
});

describe('the settings', () => {
  it('say what is declared, count the answers, and never tell the secret', async () => {
    const before = (await gateNow()).asked;
    await upload();
    says({ verdict: 'refuse' });
    await upload();
    raw(500, '');
    await upload();
    const now = await gateNow();
    expect(now).toMatchObject({
      url: `${hook.url}/gate`,
      onError: 'closed',
      budgetMs: BUDGET_MS,
      privateAllowed: true,
    });
    const more = Object.entries(now.asked).map(([word, count]) => [word, count - (before[word] ?? 0)]);
    expect(Object.fromEntries(more)).toEqual({ allow: 1, refuse: 1, defer: 0, failed: 1 });
    expect(JSON.stringify(now)).not.toContain(SECRET);
  });

  it('survive a restart, and a made secret is told once', async () => {
    await gate({ url: null });
    expect((await upload()).status).toBe(201);
    expect(hook.heard).toHaveLength(0);
    const made = (await gate({ url: `${hook.url}/gate` })).json as unknown as { secret: string };
    expect(made.secret.length).toBeGreaterThan(30);
    expect((await gate({ onError: 'closed' })).body).not.toContain('secret');
    await yeoul.restart();
    await upload();
    expect(hook.heard).toHaveLength(1);
  });

  it.each([
    { url: 'ftp://gate.example/' },
    { url: 'http://user:word@gate.example/' },
    { url: 'gate' },
    { budgetMs: 50 },
    { onError: 'maybe' },
    { secret: 'short' },
  ])('refuse %j', async (change) => {
    expect((await gate(change)).json.code).toBe('request.invalid');
  });

  it('are for the scope gate', async () => {
    const { token } = (await yeoul.admin('POST', '/admin/v1/tokens', { name: 'no gate', scopes: ['read'] }))
      .json;
    expect((await yeoul.ask('GET', '/admin/v1/gate', { token })).json.code).toBe('admin.scope-missing');
  });
});

describe('a gate in a private network', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'is not spoken to at %s unless the operator said so at the start',
    async (host) => {
      await yeoul.restart({ gatePrivate: false });
      hook.heard.splice(0);
      await gate({
        url: `http://${host}:${new URL(hook.url).port}/gate`,
        onError: 'closed',
        budgetMs: 2_000,
      });
      expect((await upload()).json.code).toBe('gate.unavailable');
      expect(hook.heard).toEqual([]);
      await yeoul.restart({ gatePrivate: true });
    },
  );
});
