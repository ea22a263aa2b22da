// What the messenger can do for us: asked with calls that change nothing. What a token does not open is said to be missing.
import { instant } from '../../../domain/kernel/instant.ts';
import type { Capabilities } from '../../../ports/connector.ts';
import { type Call, type Client, ENDPOINTS } from './client.ts';

const NO_DIGEST = '0'.repeat(64);
/** Whether the list opens is asked behind its last report, so that nobody's words are read for it. */
const BEHIND_ALL = { cursor: '999999999999999', limit: '1' };
const MAX_TRIES = 3;

export async function probe(client: Client): Promise<Capabilities> {
  const [health, feed, read, suspends, tells, reported, gate] = await Promise.all([
    opened(client, { endpoint: 'GET /admin/v1/health', as: 'anonymous' }),
    opened(client, { endpoint: 'GET /admin/v1/events/head', as: 'admin' }),
    opened(client, { endpoint: 'GET /admin/v1/media', query: { sha256: NO_DIGEST }, as: 'admin' }),
    isAllowed(client, 'POST /admin/v1/accounts/:id/suspend'),
    isAllowed(client, 'POST /admin/v1/accounts/:id/notices'),
    opened(client, { endpoint: 'GET /admin/v1/reports', query: BEHIND_ALL, as: 'admin' }),
    opened(client, { endpoint: 'GET /admin/v1/gate', as: 'admin' }),
  ]);
  const version = (health as { version?: unknown } | undefined)?.version;
  const finds = read !== undefined;
  return {
    platform: 'messenger',
    version: typeof version === 'string' ? version : '',
    probedAt: instant(Date.now()),
    resolve: finds ? 'direct' : 'none',
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
    ...gateOf(gate),
    ...(suspends
      ? ({ suspend: 'direct', suspendScope: 'server', suspendReversible: true } as const)
      : ({ suspend: 'none' } as const)),
    notifyUploader: tells ? 'direct' : 'none',
    // What whoever reported is told needs the same scope as what an uploader is.
    reports: tells && reported !== undefined ? 'direct' : 'none',
    encrypted: 'opaque',
    // Peers keep copies of their own, which nothing we do here takes away.
    federation: 'localCopiesOnly',
    endpoints: ENDPOINTS,
  };
}

/** Somebody is asked before a file is stored: this desk, where it has the gate. */
function gateOf(body: unknown): Pick<Capabilities, 'gate' | 'gateOnError'> {
  const { url, onError } = (body ?? {}) as { readonly url?: unknown; readonly onError?: unknown };
  if (typeof url !== 'string') return { gate: 'none' };
  return { gate: 'preStorage', gateOnError: onError === 'closed' ? 'closed' : 'open' };
}

/** The answer of a call that was let in; undefined where it was not, or nobody answered. */
async function opened(client: Client, call: Call): Promise<unknown> {
  const answer = await client.call(call);
  return answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined;
}

/**
 * An order without a key and without a body cannot do anything: whoever may give it is told what is missing, who may not, that. A good
 * token is refused now and then, which says nothing of what it opens.
 */
async function isAllowed(client: Client, endpoint: Call['endpoint']): Promise<boolean> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await client.call({ endpoint, params: { id: '1' }, as: 'admin' });
    if (answer.kind === 'answered' && answer.status !== 401) return answer.status === 400;
  }
  return false;
}
