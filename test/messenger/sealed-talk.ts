// Members of an encrypted room for tests: they seal, send, fetch and open as a page would, over HTTP.
import { linkWithKey, newRoomKey } from '../../messenger/crypto/room-key.ts';
import { openFile, sealFile } from '../../messenger/crypto/sealed-files.ts';
import { openMessage, sealMessage } from '../../messenger/crypto/sealed-messages.ts';
import type { SecretFile, SecretMessage } from '../../messenger/crypto/secret-message.ts';

/** How a test speaks to a messenger: method, path, token, body (bytes as they are, everything else as JSON). */
export type Speak = (method: string, path: string, token?: string, body?: unknown) => Promise<Response>;

export interface Talker {
  readonly token: string;
  readonly id: number;
}

export interface SecretRoom {
  readonly id: number;
  readonly slug: string;
  readonly key: string;
}

const OCTETS = { 'content-type': 'application/octet-stream' };
let made = 0;

/** Speaks to the messenger at `url()`. */
export function speakTo(url: () => string): Speak {
  return (method, path, token, body) =>
    fetch(`${url()}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body instanceof Uint8Array ? OCTETS : {}),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    });
}

/** The JSON of an answer with this status; throws for another. */
export async function answered<T = Record<string, unknown>>(
  status: number,
  pending: Promise<Response>,
): Promise<T> {
  const response = await pending;
  const text = await response.text();
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status}: ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as T;
}

/** What a refusal says: status and code. */
export async function refusal(pending: Promise<Response>): Promise<readonly [number, string]> {
  const response = await pending;
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
}

/** What those who talk in encrypted rooms do. */
export function sealedTalk(speak: Speak) {
  const talk = {
    async person(): Promise<Talker> {
      made += 1;
      const body = { name: `이야기 ${made}`, passphrase: 'correct horse battery' };
      const account = await answered<{ token: string; accountId: number }>(
        201,
        speak('POST', '/api/accounts', undefined, body),
      );
      return { token: account.token, id: account.accountId };
    },
    async room(owner: Talker): Promise<SecretRoom> {
      made += 1;
      const body = { slug: `sealed-${made}`, title: '물결', visibility: 'invite', encrypted: true };
      const room = await answered<{ id: number; slug: string }>(
        201,
        speak('POST', '/api/rooms', owner.token, body),
      );
      return { id: room.id, slug: room.slug, key: newRoomKey() };
    },
    /** The link that is given from hand to hand. */
    async invitation(room: SecretRoom, host: Talker): Promise<URL> {
      const made = await answered<{ link: string }>(
        201,
        speak('POST', `/api/rooms/${room.slug}/invites`, host.token),
      );
      return new URL(linkWithKey(made.link, room.key));
    },
    join: (link: URL, guest: Talker) =>
      answered(200, speak('POST', `/api/invites/${link.pathname.split('/').at(-1)}/join`, guest.token)),
    /** Seals and uploads; with `small`, also a thumbnail. */
    async upload(
      author: Talker,
      bytes: Uint8Array<ArrayBuffer>,
      small?: Uint8Array<ArrayBuffer>,
    ): Promise<{ readonly ciphertext: Uint8Array<ArrayBuffer>; readonly file: SecretFile }> {
      const { ciphertext, file } = await sealFile(bytes);
      const { blob } = await answered<{ blob: string }>(
        201,
        speak('POST', '/api/media', author.token, ciphertext),
      );
      const kind = { mime: 'image/png' as const };
      if (small === undefined) return { ciphertext, file: { ...file, ...kind, blob } };
      const sealed = await sealFile(small);
      const path = `/api/media/${blob}/thumbnail`;
      await answered(201, speak('PUT', path, author.token, sealed.ciphertext));
      return {
        ciphertext,
        file: { ...file, ...kind, blob, thumbnail: { ...sealed.file, mime: 'image/webp' as const } },
      };
    },
    async send(author: Talker, room: SecretRoom, message: SecretMessage): Promise<number> {
      const sealed = await sealMessage(room.key, { room: room.id, author: author.id }, message);
      const body = { sealed, media: message.files.map(({ blob }) => blob) };
      const path = `/api/rooms/${room.slug}/messages`;
      return (await answered<{ id: number }>(201, speak('POST', path, author.token, body))).id;
    },
    async read(reader: Talker, room: SecretRoom, id: number): Promise<SecretMessage> {
      const path = `/api/rooms/${room.slug}/messages/${id}`;
      const message = await answered<{ sealed: string; author: { id: number } }>(
        200,
        speak('GET', path, reader.token),
      );
      return openMessage(room.key, { room: room.id, author: message.author.id }, message.sealed);
    },
    async bytes(reader: Talker, path: string): Promise<Uint8Array<ArrayBuffer>> {
      const response = await speak('GET', path, reader.token);
      if (response.status !== 200) throw new Error(`Expected 200, got ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    open: async (reader: Talker, file: SecretFile) =>
      openFile(await talk.bytes(reader, `/media/${file.blob}`), file),
  };
  return talk;
}
