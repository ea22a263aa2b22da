// The messenger Yeoul as the people of the story use it: over HTTP, like any client. What each of them needs, and no more.
import { DemoError } from '../options.ts';

export interface Member {
  readonly id: number;
  readonly name: string;
  readonly token: string;
}

export interface Posted {
  readonly id: number;
  readonly permalink: string;
  /** Of the file; empty where it stands in a message as a forward. */
  readonly blob: string;
  readonly sha256: string;
}

/** What the platform tells a member of a decision. */
export interface PlatformNotice {
  readonly id: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly appeal?: { readonly link: string; readonly state: string };
}

export interface Yeoul {
  readonly api: string;
  signUp(name: string): Promise<Member>;
  makeRoom(by: Member, room: object): Promise<{ readonly slug: string }>;
  join(who: Member, slug: string): Promise<void>;
  post(by: Member, slug: string, text: string, mime: string, bytes: Buffer): Promise<Posted>;
  forward(by: Member, from: string, message: number, to: string): Promise<Posted>;
  /** @returns the code that whoever reported asks with */
  report(target: object, reasons: readonly string[], said: Said, by: Member | null): Promise<string>;
  /** The notices of the platform to a member, as she gets them. */
  notices(who: Member): Promise<{ readonly text: string; readonly notices: readonly PlatformNotice[] }>;
  appeal(who: Member, notice: string, words: string): Promise<void>;
  admin<T>(method: string, path: string, body?: object): Promise<T>;
  /** What anybody gets at an address: its status. */
  status(path: string, token?: string): Promise<number>;
}

/** In her own words, and how to reach her; left out by many. */
export interface Said {
  readonly words?: string;
  readonly contact?: string;
}

const TIMEOUT_MS = 60_000;
const BUSY = 429;
const GONE_AGAIN_MS = 1_000;

/** @param api where it answers  @param adminToken the operator's */
export function yeoulAt(api: string, adminToken: string): Yeoul {
  const post = <T>(path: string, token: string | undefined, body?: object): Promise<T> =>
    call<T>(api, 'POST', path, token, json(body));
  return {
    api,
    async signUp(name) {
      const made = { name, passphrase: `the passphrase of ${name}` };
      const { accountId, token } = await post<{ accountId: number; token: string }>(
        '/api/accounts',
        undefined,
        made,
      );
      return { id: accountId, name, token };
    },
    makeRoom: (by, room) => post('/api/rooms', by.token, room),
    join: (who, slug) => post(`/api/rooms/${slug}/join`, who.token),
    async post(by, slug, text, mime, bytes) {
      const file = { mime, bytes: new Uint8Array(bytes) };
      const { blob, sha256 } = await call<Posted>(api, 'POST', '/api/media', by.token, file);
      const said = { text, media: [blob] };
      return { ...(await post<Posted>(`/api/rooms/${slug}/messages`, by.token, said)), blob, sha256 };
    },
    forward: (by, from, message, to) =>
      post(`/api/rooms/${from}/messages/${message}/forward`, by.token, { to }),
    async report(target, reasons, said, by) {
      const body = { target, reasons, ...said };
      return (await post<{ code: string }>('/api/reports', by?.token, body)).code;
    },
    async notices(who) {
      const told = await call<{ notices: PlatformNotice[] }>(api, 'GET', '/api/notices?limit=200', who.token);
      return { text: JSON.stringify(told), notices: told.notices };
    },
    appeal: (who, notice, words) => post(`/api/notices/${notice}/appeal`, who.token, { words }),
    admin: (method, path, body) => call(api, method, path, adminToken, json(body)),
    async status(path, token) {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await fetch(`${api}${path}`, { method: 'HEAD', headers, redirect: 'manual' })).status;
    },
  };
}

interface Body {
  readonly mime: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
}

const json = (body: object | undefined): Body | undefined =>
  body === undefined ? undefined : { mime: 'application/json', bytes: JSON.stringify(body) };

async function call<T>(
  api: string,
  method: string,
  path: string,
  token: string | undefined,
  body?: Body,
): Promise<T> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': body.mime }),
  };
  const request = { method, headers, ...(body === undefined ? {} : { body: body.bytes }) };
  const response = await fetch(`${api}${path}`, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === BUSY) {
    await new Promise((resolve) => setTimeout(resolve, GONE_AGAIN_MS));
    return call(api, method, path, token, body);
  }
  const text = await response.text();
  if (response.ok) return (text === '' ? {} : JSON.parse(text)) as T;
  throw new DemoError(
    'demo.messenger-refused',
    `${method} ${path} was refused: ${response.status} ${text.slice(0, 200)}`,
    'tell us what you did; nothing of it should happen',
  );
}
