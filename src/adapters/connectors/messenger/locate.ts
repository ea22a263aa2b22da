// From a permalink to every place where the very same file stands: this message, forwards (same file id), re-uploads
// (same SHA-256). Altered copies need perceptual matching, which is not built yet; the coverage statement says so.
import type { Copy, Coverage } from '../../../domain/content/copy.ts';
import type { Locator } from '../../../domain/content/locator.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Located } from '../../../ports/connector.ts';
import type { Answer, Client } from './client.ts';
import { copyOfMessage, isMedia, type MediaRecord, type MessageRecord, messageRecord } from './records.ts';

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

export async function locate(client: Client, locator: Locator): Promise<Located> {
  const message = /\/r\/([a-z0-9-]+)\/m\/(\d+)$/.exec(locator.link);
  if (message === null) return { kind: 'container' };
  try {
    return await search(client, message[1] ?? '', message[2] ?? '');
  } catch (error) {
    if (error instanceof Interrupted) return error.retry;
    throw error;
  }
}

async function search(client: Client, slug: string, id: string): Promise<Located> {
  const answer = await ask(client, { endpoint: 'GET /admin/v1/messages/:id', params: { id }, as: 'admin' });
  if (answer.status === 404) return { kind: 'not-found' };
  const message = messageRecord(answer.body);
  if (message.room.slug !== slug) return { kind: 'not-found' };
  const found = new Map<string, Copy>();
  for (const media of message.media) {
    for (const copy of await placesOf(client, message, media)) found.set(copy.id, copy);
  }
  if (message.media.length === 0 && !message.deleted) add(found, copyOfMessage(message, '', 'link'));
  return found.size === 0
    ? { kind: 'gone' }
    : { kind: 'found', copies: [...found.values()], coverage: coverage() };
}

async function placesOf(client: Client, reported: MessageRecord, media: MediaRecord): Promise<Copy[]> {
  const files = (await pages(client, 'GET /admin/v1/media', {}, { sha256: media.sha256 }, 'media')).filter(
    isMedia,
  );
  const copies: Copy[] = [];
  for (const file of files.filter(({ deleted }) => !deleted)) {
    const messages = await pages(
      client,
      'GET /admin/v1/media/:blob/messages',
      { blob: file.blob },
      {},
      'messages',
    );
    for (const shown of messages.map(messageRecord).filter(({ deleted }) => !deleted)) {
      copies.push(copyOfMessage(shown, file.blob, shown.id === reported.id ? 'link' : 'hash'));
    }
  }
  return copies;
}

async function pages(
  client: Client,
  endpoint: 'GET /admin/v1/media' | 'GET /admin/v1/media/:blob/messages',
  params: Record<string, string>,
  query: Record<string, string>,
  list: 'media' | 'messages',
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const limit = { limit: String(PAGE_SIZE), ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await ask(client, { endpoint, params, query: { ...query, ...limit }, as: 'admin' });
    const answer = body as Record<string, unknown>;
    rows.push(...((answer[list] ?? []) as unknown[]));
    if (typeof answer['next'] !== 'string') return rows;
    cursor = answer['next'];
  }
  throw new RangeError(`more than ${MAX_PAGES} pages of ${list}`);
}

async function ask(
  client: Client,
  call: Parameters<Client['call']>[0],
): Promise<Extract<Answer, { kind: 'answered' }>> {
  const answer = await client.call(call);
  if (answer.kind === 'retry') throw new Interrupted(answer);
  if (answer.status === 404 || answer.status === 200) return answer;
  throw new Interrupted({ kind: 'retry', code: 'connector.token-refused', afterMs: null });
}

const add = (found: Map<string, Copy>, copy: Copy): void => void found.set(copy.id, copy);

function coverage(): Coverage {
  return {
    scope: ['this server, public and invite-only rooms'],
    method: 'platform look-up by file id and SHA-256',
    until: instant(Date.now()),
    complete: false,
    blind: ['e2ee', 'notIndexed'],
  };
}
