// What a report is about. Whoever is signed in names what they can see. A link is taken from anybody, and whether it leads
// anywhere is not told: a link into a closed room must not become a way to ask what is in there.
import { Problem } from '../http/problems.ts';
import { visibleMedia, visibleMessage, visibleRoom } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { roomOfInvite } from '../rooms/invites.ts';
import { firstRow, type Queryable } from '../store/database.ts';
import { type OwnLink, readLink } from './links.ts';

export type Named =
  | { readonly link: string }
  | { readonly message: { readonly room: string; readonly id: number } }
  | { readonly media: string }
  | { readonly person: number }
  | { readonly room: string };

/** Where a report points, as far as it is known. */
export interface Target {
  readonly link?: string;
  readonly messageId?: number;
  readonly roomId?: number;
  readonly blob?: string;
  readonly accountId?: number;
}

/** Finds what is named. Throws 422 `report.link-foreign`, 401 `account.sign-in`, 404 `….unknown` for what the viewer cannot see. */
export async function findTarget(
  db: Queryable,
  named: Named,
  viewer: Viewer | null,
  origin: string,
): Promise<Target> {
  if ('link' in named) return followLink(db, named.link, origin);
  if (viewer === null) throw new Problem(401, 'account.sign-in', 'Without an account, send a link.');
  if ('message' in named) return messageSeen(db, named.message, viewer);
  if ('media' in named) return mediaSeen(db, named.media, viewer);
  return 'room' in named ? roomSeen(db, named.room, viewer) : personKnown(db, named.person);
}

async function followLink(db: Queryable, text: string, origin: string): Promise<Target> {
  const link = readLink(text, origin);
  if (link === undefined) {
    throw new Problem(422, 'report.link-foreign', 'This is no link of this messenger.');
  }
  // Behind the # of an invitation may be the key of its room, which is nobody's business here.
  const [told = ''] = text.split('#', 1);
  return { link: told.trim(), ...(await whereTo(db, link)) };
}

async function whereTo(db: Queryable, link: OwnLink): Promise<Target> {
  if (link.kind === 'invite') {
    const room = await roomOfInvite(db, link.token);
    return room === undefined ? {} : { roomId: room.id };
  }
  if (link.kind === 'media') {
    const media = await firstRow(db, 'select 1 from media where blob = $1', [link.blob]);
    return media === undefined ? {} : { blob: link.blob };
  }
  const sql = 'select id from room where slug = $1';
  const room = await firstRow<{ id: number }>(db, sql, [link.slug]);
  if (room === undefined) return {};
  if (link.kind === 'room') return { roomId: room.id };
  // A link may hold the id that a message had before it moved.
  const inRoom = `select id from message where room_id = $2 and id = coalesce(
    (select new_id from moved where kind = 'message' and old_id = $1), $1)`;
  const message = await firstRow<{ id: number }>(db, inRoom, [link.id, room.id]);
  return message === undefined ? { roomId: room.id } : { roomId: room.id, messageId: message.id };
}

async function messageSeen(
  db: Queryable,
  { room, id }: { readonly room: string; readonly id: number },
  viewer: Viewer,
): Promise<Target> {
  const message = await visibleMessage(db, room, id, viewer);
  if (message === undefined) throw new Problem(404, 'message.unknown', 'There is no such message for you.');
  return { messageId: message.id, roomId: message.room.id };
}

async function mediaSeen(db: Queryable, blob: string, viewer: Viewer): Promise<Target> {
  if ((await visibleMedia(db, blob, viewer)) === undefined) {
    throw new Problem(404, 'media.unknown', 'There is no such file for you.');
  }
  return { blob };
}

async function roomSeen(db: Queryable, slug: string, viewer: Viewer): Promise<Target> {
  const room = await visibleRoom(db, slug, viewer);
  if (room === undefined) throw new Problem(404, 'room.unknown', 'There is no such room for you.');
  return { roomId: room.id };
}

async function personKnown(db: Queryable, id: number): Promise<Target> {
  const person = await firstRow(db, 'select 1 from account where id = $1', [id]);
  if (person === undefined) throw new Problem(404, 'account.unknown', 'There is no such person.');
  return { accountId: id };
}
