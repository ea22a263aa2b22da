// `redress preservations`: what is kept for whoever asked, the first to end first. No name, no place.
import { DAY, type Instant, utc } from '../../domain/kernel/instant.ts';
import { groundText } from '../../domain/decision/payload.ts';
import { type KeptNow, listPreservations, type Preservation } from '../../workflow/list-preservations.ts';
import { deskNow } from './desk-now.ts';
import type { Output } from './output.ts';
import type { Desk } from './wiring.ts';

export interface PreservationsOptions {
  /** Also what has ended or was let go of. */
  readonly all?: boolean;
}

export async function showPreservations(
  desk: Desk,
  options: PreservationsOptions,
  output: Output,
): Promise<void> {
  const now = await deskNow(desk);
  const all = await listPreservations(now, desk);
  const rows = options.all === true ? all : all.filter(({ is }) => is === 'running');
  output.result(
    { preservations: rows.map((row) => json(row, now)) },
    rows.length === 0
      ? ['Nothing is kept for anybody. / 보전 중인 기록이 없습니다.']
      : rows.map((row) => line(row, now)),
  );
}

const IS: Record<KeptNow, string> = {
  running: 'kept / 보전 중',
  ended: 'ended / 기간 끝남',
  released: 'released / 해제됨',
};

const daysLeft = ({ until }: Preservation, now: Instant): number => Math.floor((until - now) / DAY);

function line(row: Preservation, now: Instant): string {
  const left = row.is === 'running' ? `  ${daysLeft(row, now)} d left` : '';
  const more = row.extended ? '  extended / 연장됨' : '';
  return `${row.number}  item ${row.item}  until ${utc(row.until)}${left}  ${IS[row.is]}${more}  ${groundText(row.ground)}  for ${row.body ?? 'nobody proven / 미확인'}  ${row.copies} copies`;
}

const json = ({ since, until, releasedAt, ...row }: Preservation, now: Instant): object => ({
  ...row,
  since: utc(since),
  until: utc(until),
  releasedAt: releasedAt === null ? null : utc(releasedAt),
  daysLeft: row.is === 'running' ? daysLeft({ ...row, since, until, releasedAt }, now) : null,
});
