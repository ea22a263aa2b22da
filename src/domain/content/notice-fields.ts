// The fields of a notice to an account: exactly what a platform is given, what its member reads, and what the record's digest is of. Each is
// named here; nothing else that an order might hold goes out.
import type { Json } from './canonical-json.ts';
import { type Instant, utc } from '../kernel/instant.ts';
import { isClause, namesLawOnly, type SuspensionNotice, type UploaderNotice } from './account-notice.ts';

export type Fields = Readonly<Record<string, Json>>;

/**
 * @param ground the closed word of the order, such as `intimate-image`
 * @returns times as RFC 3339 in UTC; what does not apply is left out. Throws where a law or a clause could be more than that.
 */
export function noticeFields(ground: string, notice: UploaderNotice): Fields {
  const { kind, what, clause, cited } = notice;
  return {
    ...{ kind, ground, ...lawFields(notice) },
    ...(cited === true ? { cited } : {}),
    ...(clause === undefined ? {} : { clause: ofClause(clause) }),
    what: { kind: what.kind, id: what.id },
    ...at('when', what.at),
    ...measureFields(notice),
    appeal: kind === 'removal',
  };
}

function measureFields(notice: UploaderNotice): Fields {
  if (notice.kind === 'restored') return {};
  if (notice.kind === 'removal') {
    const { done, scope, source, found, redress, until } = notice;
    return { done, scope, source, found, redress: [...redress], ...at('until', until) };
  }
  const { outcome } = notice;
  return notice.outcome === 'upheld' ? { outcome, redress: [...notice.redress] } : { outcome };
}

/** The law, and whether a machine decided. Throws where the law could be more than a law. */
export function lawFields({ law, automated }: Pick<SuspensionNotice, 'law' | 'automated'>): Fields {
  if (law === undefined) return { automated };
  if (!namesLawOnly(law)) throw new TypeError('a notice names a law and nothing else');
  return { law, automated };
}

function ofClause(clause: string): string {
  if (!isClause(clause)) throw new TypeError('a notice names a clause by its number and nothing else');
  return clause;
}

const at = (name: string, moment: Instant | undefined): Fields =>
  moment === undefined ? {} : { [name]: utc(moment) };
