// What becomes of a file that the gate put off: allowed, or refused for good. Orders like others: a key, a ledger line, an event.
import type { Act } from '../admin/effects.ts';
import type { Reason } from '../admin/reasons.ts';
import { Problem } from '../http/problems.ts';
import { tellOfMedia } from '../live/news.ts';
import type { NoticeFacts } from '../notices/notice-facts.ts';
import { writeNotice } from '../notices/notices.ts';
import { firstRow, oneRow, type Queryable } from '../store/database.ts';

export interface Refusal {
  readonly reason: Reason;
  readonly automated: boolean;
  readonly law?: string;
}

/** Shows a held file. */
export function allowAct(blob: string): Act {
  const target = { kind: 'media', id: blob } as const;
  const sql =
    'update media set hidden_at = null, held_at = null where blob = $1 and held_at is not null returning 1';
  return {
    request: ['allow', 'media', blob],
    effect: 'shown',
    line: { what: 'show', target, reason: null },
    check: (db) => requireHeld(db, blob),
    change: async (db) => (await firstRow(db, sql, [blob])) !== undefined,
    tell: (db) => tellOfMedia(db, blob, 'show'),
  };
}

/** Drops a held file, and tells its uploader why and how to disagree. */
export function refuseAct(blob: string, refusal: Refusal): Act {
  const { reason, automated, law } = refusal;
  const target = { kind: 'media', id: blob } as const;
  return {
    request: ['refuse', 'media', blob, refusal],
    effect: 'deleted',
    line: { what: 'delete', target, reason },
    check: (db) => requireHeld(db, blob),
    change: async (db) => (await firstRow(db, DROP, [blob])) !== undefined,
    async tell(db) {
      await tellOfMedia(db, blob, 'hide');
      const sql = 'select uploader_id as uploader, uploaded_at as at from media where blob = $1';
      const { uploader, at } = await oneRow<{ uploader: number; at: Date }>(db, sql, [blob]);
      const facts = {
        ground: reason,
        ...(law === undefined ? {} : { law }),
        what: target,
        when: at.toISOString(),
        automated,
        ...DROPPED,
      };
      await writeNotice(db, uploader, { kind: 'removal', facts, appeal: true });
    },
  };
}

/** What becomes of it, and where to turn beside an appeal. */
const DROPPED: Pick<NoticeFacts, 'done' | 'scope' | 'redress'> = {
  done: 'deleted',
  scope: 'everywhere',
  redress: ['settlement', 'court'],
};

const DROP = `with held as (select blob from media where blob = $1 and held_at is not null),
    gone as (delete from media_bytes where blob in (select blob from held)),
    small as (delete from thumbnail where blob in (select blob from held))
  update media set deleted_at = now(), held_at = null where blob in (select blob from held) returning 1`;

/** Throws 404 `media.unknown`, 409 `gate.not-held`. */
async function requireHeld(db: Queryable, blob: string): Promise<void> {
  const sql = 'select held_at is not null as held from media where blob = $1';
  const found = await firstRow<{ held: boolean }>(db, sql, [blob]);
  if (found === undefined) throw new Problem(404, 'media.unknown', 'There is no such file.');
  if (!found.held) throw new Problem(409, 'gate.not-held', 'This file does not wait for a decision.');
}
