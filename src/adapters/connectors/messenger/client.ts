// HTTP to the messenger: a closed list of endpoints, bounded answers, and no error that is not one of four kinds.
import { createHash } from 'node:crypto';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Receipt } from '../../../domain/content/copy.ts';

export const CONNECTOR = 'messenger';
const VERSION = '1';

/** Everything this connector may call. `:x` stands for one path segment. A call outside the list is a bug and throws. */
export const ENDPOINTS = [
  'GET /admin/v1/health',
  'GET /admin/v1/events',
  'GET /admin/v1/events/head',
  'GET /admin/v1/uploads',
  'GET /admin/v1/rooms',
  'GET /admin/v1/rooms/:id/messages',
  'GET /admin/v1/avatars',
  'GET /admin/v1/messages/:id',
  'GET /admin/v1/media',
  'GET /admin/v1/media/:blob/messages',
  'POST /admin/v1/media/:blob/hide',
  'POST /admin/v1/media/:blob/show',
  'POST /admin/v1/messages/:id/hide',
  'POST /admin/v1/messages/:id/show',
  'DELETE /admin/v1/media/:blob',
  'DELETE /admin/v1/messages/:id',
  'POST /admin/v1/accounts/:id/suspend',
  'POST /admin/v1/accounts/:id/unsuspend',
  'POST /admin/v1/accounts/:id/notices',
  'GET /admin/v1/accounts/:id',
  'GET /admin/v1/operations/:id',
  'HEAD /api/rooms/:slug/messages',
  'HEAD /api/rooms/:slug/members',
  'HEAD /r/:slug/m/:id',
  'HEAD /media/:blob',
  'GET /media/:blob',
  'GET /thumb/:blob',
  'HEAD /api/people/:id',
  'GET /admin/v1/media/:blob',
  'GET /admin/v1/media/:blob/uses',
  'GET /admin/v1/reports',
  'GET /admin/v1/reports/:id',
  'GET /admin/v1/appeals',
  'PUT /admin/v1/reports/:id/state',
  'HEAD /thumb/:blob',
  'HEAD /cdn/:blob',
  'HEAD /cdn/:blob/thumb',
  'GET /admin/v1/messages/:id/peers',
  'HEAD /peer/media/:file',
  'GET /admin/v1/gate',
  'PUT /admin/v1/gate',
  'GET /admin/v1/gate/files',
  'POST /admin/v1/gate/files/:blob/allow',
  'POST /admin/v1/gate/files/:blob/refuse',
  'GET /gate/bytes/:token',
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export interface Call {
  readonly endpoint: Endpoint;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly as: 'admin' | 'member' | 'anonymous';
  readonly key?: string;
  readonly body?: unknown;
  /** How long an answer is waited for; left out: as long as any. */
  readonly withinMs?: number;
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: unknown;
      /** Those of `KEPT_HEADERS` that came. */
      readonly headers: Readonly<Record<string, string>>;
      readonly receipt: Receipt;
      /** It was asked for under an older number first. */
      readonly moved?: true;
    }
  | { readonly kind: 'retry'; readonly code: string; readonly afterMs: number | null };

export interface Client {
  call(call: Call): Promise<Answer>;
}

export interface ClientSettings {
  /** Address of the messenger's API; its public origin may be another. */
  readonly api: string;
  readonly adminToken: string;
  /** Session of an ordinary account with which the desk looks as a member. */
  readonly memberToken: string;
}

/** The platform names the newest number at once; more than this is a platform that sends us in a circle. */
const MAX_MOVES = 3;
const TIMEOUT_MS = 20_000;
/** What headers say of a file without showing it. */
const KEPT_HEADERS = ['content-type', 'content-length', 'etag', 'last-modified'] as const;
const MAX_HEADER_LENGTH = 200;
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_RETRY_AFTER_MS = 86_400_000;

/** A client that retries no order by itself: the outbox does, with the same idempotency key. Of reads see patient.ts. */
export function messengerClient(settings: ClientSettings): Client {
  return { call: (call) => following(settings, call, MAX_MOVES) };
}

/** A message or a room that moved is asked for by its new number: a refused order has not used up its key. */
async function following(settings: ClientSettings, call: Call, moves: number): Promise<Answer> {
  const answer = await perform(settings, call);
  const to = answer.kind === 'answered' && answer.status === 410 ? movedTo(answer.body, call) : undefined;
  if (to === undefined || moves === 0) return answer;
  const followed = await following(settings, { ...call, params: { ...call.params, id: to } }, moves - 1);
  return followed.kind === 'answered' ? { ...followed, moved: true } : followed;
}

function movedTo(body: unknown, { params }: Call): string | undefined {
  const { from, to } = (body as { moved?: { from?: unknown; to?: unknown } } | null)?.moved ?? {};
  return String(from) === params?.['id'] && Number.isSafeInteger(Number(to)) ? String(to) : undefined;
}

async function perform(settings: ClientSettings, call: Call): Promise<Answer> {
  if (!ENDPOINTS.includes(call.endpoint)) throw new TypeError(`${call.endpoint} is not in the list of calls`);
  const [method = 'GET', template = ''] = call.endpoint.split(' ');
  const url = new URL(fill(template, call.params ?? {}), settings.api);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  try {
    const response = await fetch(url, {
      method,
      headers: headersOf(settings, call),
      redirect: 'error',
      signal: AbortSignal.timeout(call.withinMs ?? TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    const text = await boundedText(response);
    const headers = keptOf(response);
    return answerOf(
      response,
      text,
      headers,
      receiptOf(call, body, { status: response.status, text, headers }),
    );
  } catch {
    return { kind: 'retry', code: 'connector.unreachable', afterMs: null };
  }
}

/** Path parameters are percent-encoded: what a link says can never become another endpoint. */
function fill(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined || value === '' || value === '.' || value === '..')
      throw new TypeError(`no ${name}`);
    return encodeURIComponent(value);
  });
}

function headersOf(settings: ClientSettings, call: Call): Record<string, string> {
  const token = { admin: settings.adminToken, member: settings.memberToken, anonymous: undefined }[call.as];
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new RangeError('the answer is larger than 1 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keptOf({ headers }: Response): Readonly<Record<string, string>> {
  const said = KEPT_HEADERS.map((name) => [name, headers.get(name) ?? ''] as const);
  return Object.fromEntries(said.filter(([, { length }]) => length > 0 && length <= MAX_HEADER_LENGTH));
}

function answerOf(
  response: Response,
  text: string,
  headers: Readonly<Record<string, string>>,
  receipt: Receipt,
): Answer {
  const { status } = response;
  const afterMs = retryAfter(response.headers.get('retry-after'), Date.now());
  if (status === 429) return { kind: 'retry', code: 'connector.rate-limited', afterMs };
  if (status >= 500) return { kind: 'retry', code: 'connector.failing', afterMs };
  return { kind: 'answered', status, body: text === '' ? null : JSON.parse(text), headers, receipt };
}

/**
 * RFC 9110, 10.2.3: a whole number of seconds, or a date. Kept to the millisecond; a platform that wants more than a day is asked once a
 * day, since a law waits for it. Null where none is said.
 * @param now milliseconds since 1970
 */
export function retryAfter(said: string | null, now: number): number | null {
  if (said === null) return null;
  const text = said.trim();
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS);
  const at = / GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), MAX_RETRY_AFTER_MS);
}

interface Said {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

function receiptOf(call: Call, body: string | undefined, { status, text, headers }: Said): Receipt {
  const request = JSON.stringify([
    call.endpoint,
    call.params ?? {},
    call.query ?? {},
    call.key ?? null,
    body ?? null,
  ]);
  return {
    connector: CONNECTOR,
    version: VERSION,
    at: instant(Date.now()),
    requestDigest: digest(request),
    status,
    responseDigest: digest(text),
    headersDigest: digest(JSON.stringify(headers)),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
