// All rules of docs/spec/case-lifecycle.md by their numbers, and which of them a history breaks.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, historyOf } from './lifecycle-history.ts';
import { CASE_RULES } from './lifecycle-rules-case.ts';
import { CLAIM_RULES } from './lifecycle-rules-claims.ts';
import { DANGER_RULES } from './lifecycle-rules-danger.ts';
import { CLOCK_RULES } from './lifecycle-rules-clocks.ts';
import { DECISION_RULES } from './lifecycle-rules-decisions.ts';
import { END_RULES } from './lifecycle-rules-ends.ts';
import { FURTHER_RULES } from './lifecycle-rules-further.ts';
import { ITEM_RULES, type Rule } from './lifecycle-rules-items.ts';
import { LAW_RULES } from './lifecycle-rules-laws.ts';
import { MOOT_RULES } from './lifecycle-rules-moot.ts';
import { REASON_RULES } from './lifecycle-rules-reasons.ts';
import { RECHECK_RULES } from './lifecycle-rules-rechecks.ts';
import { REPORT_RULES } from './lifecycle-rules-reports.ts';
import { THREAD_RULES } from './lifecycle-rules-threads.ts';
import type { Walk } from './lifecycle-walk.ts';

const RULES = {
  ...{ ...ITEM_RULES, ...CASE_RULES, ...CLOCK_RULES, ...END_RULES, ...LAW_RULES },
  ...{ ...THREAD_RULES, ...RECHECK_RULES, ...REPORT_RULES, ...CLAIM_RULES, ...REASON_RULES },
  ...DECISION_RULES,
  ...FURTHER_RULES,
  ...DANGER_RULES,
  ...MOOT_RULES,
};
export type RuleName = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[];

export interface Broken {
  readonly rule: RuleName;
  readonly event: Recorded;
}

/** Every rule that a history breaks, each with the first event that breaks it. */
export function broken(walk: Pick<Walk, 'steps' | 'state'>): readonly Broken[] {
  const history: History = historyOf(walk);
  return (Object.entries(RULES) as [RuleName, Rule][]).flatMap(([rule, look]) => {
    const event = look(history);
    return event === undefined ? [] : [{ rule, event }];
  });
}
