// Writing messages: a new one, or a forward, which shows the same file again in another room.
import { appendEvent } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';
import { type MessageRecord, messageById } from './records.ts';
import type { Room } from './visibility.ts';

export interface Draft {
  readonly text: string | null;
  readonly blobs: readonly string[];
  readonly forwardedFrom?: number;
}

/** Sends a message with the author's own uploads. Throws `message.empty` (422), `media.unknown` (404). */
export function sendMessage(
  database: Database,
  author: Viewer,
  room: Room,
  text: string | undefined,
  blobs: readonly string[],
): Promise<MessageRecord> {
  const clean = cleanText(text);
  if (clean === null && blobs.length === 0) {
    throw new Problem(422, 'message.empty', 'A message needs a text or a file.');
  }
  return inTransaction(database, async (db) => {
    await requireOwnShown(db, author, blobs);
    return write(db, author, room, { text: clean, blobs });
  });
}

/** Shows what is left of a message in another room: same text, same blobs, no copy of any bytes. */
export function forwardMessage(
  database: Database,
  author: Viewer,
  source: MessageRecord,
  to: Room,
): Promise<MessageRecord> {
  const blobs = source.media.filter((media) => !media.hidden && !media.deleted).map((media) => media.blob);
  return inTransaction(database, (db) =>
    write(db, author, to, { text: source.text, blobs, forwardedFrom: source.id }),
  );
}

async function write(db: Queryable, author: Viewer, room: Room, draft: Draft): Promise<MessageRecord> {
  const { id } = await oneRow<{ id: number }>(
    db,
    'insert into message (room_id, author_id, text, forwarded_from) values ($1, $2, $3, $4) returning id',
    [room.id, author.id, draft.text, draft.forwardedFrom ?? null],
  );
  await db.query(
    `insert into message_media (message_id, position, blob)
     select $1, position, blob from unnest($2::text[]) with ordinality as attached (blob, position)`,
    [id, draft.blobs],
  );
  const message = await messageById(db, id);
  if (message === undefined) throw new Error('A message just written is not there.');
  await appendEvent(db, 'message', { message: announced(message) });
  return message;
}

function announced({ id, room, author, forwardedFrom, media }: MessageRecord) {
  const facts = media.map(({ blob, sha256, mime, bytes }) => ({ blob, sha256, mime, bytes }));
  return { id, room, author, media: facts, ...(forwardedFrom === undefined ? {} : { forwardedFrom }) };
}

async function requireOwnShown(db: Queryable, author: Viewer, blobs: readonly string[]): Promise<void> {
  const own = await rows(
    db,
    `select blob from media
      where blob = any($1) and uploader_id = $2 and hidden_at is null and deleted_at is null`,
    [blobs, author.id],
  );
  if (own.length !== new Set(blobs).size) {
    throw new Problem(
      404,
      'media.unknown',
      'Upload a file first, then name its blob in a message of your own.',
    );
  }
}

function cleanText(text: string | undefined): string | null {
  // PostgreSQL stores no NUL; nobody types one.
  const clean = (text ?? '').replaceAll('\u0000', '').normalize('NFC').trim();
  return clean === '' ? null : clean;
}
