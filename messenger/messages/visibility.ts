// Who may see what. Every page, every address for people and every file passes through one of these questions.
// A refusal here looks like absence: the public cannot tell hidden, deleted, closed and never-existing apart.
import { Problem } from '../http/problems.ts';
import type { Viewer } from '../people/accounts.ts';
import { firstRow, type Queryable, withoutNulls } from '../store/database.ts';
import { type MessageRecord, messageById } from './records.ts';

export interface Room {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly visibility: 'public' | 'invite';
  /** There only when it is so. */
  readonly encrypted?: true;
  /** Whether the one who asks is a member. */
  readonly member: boolean;
  /** What the one who asks is in it. */
  readonly role?: 'owner' | 'member';
  /** Blob of its picture, when that is shown. */
  readonly picture?: string;
  readonly description?: string;
  /** How many are in it. */
  readonly members: number;
}

export interface VisibleMedia {
  readonly blob: string;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
}

/** SQL: whether the viewer `$2` may see the room row `r`. */
const OPEN_ROOM = `r.closed_at is null and (r.visibility = 'public' or exists (
  select 1 from member k where k.room_id = r.id and k.account_id = $2))`;

/** SQL: a room row `r` as the account whose membership is `m` sees it. */
export const ROOM_COLUMNS = `r.id, r.slug, r.title, r.description, r.visibility, nullif(r.encrypted, false) as encrypted,
  m.room_id is not null as member, m.role,
  (select count(*) from member c where c.room_id = r.id) as members,
  (select v.blob from media v where v.blob = r.picture and v.hidden_at is null and v.deleted_at is null) as picture`;

/** The room, if it exists and is public or counts the viewer among its members. */
export async function visibleRoom(
  db: Queryable,
  slug: string,
  viewer: Viewer | null,
): Promise<Room | undefined> {
  const room = await firstRow<Room>(
    db,
    `select ${ROOM_COLUMNS} from room r left join member m on m.room_id = r.id and m.account_id = $2
      where r.slug = $1 and ${OPEN_ROOM}`,
    [slug, viewer?.id ?? 0],
  );
  return room === undefined ? undefined : withoutNulls(room);
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

/** As `roomAsMember`, and the viewer must look after it: 403 `room.not-an-owner`. */
export async function roomAsOwner(db: Queryable, slug: string, viewer: Viewer): Promise<Room> {
  const room = await roomAsMember(db, slug, viewer);
  if (room.role !== 'owner')
    throw new Problem(403, 'room.not-an-owner', 'Only an owner of the room may do this.');
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

/** The file, if it is shown and stands where the viewer may look: in a shown message, as a person's or as a room's picture. */
export function visibleMedia(
  db: Queryable,
  blob: string,
  viewer: Viewer | null,
): Promise<VisibleMedia | undefined> {
  return firstRow<VisibleMedia>(
    db,
    `select f.blob, encode(f.sha256, 'hex') as sha256, f.mime, f.bytes from media f
      where f.blob = $1 and f.hidden_at is null and f.deleted_at is null and (exists (
        select 1 from message_media mm
          join message m on m.id = mm.message_id and m.hidden_at is null and m.deleted_at is null
          join room r on r.id = m.room_id
         where mm.blob = f.blob and ${OPEN_ROOM})
      or exists (select 1 from room r where r.picture = f.blob and ${OPEN_ROOM})
      or exists (select 1 from account p where p.avatar = f.blob and (p.id = $2 or exists (
        select 1 from member pm join room r on r.id = pm.room_id where pm.account_id = p.id and ${OPEN_ROOM}))))`,
    [blob, viewer?.id ?? 0],
  );
}
