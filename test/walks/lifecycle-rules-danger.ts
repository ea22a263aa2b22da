// The rule of danger (L104 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Rule } from './lifecycle-rules-items.ts';

export const DANGER_RULES = {
  L104: ({ of }) => of('danger-marked').find(({ danger }, at, all) => danger === all[at - 1]?.danger),
} as const satisfies Record<string, Rule>;
