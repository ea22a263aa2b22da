// A platform that is broken, malicious or not the platform at all: every answer ends in a reason to come back or in an error
// that names itself, within bounds, and never in a "gone".
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../src/adapters/connectors/messenger/client.ts';
import { messengerConnector } from '../../src/adapters/connectors/messenger/connector.ts';
import { MESSAGE_EXAMPLE } from '../../src/adapters/connectors/messenger/examples.ts';
import { messengerGate } from '../../src/adapters/connectors/messenger/gate.ts';
import { messengerPictures } from '../../src/adapters/connectors/messenger/pictures.ts';
import type { Copy } from '../../src/domain/content/copy.ts';
import { copyId, decisionId } from '../../src/domain/kernel/ids.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import type { Connector } from '../../src/ports/connector.ts';
import { type HostileServer, hostileServer } from '../support/hostile-http.ts';

const LINK = { platform: 'messenger', link: 'https://chat.example/r/saebyeok-2/m/4711' } as const;
const BLOB = MESSAGE_EXAMPLE.media[0].blob;
const COPY: Copy = {
  id: copyId(`messenger/m/4711/b/${BLOB}`),
  connector: 'messenger',
  container: '17',
  message: '4711',
  blob: BLOB,
  address: 'saebyeok-2',
  uploader: '9',
  whole: true,
  via: 'link',
};
const PEOPLE = REQUIRED_VIEWS.hide;
const ORDER = { key: 'case/hide/1', reason: 'intimate-image' } as const;
const DESTROY = { ...ORDER, decision: decisionId('d-1') };

let platform: HostileServer;
let connector: Connector;
beforeAll(async () => {
  platform = await hostileServer();
  connector = messengerConnector(settings());
});
const settings = () => ({ api: platform.url, adminToken: 'admin-secret', memberToken: 'member-secret' });
afterAll(() => platform.close());
beforeEach(() => platform.heard.splice(0));

/** Answers every request the same. */
function always(status: number, body: string | Buffer = '', headers: Record<string, string> = {}): void {
  platform.answer = (_request, response) => void response.writeHead(status, headers).end(body);
}

/** Answers as documented where a test does not care. */
function documented(overrides: Readonly<Record<string, unknown>>): void {
  platform.answer = ({ path }, response) => {
    const [bare = ''] = path.split('?');
    const body = Object.hasOwn(overrides, bare) ? overrides[bare] : undefined;
    if (body === undefined) return void response.writeHead(404).end('{}');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

const pathOf = {
  message: '/admin/v1/messages/4711',
  media: '/admin/v1/media',
  places: `/admin/v1/media/${BLOB}/messages`,
};

describe('a platform that answers anything but what is documented', () => {
  const nonsense = {
    'a web page': '<!doctype html><p>welcome</p>',
    'half of a JSON object': '{"id": 4711, "room": {',
    'bytes that are no text': Buffer.from([0xff, 0xfe, 0x00]),
    '2 MiB': `{"x":"${'a'.repeat(2 * 1024 * 1024)}"}`,
  };
  it.each(Object.entries(nonsense))('with %s is tried again later', async (_what, body) => {
    always(200, body);
    expect(await connector.locate(LINK)).toEqual({
      kind: 'retry',
      code: 'connector.unreachable',
      afterMs: null,
    });
    expect(await connector.hide(COPY, ORDER)).toMatchObject({ kind: 'retry' });
  });

  it('and never stops answering is cut off at 1 MiB', async () => {
    let sent = 0;
    platform.answer = (_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        for (let at = 0; at < 16 && !response.destroyed; at += 1) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
        if (!response.destroyed) setImmediate(more);
      };
      more();
    };
    expect(await connector.locate(LINK)).toMatchObject({ kind: 'retry', code: 'connector.unreachable' });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['no room', { ...MESSAGE_EXAMPLE, room: undefined }],
    ['an id that is text', { ...MESSAGE_EXAMPLE, id: '4711' }],
    ['a file without a hash', { ...MESSAGE_EXAMPLE, media: [{ blob: 'b', deleted: false }] }],
  ])('with a message that is %s throws, so that a person sees it', async (_what, body) => {
    documented({ [pathOf.message]: body });
    await expect(connector.locate(LINK)).rejects.toThrow(/unknown form/);
  });

  it('with 200 to an order it should accept with 202 is refused, not believed', async () => {
    always(200, '{}');
    expect(await connector.hide(COPY, ORDER)).toEqual({ kind: 'refused', code: 'connector.refused' });
  });

  it('with pages without end stops, and says how many it read', async () => {
    documented({
      [pathOf.message]: MESSAGE_EXAMPLE,
      [pathOf.media]: { media: [], next: 'again' },
    });
    await expect(connector.locate(LINK)).rejects.toThrow(/more than 1000 pages/);
    expect(platform.heard.length).toBeLessThan(1_010);
  });

  it('with a file it does not describe throws, so that a person sees it', async () => {
    documented({ [pathOf.message]: MESSAGE_EXAMPLE, [pathOf.media]: { media: [{ blob: 7 }] } });
    await expect(connector.locate(LINK)).rejects.toThrow(/unknown form/);
  });

  it.each([null, {}, { media: 'none' }, []])(
    'with %j in the place of a list has not said that the list is empty',
    async (body) => {
      documented({ [pathOf.message]: MESSAGE_EXAMPLE, [pathOf.media]: body });
      expect(await connector.locate(LINK)).toEqual({
        kind: 'retry',
        code: 'connector.contradiction',
        afterMs: null,
      });
    },
  );
});

describe('a platform that sends us elsewhere', () => {
  it.each([301, 302, 303, 307, 308])('with %i is not followed, and our token stays here', async (status) => {
    const elsewhere = await hostileServer();
    try {
      always(status, '', { location: `${elsewhere.url}/admin/v1/messages/4711` });
      expect(await connector.locate(LINK)).toMatchObject({ kind: 'retry', code: 'connector.unreachable' });
      expect(await connector.hide(COPY, ORDER)).toMatchObject({ kind: 'retry' });
      expect(await connector.destroy(COPY, DESTROY)).toMatchObject({ kind: 'retry' });
      expect(judge(await connector.verify(COPY, REQUIRED_VIEWS.hide), 'hide')).toBe('cannot-tell');
      expect(elsewhere.heard).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });
});

describe('a look', () => {
  it.each([400, 401, 403, 404, 405, 410, 418, 429, 500, 502, 503])(
    'at a platform that answers %i to everything never says that a copy is gone',
    async (status) => {
      always(status);
      expect(judge(await connector.verify(COPY, REQUIRED_VIEWS.hide), 'hide')).toBe('cannot-tell');
    },
  );

  it('at a platform that is not there never says that a copy is gone', async () => {
    const nobody = await hostileServer();
    await nobody.close();
    const blind = messengerConnector({ api: nobody.url, adminToken: 'a', memberToken: 'm' });
    const verdicts = await blind.verify(COPY, REQUIRED_VIEWS.hide);
    expect(new Set(verdicts.map(({ result }) => result))).toEqual(new Set(['unknown']));
    expect(await blind.locate(LINK)).toMatchObject({ kind: 'retry', code: 'connector.unreachable' });
  });

  it('that fails for the file alone is unknown for the file alone', async () => {
    platform.answer = ({ path }, response) =>
      void response.writeHead(path.startsWith('/media/') ? 503 : path.startsWith('/api/') ? 200 : 404).end();
    const verdicts = await connector.verify(COPY, REQUIRED_VIEWS.hide);
    const atSource = verdicts.filter(({ cached }) => cached !== true);
    expect(atSource.map(({ view, layer, result }) => `${view} ${layer} ${result}`)).toEqual([
      'anonymous reference absent',
      'anonymous blob unknown',
      'member reference absent',
      'member blob unknown',
      'admin reference absent',
      'admin blob unknown',
    ]);
    expect(judge(verdicts, 'hide')).toBe('cannot-tell');
  });

  it('asks people’s pages for heads only, and as a stranger with no token at all', async () => {
    always(404);
    await connector.verify(COPY, PEOPLE);
    const pages = platform.heard.filter(({ path }) => !path.startsWith('/admin'));
    expect(new Set(pages.map(({ method }) => method))).toEqual(new Set(['HEAD']));
    expect(JSON.stringify(pages)).not.toContain('admin-secret');
    expect(pages.filter(({ headers }) => headers.authorization === undefined)).toHaveLength(6);
  });
});

describe('an answer that asks to wait', () => {
  it.each([
    ['7', 7_000],
    ['0', 0],
    ['99999999', 86_400_000],
    ['-1', null],
    ['soon', null],
    ['Fri, 20 Nov 2020 00:00:00 GMT', 0],
  ])('with Retry-After: %s gives %s ms', async (header, afterMs) => {
    always(429, '', { 'retry-after': header });
    expect(await connector.hide(COPY, ORDER)).toEqual({
      kind: 'retry',
      code: 'connector.rate-limited',
      afterMs,
    });
  });
});

describe('a record of a copy', () => {
  it.each([
    ['a number', '7'],
    ['nothing', 'null'],
    ['other members', '{"sha256": 5, "bytes": "many", "uploader": [], "author": null, "sentAt": "soon"}'],
  ])('of which the platform says %s is kept with what is missing, and never throws', async (_what, body) => {
    always(200, body);
    expect(await connector.preserve(COPY)).toMatchObject({
      kind: 'kept',
      record: { sha256: null, bytes: null, uploader: null, postedAt: null, fileBy: null },
    });
  });

  it('keeps no header but those that say what a file is, and no long one', async () => {
    always(200, '{}', {
      etag: '"x"',
      'set-cookie': 'a=b',
      'x-owner': 'mina',
      'content-type': `text/${'x'.repeat(300)}`,
    });
    const kept = await connector.preserve(COPY);
    if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
    expect(Object.keys(kept.record.headers).filter((name) => name !== 'content-length')).toEqual(['etag']);
  });
});

/** Every list of the platform, with one entry or none. */
const LISTS = {
  cursor: '1',
  next: undefined,
  events: [],
  messages: [MESSAGE_EXAMPLE],
  media: [],
  rooms: [MESSAGE_EXAMPLE.room],
  accounts: [],
  copies: [{ file: 'p-1', blob: BLOB }],
  reports: [],
};
const APPEAL = {
  ...{ id: 3, notice: 'n', account: { id: 9, name: 'nine' }, at: '2026-11-20T00:00:00Z' },
  ...{ words: 'SECRET words', order: 'key/account' },
};
const REPORT = {
  ...{ id: 7, at: '2026-11-20T03:00:00.000Z', reasons: ['threat', 'of-tomorrow'], words: '비밀' },
  ...{ state: 'received', stateAt: '2026-11-20T03:00:00.000Z', target: { link: '/r/saebyeok-2' } },
};

describe('a report', () => {
  const told = () => connector.tellReport('7', 'looking');

  it('of which the platform says yes and goes on as before is not told', async () => {
    documented({ '/admin/v1/reports/7': REPORT, '/admin/v1/reports/7/state': REPORT });
    expect(await told()).toEqual({ kind: 'retry', code: 'connector.contradiction', afterMs: null });
    documented({ '/admin/v1/reports/7': { ...REPORT, state: 'looking' } });
    expect(await told()).toEqual({ kind: 'told' });
  });

  it.each([
    ['no account', { ...APPEAL, account: null }],
    ['no moment', { ...APPEAL, at: 'soon' }],
    ['an order that is none', { ...APPEAL, order: 7 }],
  ])('of an appeal in an unknown form (%s) is an error that repeats no word of it', async (_, one) => {
    documented({ '/admin/v1/appeals': { appeals: [one] } });
    const error = await connector.report('appeal/3').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('SECRET');
  });

  it('that answers with another appeal is asked again, and one that has none is believed', async () => {
    documented({ '/admin/v1/appeals': { appeals: [{ ...APPEAL, id: 4 }] } });
    expect(await connector.report('appeal/3')).toMatchObject({ code: 'connector.contradiction' });
    documented({ '/admin/v1/appeals': { appeals: [] } });
    expect(await connector.report('appeal/3')).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['an unknown state', { ...REPORT, state: 'lost' }],
    ['no target', { ...REPORT, target: null }],
    ['no moment', { ...REPORT, at: 'soon' }],
    ['no reasons', { ...REPORT, reasons: 'threat' }],
  ])('in an unknown form (%s) is an error that repeats no word of it', async (_, body) => {
    documented({ '/admin/v1/reports/7': body });
    const error = await connector.report('7').catch((thrown: unknown) => thrown);
    expect(String(error)).toBe('TypeError: the messenger described a report in an unknown form');
  });
});

describe('what is sent', () => {
  it('is on the list of endpoints, for every verb', async () => {
    platform.answer = ({ path, method }, response) => {
      const [bare = ''] = path.split('?');
      if (method !== 'GET') return void response.writeHead(202).end('{}');
      if (bare === '/media/a-clip') response.setHeader('content-type', 'video/mp4');
      const answers: Readonly<Record<string, unknown>> = {
        [pathOf.message]: MESSAGE_EXAMPLE,
        [pathOf.media]: { media: MESSAGE_EXAMPLE.media },
        [`${pathOf.media}/${BLOB}`]: MESSAGE_EXAMPLE.media[0],
        '/admin/v1/reports/7': REPORT,
        '/admin/v1/appeals': { appeals: [APPEAL] },
      };
      const body = answers[bare] ?? LISTS;
      response.writeHead(200).end(JSON.stringify(body));
    };
    expect(await connector.locate(LINK)).toMatchObject({ kind: 'found' });
    const file = { platform: 'messenger', link: `https://chat.example/media/${BLOB}` } as const;
    expect(await connector.locate(file)).toMatchObject({ kind: 'found' });
    expect(await connector.report('7')).toMatchObject({ kind: 'report', reasons: ['threat', 'other'] });
    expect(await connector.report('appeal/3')).toMatchObject({ kind: 'appeal', account: '9', order: 'key' });
    await connector.tellReport('7', 'looking');
    await messengerPictures(settings()).picture('a-clip');
    const gate = messengerGate({ ...settings(), gateSecret: 'a secret of both sides' });
    await gate.connect('https://desk.example/gate/messenger');
    await gate.held();
    await gate.allow(BLOB, DESTROY);
    await gate.refuse(BLOB, DESTROY);
    const asked = { sha256: '0'.repeat(64), bytes: 9, mime: 'image/png', uploader: '9' };
    await gate.bytes({ ...asked, address: `${settings().api}/gate/bytes/once` });
    await connector.preserve(COPY);
    await connector.hide(COPY, ORDER);
    await connector.restore(COPY, ORDER);
    await connector.destroy(COPY, DESTROY);
    await connector.verify(COPY, REQUIRED_VIEWS.hide);
    for (const as of ['avatar', 'picture'] as const)
      await connector.verify({ ...COPY, as, message: '' }, REQUIRED_VIEWS.destroy);
    const account = { ...DESTROY, notice: { automated: false, language: 'ko' } } as const;
    await connector.suspend('9', account);
    await connector.unsuspend('9', DESTROY);
    const measure = { done: 'hidden', scope: 'everywhere', source: 'notice', found: 'named' } as const;
    const what = { kind: 'file', id: BLOB } as const;
    const told = { ...account.notice, ...measure, kind: 'removal', what, redress: [] } as const;
    await connector.notifyUploader('9', { ...DESTROY, notice: told });
    await connector.verifyAccount('9');
    await connector.operation('7');
    await connector.capabilities();
    await connector.observe(null);
    await connector.observe('1');
    for (let position: string | null = null, page = 0; page < 9; page += 1) {
      const read = await connector.backfill(position);
      position = read.kind === 'page' ? read.position : null;
      if (position === null) break;
    }
    const made = platform.heard.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
    const patterns = ENDPOINTS.map((endpoint) => new RegExp(`^${endpoint.replace(/:\w+/g, '[^/]+')}$`));
    expect(made.filter((call) => !patterns.some((pattern) => pattern.test(call)))).toEqual([]);
    const used = ENDPOINTS.filter((_endpoint, at) => made.some((call) => patterns[at]?.test(call)));
    expect(used).toEqual([...ENDPOINTS]);
  });

  it('carries the key and a code, and no word of the case', async () => {
    always(202, '{}');
    await connector.hide(COPY, ORDER);
    expect(platform.heard.map(({ headers, body }) => [headers['idempotency-key'], body])).toEqual([
      ['case/hide/1/file', '{"reason":"intimate-image"}'],
      ['case/hide/1/message', '{"reason":"intimate-image"}'],
    ]);
  });

  it('for a record of a copy is two look-ups and one HEAD: no byte of a picture is asked for', async () => {
    always(404);
    await connector.preserve(COPY);
    expect(platform.heard.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      `GET /admin/v1/media/${BLOB}`,
      `GET ${pathOf.message}`,
      `HEAD /media/${BLOB}`,
    ]);
  });

  it('stops at the first call that must be tried again: the message is not hidden before its file', async () => {
    always(503);
    await connector.hide(COPY, ORDER);
    expect(platform.heard).toHaveLength(1);
  });

  it('keeps a room name made for another address inside its segment', async () => {
    always(404);
    await connector.verify({ ...COPY, address: '../../admin/v1/faults' }, ['anonymous']);
    expect(platform.heard.filter(({ path }) => path.includes('faults') && path.startsWith('/admin'))).toEqual(
      [],
    );
    expect(platform.heard.some(({ path }) => path.includes('%2F'))).toBe(true);
  });
});
