// Cases as the desk's command line shows them.
import type { Desk } from './desk.ts';

export interface CaseRow {
  readonly number: string;
  readonly documentNumber: string | null;
  readonly status: string;
  readonly needs: string;
  readonly level: string | null;
  readonly items: number;
  readonly settled: number;
}

export interface CaseDetail {
  readonly number: string;
  readonly documentNumber: string | null;
  readonly items: readonly {
    readonly position: number;
    readonly status: string;
    readonly result: { readonly word: string } | null;
    readonly decidedBy: string | null;
    readonly copies: readonly {
      readonly id: string;
      readonly status: string;
      readonly round: number;
      readonly verifiedAt: string | null;
    }[];
  }[];
}

const MAX_CASES = 100_000;
const TRIES = 3;

/** All cases; undefined when the desk could not be asked just now. */
export async function readCases(desk: Desk): Promise<readonly CaseRow[] | undefined> {
  const answer = await desk.command('cases', '--limit', String(MAX_CASES));
  return answer?.['cases'] as readonly CaseRow[] | undefined;
}

/** One case item by item. Throws when the desk does not show it. */
export async function readCase(desk: Desk, number: string): Promise<CaseDetail> {
  for (let time = 0; time < TRIES; time += 1) {
    const answer = await desk.command('case', number);
    if (answer !== undefined) return answer as unknown as CaseDetail;
  }
  throw new Error(`the desk does not show ${number}`);
}
