// The desk as the reviewers' own tools reach it: over its API, with a token, and with each act signed by the person's key. Written from
// docs/operations/api.md alone.
import { createPrivateKey, randomUUID, sign as signBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from '../options.ts';

export interface DeskCase {
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly needs: string;
  readonly kind: string;
  readonly receivedAt: string;
  readonly sender: { readonly level: string; readonly authority: string | null };
  readonly report: { readonly reasons: readonly string[]; readonly told: string | null } | null;
  readonly laws: readonly { readonly regime: string }[];
  readonly milestones: readonly { readonly milestone: string; readonly at: string }[];
  readonly clocks: readonly DeskClock[];
  readonly appeals: readonly { readonly id: string; readonly upheld: boolean | null }[];
  readonly replies: number;
  readonly documentNumber: string | null;
  readonly thread: { readonly preserved: readonly { readonly item: number; readonly until: string }[] };
  readonly items: readonly DeskItem[];
}

export interface DeskClock {
  readonly key: string;
  readonly regime: string;
  readonly duty: string;
  readonly due: string | null;
  readonly target: string | null;
  readonly status: string;
  readonly stoppedAt: string | null;
  readonly why: string | null;
  readonly alarms: readonly string[];
  readonly late: boolean | null;
}

export interface DeskItem {
  readonly position: number;
  readonly link: string;
  readonly platform: string;
  readonly status: string;
  readonly result: { readonly word: string; readonly reason?: string } | null;
  readonly copies: readonly { readonly status: string }[];
  readonly coverage: { readonly blind?: readonly string[] } | null;
  readonly rechecks: { readonly good: number; readonly reopenedAt: string | null };
  readonly told: readonly { readonly done: string; readonly outcome: string }[];
}

export interface Place {
  readonly number: string;
  readonly needs: string;
  readonly danger: string;
  readonly deadline: string | null;
}

export interface Summary {
  readonly number: string;
  readonly documentNumber: string | null;
  readonly status: string;
  readonly needs: string;
  readonly items: number;
  readonly settled: number;
}

/** How the desk answered an act: done, or the code of its refusal. */
export type Done = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: string };

export type Ground =
  | { readonly kind: 'law'; readonly regime: string }
  | { readonly kind: 'terms'; readonly clause: string };

/** As the API takes it. */
export type Asks = Readonly<Record<string, unknown>> & { readonly kind: string };

export interface Reviewer {
  readonly name: string;
  queue(): Promise<readonly Place[]>;
  case(number: string): Promise<DeskCase>;
  /** All cases, or those in one state, the last received first. */
  cases(status?: 'open'): Promise<readonly Summary[]>;
  decide(number: string, act: 'hide' | 'refuse', items: readonly number[], ground: Ground): Promise<Done>;
  claim(number: string, minutes: number | null): Promise<Done>;
  /** Any other act: what it asks as the API takes it, and as it is signed. */
  act(number: string, asks: Asks, signed: object): Promise<Done>;
  /** Any request, to see what a refusal says. */
  raw(method: string, path: string, body?: object): Promise<string>;
}

export interface Key {
  readonly name: string;
  /** PKCS #8 PEM of her Ed25519 key. */
  readonly privateKey: string;
  readonly token: string;
}

const TIMEOUT_MS = 60_000;
const PAGE = 200;
/** The desk itself adds events while she decides: she looks once more and sends the same act again. */
const PATIENCE_MS = 180_000;
const AGAIN_MS = 100;

type Read = <T>(path: string) => Promise<T>;
type Ask = <T>(method: string, path: string, more?: object, body?: object) => Promise<Answer<T>>;

/** An act before it is signed: where it is sent, what is sent, and what is signed beside who, when and its id. */
interface Unsigned {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly number: string;
  readonly body: object;
  readonly payload: object;
  /** Decisions are dated to the second, every other act to the millisecond. */
  readonly toSecond?: boolean;
}

/** @param now the time of the story, in milliseconds */
export async function reviewerAt(api: string, key: Key, now: () => number): Promise<Reviewer> {
  const ask: Ask = (method, path, more = {}, body) => request(api, key.token, method, path, more, body);
  const me = await ask<{ person: { id: string } | null }>('GET', '/v1/me');
  const act = acting(ask, key, me.body.person?.id ?? '', now);
  const other = (
    method: Unsigned['method'],
    way: string,
    number: string,
    kind: string,
    body: object,
    asks: object,
  ) =>
    act({
      ...{ method, path: `/v1/cases/${number}/${way}`, number, body },
      payload: { v: 'redress-act/1', act: kind, case: number, asks },
    });
  const read: Read = async (path) => {
    const { ok, body, text } = await ask<object>('GET', path);
    if (ok) return body as never;
    throw new DemoError('demo.refused', `the API answers ${text.slice(0, 300)}`, 'see docs/errors.md');
  };
  return {
    name: key.name,
    queue: async () => (await read<{ queue: Place[] }>(`/v1/queue?limit=${PAGE}`)).queue,
    case: (number) => read(`/v1/cases/${number}`),
    cases: (status) => everyCase(read, status === undefined ? '' : `&status=${status}`),
    decide: (number, what, positions, ground) => {
      const items = [...positions].sort((a, b) => a - b);
      return act({
        ...{ method: 'POST', path: `/v1/cases/${number}/decisions`, number },
        body: { act: what, items, ground },
        payload: { v: 'redress-decision/1', case: number, items, act: what, ground: groundText(ground) },
        toSecond: true,
      });
    },
    claim: (number, minutes) => {
      const until = minutes === null ? null : new Date(now() + minutes * 60_000).toISOString();
      const kind = until === null ? 'release-claim' : 'claim-case';
      return other('PUT', 'claim', number, kind, { until }, until === null ? {} : { until });
    },
    act: (number, asks, signed) => other('POST', 'acts', number, asks.kind, { asks }, signed),
    raw: async (method, path, body) => (await ask<object>(method, path, {}, body)).text,
  };
}

/** Signs an act and sends it until the case holds still for as long as she reads it. */
function acting(ask: Ask, { privateKey }: Key, by: string, now: () => number) {
  const key = createPrivateKey(privateKey);
  return async ({ method, path, number, body, payload, toSecond }: Unsigned): Promise<Done> => {
    const exact = new Date(now()).toISOString();
    const act = { by, at: toSecond === true ? exact.replace(/\.\d+Z$/, 'Z') : exact, id: randomUUID() };
    const signature = signBytes(null, Buffer.from(JSON.stringify({ ...payload, ...act })), key).toString(
      'base64',
    );
    for (const began = performance.now(); ; ) {
      const seen = await ask<DeskCase>('GET', `/v1/cases/${number}`);
      const headers = { 'if-match': `"${seen.body.version}"`, 'idempotency-key': randomUUID() };
      const whole = { ...body, id: act.id, at: act.at, signature };
      const answer = await ask<{ code?: string }>(method, path, headers, whole);
      if (answer.ok) return { kind: 'done' };
      if (answer.body.code !== 'case.changed' || performance.now() - began > PATIENCE_MS)
        return { kind: 'refused', code: String(answer.body.code) };
      await delay(AGAIN_MS);
    }
  };
}

async function everyCase(read: Read, more: string): Promise<readonly Summary[]> {
  const all: Summary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = await read<{ cases: Summary[]; next: string | null }>(
      `/v1/cases?limit=${PAGE}${from}${more}`,
    );
    all.push(...page.cases);
    cursor = page.next;
  }
  return all;
}

const groundText = (ground: Ground): string =>
  ground.kind === 'law' ? `law:${ground.regime}` : `terms:${ground.clause}`;

interface Answer<T> {
  readonly ok: boolean;
  readonly body: T;
  readonly text: string;
}

async function request<T>(
  api: string,
  token: string,
  method: string,
  path: string,
  more: object,
  body?: object,
): Promise<Answer<T>> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(more as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return { ok: response.ok, text, body: JSON.parse(text) as T };
}
