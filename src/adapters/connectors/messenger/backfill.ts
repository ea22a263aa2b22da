// The messenger's history, one request a page: every report, every upload, then room by room its messages, then the avatars. The position is
// all that is needed to go on, also in another process.
import type { Sighting } from '../../../domain/content/observation.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { History } from '../../../ports/connector.ts';
import type { Call, Client } from './client.ts';
import { CONTRADICTION, trusted } from './observe.ts';
import { avatarOf, containerOf, pictureOf, sightingsOfMessage, uploadOf } from './sightings.ts';

const PAGE_SIZE = 200;
/** The words of one may be 24 KB, and an answer is at most 1 MiB. */
const REPORTS_AT_ONCE = 40;

/** `room`: which room comes next. `messages`: of `room`. */
interface Position {
  readonly at: 'reports' | 'uploads' | 'room' | 'messages' | 'avatars';
  /** Within the list that is read; given back as it was given. */
  readonly cursor: string;
  /** Within the list of rooms, while one of them is read; empty: it was the last. */
  readonly rooms: string;
  readonly room: number;
  readonly done: number;
  readonly total: number;
}
const FIRST = '0';
const START: Position = { at: 'reports', cursor: FIRST, rooms: FIRST, room: 0, done: 0, total: 0 };
const STEPS: readonly string[] = ['reports', 'uploads', 'room', 'messages', 'avatars'];
const CURSOR = /^[a-z]?[0-9]{1,15}$/;
/** Those that somebody ended before us are nobody's to take up. */
const WAITS: readonly unknown[] = ['received', 'looking'];

type Row = Record<string, unknown> & { readonly id: number };
interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}
type Undated = ReturnType<typeof sightingsOfMessage>[number];

/** @param position as an earlier page gave it; null: from the beginning */
export async function backfill(client: Client, position: string | null): Promise<History> {
  const at = position === null ? START : readPosition(position);
  const answer = trusted(await client.call(callAt(at)));
  if (answer.kind === 'retry') return answer;
  const page = pageOf(answer.body, at.at);
  if (page === undefined) return CONTRADICTION;
  const now = instant(Date.now());
  const next = after(at, page);
  return {
    kind: 'page',
    position: next === null ? null : JSON.stringify(next),
    sightings: page.rows.flatMap((row) => saidBy(at.at, row)).map((one): Sighting => ({ ...one, at: now })),
    rooms: { done: next?.done ?? at.done, total: next?.total ?? at.total },
  };
}

/** Throws where it is none: a position is only ever one that we gave. */
function readPosition(text: string): Position {
  const position = JSON.parse(text) as Position;
  const numbers = [position.room, position.done, position.total];
  if (!STEPS.includes(position.at) || !numbers.every((one) => Number.isSafeInteger(one)))
    throw new TypeError('this is no position in the history of the messenger');
  return position;
}

function callAt({ at, cursor, room }: Position): Call {
  const query = { cursor, limit: String(limitOf(at)) };
  switch (at) {
    case 'reports':
      return { endpoint: 'GET /admin/v1/reports', query, as: 'admin' };
    case 'uploads':
      return { endpoint: 'GET /admin/v1/uploads', query, as: 'admin' };
    case 'room':
      return { endpoint: 'GET /admin/v1/rooms', query, as: 'admin' };
    case 'messages':
      return {
        endpoint: 'GET /admin/v1/rooms/:id/messages',
        params: { id: String(room) },
        query,
        as: 'admin',
      };
    case 'avatars':
      return { endpoint: 'GET /admin/v1/avatars', query, as: 'admin' };
  }
}

const limitOf = (at: Position['at']): number =>
  at === 'room' ? 1 : at === 'reports' ? REPORTS_AT_ONCE : PAGE_SIZE;

const LISTS = {
  reports: 'reports',
  uploads: 'media',
  room: 'rooms',
  messages: 'messages',
  avatars: 'accounts',
} as const;

/** A list that is not there is not an empty list: something between us and the platform answered instead of it. */
function pageOf(body: unknown, at: Position['at']): Page | undefined {
  const { [LISTS[at]]: rows, next, total } = body as Record<string, unknown>;
  if (!Array.isArray(rows) || (next !== undefined && !CURSOR.test(String(next)))) return undefined;
  return {
    rows: rows as readonly Row[],
    total: Number(total ?? 0),
    next: next === undefined ? null : String(next),
  };
}

function after(at: Position, { rows, total, next }: Page): Position | null {
  const [room] = rows;
  switch (at.at) {
    case 'reports':
      return next === null ? { ...at, at: 'uploads', cursor: FIRST } : { ...at, cursor: next };
    case 'uploads':
      return next === null ? { ...at, at: 'room', cursor: FIRST } : { ...at, cursor: next };
    case 'room':
      return room === undefined
        ? { ...at, at: 'avatars', cursor: FIRST }
        : { ...at, at: 'messages', room: room.id, cursor: FIRST, rooms: next ?? '', total };
    case 'messages':
      return next === null ? roomAfter({ ...at, done: at.done + 1 }) : { ...at, cursor: next };
    case 'avatars':
      return next === null ? null : { ...at, cursor: next };
  }
}

const roomAfter = (at: Position): Position =>
  at.rooms === '' ? { ...at, at: 'avatars', cursor: FIRST } : { ...at, at: 'room', cursor: at.rooms };

function saidBy(at: Position['at'], row: Row): Undated[] {
  switch (at) {
    case 'reports':
      return WAITS.includes(row['state']) ? [{ kind: 'report', report: String(row.id) }] : [];
    case 'uploads': {
      const upload = row as unknown as Parameters<typeof uploadOf>[0] & Upload;
      return [
        uploadOf(upload, upload.uploader.id),
        ...(upload.deleted ? [{ kind: 'deleted', what: 'blob', key: upload.blob } as const] : []),
      ];
    }
    case 'room': {
      const room = row as unknown as Parameters<typeof pictureOf>[0] & { readonly picture?: string };
      return [
        containerOf(room),
        pictureOf(room, room.picture === undefined ? undefined : { blob: room.picture }),
      ];
    }
    case 'messages':
      return sightingsOfMessage(row as unknown as Parameters<typeof sightingsOfMessage>[0]);
    case 'avatars':
      return [avatarOf(row.id, { blob: String(row['avatar']) })];
  }
}

interface Upload {
  readonly blob: string;
  readonly uploader: { readonly id: number };
  readonly deleted: boolean;
}
