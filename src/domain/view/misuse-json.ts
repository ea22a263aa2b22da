// Misuse as JSON: patterns with their figures, and what people did about notifiers. Numbers of cases and nothing else of whoever sent them.
import { limitAt, type NotifierAct } from '../case/limiting.ts';
import type { NoticeRecord, Pattern } from '../case/misuse.ts';
import { type Instant, utc } from '../kernel/instant.ts';

export const patternJson = ({ from, until, ...pattern }: Pattern) => ({
  ...pattern,
  from: utc(from),
  until: utc(until),
});

/** @param by name of whoever did it  @param acts all there are, of this notifier among others */
export function notifierActJson(act: NotifierAct, by: string, acts: readonly NotifierAct[], now: Instant) {
  const { id, kind, cases, reason, until, at, told } = act;
  const hers = acts.filter(({ notifier }) => notifier === act.notifier);
  return {
    ...{ id, kind, cases, reason, by, at: utc(at) },
    until: until === null ? null : utc(until),
    told: told === null ? null : { at: utc(told.at), how: told.how },
    holds: limitAt(hers, now)?.id === id,
  };
}

/** One of a notifier's notices, as far as a step on her needs it. */
export const noticeJson = ({ number, receivedAt, outcome, danger }: NoticeRecord) => ({
  ...{ number, outcome, danger },
  receivedAt: utc(receivedAt),
});

/** What was done, and what she is to be told of it: by mail, or by a person. */
export const stepJson = (
  { id, kind, cases }: Pick<NotifierAct, 'id' | 'kind' | 'cases'>,
  { byMail, text }: { readonly byMail: boolean; readonly text: string },
) => ({ id, kind, cases, byMail, tell: text });
