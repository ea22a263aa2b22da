// Where something is kept for whoever asked. What is kept, and until when, each case says itself.
import type { CaseId } from '../domain/kernel/ids.ts';

export interface Preservations {
  /** Cases in which a person ever decided to keep something, in the order of their receipt. */
  cases(): Promise<readonly CaseId[]>;
}
