// Reports as they are stored, told in the feed, and looked up again by whoever holds the code.
import { fromPlace, type Place } from '../admin/paging.ts';
import { randomInt } from 'node:crypto';
import { appendEvent } from '../feed/feed.ts';
import { Problem } from '../http/problems.ts';
import { hashToken } from '../http/tokens.ts';
import type { Viewer } from '../people/accounts.ts';
import { roomSql } from '../rooms/room-facts.ts';
import {
  type Database,
  firstRow,
  inTransaction,
  oneRow,
  type Queryable,
  rows,
  withoutNulls,
} from '../store/database.ts';
import { type GivenKeys, keepKeys } from './file-keys.ts';
import type { ReportReason } from './reasons.ts';
import type { Target } from './targets.ts';

export const REPORT_STATES = ['received', 'looking', 'acted', 'declined'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export interface NewReport {
  readonly target: Target;
  readonly reasons: readonly ReportReason[];
  readonly words?: string;
  readonly contact?: string;
  readonly keys?: GivenKeys;
}

export interface ReportProgress {
  readonly state: ReportState;
  readonly receivedAt: Date;
  readonly stateAt: Date;
  readonly reasons: readonly ReportReason[];
}

/** Letters and digits that are not taken for one another when they are copied by hand (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_LENGTH = 5;

const SELECT = `
  select r.id, r.at, r.reasons, r.words, r.contact, r.state, r.state_at as "stateAt",
         json_strip_nulls(json_build_object('link', r.link, 'blob', r.blob, 'account', r.account_id,
           'message', r.message_id,
           'room', case when o.id is null then null else ${roomSql('o')} end)) as target,
         (select json_agg(k.blob order by k.blob) from report_key k where k.report_id = r.id) as "keysFor",
         case when a.id is null then null else json_build_object('id', a.id, 'name', a.name) end as reporter
    from report r left join room o on o.id = r.room_id left join account a on a.id = r.reporter_id`;

/** Stores a report and tells the feed, without words, contact and keys. The code is in the answer and nowhere else. */
export function storeReport(database: Database, reporter: Viewer | null, report: NewReport): Promise<string> {
  const code = newCode();
  const { target } = report;
  return inTransaction(database, async (db) => {
    const { id } = await oneRow<{ id: number }>(
      db,
      `insert into report (code_hash, reporter_id, reasons, words, contact, link, message_id, room_id, blob, account_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        hashToken(plain(code)),
        reporter?.id ?? null,
        report.reasons,
        report.words ?? null,
        report.contact ?? null,
        target.link ?? null,
        target.messageId ?? null,
        target.roomId ?? null,
        target.blob ?? null,
        target.accountId ?? null,
      ],
    );
    await keepKeys(db, id, report.keys ?? []);
    const stored = await requiredReport(db, id);
    const keysFor = stored.keysFor === undefined ? {} : { keysFor: stored.keysFor };
    await appendEvent(db, 'report', {
      report: { id, reasons: report.reasons, target: stored.target, ...keysFor },
    });
    return code;
  });
}

/** What became of a report. One answer, 404 `report.unknown`, for every wrong code. */
export async function progressOf(db: Queryable, code: string): Promise<ReportProgress> {
  const found = await firstRow<ReportProgress>(
    db,
    `select state, at as "receivedAt", state_at as "stateAt", reasons from report where code_hash = $1`,
    [hashToken(plain(code))],
  );
  if (found === undefined) throw new Problem(404, 'report.unknown', 'This code belongs to no report.');
  return found;
}

export interface StoredReport {
  readonly id: number;
  readonly at: Date;
  readonly reasons: readonly ReportReason[];
  readonly words?: string;
  readonly contact?: string;
  readonly state: ReportState;
  readonly stateAt: Date;
  readonly target: object;
  readonly reporter?: object;
  /** Files whose keys were handed over and are still there. */
  readonly keysFor?: readonly string[];
}

/** A page of reports, in one state or in any. */
export async function listReports(
  db: Queryable,
  state: ReportState | undefined,
  place: Place,
  limit: number,
): Promise<readonly StoredReport[]> {
  const sql = `${SELECT} where ($2::text is null or r.state = $2) and ${fromPlace(place, 'r.id', 1)} limit $3`;
  return (await rows<StoredReport>(db, sql, [place.at, state ?? null, limit])).map(withoutNulls);
}

/** One report. Throws 404 `report.unknown`. */
export async function requiredReport(db: Queryable, id: number): Promise<StoredReport> {
  const found = await firstRow<StoredReport>(db, `${SELECT} where r.id = $1`, [id]);
  if (found === undefined) throw new Problem(404, 'report.unknown', 'There is no such report.');
  return withoutNulls(found);
}

/** Says how far a report is, for the reporter to read. */
export async function setReportState(db: Queryable, id: number, state: ReportState): Promise<StoredReport> {
  await db.query('update report set state = $2, state_at = now() where id = $1 and state <> $2', [id, state]);
  return requiredReport(db, id);
}

function newCode(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The code as it is hashed: letters that look like digits count as those, and dashes do not count. */
function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
