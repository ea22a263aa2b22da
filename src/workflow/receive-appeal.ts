// Somebody asks for a decision to be looked at again; a person of the desk records it, signed. Whether it is in time follows from
// the record and the law book. Who asks is known by her side alone: no name is kept.
import { appealUntil } from '../domain/appeal/time-limit.ts';
import { type Case, fold, itemAt } from '../domain/case/case.ts';
import type { Appeal, Appellant, ItemIndex } from '../domain/case/event.ts';
import type { LawBook } from '../domain/clock/book.ts';
import { appealId, type CaseId, type DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import { type SignedRequest, signedStep, type TakeActPorts } from './take-act.ts';

export interface ReceiveAppeal {
  readonly item: ItemIndex;
  readonly from: Appellant;
  /** The decision appealed against, as whoever records it saw it. */
  readonly against: DecisionId;
}

/** The appeal bears the id of the act that records it. */
export async function receiveAppeal(
  request: SignedRequest,
  { item, from, against }: ReceiveAppeal,
  book: LawBook,
  now: Instant,
  ports: TakeActPorts,
): Promise<Result<Case>> {
  const asked = { kind: 'receive-appeal', item, from, against } as const;
  const appeal: Appeal = { id: appealId(request.act.id), item, by: from, against };
  const until = await limitOf(request.case, appeal, book, ports.cases);
  const command = { kind: 'receive-appeal', item, appeal, until } as const;
  return signedStep(request, asked, (act) => ({ ...command, act }), now, ports);
}

/** Read before the case is locked: a decision that changed meanwhile is refused as not the present one. */
async function limitOf(id: CaseId, appeal: Appeal, book: LawBook, cases: Cases): Promise<Instant | null> {
  const history = await cases.history(id);
  const state = fold(history);
  const decision = itemAt(state, appeal.item)?.decision;
  return decision?.id === appeal.against ? appealUntil(state, history, appeal, decision, book) : null;
}
