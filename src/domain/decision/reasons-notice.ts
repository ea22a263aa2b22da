// A statement of reasons as the notice of a platform: field by field, so that nothing else of a case has a way into it.
import type { CopyState } from '../case/item.ts';
import type { Posted, UploaderNotice } from '../content/account-notice.ts';
import type { Language } from '../notice/letter.ts';
import { lawLine, type StatementOfReasons } from './statement.ts';

/**
 * What the platform is asked to tell.
 * @param held the copy that the statement is about  @param language in which the law is named
 * @param answers whether it answers an appeal of this very account
 */
export function reasonsNotice(
  statement: StatementOfReasons,
  held: Pick<CopyState, 'copy' | 'record'>,
  language: Language,
  answers: boolean,
): UploaderNotice {
  const { done, redress, automated, scope, source, found, forNowUntil } = statement;
  const said = { automated, language, what: postedOf(held), ...groundOf(statement, language) };
  if (done === 'kept') return { ...said, kind: 'appeal-answer', outcome: 'upheld', redress };
  if (done === 'restored')
    return answers ? { ...said, kind: 'appeal-answer', outcome: 'reversed' } : { ...said, kind: 'restored' };
  const until = forNowUntil === null ? {} : { until: forNowUntil };
  return { ...said, kind: 'removal', done, scope, source, found, redress, ...until };
}

function groundOf(
  { ground }: StatementOfReasons,
  language: Language,
): Pick<UploaderNotice, 'law' | 'cited' | 'clause'> {
  if (ground.kind === 'terms') return ground.clause === null ? {} : { clause: ground.clause };
  const law = lawLine({ ground }, language);
  if (law === undefined) return {};
  return ground.kind === 'other-law' ? { law, cited: true } : { law };
}

function postedOf({ copy, record }: Pick<CopyState, 'copy' | 'record'>): Posted {
  const posted =
    copy.message === ''
      ? ({ kind: 'file', id: copy.blob } as const)
      : ({ kind: 'message', id: copy.message } as const);
  const at = record?.postedAt ?? null;
  return at === null ? posted : { ...posted, at };
}
