// Keys of sealed files that reporters hand over. Whoever could open the file may give its key, to this messenger's platform engineers
// only. A key is dropped with the bytes it opens, and each reading of it is written down first.
import { type Static, Type } from 'typebox';
import { Problem } from '../http/problems.ts';
import { closed } from '../http/schemas.ts';
import { MAX_MEDIA_PER_MESSAGE } from '../http/limits.ts';
import { SEALED_KIND } from '../files/kinds.ts';
import { visibleMedia } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { type Database, firstRow, inTransaction, type Queryable, rows } from '../store/database.ts';
import type { Target } from './targets.ts';

/** AES-256-CTR: 32 bytes of key; 16 bytes of first counter block, of which the last 8 count. Both base64url. */
const GivenKey = closed({
  blob: Type.String({ maxLength: 64 }),
  key: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  iv: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
});
export const GivenKeys = Type.Array(GivenKey, { maxItems: MAX_MEDIA_PER_MESSAGE });
export type GivenKeys = Static<typeof GivenKeys>;

export interface KeyReading {
  readonly at: Date;
  /** Name of the admin token. */
  readonly by: string;
}

export interface KeptKey {
  readonly blob: string;
  readonly key: string;
  readonly iv: string;
  /** Of the ciphertext. */
  readonly sha256: string;
}

/** Throws 401 `account.sign-in`; 404 `media.unknown` unless each file is sealed, open to the reporter, and part of what is reported. */
export async function requireGivable(
  db: Queryable,
  keys: GivenKeys,
  target: Target,
  reporter: Viewer | null,
): Promise<void> {
  if (keys.length > 0 && reporter === null) {
    throw new Problem(401, 'account.sign-in', 'Only somebody who can open a file can hand over its key.');
  }
  for (const { blob } of keys) {
    const media = await visibleMedia(db, blob, reporter);
    if (media?.mime !== SEALED_KIND || !(await isReported(db, blob, target))) {
      throw new Problem(404, 'media.unknown', 'There is no such sealed file in what you report.');
    }
  }
}

async function isReported(db: Queryable, blob: string, target: Target): Promise<boolean> {
  if (target.blob !== undefined) return target.blob === blob;
  const sql = 'select 1 from message_media where blob = $1 and message_id = $2';
  return (await firstRow(db, sql, [blob, target.messageId ?? 0])) !== undefined;
}

/** Keeps what was given. The first key for a file of a report counts. */
export async function keepKeys(db: Queryable, reportId: number, keys: GivenKeys): Promise<void> {
  for (const { blob, key, iv } of keys) {
    await db.query(
      'insert into report_key (report_id, blob, key, iv) values ($1, $2, $3, $4) on conflict do nothing',
      [reportId, blob, key, iv],
    );
  }
}

/** The keys of a report, and who read them, this reading last. Nothing is written down when there is none. */
export function readKeys(
  database: Database,
  reportId: number,
  tokenId: number,
): Promise<{ readonly keys: readonly KeptKey[]; readonly readings: readonly KeyReading[] }> {
  return inTransaction(database, async (db) => {
    const keys = await rows<KeptKey>(
      db,
      `select k.blob, k.key, k.iv, encode(f.sha256, 'hex') as sha256
         from report_key k join media f on f.blob = k.blob where k.report_id = $1 order by k.blob`,
      [reportId],
    );
    if (keys.length > 0) await noteReading(db, reportId, tokenId);
    const readings = await rows<KeyReading>(
      db,
      `select r.at, t.name as by from report_key_reading r join admin_token t on t.id = r.token_id
        where r.report_id = $1 order by r.id`,
      [reportId],
    );
    return { keys, readings };
  });
}

/** The sealed bytes of a file whose key came with this report, hidden or not. Throws 404 `media.unknown`. */
export function readSealedBytes(
  database: Database,
  reportId: number,
  blob: string,
  tokenId: number,
): Promise<Buffer> {
  return inTransaction(database, async (db) => {
    const found = await firstRow<{ content: Buffer }>(
      db,
      `select b.content from report_key k join media_bytes b on b.blob = k.blob
        where k.report_id = $1 and k.blob = $2`,
      [reportId, blob],
    );
    if (found === undefined) throw new Problem(404, 'media.unknown', 'No key for such a file was given.');
    await noteReading(db, reportId, tokenId);
    return found.content;
  });
}

async function noteReading(db: Queryable, reportId: number, tokenId: number): Promise<void> {
  await db.query('insert into report_key_reading (report_id, token_id) values ($1, $2)', [reportId, tokenId]);
}
