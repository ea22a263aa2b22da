// From a permalink to every place where the very same file stands: this message, forwards (same file id), re-uploads
// (same SHA-256). Altered copies are no part of this search, and the coverage statement says so.
import type { Copy, Coverage } from '../../../domain/content/copy.ts';
import type { Locator } from '../../../domain/content/locator.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Located } from '../../../ports/connector.ts';
import type { Answer, Client } from './client.ts';
import { copyOfMessage, type MessageRecord, mediaRecord, messageRecord } from './records.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 1_000;

type Retry = Extract<Answer, { kind: 'retry' }>;

/** Thrown inside this file only, so that a search reads as one line after another. */
class Interrupted extends Error {
  readonly retry: Retry;
  constructor(retry: Retry) {
    super(retry.code);
    this.retry = retry;
  }
}

const MESSAGE = /\/r\/([a-z0-9-]+)\/m\/(\d+)$/;

/** The message a link names, as the media index knows it. */
export function spotOf({ link }: Locator): string | null {
  const id = MESSAGE.exec(link)?.[2];
  return id === undefined ? null : `m/${id}`;
}

/** The name of the room in a link to one of its messages. */
export const roomNameOf = ({ link }: Locator): string | null => MESSAGE.exec(link)?.[1] ?? null;

export async function locate(client: Client, locator: Locator): Promise<Located> {
  const message = MESSAGE.exec(locator.link);
  if (message === null) return { kind: 'container' };
  return unlessInterrupted(() => search(client, message[1] ?? '', message[2] ?? ''));
}

/** What a search found, or why it has to come back. */
export async function unlessInterrupted(look: () => Promise<Located>): Promise<Located> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Interrupted) return error.retry;
    throw error;
  }
}

async function search(client: Client, slug: string, id: string): Promise<Located> {
  const answer = await ask(client, { endpoint: 'GET /admin/v1/messages/:id', params: { id }, as: 'admin' });
  const message = answer.status === 404 ? undefined : messageRecord(answer.body);
  if (message === undefined || message.room.slug !== slug) return absent(client, slug, id, 'not-found');
  const files = new Set(message.media.map(({ sha256 }) => sha256));
  const found = new Map<string, Copy>();
  for (const copy of ownCopies(message)) found.set(copy.id, copy);
  for (const sha256 of files) {
    for (const copy of await placesOf(client, message, sha256, files)) found.set(copy.id, copy);
  }
  if (found.size === 0) return absent(client, slug, id, 'gone');
  return { kind: 'found', copies: [...found.values()], coverage: coverage() };
}

/** The place that was named is a copy by itself, whatever the search says of it. */
function ownCopies(message: MessageRecord): Copy[] {
  if (message.deleted) return [];
  if (message.media.length === 0) return [copyOfMessage(message, '', 'link', true)];
  return message.media
    .filter(({ deleted }) => !deleted)
    .map(({ blob }) => copyOfMessage(message, blob, 'link', true));
}

/** "Not there" is said only when nobody sees it there either: one answer of a platform is not the truth. */
async function absent(
  client: Client,
  slug: string,
  id: string,
  kind: 'not-found' | 'gone',
): Promise<Located> {
  for (const as of ['anonymous', 'member'] as const) {
    const page = await client.call({ endpoint: 'HEAD /r/:slug/m/:id', params: { slug, id }, as });
    if (page.kind === 'retry') return page;
    if (page.status < 300) return { kind: 'retry', code: 'connector.contradiction', afterMs: null };
  }
  return { kind };
}

async function placesOf(
  client: Client,
  reported: MessageRecord,
  sha256: string,
  ofItem: ReadonlySet<string>,
): Promise<Copy[]> {
  const files = (await pages(client, 'GET /admin/v1/media', {}, { sha256 }, 'media')).map(mediaRecord);
  const copies: Copy[] = [];
  for (const file of files.filter(({ deleted }) => !deleted))
    copies.push(...(await copiesOfFile(client, file.blob, reported.id, ofItem)));
  return copies;
}

/**
 * Every message that shows a file.
 * @param named the message that was reported, or whether the file itself was
 */
export async function copiesOfFile(
  client: Client,
  blob: string,
  named: number | boolean,
  ofItem: ReadonlySet<string>,
): Promise<Copy[]> {
  const messages = await pages(client, 'GET /admin/v1/media/:blob/messages', { blob }, {}, 'messages');
  return messages
    .map(messageRecord)
    .filter(({ deleted }) => !deleted)
    .map((shown) => {
      const own = shown.id === named;
      const whole = own || shown.media.every((media) => media.deleted || ofItem.has(media.sha256));
      return copyOfMessage(shown, blob, own || named === true ? 'link' : 'hash', whole);
    });
}

export async function pages(
  client: Client,
  endpoint: 'GET /admin/v1/media' | 'GET /admin/v1/media/:blob/messages',
  params: Record<string, string>,
  query: Record<string, string>,
  list: 'media' | 'messages',
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < MAX_PAGES; read += 1) {
    const limit = { limit: String(PAGE_SIZE), ...(cursor === undefined ? {} : { cursor }) };
    const { status, body } = await ask(client, {
      endpoint,
      params,
      query: { ...query, ...limit },
      as: 'admin',
    });
    const answer = body as Record<string, unknown> | null;
    const page: unknown = answer?.[list];
    // A list that is not there is not an empty list: something between us and the platform answered instead of it.
    if (status !== 200 || !Array.isArray(page))
      throw new Interrupted({ kind: 'retry', code: 'connector.contradiction', afterMs: null });
    rows.push(...(page as unknown[]));
    const next: unknown = answer?.['next'];
    if (typeof next !== 'string') return rows;
    cursor = next;
  }
  throw new RangeError(`more than ${MAX_PAGES} pages of ${list}`);
}

export async function ask(
  client: Client,
  call: Parameters<Client['call']>[0],
): Promise<Extract<Answer, { kind: 'answered' }>> {
  const answer = await client.call(call);
  if (answer.kind === 'retry') throw new Interrupted(answer);
  if (answer.status === 404 || answer.status === 200) return answer;
  throw new Interrupted({ kind: 'retry', code: 'connector.token-refused', afterMs: null });
}

export function coverage(): Coverage {
  return {
    scope: ['this server, public and invite-only rooms'],
    method: 'platform look-up by file id and SHA-256',
    until: instant(Date.now()),
    complete: false,
    blind: ['e2ee', 'remoteServers', 'altered'],
  };
}
