// Has the platform tell whoever made a report how far it is. Asked again it changes nothing: the platform's word is read first and last.
import { reportState } from '../domain/case/report-acts.ts';
import type { Case } from '../domain/case/case.ts';
import type { Connectors } from '../ports/connector.ts';
import { CONNECTOR_MISSING } from './locate-item.ts';
import type { Outcome } from './outcome.ts';

/** What is said is what is so when the task runs, not when it was asked for: an older task says nothing old. */
export async function tellReport(state: Case, connectors: Connectors): Promise<Outcome> {
  const report = state.notice?.report;
  const wanted = reportState(state);
  if (report === undefined || wanted === null) return { kind: 'nothing-to-do' };
  const connector = connectors.for(report.platform);
  if (connector === undefined) return CONNECTOR_MISSING;
  const said = await connector.tellReport(report.id, wanted);
  if (said.kind === 'retry') return said;
  // A report that the platform forgot has nobody who could ask for it.
  if (said.kind === 'unknown' || state.told === wanted) return { kind: 'nothing-to-do' };
  return { kind: 'record', command: { kind: 'record-report-told', state: wanted } };
}
