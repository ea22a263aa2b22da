// A member of every room, over HTTP like any client: sends, forwards, edits and deletes what is its own, and fetches what it may see.

export interface Sent {
  readonly id: number;
  readonly room: string;
}

interface NewMessage {
  readonly text?: string;
  readonly sealed?: string;
  readonly media: readonly string[];
}

interface NewRoom {
  readonly slug: string;
  readonly title: string;
  readonly visibility: 'public' | 'invite';
  readonly encrypted: boolean;
}

export interface Checker {
  readonly token: string;
  self(): Promise<{ readonly id: number }>;
  makeRoom(room: NewRoom): Promise<{ readonly id: number; readonly slug: string }>;
  upload(mime: string, bytes: Uint8Array): Promise<{ readonly blob: string; readonly sha256: string }>;
  send(slug: string, message: NewMessage): Promise<Sent>;
  forward(message: Sent, to: string): Promise<Sent>;
  /** What the message shows from then on. */
  edit(message: Sent, media: readonly string[]): Promise<void>;
  remove(message: Sent): Promise<void>;
  bytes(blob: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Every refusal is thrown with its status and answer. */
export function checkerAt(url: string, token: string): Checker {
  const call = async (method: string, address: string, body?: unknown, mime?: string): Promise<Response> => {
    const raw = body instanceof Uint8Array ? new Uint8Array(body) : undefined;
    const response = await fetch(`${url}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': mime ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${address} was refused: ${response.status} ${await response.text()}`);
    return response;
  };
  const told = async <T>(...asked: Parameters<typeof call>): Promise<T> =>
    (await (await call(...asked)).json()) as T;
  const at = ({ room, id }: Sent): string => `/api/rooms/${room}/messages/${id}`;
  return {
    token,
    self: () => told('GET', '/api/me'),
    makeRoom: (room) => told('POST', '/api/rooms', room),
    upload: (mime, bytes) => told('POST', '/api/media', bytes, mime),
    send: (slug, message) => told('POST', `/api/rooms/${slug}/messages`, message),
    forward: (message, to) => told('POST', `${at(message)}/forward`, { to }),
    edit: async (message, media) => void (await call('PATCH', at(message), { media })),
    remove: async (message) => void (await call('DELETE', at(message))),
    bytes: async (blob) => new Uint8Array(await (await call('GET', `/media/${blob}`)).arrayBuffer()),
  };
}
