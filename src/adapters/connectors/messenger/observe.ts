// The messenger's event feed as observations, a page at a time. Its cursors are the numbers of its events.
import type { Observation } from '../../../domain/content/observation.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { Observed, Retry } from '../../../ports/connector.ts';
import type { Answer, Client } from './client.ts';
import { sightingsOf } from './sightings.ts';

const PAGE_SIZE = 200;
/** Of the feed, whose cursors are numbers. */
const CURSOR = /^[0-9]{1,15}$/;

type Answered = Extract<Answer, { kind: 'answered' }>;

/** @param cursor null: from the newest event on */
export async function observe(client: Client, cursor: string | null): Promise<Observed> {
  if (cursor === null) return fromHead(client);
  const query = { cursor, limit: String(PAGE_SIZE) };
  const answer = trusted(await client.call({ endpoint: 'GET /admin/v1/events', query, as: 'admin' }));
  if (answer.kind === 'retry') return answer;
  const { events, next } = answer.body as { events?: unknown; next?: unknown };
  if (!Array.isArray(events) || typeof next !== 'string' || !CURSOR.test(next)) return CONTRADICTION;
  if (events.length === 0) return unlessLost(client, cursor);
  const more = events.length >= PAGE_SIZE;
  return {
    kind: 'page',
    cursor: next,
    upTo: Number(next),
    observations: events.flatMap(observationsOf),
    more,
  };
}

async function fromHead(client: Client): Promise<Observed> {
  const answer = trusted(await client.call({ endpoint: 'GET /admin/v1/events/head', as: 'admin' }));
  if (answer.kind === 'retry') return answer;
  const { cursor } = answer.body as { cursor?: unknown };
  return typeof cursor === 'string' && CURSOR.test(cursor) ? nothing(cursor) : CONTRADICTION;
}

/** A feed that ends before our cursor is another one, such as that of a messenger that was set up anew. */
async function unlessLost(client: Client, cursor: string): Promise<Observed> {
  const head = await fromHead(client);
  if (head.kind !== 'page') return head;
  return head.upTo < Number(cursor) ? { kind: 'lost', anew: true } : nothing(cursor);
}

const nothing = (cursor: string): Observed => ({
  kind: 'page',
  cursor,
  upTo: Number(cursor),
  observations: [],
  more: false,
});

/** `id` says which event it is; the cursor beside it is where to go on, which in a shuffled page is another. */
function observationsOf(event: unknown): Observation[] {
  const { cursor, id = cursor, at } = event as { cursor?: unknown; id?: unknown; at?: unknown };
  if (!CURSOR.test(String(id)) || typeof at !== 'string')
    throw new TypeError('the messenger told of an event in an unknown form');
  const [order, moment] = [Number(id), instant(Date.parse(at))];
  return sightingsOf(event).map((sighting) => ({ ...sighting, at: moment, order }));
}

/** 200 with an object, or a reason to come back. */
export function trusted(answer: Answer): Answered | Retry {
  if (answer.kind === 'retry') return answer;
  if (answer.status === 401 || answer.status === 403)
    return { kind: 'retry', code: 'connector.token-refused', afterMs: null };
  return answer.status === 200 && typeof answer.body === 'object' && answer.body !== null
    ? answer
    : CONTRADICTION;
}

export const CONTRADICTION: Retry = { kind: 'retry', code: 'connector.contradiction', afterMs: null };
