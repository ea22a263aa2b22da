// The rules of asking a notifier (L95 and L96 of docs/spec/case-lifecycle.md), read from the bare events.
import type { Recorded } from '../../src/domain/case/event.ts';
import type { History, Of } from './lifecycle-history.ts';
import type { Rule } from './lifecycle-rules-items.ts';

const SIXTY_DAYS = 60 * 86_400_000;

/** The question that stood before an event. */
export function askedBefore({ events }: History, seq: number): Of<'notifier-asked'> | undefined {
  const last = events.findLast(
    (event) => event.seq < seq && (event.kind === 'notifier-asked' || event.kind === 'asking-ended'),
  );
  return last?.kind === 'notifier-asked' ? last : undefined;
}

function isWronglyAsked(history: History, asked: Of<'notifier-asked'>): boolean {
  const { items, missing, until, at, seq } = asked;
  const isDecided = items.some((item) =>
    history.items.get(item)?.some((event) => event.kind === 'item-decided' && event.seq < seq),
  );
  const isForNothing = items.length === 0 && missing.length === 0;
  const isReport = history.of('notice-received')[0]?.notice.report !== undefined;
  const isTooLong = until <= at || until > at + SIXTY_DAYS;
  return askedBefore(history, seq) !== undefined || isDecided || isForNothing || isReport || isTooLong;
}

/** Each of the two mails once, and only while she is asked. */
function isWronglySent(history: History, { seq, again }: Of<'asking-sent'>): boolean {
  const asked = askedBefore(history, seq);
  if (asked === undefined) return true;
  const before = history.of('asking-sent').filter((sent) => sent.seq > asked.seq && sent.seq < seq);
  return before.length > (again ? 1 : 0);
}

function isWronglyEnded(history: History, { seq, why, at }: Of<'asking-ended'>): boolean {
  const asked = askedBefore(history, seq);
  return asked === undefined || (why === 'lapsed' && at < asked.until);
}

const isStanding = (story: readonly Recorded[]): boolean => {
  const last = story.findLast(
    ({ kind }) => kind === 'clock-paused' || kind === 'clock-resumed' || kind === 'clock-stopped',
  );
  return last?.kind === 'clock-paused';
};

/** After the step that ended it no clock stands still for a question; a person may have stopped one again since. */
const standsOn: Rule = (history) => {
  for (const { events } of history.steps) {
    const ended = events.find((event) => event.kind === 'asking-ended');
    const asked = ended === undefined ? undefined : askedBefore(history, ended.seq);
    const upTo = events.at(-1)?.seq ?? 0;
    const stands = asked?.clocks.some((key) =>
      isStanding((history.clocks.get(key) ?? []).filter(({ seq }) => seq <= upTo)),
    );
    if (stands === true) return ended;
  }
  return undefined;
};

/** What stands still for it is said with it, and stands still in the same step. */
const standsUnsaid: Rule = (history) =>
  history
    .of('notifier-asked')
    .find(({ clocks, seq, at }) =>
      clocks.some(
        (key) =>
          !history.clocks
            .get(key)
            ?.some((event) => event.kind === 'clock-paused' && event.seq > seq && event.at === at),
      ),
    );

export const ASKING_RULES = {
  L95: (history) =>
    history.of('notifier-asked').find((asked) => isWronglyAsked(history, asked)) ??
    history.of('asking-sent').find((sent) => isWronglySent(history, sent)),
  L96: (history) =>
    history.of('asking-ended').find((ended) => isWronglyEnded(history, ended)) ??
    standsOn(history) ??
    standsUnsaid(history),
} as const satisfies Record<string, Rule>;
