// The rules of what ends no clock (L56 and L57 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Clock } from '../../src/domain/clock/clock.ts';
import type { Occasion } from '../../src/domain/clock/occasion.ts';
import type { Recorded, StopReason } from '../../src/domain/case/event.ts';
import { type History, isIncomplete, type Of, type Standing } from './lifecycle-history.ts';
import { inMoments, type Moment } from './lifecycle-rules-clocks.ts';
import type { Rule } from './lifecycle-rules-items.ts';

/** The words that do not end what a law asks for: something stays up, or a better link is waited for. */
const KEEPS_OPEN: Partial<Record<Occasion, readonly string[]>> = {
  decided: ['need_more'],
  settled: ['need_more', 'unremovable'],
};

/** What a decision leaves alone was decided on. */
const wordOf = (result: Of<'item-settled'>['result']): string =>
  result.word === 'unremovable' && result.reason === 'kept-by-decision' ? 'decided' : result.word;

const endedTooSoon: Rule = (history) =>
  history.of('clock-stopped').find(({ clock: key, seq, why }) => {
    const [start] = history.clocks.get(key) ?? [];
    if (why !== 'done' || start?.kind !== 'clock-started') return false;
    const open = KEEPS_OPEN[start.clock.ends] ?? [];
    const results = new Map(
      history
        .of('item-settled')
        .flatMap((event) => (event.seq < seq ? [[event.item, wordOf(event.result)]] : [])),
    );
    return [...results.values()].some((word) => open.includes(word));
  });

/** What an answer that came back had ended runs again, from where it began. */
function notOwedAgain({ history, events, before, after }: Moment): Recorded | undefined {
  const lost = events.find(
    (event) => event.kind === 'mail-bounced' && event.permanent && event.edition === before.replies,
  );
  if (lost === undefined) return undefined;
  const owed = [...after.laws.values()].flatMap((law) =>
    law.duties
      .filter(({ ends }) => ends === 'answered')
      .flatMap(({ key }) => endedBefore(history, `${law.regime}/${key}`, lost.seq, ['done']) ?? []),
  );
  return owed.every((clock) => runsIn(after, clock)) ? undefined : lost;
}

const runsIn = ({ open }: Standing, clock: Clock): boolean =>
  open.some(
    ({ regime, duty, startedAt }) =>
      regime === clock.regime && duty === clock.duty && startedAt === clock.startedAt,
  );

/** A refusal that was wrong: what it or the end of the case had stopped runs again, from where it began. */
const notRunAgain: Rule = inMoments((moment) => {
  const { history, events, after } = moment;
  const unheard = notOwedAgain(moment);
  if (unheard !== undefined) return unheard;
  const hidden = events.find((event) => event.kind === 'item-decided' && event.decision.act === 'hide');
  if (!events.some(({ kind }) => kind === 'appeal-decided') || hidden === undefined) return undefined;
  const owed = [...after.laws.values()].flatMap((law) =>
    law.duties
      .filter(
        ({ ends, from }) =>
          ends === 'settled' && !(from === 'valid-request-received' && isIncomplete(after, law)),
      )
      .flatMap(({ key }) => endedBefore(history, `${law.regime}/${key}`, hidden.seq) ?? []),
  );
  return owed.every((clock) => runsIn(after, clock)) ? undefined : hidden;
});

/** The last clock of a duty before a moment, if a result or the end of the case had stopped it. */
function endedBefore(
  { of, clocks }: History,
  duty: string,
  seq: number,
  ends: readonly StopReason[] = ['done', 'case-closed'],
): Clock | null {
  const last = of('clock-started').findLast(
    ({ clock, seq: at }) => at < seq && `${clock.regime}/${clock.duty}` === duty,
  );
  const end = clocks
    .get(last?.clock.key ?? '')
    ?.find((event) => event.kind === 'clock-stopped' && event.seq < seq);
  const counts = end?.kind === 'clock-stopped' && ends.includes(end.why);
  return counts ? (last?.clock ?? null) : null;
}

export const END_RULES = {
  L56: endedTooSoon,
  L57: notRunAgain,
} satisfies Record<string, Rule>;
