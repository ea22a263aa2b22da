// Before a person's ground is recorded: a law that the desk knows, or another one that is named as such. A book of laws that cannot be read
// keeps nobody from hiding on a law of the case.
import { NO_CASE } from '../domain/case/case.ts';
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

/** @returns the refusal, or undefined where something may be decided on the ground */
export async function refuseUnknownGround(
  id: CaseId,
  ground: Ground,
  { cases, law }: KnownGroundPorts,
): Promise<Result<never> | undefined> {
  const state = (await cases.load(id)) ?? NO_CASE;
  const book = ground.kind === 'law' ? await bookOf(law, needsBook(ground, state.laws)) : NO_BOOK;
  return refuseGround(ground, 'decide', state, book);
}

const NO_BOOK: LawBook = { regimes: [], calendars: {} };

async function bookOf(law: KnownGroundPorts['law'], isNeeded: boolean): Promise<LawBook> {
  try {
    return (await law()).book;
  } catch (error) {
    if (isNeeded) throw error;
    return NO_BOOK;
  }
}
