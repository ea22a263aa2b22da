// What an author does to a message of their own: edit it, delete it. Earlier words are kept for platform engineers until
// the message is deleted; a deletion drops all its words at once.
import { Problem } from '../http/problems.ts';
import { announceMessage } from '../live/news.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, inTransaction, oneRow, type Queryable, rows } from '../store/database.ts';
import { wordsFor, requireFittingFiles } from '../rooms/encryption.ts';
import { announced, attach, cleanText, existing, requireContent, requireOwnShown } from './messages.ts';
import { type MessageRecord, messageById } from './records.ts';
import { isShown, type Room } from './visibility.ts';

export interface Change {
  readonly text?: string;
  /** In an encrypted room instead of the text. */
  readonly sealed?: string;
  readonly media?: readonly string[];
}

export interface Version {
  readonly version: number;
  readonly text: string | null;
  readonly media: readonly string[];
  /** When these words were replaced; absent for the present ones. */
  readonly replacedAt?: Date;
}

/** Edits kept of one message. */
const MAX_EDITS = 100;

/** Changes words and files. What is hidden in a message stays in it. Throws 404 `message.unknown`, 403 `message.not-yours`,
 * 409 `message.forwarded` or `message.edited-too-often`, 422 `message.empty`, `room.encrypted` or `room.not-encrypted`,
 * 404 `media.unknown`. */
export async function editMessage(
  database: Database,
  author: Viewer,
  room: Room,
  id: number,
  change: Change,
): Promise<MessageRecord> {
  const words = wordsFor(room, change);
  return inTransaction(database, async (db) => {
    const before = await ownMessage(db, author, room, id);
    if (before.forwardedFrom !== undefined) {
      throw new Problem(
        409,
        'message.forwarded',
        'A forward shows what somebody else wrote. Delete it instead.',
      );
    }
    const text = words === undefined ? before.text : cleanText(words);
    const blobs = change.media ?? shownBlobs(before);
    requireContent(room, text, blobs);
    await requireOwnShown(
      db,
      author,
      blobs.filter((blob) => !shownBlobs(before).includes(blob)),
    );
    await requireFittingFiles(db, room, blobs);
    await keepVersion(db, before);
    await db.query('update message set text = $2, edited_at = now() where id = $1', [id, text]);
    await db.query('delete from message_media where message_id = $1', [id]);
    await attach(db, id, [...blobs, ...hiddenBlobs(before)]);
    const message = await existing(db, id);
    await announceMessage(db, room.id, 'edit', id, { message: announced(message) });
    return message;
  });
}

/** Deletes a message of one's own for good. Its files stay until nobody needs them as a report's object. */
export function deleteOwnMessage(database: Database, author: Viewer, room: Room, id: number): Promise<void> {
  return inTransaction(database, async (db) => {
    await ownMessage(db, author, room, id);
    await db.query('update message set deleted_at = now(), text = null where id = $1', [id]);
    await db.query('update message_edit set text = null where message_id = $1', [id]);
    const account = { id: author.id, name: author.name };
    await announceMessage(db, room.id, 'delete', id, {
      target: { kind: 'message', id: String(id) },
      account,
    });
  });
}

/** Every version of a message, the present one last. Words of a deleted message are gone from all of them. */
export async function versionsOf(db: Queryable, message: MessageRecord): Promise<readonly Version[]> {
  const earlier = await rows<Version>(
    db,
    `select version, text, blobs as media, replaced_at as "replacedAt" from message_edit
      where message_id = $1 order by version`,
    [message.id],
  );
  const media = message.media.map(({ blob }) => blob);
  return [...earlier, { version: earlier.length + 1, text: message.text, media }];
}

/** Locks the message until the transaction ends, so that two edits follow each other. */
async function ownMessage(db: Queryable, author: Viewer, room: Room, id: number): Promise<MessageRecord> {
  await db.query('select 1 from message where id = $1 for update', [id]);
  const message = await messageById(db, id);
  if (message === undefined || message.room.id !== room.id || !isShown(message)) {
    throw new Problem(404, 'message.unknown', 'There is no such message, or it is not open to you.');
  }
  if (message.author.id !== author.id) {
    throw new Problem(403, 'message.not-yours', 'Only its author may change or delete a message.');
  }
  return message;
}

async function keepVersion(db: Queryable, { id, text, media }: MessageRecord): Promise<void> {
  const { count } = await oneRow<{ count: number }>(
    db,
    'select count(*) as count from message_edit where message_id = $1',
    [id],
  );
  if (count >= MAX_EDITS) {
    throw new Problem(409, 'message.edited-too-often', 'This message was edited too often. Write a new one.');
  }
  await db.query('insert into message_edit (message_id, version, text, blobs) values ($1, $2, $3, $4)', [
    id,
    count + 1,
    text,
    media.map(({ blob }) => blob),
  ]);
}

function shownBlobs({ media }: MessageRecord): readonly string[] {
  return media.filter(({ hidden, deleted }) => !hidden && !deleted).map(({ blob }) => blob);
}

function hiddenBlobs({ media }: MessageRecord): readonly string[] {
  return media.filter(({ hidden, deleted }) => hidden || deleted).map(({ blob }) => blob);
}
