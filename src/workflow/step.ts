// One step of a case: domain events for a command, dated and numbered, with the tasks that follow from them.
import { plan } from '../domain/action/plan.ts';
import { apply, type Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { Actor, CaseEvent, Recorded } from '../domain/case/event.ts';
import { decide } from '../domain/case/lifecycle.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, type Result } from '../domain/kernel/result.ts';
import type { Change } from '../ports/cases.ts';

export const DESK: Actor = { kind: 'desk' };

/** Answers several commands as one change: all of them or, at the first refusal, none. */
export function step(state: Case, commands: readonly Command[], actor: Actor, now: Instant): Result<Change> {
  let current = state;
  let events: readonly Recorded[] = [];
  for (const command of commands) {
    const answer = decide(current, command, now);
    if (!answer.ok) return answer;
    const recorded = number(answer.value, current.version, actor, now);
    current = recorded.reduce(apply, current);
    events = [...events, ...recorded];
  }
  return ok({ events, tasks: plan(current, events) });
}

function number(events: readonly CaseEvent[], version: number, actor: Actor, at: Instant): Recorded[] {
  return events.map((event, index) => ({ ...event, seq: version + index + 1, at, actor }));
}
