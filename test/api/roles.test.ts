// Each role at each endpoint, with a case of its own, one that somebody else works on, one that is closed, one of another desk and one that nobody
// has; and with tokens that are none, taken back, or another desk's. Made of the OpenAPI document as it is served, and held against the page for
// people. A desk has one tenant: another desk in the same database stands for another tenant. It deletes no case: a number that no case has
// stands for a deleted one, and a token that was taken back for a deleted token.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, ROLES } from '../../src/domain/access/role.ts';
import { editionOf } from '../../src/domain/clock/apply.ts';
import { type CaseNumber, decisionId } from '../../src/domain/kernel/ids.ts';
import { after, HOUR, instant } from '../../src/domain/kernel/instant.ts';
import { apiOf } from '../../src/entry/api/api-server.ts';
import { documentOf } from '../../src/entry/api/document.ts';
import { assertDeclared, type Route } from '../../src/entry/api/route.ts';
import { ROUTES } from '../../src/entry/api/routes.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { apiUnderTest, type ApiUnderTest, revoke, tokenFor } from '../support/api-desk.ts';
import { decides, found, later, locatedAs, REPORT, signed } from '../support/fixtures.ts';
import { AWARENESS } from '../support/laws.ts';
import { idOf, open, tell } from '../support/open-case.ts';
import { platformAppeal } from '../support/platform-appeal.ts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/operations/api.md');
const CASES = { own: 'R-26-0001', 'another’s': 'R-26-0002', closed: 'R-26-0003' } as const;
/** Steps on notifiers: whoever has no signature that fits is told of none of them whether it is there. */
const STEPS = {
  own: '018f0000-0000-7000-8000-0000000000a1',
  'another’s': '018f0000-0000-7000-8000-0000000000a2',
  'other desk’s': '018f0000-0000-7000-8000-0000000000a3',
  deleted: '018f0000-0000-7000-8000-0000000000a4',
} as const;
/** The closed case began with a letter, and nobody appealed: nobody wrote anything. */
const NO_WORDS: Readonly<Record<string, string>> = {
  getCasesNumberReport: 'report.none',
  getCasesNumberAppealsAppeal: 'appeal.unknown',
};
/** Held uploads: the same. */
const FILES = { held: 'file-held', deleted: 'file-gone' } as const;
const NOT_HERE = { 'other desk’s': 'R-26-0004', deleted: 'R-26-0900' } as const;

interface Operation {
  readonly operationId: string;
  readonly 'x-roles': readonly Role[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Schema {
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-roles'?: readonly Role[];
}
interface Endpoint {
  readonly name: string;
  readonly operation: string;
  /** Of an act with many kinds. */
  readonly kind: string | null;
  readonly method: string;
  readonly at: string;
  readonly roles: readonly Role[];
  readonly body: object | null;
}

/** Well formed, and signed by nobody: whoever may come so far is told that the signature does not fit. */
const UNSIGNED = {
  id: '018f0000-0000-7000-8000-000000000000',
  at: new Date().toISOString(),
  signature: `${'A'.repeat(86)}==`,
};
const GROUND = { kind: 'terms', clause: '1' };
const SOON = new Date(Date.now() + HOUR).toISOString();
const CLOCK = 'kr-kmcsc-correction/report-result';
const BODIES: Readonly<Record<string, object>> = {
  postCasesNumberDecisions: { act: 'hide', items: [1], ground: GROUND },
  putCasesNumberClaim: { until: null },
  putMisuseActsActTold: {},
  putGateHeldFileRuling: { platform: 'messenger', ruling: 'allow' },
};
const UNFOUNDED = { cases: [CASES.own], reason: 'same-again' };
/** What is asked of whoever sent a case. */
const STEP_ASKS = { warn: UNFOUNDED, limit: { ...UNFOUNDED, until: SOON }, lift: {} };
/** What is asked of a case. */
const CASE_ASKS: Readonly<Record<string, object>> = {
  'judge-notice': { missing: ['signature'] },
  'complete-notice': { stated: ['signature'] },
  'record-milestone': { milestone: 'status-told', reachedAt: null },
  'record-referral': { item: 1 },
  'answer-by-hand': {},
  'send-again': {},
  'release-reply': {},
  'withdraw-law': { regime: 'kr-kmcsc-correction', reason: 'not-this-law' },
  'pause-clock': { clock: CLOCK },
  'resume-clock': { clock: CLOCK },
  'extend-clock': { clock: CLOCK, due: SOON },
  'release-claim': {},
  'close-case': { reason: 'duplicate' },
  'withdraw-items': { items: [1], letter: null },
  'undo-withdrawal': { items: [1] },
  'preserve-items': { items: [1], ground: GROUND, until: SOON },
  'extend-preservations': { items: [1], until: SOON, letter: null },
  'release-preservations': { items: [1], letter: null },
  'apply-law': { regime: AWARENESS.id, edition: editionOf(AWARENESS) },
  'ask-notifier': { missing: ['signature'], items: [], until: SOON },
  'end-asking': { why: 'taken-back' },
  'escalate-case': { to: { kind: 'lead' }, why: 'unsure', items: [] },
  'mark-danger': { danger: 'threat' },
  'hold-reasons': { why: 'investigation', until: SOON },
  'release-reasons': {},
  'receive-appeal': { item: 1, from: 'notifier', against: 'hide-1' },
  'decide-appeal': { appeal: 'appeal-1', upheld: true, ground: GROUND },
};
/** A cell of its own for each kind. */
const ASKS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  postCasesNumberActs: CASE_ASKS,
  postCasesNumberNotifier: STEP_ASKS,
};

/** Whoever sent it is told from others. */
const TOLD_APART = { evidence: { source: { notifier: 'mark-1', words: null } } };
const LIFT = {
  kind: 'lift',
  notifier: 'mark-1',
  cases: [CASES.own as CaseNumber],
  reason: null,
  until: null,
} as const;

let api: ApiUnderTest;
const takenBack = new Map<Role, string>();
const elsewhere = new Map<Role, string>();

beforeAll(async () => {
  api = await apiUnderTest();
  for (const key of ['own', 'anothers']) {
    const rawDigest = await api.desk.vault.put(Buffer.from(`{"words":"of ${key}"}`));
    const reported = { letter: `letter-of-${key}`, report: REPORT };
    await open(api.desk, key, { rawDigest, receivedAt: later(1), ...TOLD_APART }, reported);
    await tell(api.desk, idOf(key), found(1, `c-${key}`), decides(1, 'refuse'));
    expect(await tell(api.desk, idOf(key), platformAppeal(rawDigest))).toMatchObject({ ok: true });
  }
  const now = instant(Date.now());
  const claim = {
    kind: 'claim-case',
    until: after(now, HOUR),
    act: signed('claim-1', api.sora.id, now),
  } as const;
  await api.desk.cases.update(idOf('anothers'), (state) => step(state, [claim], DESK, now));
  const unproven = { level: 'L0', letter: 'letter-of-closed' } as const;
  await open(api.desk, 'closed', { receivedAt: later(2), ...TOLD_APART }, unproven);
  await tell(api.desk, idOf('closed'), locatedAs(1, { kind: 'gone' }));
  const closing = { kind: 'close-case', reason: 'sender-never-proven', act: signed('close-1') } as const;
  expect(await tell(api.desk, idOf('closed'), closing)).toMatchObject({ value: { status: 'closed' } });
  for (const key of ['theirs-1', 'theirs-2', 'theirs-3', 'theirs-4'])
    await open(api.other, key, TOLD_APART, { letter: `letter-of-${key}` });
  for (const [desk, id, { id: by }] of [
    [api.desk, STEPS.own, api.mina],
    [api.desk, STEPS['another’s'], api.sora],
    [api.other, STEPS['other desk’s'], api.mina],
  ] as const)
    await desk.notifiers.add({ ...LIFT, id: decisionId(id), by, at: now }, 'signed elsewhere');
  for (const role of ROLES) {
    takenBack.set(role, await tokenFor(api.desk, role, api.mina));
    await revoke(api.desk, takenBack.get(role) ?? '', api.mina);
    elsewhere.set(role, await tokenFor(api.other, role, api.mina));
  }
});
afterAll(() => api.stop());

const document = JSON.parse(JSON.stringify(documentOf(ROUTES, '0.0.0'))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const endpoints: readonly Endpoint[] = Object.entries(document.paths).flatMap(([at, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) => endpointsOf(at, method.toUpperCase(), operation)),
);

/** One for each operation; of the acts one for each kind. */
function endpointsOf(at: string, method: string, operation: Operation): Endpoint[] {
  const roles = operation['x-roles'];
  const schema = operation.requestBody?.content['application/json']?.schema;
  const { operationId } = operation;
  const one = { name: `${method} ${at}`, operation: operationId, kind: null, method, at, roles };
  if (schema === undefined) return [{ ...one, body: null }];
  const kinds = schema.properties?.['asks']?.anyOf;
  if (kinds === undefined) return [{ ...one, body: { ...UNSIGNED, ...BODIES[operationId] } }];
  return kinds.map((asked) => {
    const kind = asked.properties?.['kind']?.const ?? '';
    const only = asked['x-roles'] ?? roles;
    return {
      ...{ ...one, name: `${one.name} ${kind}`, kind, roles: roles.filter((role) => only.includes(role)) },
      body: { ...UNSIGNED, asks: { kind, ...ASKS[operationId]?.[kind] } },
    };
  });
}

const recorded = async (): Promise<number> =>
  (await api.database.pool.query<{ n: number }>('select count(*)::int as n from reads')).rows[0]?.n ?? 0;

async function ask({ method, at, body }: Endpoint, of: string, token: string) {
  const acting = {
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '"1"' },
    body: JSON.stringify(body),
  };
  const [item, appeal] = ['1', 'appeal-1'];
  const named: Readonly<Record<string, string>> = { number: of, act: of, file: of, item, appeal };
  const to = at.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '');
  const { status, body: answer } = await api.get(to, token, { method, ...(body === null ? {} : acting) });
  return { status, code: (answer['code'] as string | undefined) ?? null, text: JSON.stringify(answer) };
}

/** What they answer holds nothing of any case. */
const NO_CASE = ['/v1/me', '/v1/laws', '/v1/people', '/v1/authorities'];
const REFUSED = { status: 403, code: 'token.role' };
let cells = 0;

/** What whoever may come so far is told. */
function answerFor({ body, operation }: Endpoint, number: string) {
  if (body !== null) return { status: 403, code: 'decision.signature' };
  const code = number === CASES.closed ? NO_WORDS[operation] : undefined;
  return code === undefined ? { status: 200, code: null } : { status: 404, code };
}
afterAll(() =>
  console.log(`roles: ${endpoints.length} endpoints, ${ROLES.length} roles, ${cells} cells passed`),
);

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  const aboutCase = endpoint.at.includes('{number}');
  const isRecorded = endpoint.body === null && !NO_CASE.includes(endpoint.at);
  const here: readonly (readonly [string, string])[] = aboutCase
    ? Object.entries(CASES)
    : endpoint.at.includes('{act}')
      ? Object.entries(STEPS)
      : endpoint.at.includes('{file}')
        ? Object.entries(FILES)
        : [['own', CASES.own]];

  test.each(ROLES)('as %s', async (role) => {
    const may = endpoint.roles.includes(role);
    for (const [whose, number] of here) {
      const before = await recorded();
      const { text, ...given } = await ask(endpoint, number, api.tokens[role]);
      const allowed = answerFor(endpoint, number);
      expect(given, whose).toEqual(may ? allowed : REFUSED);
      expect(await recorded(), whose).toBe(before + Number(may && isRecorded && allowed.code === null));
      expect(text, whose).not.toContain(NOT_HERE['other desk’s']);
      cells += 1;
    }
    for (const [whose, number] of aboutCase ? Object.entries(NOT_HERE) : []) {
      const { text: _text, ...given } = await ask(endpoint, number, api.tokens[role]);
      expect(given, whose).toEqual(may ? { status: 404, code: 'case.unknown' } : REFUSED);
      cells += 1;
    }
    for (const [which, token] of [
      ['no token', ''],
      ['a token that was taken back', takenBack.get(role) ?? ''],
      ['a token of another desk', elsewhere.get(role) ?? ''],
    ] as const) {
      const { text: _text, ...given } = await ask(endpoint, here[0]?.[1] ?? '', token);
      const code = token === '' ? 'token.missing' : 'token.unknown';
      expect(given, which).toEqual({ status: 401, code });
      cells += 1;
    }
  });
});

test('every act has its example here, so that no cell is empty', () => {
  const acting = endpoints.filter(({ body }) => body !== null);
  expect(new Set(acting.map(({ operation }) => operation))).toEqual(
    new Set([...Object.keys(BODIES), ...Object.keys(ASKS)]),
  );
  for (const [operation, examples] of Object.entries(ASKS)) {
    const kinds = acting.filter((one) => one.operation === operation).map(({ kind }) => kind);
    expect(kinds.sort(), operation).toEqual(Object.keys(examples).sort());
  }
});

/** One row a route, as the page for people has it. */
const rowOf = (route: Route): string => {
  const marks = ROLES.map((role: Role) => (route.roles.includes(role) ? 'yes' : '-'));
  return `| \`${route.method} ${route.path}\` | ${marks.join(' | ')} |`;
};

test('the page for people has the same table', async () => {
  const page = await readFile(PAGE, 'utf8');
  expect(page).toContain(`| | ${ROLES.join(' | ')} |`);
  const rows = page.split('\n').filter((line) => /^\| `(GET|POST|PUT|DELETE) /.test(line));
  expect(rows).toEqual(ROUTES.map((route) => rowOf(route)));
});

test('a route that leaves something open keeps the server from starting', () => {
  const whole = ROUTES.find(({ path: at }) => at === '/v1/cases/:number/acts') as Route;
  expect(() => assertDeclared(whole)).not.toThrow();
  const open: readonly (readonly [string, object])[] = [
    ['who may', { roles: [] }],
    ['what it answers', { answer: {} }],
    ['its parameters', { params: undefined }],
    ['what it takes', { body: undefined }],
  ];
  const settings = { version: '0', onAnswered: () => undefined, onTrouble: () => undefined };
  for (const [says, left] of open) {
    const route: Route = { ...whole, ...left };
    expect(() => apiOf(api.desk, settings, [route]), says).toThrow(says);
  }
});
