// Notices of the platform to a member: what was done, why, whether a person decided, and how to disagree. Never who asked.
import { randomBytes } from 'node:crypto';
import { tellAccount } from '../live/news.ts';
import { Problem } from '../http/problems.ts';
import { firstRow, oneRow, type Queryable, rows } from '../store/database.ts';
import type { NoticeFacts } from './notice-facts.ts';

export const NOTICE_KINDS = ['removal', 'restored', 'suspension', 'reinstated', 'appeal-answer'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NewNotice {
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  /** Whether the member may appeal. */
  readonly appeal: boolean;
  /** The idempotency key of the order that it is written by: told with its appeal, and never to the member. */
  readonly order?: string;
}

export interface NoticeRow {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: NoticeKind;
  readonly body: NoticeFacts;
  readonly appealUntil: Date | null;
  readonly appealedAt: Date | null;
  readonly over: boolean;
  readonly read: boolean;
}

/** Months in which an appeal can be made (Regulation (EU) 2022/2065, Article 20(1): at least six). */
const APPEAL_MONTHS = 6;
const ID_BYTES = 16;

const SELECT = `
  select n.id, n.seq, n.at, n.kind, n.body, n.appeal_until as "appealUntil", a.at as "appealedAt",
         coalesce(n.appeal_until < now(), false) as over, n.read_at is not null as read
    from notice n left join appeal a on a.notice_id = n.id`;

/** Writes a notice and tells the member, live. Takes the journal lock: call it last in a transaction. */
export async function writeNotice(db: Queryable, accountId: number, notice: NewNotice): Promise<string> {
  const { id } = await oneRow<{ id: string }>(
    db,
    `insert into notice (id, account_id, kind, body, appeal_until, order_key)
     values ($1, $2, $3, $4, case when $5 then now() + make_interval(months => ${APPEAL_MONTHS}) end, $6) returning id`,
    [
      randomBytes(ID_BYTES).toString('base64url'),
      accountId,
      notice.kind,
      JSON.stringify(notice.facts),
      notice.appeal,
      notice.order ?? null,
    ],
  );
  await tellAccount(db, accountId, 'notice', { notice: { id, kind: notice.kind } });
  return id;
}

/** A member's notices, newest first, before number `before`. */
export function noticesOf(
  db: Queryable,
  accountId: number,
  before: number,
  limit: number,
): Promise<readonly NoticeRow[]> {
  const sql = `${SELECT} where n.account_id = $1 and n.seq < $2 order by n.seq desc limit $3`;
  return rows<NoticeRow>(db, sql, [accountId, before, limit]);
}

/** How many a member has not read. */
export async function unreadNotices(db: Queryable, accountId: number): Promise<number> {
  const sql = 'select count(*) as unread from notice where account_id = $1 and read_at is null';
  return (await oneRow<{ unread: number }>(db, sql, [accountId])).unread;
}

/** One notice of this member. 404 `notice.unknown` for everybody else's. */
export async function ownNotice(db: Queryable, accountId: number, id: string): Promise<NoticeRow> {
  const row = await firstRow<NoticeRow>(db, `${SELECT} where n.id = $1 and n.account_id = $2`, [
    id,
    accountId,
  ]);
  if (row === undefined) throw new Problem(404, 'notice.unknown', 'You have no such notice.');
  return row;
}

/** Marks a notice as read. */
export async function markRead(db: Queryable, accountId: number, id: string): Promise<void> {
  await ownNotice(db, accountId, id);
  await db.query('update notice set read_at = now() where id = $1 and read_at is null', [id]);
}
