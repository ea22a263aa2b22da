// What a notifier is asked for, law by law, in plain words and both languages. Only what a law may hold against her.
import type { Case } from '../../domain/case/case.ts';
import { lacking } from '../../domain/clock/law.ts';
import type { Statement } from '../../domain/clock/regime.ts';

export function asksJson(state: Case): object[] {
  return state.laws.flatMap((law) =>
    lacking(law, state.missing).map(({ key, text }) => ({
      regime: law.regime,
      instrument: law.instrument,
      element: key,
      ask: text,
    })),
  );
}

/** To be copied into a letter to the notifier. */
export function asksText(state: Case): string[] {
  const asked = state.laws.flatMap((law) => {
    const lacks = lacking(law, state.missing);
    if (lacks.length === 0) return [];
    return [
      `  ask, under ${law.instrument} (${law.regime}):`,
      ...lacks.flatMap(({ text }) => [`    en  ${text.en}`, `    ko  ${text.ko}`]),
    ];
  });
  const free = notDemanded(state);
  return [...asked, ...(free.length === 0 ? [] : [`  no law of this case demands: ${free.join(', ')}`])];
}

/** What is missing and never held against the notice: no clock waits for it. */
function notDemanded({ laws, missing }: Case): Statement[] {
  return missing.filter((one) => !laws.some((law) => lacking(law, [one]).length > 0));
}
