// What to do now where a notice says that somebody is threatened, or under age: steps for whoever takes the case, and the countries whose
// bodies are to be told. The words are the command line's; whom to turn to is data (`law/contacts/`).
import type { Case } from '../case/case.ts';
import { triageOf } from '../case/triage.ts';

/** In the order in which they are done. */
export const STEPS = {
  threat: ['hide-first', 'say-to-her', 'call-police', 'keep-record', 'look-further'],
  child: ['no-pictures', 'hide-first', 'tell-body', 'keep-record', 'look-further'],
} as const;
export type Emergency = keyof typeof STEPS;
export type Step = (typeof STEPS)[Emergency][number];

export interface EmergencyPath {
  readonly danger: Emergency;
  readonly steps: readonly Step[];
  /** ISO 3166, of the laws that apply; `EU` for the law of the Union. Empty: no law says which. */
  readonly countries: readonly string[];
}

/** Null where nobody is in danger, as far as the notice says, and where the case is done with. */
export function emergencyOf(state: Case): EmergencyPath | null {
  const { danger } = triageOf(state);
  if (danger === 'none') return null;
  return { danger, steps: STEPS[danger], countries: countriesOf(state.laws.map(({ regime }) => regime)) };
}

/** By the beginning of the names of laws: `kr-net-44-2`, `uk-osa-20a`. */
const countriesOf = (regimes: readonly string[]): readonly string[] =>
  [...new Set(regimes.map((regime) => regime.slice(0, 2).toUpperCase()))]
    .map((name) => (name === 'UK' ? 'GB' : name))
    .toSorted();
