// The messenger's gate: how it asks the desk before it stores a file, and what the desk may tell it about files that it holds.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Value } from 'typebox/value';
import { Type } from 'typebox';
import type { Upload } from '../../../domain/content/gate.ts';
import type { DecidedOrder, Operation, Retry } from '../../../ports/connector.ts';
import type { HeldFile, Passage, PlatformGate } from '../../../ports/gate.ts';
import { type Call, type Client, type ClientSettings, type Endpoint, messengerClient } from './client.ts';
import { inOrder } from './in-order.ts';
import { patiently } from './patient.ts';
import { requireDecision } from './require-decision.ts';

export interface GateSettings extends ClientSettings {
  /** Both sides know it, and nobody else; at least 16 characters. */
  readonly gateSecret: string;
  /** How long the bytes of an upload are waited for, in milliseconds; left out: well within the time in which the messenger waits. */
  readonly bytesWithinMs?: number;
}

/** An older or a newer question could be one that was overheard. */
const MOST_SKEW_S = 300;
/** The messenger waits 1.5 s for the answer; what has not come by then is let through. */
const BYTES_WITHIN_MS = 1_000;
const BYTES = 'GET /gate/bytes/:token' satisfies Endpoint;
const TOKEN = /^\/gate\/bytes\/([\w-]{1,100})$/;
/** Far more than people could look through; a list without an end is cut off there. */
const MOST_PAGES = 500;

const Question = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  bytes: Type.Integer({ minimum: 0 }),
  mime: Type.String({ maxLength: 200 }),
  uploader: Type.Integer(),
  address: Type.String({ maxLength: 2_000 }),
});
const Held = Type.Object({
  media: Type.Array(
    Type.Object({
      blob: Type.String({ minLength: 1, maxLength: 200 }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      mime: Type.String({ maxLength: 200 }),
      uploader: Type.Object({ id: Type.Integer() }),
    }),
  ),
  next: Type.Optional(Type.String()),
});

export function messengerGate(settings: GateSettings): PlatformGate {
  const client = patiently(messengerClient(settings));
  return {
    read: (headers, body, now) =>
      isSigned(settings.gateSecret, headers, body, now / 1_000) ? questionIn(body) : undefined,
    say: (passage) => JSON.stringify(wordsOf(passage)),
    bytes: (upload) => bytesAt(settings, upload),
    connect: (url) => connect(client, url, settings.gateSecret),
    held: () => held(client),
    allow: (blob, order) => rule(client, 'POST /admin/v1/gate/files/:blob/allow', blob, order, undefined),
    refuse: (blob, order) =>
      rule(client, 'POST /admin/v1/gate/files/:blob/refuse', blob, order, {
        ...{ reason: order.reason, automated: false },
      }),
  };
}

/** The uploader learns the code of the reason, and nothing of whose picture it is. */
function wordsOf(passage: Passage): object {
  if (passage.verdict === 'refuse') return { verdict: 'refuse', code: passage.reason };
  return { verdict: passage.verdict === 'hold' ? 'defer' : 'allow' };
}

/** HMAC-SHA256 (RFC 2104) over timestamp, dot and body, in hex. */
function isSigned(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
  seconds: number,
): boolean {
  const [timestamp, signature] = [headers['yeoul-timestamp'], headers['yeoul-signature']];
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return false;
  if (Math.abs(Number(timestamp) - seconds) > MOST_SKEW_S) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  const given = Buffer.from(/^sha256=([0-9a-f]{64})$/.exec(signature)?.[1] ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function questionIn(body: Uint8Array): Upload | undefined {
  try {
    const { uploader, ...said } = Value.Decode(Question, JSON.parse(Buffer.from(body).toString('utf8')));
    const { sha256, bytes, mime, address } = said;
    return { sha256, bytes, mime, address, uploader: String(uploader) };
  } catch {
    return undefined;
  }
}

/** Read from the messenger that the desk knows, wherever the address points: a question is no reason to ask anybody else. */
async function bytesAt(
  { api, bytesWithinMs }: GateSettings,
  upload: Upload,
): Promise<Uint8Array | undefined> {
  const path = URL.canParse(upload.address) ? new URL(upload.address).pathname : '';
  const token = TOKEN.exec(path)?.[1];
  if (token === undefined) return undefined;
  try {
    const signal = AbortSignal.timeout(bytesWithinMs ?? BYTES_WITHIN_MS);
    const response = await fetch(new URL(BYTES.slice('GET '.length).replace(':token', token), api), {
      redirect: 'error',
      signal,
    });
    if (response.status !== 200) return undefined;
    return await bounded(response, upload.bytes);
  } catch {
    return undefined;
  }
}

/** As many bytes as were announced, and not one more. */
async function bounded(response: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function connect(client: Client, url: string, secret: string): Promise<'connected' | Retry> {
  const answer = await client.call({ endpoint: 'PUT /admin/v1/gate', body: { url, secret }, as: 'admin' });
  if (answer.kind === 'retry') return answer;
  return answer.status === 200
    ? 'connected'
    : { kind: 'retry', code: 'connector.token-refused', afterMs: null };
}

async function held(client: Client): Promise<readonly HeldFile[] | Retry> {
  const files: HeldFile[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.call({
      ...{ endpoint: 'GET /admin/v1/gate/files', as: 'admin' },
      query: { state: 'held', limit: '200', ...(cursor === undefined ? {} : { cursor }) },
    });
    if (answer.kind === 'retry') return answer;
    if (answer.status !== 200 || !Value.Check(Held, answer.body))
      return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
    const { media, next } = answer.body;
    files.push(
      ...media.map(({ blob, sha256, mime, uploader: { id } }) => ({
        blob,
        sha256,
        mime,
        uploader: String(id),
      })),
    );
    if (next === undefined) break;
    cursor = next;
  }
  return files;
}

function rule(
  client: Client,
  endpoint: Call['endpoint'],
  blob: string,
  order: DecidedOrder,
  body: object | undefined,
): Promise<Operation> {
  requireDecision(order);
  return inOrder(client, [
    { endpoint, params: { blob }, as: 'admin', key: order.key, ...(body === undefined ? {} : { body }) },
  ]);
}
