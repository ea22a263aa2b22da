// Blocking a person. It has effect between the two alone: the blocked one's messages come to me marked as collapsed, and what
// they write, mention or invite me to notifies me of nothing. They are not told, and others see everything as before.
import { Problem } from '../http/problems.ts';
import { type Queryable, firstRow, rows } from '../store/database.ts';
import { personSql } from './person.ts';

export interface Shown {
  readonly id: number;
  readonly name: string;
  readonly avatar?: string;
}

/** A person whom the viewer may see: oneself, and members of rooms that are open to the viewer. 404 `account.unknown` otherwise. */
export async function visiblePerson(db: Queryable, id: number, viewerId: number): Promise<Shown> {
  const row = await firstRow<{ person: Shown }>(
    db,
    `select ${personSql('a')} as person from account a
      where a.id = $1 and (a.id = $2 or exists (
        select 1 from member m join room r on r.id = m.room_id and r.closed_at is null
         where m.account_id = a.id and (r.visibility = 'public' or exists (
           select 1 from member k where k.room_id = r.id and k.account_id = $2))))`,
    [id, viewerId],
  );
  if (row === undefined) throw new Problem(404, 'account.unknown', 'There is no such person for you.');
  return row.person;
}

/** Blocks a person. Twice is the same as once. */
export async function block(db: Queryable, accountId: number, blockedId: number): Promise<void> {
  await visiblePerson(db, blockedId, accountId);
  if (accountId === blockedId) throw new Problem(422, 'account.oneself', 'Nobody can block themselves.');
  await db.query('insert into block (account_id, blocked_id) values ($1, $2) on conflict do nothing', [
    accountId,
    blockedId,
  ]);
}

/** Takes a block back. */
export async function unblock(db: Queryable, accountId: number, blockedId: number): Promise<void> {
  await db.query('delete from block where account_id = $1 and blocked_id = $2', [accountId, blockedId]);
}

/** Whom an account has blocked. */
export async function blockedBy(db: Queryable, accountId: number): Promise<readonly Shown[]> {
  const found = await rows<{ person: Shown }>(
    db,
    `select ${personSql('a')} as person from block b join account a on a.id = b.blocked_id
      where b.account_id = $1 order by b.at`,
    [accountId],
  );
  return found.map(({ person }) => person);
}

/** The numbers of those whom a viewer has blocked; none for nobody. */
export async function blockedIds(
  db: Queryable,
  viewer: { readonly id: number } | null,
): Promise<ReadonlySet<number>> {
  if (viewer === null) return new Set();
  const sql = 'select blocked_id as id from block where account_id = $1';
  return new Set((await rows<{ id: number }>(db, sql, [viewer.id])).map(({ id }) => id));
}
