// The rules of what comes and goes by people: laws, steps, rulings (L58 to L63 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import { type History, NOTHING, type Of, type Standing } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

/** A rule on each law that is applied, with what stood before the step and what else is in it. */
const inApplied =
  (isBroken: (event: Of<'law-applied'>, before: Standing, events: readonly Recorded[]) => boolean): Rule =>
  ({ steps, standings }) => {
    for (const [place, { events }] of steps.entries()) {
      const before = standings[place - 1] ?? NOTHING;
      const found = events.find((event) => event.kind === 'law-applied' && isBroken(event, before, events));
      if (found !== undefined) return found;
    }
    return undefined;
  };

const has = (events: readonly Recorded[], kind: Recorded['kind']): boolean =>
  events.some((event) => event.kind === kind);

/** Without a person only the notice and a proof bring a law; a person brings only what does not run already. */
const cameOtherwise = (
  { act, law }: Of<'law-applied'>,
  { laws }: Standing,
  events: readonly Recorded[],
): boolean =>
  act === null
    ? !has(events, 'notice-received') && !has(events, 'sender-proven')
    : laws.has(law.regime) || events[0]?.kind !== 'law-applied';

const isDatedWrong = ({ reachedAt, at }: Of<'milestone-reached'>, { receivedAt }: History): boolean =>
  reachedAt < receivedAt || reachedAt > at;

const MOST_RULINGS = 2;

const ruledTooOften: Rule = ({ items }) => {
  for (const [, story] of items) {
    const rulings = story.filter(({ kind }) => kind === 'appeal-decided');
    if (rulings.length > MOST_RULINGS) return rulings[MOST_RULINGS];
  }
  return undefined;
};

/** By the body whose mailbox stands in the letter, or was proven, or by one that took over its work; and once. */
const confirmedWrongly: Rule = ({ of }) => {
  const [first, second] = of('letter-confirmed');
  if (first === undefined || second !== undefined) return second;
  const sender = of('notice-received')[0]?.notice.sender;
  const proven = of('sender-proven').find(({ seq }) => seq < first.seq)?.sender.authority;
  const named = [sender?.authority, sender?.claimed, proven].flatMap((id) => id ?? []);
  return named.some((id) => first.confirmation.standsFor.includes(id)) ? undefined : first;
};

/** Never a refusal or a restore, never its own, and each item under an id of its own. */
const takenOverWrongly: Rule = ({ of }) => {
  const number = of('notice-received')[0]?.number;
  return of('item-decided').find(
    ({ from, item, decision: { act, id } }) =>
      from !== null &&
      (from.number === number || id !== `${from.decision}@${item}` || (act !== 'hide' && act !== 'destroy')),
  );
};

export const LAW_RULES = {
  L58: inApplied(({ act, law }, { takenBack }) => act === null && takenBack.has(law.regime)),
  L59: inApplied(cameOtherwise),
  L60: (history) => history.of('milestone-reached').find((event) => isDatedWrong(event, history)),
  L61: ruledTooOften,
  L62: confirmedWrongly,
  L63: takenOverWrongly,
} satisfies Record<string, Rule>;
