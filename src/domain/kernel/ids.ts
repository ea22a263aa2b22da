// Branded identifiers: a case id cannot be passed where a task id is meant.

declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

export type CaseId = Brand<string, 'case'>;
export type CaseNumber = Brand<string, 'case-number'>;
export type LetterId = Brand<string, 'letter'>;
export type TaskId = Brand<string, 'task'>;
export type CopyId = Brand<string, 'copy'>;
export type DecisionId = Brand<string, 'decision'>;
export type AppealId = Brand<string, 'appeal'>;
export type PersonId = Brand<string, 'person'>;
export type AuthorityId = Brand<string, 'authority'>;

export const caseId = (text: string): CaseId => text as CaseId;
export const letterId = (text: string): LetterId => text as LetterId;
export const taskId = (text: string): TaskId => text as TaskId;
export const copyId = (text: string): CopyId => text as CopyId;
export const decisionId = (text: string): DecisionId => text as DecisionId;
export const appealId = (text: string): AppealId => text as AppealId;
export const personId = (text: string): PersonId => text as PersonId;
export const authorityId = (text: string): AuthorityId => text as AuthorityId;

/** The number people write: `R-26-0001`, counted per year of receipt (UTC). */
export function caseNumber(year: number, count: number): CaseNumber {
  return `R-${String(year % 100).padStart(2, '0')}-${String(count).padStart(4, '0')}` as CaseNumber;
}
