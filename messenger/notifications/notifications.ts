// What is for one person: somebody mentioned them, answered them, invited them. Nothing comes from whom they have blocked.
import { tellAccount } from '../live/news.ts';
import { Problem } from '../http/problems.ts';
import { ROOM_COLUMNS, type Room } from '../messages/visibility.ts';
import { type Shown } from '../people/blocks.ts';
import { personSql } from '../people/person.ts';
import { firstRow, oneRow, type Queryable, rows, withoutNulls } from '../store/database.ts';

export const NOTIFICATION_KINDS = ['mention', 'reply', 'invite'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  readonly at: Date;
  readonly read: boolean;
  readonly room: { readonly slug: string; readonly title: string };
  readonly message?: number;
  readonly from: Shown;
}

export interface Occasion {
  readonly kind: NotificationKind;
  readonly roomId: number;
  readonly messageId?: number;
  readonly fromId: number;
}

/** Days in which an invitation to oneself can be accepted. */
const INVITED_DAYS = 30;

/** Notifies those who have not blocked the one it comes from: members of the room, or for an invitation those who are not.
 * Takes the journal lock when there is somebody to tell: call it last in a transaction. */
export async function notify(db: Queryable, to: readonly number[], occasion: Occasion): Promise<void> {
  if (to.length === 0) return;
  const { kind, roomId, messageId, fromId } = occasion;
  const made = await rows<{ id: number; accountId: number }>(
    db,
    `insert into notification (account_id, kind, room_id, message_id, from_id)
     select a.id, $2, $3, $4, $5 from account a
      where a.id = any($1) and a.id <> $5
        and ($2 = 'invite') <> exists (select 1 from member m where m.room_id = $3 and m.account_id = a.id)
        and not exists (select 1 from block b where b.account_id = a.id and b.blocked_id = $5)
     returning id, account_id as "accountId"`,
    [to, kind, roomId, messageId ?? null, fromId],
  );
  for (const { id, accountId } of made) {
    await tellAccount(db, accountId, 'notification', { notification: { id, kind } });
  }
}

/** An account's notifications, newest first, before number `before`. Those of closed rooms are left out. */
export async function notificationsOf(
  db: Queryable,
  accountId: number,
  before: number,
  limit: number,
): Promise<readonly Notification[]> {
  const found = await rows<Notification>(
    db,
    `select n.id, n.kind, n.at, n.read_at is not null as read, n.message_id as message,
            json_build_object('slug', r.slug, 'title', r.title) as room, ${personSql('a')} as "from"
       from notification n join room r on r.id = n.room_id and r.closed_at is null
       join account a on a.id = n.from_id
      where n.account_id = $1 and n.id < $2 and (n.kind = 'invite' or r.visibility = 'public' or exists (
        select 1 from member m where m.room_id = r.id and m.account_id = $1))
      order by n.id desc limit $3`,
    [accountId, before, limit],
  );
  return found.map(withoutNulls);
}

/** How many an account has not read. */
export async function unreadNotifications(db: Queryable, accountId: number): Promise<number> {
  const sql = 'select count(*) as unread from notification where account_id = $1 and read_at is null';
  return (await oneRow<{ unread: number }>(db, sql, [accountId])).unread;
}

/** Marks everything up to number `upTo` as read. */
export async function markNotificationsRead(db: Queryable, accountId: number, upTo: number): Promise<void> {
  await db.query(
    'update notification set read_at = now() where account_id = $1 and id <= $2 and read_at is null',
    [accountId, upTo],
  );
}

/** The room of an invitation to this account. Throws 404 `invite.unknown`. */
export async function roomOfInvitation(db: Queryable, accountId: number, id: number): Promise<Room> {
  const room = await firstRow<Room>(
    db,
    `select ${ROOM_COLUMNS} from notification n join room r on r.id = n.room_id and r.closed_at is null
       left join member m on m.room_id = r.id and m.account_id = $1
      where n.account_id = $1 and n.id = $2 and n.kind = 'invite'
        and n.at > now() - make_interval(days => ${INVITED_DAYS})`,
    [accountId, id],
  );
  if (room === undefined)
    throw new Problem(404, 'invite.unknown', 'This invitation is unknown or has expired.');
  return withoutNulls(room);
}
