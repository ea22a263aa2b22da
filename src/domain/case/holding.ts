// A secrecy hold: whoever posted it is not told yet. It never delays hiding and never ends by itself: a machine that told somebody under
// investigation because a day came would endanger people. It has a day by which somebody looks at it again, and what a person set another person releases.
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Notice } from '../notice/notice.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './command.ts';
import { refuseAct } from './deciding.ts';
import type { CaseEvent } from './event.ts';

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;
type Answer = Result<readonly CaseEvent[]>;

/** A letter that asks for secrecy names no day as a rule: so long it is held before somebody looks again. */
const LETTER_HOLD = 90 * DAY;
/** Hidden investigations may take up to a year (SCA Art. 22-2 to 22-5, as the design's legal notes have it); longer only by saying so again. */
const LONGEST_HOLD = 366 * DAY;

/** A letter that asks for secrecy: whoever posted it is not told before a person says so. */
export const heldFor = ({ reading, receivedAt }: Pick<Notice, 'reading' | 'receivedAt'>): CaseEvent[] =>
  reading.confidential
    ? [{ kind: 'reasons-held', why: 'confidential', until: after(receivedAt, LETTER_HOLD) }]
    : [];

/** Set, or its day moved, by any person: to hold on is never irreversible. */
export function holdReasons(state: Case, { why, until, act }: Of<'hold-reasons'>, now: Instant): Answer {
  if (until <= now || until > after(now, LONGEST_HOLD))
    return refuse('term.not-then', 'the day is to come, and at most a year ahead');
  return refuseAct(state, act, now) ?? ok([{ kind: 'reasons-held', why, until, act }]);
}

/** A named person lets whoever posted it be told: another one than whoever set the hold. */
export function releaseReasons(state: Case, { act }: Of<'release-reasons'>, now: Instant): Answer {
  if (state.hold === null)
    return refuse('reasons.not-held', 'nothing holds back what whoever posted it is told');
  if (state.hold.by === act.by)
    return refuse('reasons.same-person', 'another person than the one who set the hold must release it');
  return refuseAct(state, act, now) ?? ok([{ kind: 'reasons-released', act }]);
}
