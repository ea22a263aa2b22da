// Disagreeing with a notice: once for each notice, in words, by the member it was written to.
import { fromPlace, type Place } from '../admin/paging.ts';
import { appendEvent } from '../feed/feed.ts';
import type { Person } from '../facts.ts';
import { Problem } from '../http/problems.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, firstRow, inTransaction, type Queryable, rows } from '../store/database.ts';
import { ownNotice } from './notices.ts';

export interface Appeal {
  readonly id: number;
  readonly notice: string;
  readonly account: Person;
  readonly at: Date;
  readonly words: string;
  /** The key of the order by which the notice was written; null where it was none. */
  readonly order: string | null;
}

/** Stores an appeal and tells the feed, without its words. Throws 404 `notice.unknown`, 409 `notice.no-appeal`,
 * `notice.appeal-over` or `notice.appealed`. */
export function appealAgainst(
  database: Database,
  viewer: Viewer,
  noticeId: string,
  words: string,
): Promise<void> {
  return inTransaction(database, async (db) => {
    const notice = await ownNotice(db, viewer.id, noticeId);
    if (notice.appealUntil === null)
      throw new Problem(409, 'notice.no-appeal', 'This notice only tells you something.');
    if (notice.over) throw new Problem(409, 'notice.appeal-over', 'The time to appeal is over.');
    const made = await firstRow<{ id: number }>(
      db,
      `insert into appeal (notice_id, account_id, words) values ($1, $2, $3)
       on conflict do nothing returning id`,
      [noticeId, viewer.id, words],
    );
    if (made === undefined) throw new Problem(409, 'notice.appealed', 'You have appealed already.');
    const account = { id: viewer.id, name: viewer.name };
    await appendEvent(db, 'appeal', { appeal: { id: made.id, notice: noticeId }, account });
  });
}

/** A page of appeals, with their words. */
export function listAppeals(db: Queryable, place: Place, limit: number): Promise<readonly Appeal[]> {
  return rows<Appeal>(
    db,
    `select p.id, p.notice_id as notice, p.at, p.words, n.order_key as "order",
            json_build_object('id', a.id, 'name', a.name) as account
       from appeal p join account a on a.id = p.account_id join notice n on n.id = p.notice_id where ${fromPlace(place, 'p.id', 1)} limit $2`,
    [place.at, limit],
  );
}
