// A messenger on a fresh real database, and a client that speaks HTTP to it and nothing else.
import { afterAll, beforeAll } from 'vitest';
import { type MessengerOptions, startMessenger } from '../../messenger/server.ts';
import { requireDocumented } from './document.ts';
import { databases, type FreshDatabase, freshDatabase } from '../support/database.ts';

export const ADMIN_TOKEN = 'operator-token-for-tests';
/** scrypt at this cost takes about a millisecond: these passphrases protect nothing. */
const TEST_COST = 10;

/** What tests look at in answers, all kinds of answers in one. */
export interface AnswerFields {
  readonly id: number;
  readonly token: string;
  readonly slug: string;
  readonly link: string;
  readonly blob: string;
  readonly code: string;
  readonly next: string;
  readonly author: { readonly name: string };
  readonly more: boolean;
  readonly accountId: number;
  readonly detail: string;
  readonly reports: readonly { readonly id: number }[];
  readonly appeals: readonly object[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly appeal?: { readonly link: string };
  }[];
  readonly operation: { readonly id: string; readonly state: string; readonly effect: string };
  readonly messages: readonly {
    readonly id: number;
    readonly text: string;
    readonly replyTo?: object;
    readonly room: { readonly slug: string };
  }[];
  readonly media: readonly { readonly blob: string }[];
  readonly members: readonly { readonly name: string }[];
  readonly rooms: readonly {
    readonly member: boolean;
    readonly visibility: string;
    readonly slug: string;
    readonly unread: number;
  }[];
  readonly notifications: readonly { readonly id: number }[];
  readonly events: readonly SeenEvent[];
  readonly entries: readonly LedgerLine[];
}

export interface SeenEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly message?: { readonly id: number; readonly forwardedFrom?: number };
  readonly target?: { readonly id: string };
  readonly report?: { readonly id: number };
  readonly media?: { readonly blob: string; readonly thumbnail?: object };
}

export interface LedgerLine {
  readonly what: string;
  readonly key: string;
  readonly reason?: string;
  readonly target: { readonly id: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** The body as JSON, throws when it is none. The type names what tests look at in all answers; each answer has some of it. */
  readonly json: AnswerFields;
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface UnderTest {
  readonly url: string;
  readonly databaseUrl: string;
  /** Stops the server and starts another on the same database, at another address. */
  restart(change?: Partial<MessengerOptions>): Promise<void>;
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** An account with a name of its own; its session token. */
  person(name?: string): Promise<string>;
  room(token: string, visibility?: 'public' | 'invite'): Promise<string>;
  upload(token: string, bytes: Buffer): Promise<string>;
  send(token: string, slug: string, text: string | undefined, media?: readonly string[]): Promise<number>;
  /** An admin order with an idempotency key of its own unless one is given. */
  order(method: string, path: string, ask?: Ask & { readonly key?: string }): Promise<Answer>;
  admin(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** Starts a messenger for the tests of one file and stops it after them. */
export function useMessenger(options: Partial<MessengerOptions> = {}): UnderTest {
  let url = '';
  let databaseUrl = '';
  let end = async () => {};
  let restart: UnderTest['restart'] = async () => {};
  beforeAll(async () => {
    const database = await freshDatabase(anyFlavor());
    databaseUrl = database.url;
    let messenger = await start(databaseUrl, options);
    url = messenger.url;
    end = () => endBoth(messenger, database);
    restart = async (change) => {
      await messenger.close();
      messenger = await start(databaseUrl, { ...options, ...change });
      url = messenger.url;
    };
  });
  afterAll(() => end());
  const ask = (method: string, path: string, what: Ask = {}) => call(url, method, path, what);
  return {
    get url() {
      return url;
    },
    get databaseUrl() {
      return databaseUrl;
    },
    restart: (change) => restart(change),
    ask,
    ...people(ask),
    ...operators(ask),
  };
}

function start(database: string, options: Partial<MessengerOptions>) {
  return startMessenger({ database, adminToken: ADMIN_TOKEN, passphraseCost: TEST_COST, ...options });
}

/** The first kind of PostgreSQL that this machine has. */
export function anyFlavor() {
  const found = databases().find(({ missing }) => missing === undefined);
  if (found === undefined) throw new Error('No PostgreSQL to test with. Install one, or run npm ci.');
  return found.flavor;
}

/** Bytes that begin like a PNG and are unlike those of any other name. */
export function pngOf(name: string): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(name.repeat(20))]);
}

type Call = UnderTest['ask'];
let made = 0;

function next(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

function people(ask: Call): Pick<UnderTest, 'person' | 'room' | 'upload' | 'send'> {
  return {
    async person(name = next('person')) {
      const body = { name, passphrase: 'correct horse battery' };
      return (await expectStatus(201, ask('POST', '/api/accounts', { body }))).json.token;
    },
    async room(token, visibility = 'public') {
      const body = { slug: next('room'), title: '물결방', visibility };
      return (await expectStatus(201, ask('POST', '/api/rooms', { token, body }))).json.slug;
    },
    async upload(token, body) {
      const headers = { 'content-type': 'image/png' };
      return (await expectStatus(201, ask('POST', '/api/media', { token, body, headers }))).json.blob;
    },
    async send(token, slug, text, media = []) {
      const body = text === undefined ? { media } : { text, media };
      return (await expectStatus(201, ask('POST', `/api/rooms/${slug}/messages`, { token, body }))).json.id;
    },
  };
}

function operators(ask: Call): Pick<UnderTest, 'order' | 'admin'> {
  return {
    order: (method, path, { key = next('key'), token = ADMIN_TOKEN, body } = {}) =>
      ask(method, path, { token, body, headers: { 'idempotency-key': key } }),
    admin: (method, path, body) => ask(method, path, { token: ADMIN_TOKEN, body }),
  };
}

/** Waits for an answer and insists on its status. */
async function expectStatus(status: number, pending: Promise<Answer>): Promise<Answer> {
  const answer = await pending;
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.body}`);
  return answer;
}

async function call(
  url: string,
  method: string,
  path: string,
  { token, body, headers }: Ask,
): Promise<Answer> {
  const raw = Buffer.isBuffer(body) || typeof body === 'string';
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = Buffer.from(await response.arrayBuffer()).toString();
  const { status } = response;
  requireDocumented({ method, path, status, type: response.headers.get('content-type'), body: text });
  return {
    status,
    headers: response.headers,
    body: text,
    get json() {
      return JSON.parse(text) as AnswerFields;
    },
  };
}

async function endBoth(messenger: { close(): Promise<void> }, database: FreshDatabase): Promise<void> {
  await messenger.close();
  await database.drop();
}
