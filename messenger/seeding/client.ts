// The messenger's API as the seed calls it: over HTTP, like any client, with no way in that others lack.

export interface Account {
  readonly id: number;
  readonly name: string;
  readonly token: string;
}

export interface Sent {
  readonly id: number;
  readonly room: string;
  readonly permalink: string;
}

export interface Uploaded {
  readonly blob: string;
  readonly sha256: string;
}

export interface SeedRoom {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly visibility: 'public' | 'invite';
}

/** Nothing the seed asks takes longer than this on a machine that is not broken. */
const TIMEOUT_MS = 30_000;

export interface Client {
  signUp(name: string, passphrase: string): Promise<Account>;
  makeRoom(by: Account, room: Omit<SeedRoom, 'id'>): Promise<SeedRoom>;
  invite(by: Account, slug: string): Promise<string>;
  join(who: Account, slug: string): Promise<void>;
  joinByInvite(who: Account, token: string): Promise<void>;
  upload(by: Account, mime: string, bytes: Buffer): Promise<Uploaded>;
  send(by: Account, slug: string, text: string | undefined, media: readonly string[]): Promise<Sent>;
  forward(by: Account, message: Sent, to: string): Promise<Sent>;
  /** Whether nothing was ever written. */
  isEmpty(adminToken: string): Promise<boolean>;
}

/** A client of the messenger at `api`, for example http://127.0.0.1:4181. Every refusal is thrown with its code. */
export function createClient(api: string): Client {
  const post = <T>(path: string, token: string | undefined, body: unknown) =>
    call<T>(api, 'POST', path, token, body);
  return {
    async signUp(name, passphrase) {
      const made = await post<{ accountId: number; token: string }>('/api/accounts', undefined, {
        name,
        passphrase,
      });
      return { id: made.accountId, name, token: made.token };
    },
    makeRoom: (by, room) => post('/api/rooms', by.token, room),
    invite: async (by, slug) =>
      (await post<{ token: string }>(`/api/rooms/${slug}/invites`, by.token, undefined)).token,
    join: (who, slug) => post(`/api/rooms/${slug}/join`, who.token, undefined),
    joinByInvite: (who, token) => post(`/api/invites/${token}/join`, who.token, undefined),
    upload: (by, mime, bytes) => call(api, 'POST', '/api/media', by.token, bytes, mime),
    send: (by, slug, text, media) =>
      post(`/api/rooms/${slug}/messages`, by.token, text === undefined ? { media } : { text, media }),
    forward: (by, message, to) =>
      post(`/api/rooms/${message.room}/messages/${message.id}/forward`, by.token, { to }),
    async isEmpty(adminToken) {
      const page = await call<{ events: unknown[] }>(
        api,
        'GET',
        '/admin/v1/events?limit=1',
        adminToken,
        undefined,
      );
      return page.events.length === 0;
    },
  };
}

async function call<T>(
  api: string,
  method: string,
  path: string,
  token: string | undefined,
  body: unknown,
  mime = 'application/json',
): Promise<T> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': mime }),
    },
    ...(body === undefined
      ? {}
      : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json()) as T & { code?: string };
  if (!response.ok) throw new Error(`${method} ${path} was refused: ${response.status} ${answer.code ?? ''}`);
  return answer;
}
