// Pictures of people and of rooms. They are uploads like others: what hides a file hides it here as well.
import type { MediaFacts, Person, RoomFacts } from '../facts.ts';
import { appendEvent } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import { tellRoom } from '../live/news.ts';
import type { Room } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { requireInClear } from '../rooms/encryption.ts';
import { factsOf } from '../rooms/room-facts.ts';
import { type Database, firstRow, inTransaction, type Queryable, rows } from '../store/database.ts';

export interface Uses {
  readonly accounts: readonly Person[];
  readonly rooms: readonly RoomFacts[];
}

/** Sets the viewer's avatar, or takes it away. Throws 404 `media.unknown`, 422 `media.not-a-picture`. */
export function setAvatar(database: Database, viewer: Viewer, blob: string | null): Promise<void> {
  return inTransaction(database, async (db) => {
    const media = blob === null ? undefined : await ownPicture(db, viewer, blob);
    await db.query('update account set avatar = $2 where id = $1', [viewer.id, blob]);
    const account = { id: viewer.id, name: viewer.name };
    await appendEvent(db, 'avatar', { account, ...(media === undefined ? {} : { media }) });
  });
}

/** Sets the picture of a room, or takes it away. Throws as `setAvatar`, and 422 `room.encrypted`. */
export async function setRoomPicture(
  database: Database,
  owner: Viewer,
  room: Room,
  blob: string | null,
): Promise<void> {
  requireInClear(room, 'A room picture would be seen by the server.');
  return inTransaction(database, async (db) => {
    const media = blob === null ? undefined : await ownPicture(db, owner, blob);
    await db.query('update room set picture = $2 where id = $1', [room.id, blob]);
    await appendEvent(db, 'room-picture', { room: factsOf(room), ...(media === undefined ? {} : { media }) });
    await tellRoom(db, room.id, 'room', { room: room.slug });
  });
}

/** Whose avatar and which rooms' picture a file is, shown or hidden. Encrypted rooms have none. */
export async function usesOf(db: Queryable, blob: string): Promise<Uses> {
  const accounts = await rows<Person>(db, 'select id, name from account where avatar = $1 order by id', [
    blob,
  ]);
  const rooms = await rows<RoomFacts>(
    db,
    'select id, slug, visibility from room where picture = $1 order by id',
    [blob],
  );
  return { accounts, rooms };
}

async function ownPicture(db: Queryable, viewer: Viewer, blob: string): Promise<MediaFacts> {
  const media = await firstRow<MediaFacts>(
    db,
    `select blob, encode(sha256, 'hex') as sha256, mime, bytes from media
      where blob = $1 and uploader_id = $2 and hidden_at is null and deleted_at is null`,
    [blob, viewer.id],
  );
  if (media === undefined)
    throw new Problem(404, 'media.unknown', 'Upload a picture first, then name its blob.');
  if (!media.mime.startsWith('image/')) {
    throw new Problem(422, 'media.not-a-picture', 'Only a picture can stand for a person or a room.');
  }
  return media;
}
