// Has the platform tell whoever made a report how far it is. Asked again it changes nothing: the platform's word is read first and last.
import { reportState } from '../domain/case/report-acts.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Cases } from '../ports/cases.ts';
import type { Connectors } from '../ports/connector.ts';
import { CONNECTOR_MISSING } from './locate-item.ts';
import type { Outcome } from './outcome.ts';

/** While the platform was asked, the case went on: another word is true now, and ours may have come after it. */
const OTHER_WORD: Outcome = { kind: 'retry', code: 'report.other-state', afterMs: 0 };

/** What is said is what is so when the task runs, not when it was asked for, and what is still so afterwards. */
export async function tellReport(
  id: CaseId,
  state: Case,
  { connectors, cases }: { readonly connectors: Connectors; readonly cases: Pick<Cases, 'load'> },
): Promise<Outcome> {
  const report = state.notice?.report;
  const wanted = reportState(state);
  if (report === undefined || wanted === null) return { kind: 'nothing-to-do' };
  const connector = connectors.for(report.platform);
  if (connector === undefined) return CONNECTOR_MISSING;
  const said = await connector.tellReport(report.id, wanted);
  if (said.kind === 'retry') return said;
  const since = await cases.load(id);
  if (since !== undefined && reportState(since) !== wanted) return OTHER_WORD;
  // A report that the platform forgot has nobody who could ask for it.
  if (said.kind === 'unknown' || state.told === wanted) return { kind: 'nothing-to-do' };
  return { kind: 'record', command: { kind: 'record-report-told', state: wanted } };
}
