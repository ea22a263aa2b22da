// Who may see what. Every page, every address for people and every file passes through one of these questions.
// A refusal here looks like absence: the public cannot tell hidden, deleted, closed and never-existing apart.
import { Problem } from '../http/problems.ts';
import type { Viewer } from '../people/accounts.ts';
import { firstRow, type Queryable } from '../store/database.ts';
import { type MessageRecord, messageById } from './records.ts';

export interface Room {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly visibility: 'public' | 'invite';
  /** Whether the one who asks is a member. */
  readonly member: boolean;
}

export interface VisibleMedia {
  readonly blob: string;
  readonly mime: string;
  readonly bytes: number;
}

/** The room, if it exists and is public or counts the viewer among its members. */
export async function visibleRoom(
  db: Queryable,
  slug: string,
  viewer: Viewer | null,
): Promise<Room | undefined> {
  const room = await firstRow<Room>(
    db,
    `select r.id, r.slug, r.title, r.visibility,
            exists (select 1 from member m where m.room_id = r.id and m.account_id = $2) as member
       from room r where r.slug = $1`,
    [slug, viewer?.id ?? 0],
  );
  return room !== undefined && (room.visibility === 'public' || room.member) ? room : undefined;
}

/** As `visibleRoom`, or 404 `room.unknown`. */
export async function roomOrAbsent(db: Queryable, slug: string, viewer: Viewer | null): Promise<Room> {
  const room = await visibleRoom(db, slug, viewer);
  if (room === undefined)
    throw new Problem(404, 'room.unknown', 'There is no such room, or it is not open to you.');
  return room;
}

/** As `roomOrAbsent`, and the viewer must be a member: 403 `room.not-a-member`. */
export async function roomAsMember(db: Queryable, slug: string, viewer: Viewer): Promise<Room> {
  const room = await roomOrAbsent(db, slug, viewer);
  if (!room.member) throw new Problem(403, 'room.not-a-member', 'Join the room first.');
  return room;
}

/** A message of that room which the viewer may read. A message left with nothing to show counts as absent. */
export async function visibleMessage(
  db: Queryable,
  slug: string,
  id: number,
  viewer: Viewer | null,
): Promise<MessageRecord | undefined> {
  const room = await visibleRoom(db, slug, viewer);
  const message = room === undefined ? undefined : await messageById(db, id);
  return message !== undefined && message.room.id === room?.id && isShown(message) ? message : undefined;
}

/** Whether anything of a message is left to show. */
export function isShown(message: MessageRecord): boolean {
  if (message.hidden || message.deleted) return false;
  return message.text !== null || message.media.some((media) => !media.hidden && !media.deleted);
}

/** The file, if it is shown and stands in at least one shown message of a room the viewer may see. */
export function visibleMedia(
  db: Queryable,
  blob: string,
  viewer: Viewer | null,
): Promise<VisibleMedia | undefined> {
  return firstRow<VisibleMedia>(
    db,
    `select f.blob, f.mime, f.bytes from media f
      where f.blob = $1 and f.hidden_at is null and f.deleted_at is null and exists (
        select 1 from message_media mm
          join message m on m.id = mm.message_id and m.hidden_at is null and m.deleted_at is null
          join room r on r.id = m.room_id
         where mm.blob = f.blob and (r.visibility = 'public' or exists (
           select 1 from member k where k.room_id = r.id and k.account_id = $2)))`,
    [blob, viewer?.id ?? 0],
  );
}
