// Before a person's ground is recorded: a law that the desk knows, or another one that is named as such. The law book is read only where the
// laws of the case do not tell, so that a book that cannot be read keeps nobody from hiding.
import type { Ground } from '../domain/case/event.ts';
import type { LawBook } from '../domain/clock/book.ts';
import { needsBook, refuseGround } from '../domain/decision/ground.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';

export interface KnownGroundPorts {
  readonly cases: Pick<Cases, 'load'>;
  /** The law book of this desk. */
  law(): Promise<{ readonly book: LawBook }>;
}

/** @returns the refusal, or undefined where the ground may be recorded */
export async function refuseUnknownGround(
  id: CaseId,
  ground: Ground,
  { cases, law }: KnownGroundPorts,
): Promise<Result<never> | undefined> {
  const laws = (await cases.load(id))?.laws ?? [];
  const regimes = needsBook(ground, laws) ? (await law()).book.regimes : [];
  return refuseGround(ground, laws, regimes);
}
