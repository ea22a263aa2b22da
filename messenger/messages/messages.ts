// Writing messages: a new one, an answer to another, or a forward, which shows the same file again in another room.
import { Problem } from '../http/problems.ts';
import { announceMessage } from '../live/news.ts';
import { notify } from '../notifications/notifications.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';
import { requireFittingFiles, requireSameKind, wordsFor } from '../rooms/encryption.ts';
import { type MessageRecord, messageById } from './records.ts';
import { isShown, type Room } from './visibility.ts';

export interface Draft {
  readonly text?: string;
  /** In an encrypted room instead of the text. */
  readonly sealed?: string;
  readonly media?: readonly string[];
  /** The message of the same room that this one answers. */
  readonly replyTo?: number;
  /** Members of the room whom it speaks to. */
  readonly mentions?: readonly number[];
}

interface Fresh {
  readonly text: string | null;
  readonly blobs: readonly string[];
  readonly forwardedFrom?: number;
  readonly replyTo?: number;
}

/** Sends a message with the author's own uploads. Throws `message.empty`, `room.encrypted`, `room.not-encrypted` (422),
 * `media.unknown`, `message.unknown` (404). */
export async function sendMessage(
  database: Database,
  author: Viewer,
  room: Room,
  draft: Draft,
): Promise<MessageRecord> {
  const text = cleanText(wordsFor(room, draft));
  const blobs = draft.media ?? [];
  requireContent(room, text, blobs);
  return inTransaction(database, async (db) => {
    await requireOwnShown(db, author, blobs);
    await requireFittingFiles(db, room, blobs);
    if (draft.replyTo !== undefined) await requireAnswerable(db, room, draft.replyTo);
    const replyTo = draft.replyTo === undefined ? {} : { replyTo: draft.replyTo };
    const message = await write(db, author, room, { text, blobs, ...replyTo });
    await notifyOf(db, message, draft.mentions ?? []);
    return message;
  });
}

/** Whoever is mentioned and answered at once is notified of the answer only. */
async function notifyOf(
  db: Queryable,
  { id, room, author, answers }: MessageRecord,
  mentions: readonly number[],
): Promise<void> {
  const occasion = { roomId: room.id, messageId: id, fromId: author.id };
  const answered = answers === undefined ? [] : [answers.author.id];
  await notify(db, answered, { ...occasion, kind: 'reply' });
  const others = mentions.filter((mentioned) => !answered.includes(mentioned));
  await notify(db, others, { ...occasion, kind: 'mention' });
}

/** Shows what is left of a message in another room of the same kind: same text, same blobs, no copy of any bytes. Between
 * encrypted rooms the words come sealed anew, because only a member can do that. Throws 422 `room.encrypted`,
 * `room.not-encrypted`, `message.empty`. */
export async function forwardMessage(
  database: Database,
  author: Viewer,
  source: MessageRecord,
  to: Room,
  sealed: string | undefined,
): Promise<MessageRecord> {
  requireSameKind(source.room, to);
  const anew = cleanText(wordsFor(to, { sealed }));
  const text = to.encrypted === true ? anew : source.text;
  const blobs = source.media.filter((media) => !media.hidden && !media.deleted).map((media) => media.blob);
  requireContent(to, text, blobs);
  return inTransaction(database, (db) => write(db, author, to, { text, blobs, forwardedFrom: source.id }));
}

async function write(db: Queryable, author: Viewer, room: Room, fresh: Fresh): Promise<MessageRecord> {
  const { id } = await oneRow<{ id: number }>(
    db,
    `insert into message (room_id, author_id, text, forwarded_from, reply_to)
     values ($1, $2, $3, $4, $5) returning id`,
    [room.id, author.id, fresh.text, fresh.forwardedFrom ?? null, fresh.replyTo ?? null],
  );
  if (fresh.blobs.length > 0) await attach(db, id, fresh.blobs);
  const message = await existing(db, id);
  await announceMessage(db, room.id, 'message', id, { message: announced(message) });
  return message;
}

/** Puts files into a message, in this order. */
export async function attach(db: Queryable, messageId: number, blobs: readonly string[]): Promise<void> {
  await db.query(
    `insert into message_media (message_id, position, blob)
     select $1, position, blob from unnest($2::text[]) with ordinality as attached (blob, position)`,
    [messageId, blobs],
  );
}

/** A message that this transaction has just written. */
export async function existing(db: Queryable, id: number): Promise<MessageRecord> {
  const message = await messageById(db, id);
  if (message === undefined) throw new Error('A message just written is not there.');
  return message;
}

/** A message as the feed names it: no words. */
export function announced({ id, room, author, forwardedFrom, media }: MessageRecord) {
  const facts = media.map(({ blob, sha256, mime, bytes }) => ({ blob, sha256, mime, bytes }));
  const by = { id: author.id, name: author.name };
  return { id, room, author: by, media: facts, ...(forwardedFrom === undefined ? {} : { forwardedFrom }) };
}

/** Throws 404 `media.unknown` unless all files are the author's own, and shown or waiting for the gate. */
export async function requireOwnShown(
  db: Queryable,
  author: Viewer,
  blobs: readonly string[],
): Promise<void> {
  if (blobs.length === 0) return;
  const own = await rows(
    db,
    `select blob from media
      where blob = any($1) and uploader_id = $2 and deleted_at is null and (hidden_at is null or held_at is not null)`,
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

async function requireAnswerable(db: Queryable, room: Room, id: number): Promise<void> {
  const message = await messageById(db, id);
  if (message === undefined || message.room.id !== room.id || !isShown(message)) {
    throw new Problem(404, 'message.unknown', 'There is no such message in this room to answer.');
  }
}

/** Throws 422 `message.empty` when there is nothing to show. In an encrypted room a file without a sealed message would have no key. */
export function requireContent(
  room: Pick<Room, 'encrypted'>,
  text: string | null,
  blobs: readonly string[],
): void {
  if (text === null && (blobs.length === 0 || room.encrypted === true)) {
    throw new Problem(422, 'message.empty', 'A message needs a text or a file.');
  }
}

/** A text as it is stored, or null for one without words. */
export function cleanText(text: string | undefined): string | null {
  // PostgreSQL stores no NUL; nobody types one.
  const clean = (text ?? '').replaceAll('\u0000', '').normalize('NFC').trim();
  return clean === '' ? null : clean;
}
