// Cases for somebody who acts on what she has seen: if the case has changed since, nothing is written and she looks again.
import { refuse } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';

/** The same cases; a step is taken only while the case has this version. Compared where the case is locked. */
export const seenAt = (cases: Cases, version: number): Cases => ({
  ...cases,
  update: (id, step, finishes) =>
    cases.update(
      id,
      (state) =>
        state.version === version
          ? step(state)
          : refuse('case.changed', 'the case has changed since it was read: look again'),
      finishes,
    ),
});
