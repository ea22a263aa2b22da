// What the messenger can do for us: asked with calls that change nothing. What a token does not open is said to be missing.
import { instant } from '../../../domain/kernel/instant.ts';
import type { Capabilities } from '../../../ports/connector.ts';
import { type Call, type Client, ENDPOINTS } from './client.ts';

const NO_DIGEST = '0'.repeat(64);

export async function probe(client: Client): Promise<Capabilities> {
  const [health, feed, read] = await Promise.all([
    opened(client, { endpoint: 'GET /admin/v1/health', as: 'anonymous' }),
    opened(client, { endpoint: 'GET /admin/v1/events/head', as: 'admin' }),
    opened(client, { endpoint: 'GET /admin/v1/media', query: { sha256: NO_DIGEST }, as: 'admin' }),
  ]);
  const version = (health as { version?: unknown } | undefined)?.version;
  const finds = read !== undefined;
  return {
    platform: 'messenger',
    version: typeof version === 'string' ? version : '',
    probedAt: instant(Date.now()),
    observe: {
      mode: feed === undefined ? 'none' : 'poll',
      history: finds ? 'full' : 'none',
      delivery: 'at-least-once',
      numbered: true,
    },
    find: { byBlobId: finds, bySha256: finds, byPerceptual: false, backfill: finds },
    // The messenger makes thumbnails of a file inaccessible with it, and closes rooms only by a call we do not make.
    remove: { reference: 'direct', blob: 'direct', thumbnail: 'direct', container: 'none' },
    restore: { reference: true, blob: true, thumbnail: true },
    gate: 'none',
    suspend: 'none',
    notifyUploader: 'none',
    encrypted: 'opaque',
    // Peers keep copies of their own, which nothing we do here takes away.
    federation: 'localCopiesOnly',
    endpoints: ENDPOINTS,
  };
}

/** The answer of a call that was let in; undefined where it was not, or nobody answered. */
async function opened(client: Client, call: Call): Promise<unknown> {
  const answer = await client.call(call);
  return answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined;
}
