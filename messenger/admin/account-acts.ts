// What the platform does to an account: suspend, give back, write a notice. Nobody is suspended without a notice that says why.
import { Problem } from '../http/problems.ts';
import { tellAccount } from '../live/news.ts';
import type { NoticeFacts } from '../notices/notice-facts.ts';
import { type NewNotice, writeNotice } from '../notices/notices.ts';
import { firstRow, oneRow, type Queryable } from '../store/database.ts';
import type { Act } from './effects.ts';
import type { Reason } from './reasons.ts';

export interface Suspension {
  readonly reason: Reason;
  readonly law?: string;
  readonly automated: boolean;
  /** Until when; absent: until it is given back. */
  readonly until?: string;
}

/** Suspends until a date, or openly. A second suspension replaces the end of the first. */
export function suspendAct(accountId: number, suspension: Suspension): Act {
  const { reason, law, automated, until } = suspension;
  const target = { kind: 'account', id: String(accountId) } as const;
  const facts = { ground: reason, automated, ...(law && { law }), ...(until && { until }) };
  return {
    request: ['suspend', 'account', target.id, suspension],
    effect: 'suspended',
    line: { what: 'suspend', target, reason },
    check: (db) => requireAccount(db, accountId),
    async change(db) {
      const sql = `update account set suspended_at = now(), suspended_until = $2 where id = $1
        and (suspended_at is null or suspended_until is distinct from $2::timestamptz) returning 1`;
      return (await firstRow(db, sql, [accountId, until ?? null])) !== undefined;
    },
    async tell(db) {
      await writeNotice(db, accountId, { kind: 'suspension', facts, appeal: true });
      await tellAccount(db, accountId, 'suspended', { ...(until && { until }) });
    },
  };
}

/** Gives a suspended account back. */
export function unsuspendAct(accountId: number): Act {
  const target = { kind: 'account', id: String(accountId) } as const;
  return {
    request: ['unsuspend', 'account', target.id],
    effect: 'unsuspended',
    line: { what: 'unsuspend', target, reason: null },
    check: (db) => requireAccount(db, accountId),
    async change(db) {
      const sql = `update account set suspended_at = null, suspended_until = null
        where id = $1 and suspended_at is not null returning 1`;
      return (await firstRow(db, sql, [accountId])) !== undefined;
    },
    async tell(db) {
      const facts = { ground: 'terms', automated: false };
      await writeNotice(db, accountId, { kind: 'reinstated', facts, appeal: false });
    },
  };
}

/** Writes a notice to a member. Throws 422 `notice.not-theirs` when it speaks of what somebody else posted. */
export function noticeAct(accountId: number, notice: NewNotice): Act {
  const target = { kind: 'account', id: String(accountId) } as const;
  return {
    request: ['notice', 'account', target.id, notice],
    effect: 'sent',
    line: { what: 'notice', target, reason: null },
    async check(db) {
      await requireAccount(db, accountId);
      await requireTheirs(db, accountId, notice.facts.what);
    },
    change: async () => true,
    async tell(db) {
      await writeNotice(db, accountId, notice);
    },
  };
}

async function requireAccount(db: Queryable, id: number): Promise<void> {
  const found = await firstRow(db, 'select 1 from account where id = $1', [id]);
  if (found === undefined) throw new Problem(404, 'account.unknown', 'There is no such account.');
}

async function requireTheirs(db: Queryable, accountId: number, what: NoticeFacts['what']): Promise<void> {
  if (what === undefined) return;
  const sql =
    what.kind === 'media'
      ? 'select count(*) as count from media where blob = $1 and uploader_id = $2'
      : 'select count(*) as count from message where id::text = $1 and author_id = $2';
  const { count } = await oneRow<{ count: number }>(db, sql, [what.id, accountId]);
  if (count === 0)
    throw new Problem(422, 'notice.not-theirs', 'This account did not post what the notice names.');
}
