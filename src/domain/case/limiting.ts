// Warning and limiting a notifier who sends manifestly unfounded notices again and again (DSA 23(2), (3)): only by a person, after a warning
// that reached her, for a reasonable time, with reasons. Her notices are kept, read and get their clocks as before; only their turn changes,
// and whoever speaks of a threat or of somebody under age keeps even that. A proven body is written to, never limited.
import type { CaseNumber, DecisionId, PersonId } from '../kernel/ids.ts';
import { after, DAY, type Instant } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { NoticeRecord } from './misuse.ts';
import { isProven } from './triage.ts';

/** What a person found of the notices she names. None of them says anything of whoever is shown. */
export const LIMIT_REASONS = ['no-such-content', 'same-again', 'in-concert', 'against-somebody'] as const;
export type LimitReason = (typeof LIMIT_REASONS)[number];

export type NotifierStep = 'warn' | 'limit' | 'lift';

/** What a person signs. */
export interface AskedOfNotifier {
  readonly kind: NotifierStep;
  /** The mark of the notifier. */
  readonly notifier: string;
  /** The notices it rests on; of a lift the one by which she was named. */
  readonly cases: readonly CaseNumber[];
  /** Null for a lift. */
  readonly reason: LimitReason | null;
  /** Of a limit alone: when it ends. */
  readonly until: Instant | null;
}

export interface NotifierAct extends AskedOfNotifier {
  readonly id: DecisionId;
  readonly by: PersonId;
  readonly at: Instant;
  /** When she was told, by a mail of the desk or by a person and by whom; null: not yet, and until then it changes nothing. */
  readonly told: { readonly at: Instant; readonly how: 'mail' | 'person'; readonly by?: PersonId } | null;
}

/** Fewer are not "frequently". */
const FEWEST_UNFOUNDED = 3;
export const LONGEST_LIMIT = 90 * DAY;
/** A warning from longer ago is none. */
const WARNING_HOLDS = 365 * DAY;

/** The limit that holds at a moment, or null. @param acts of one notifier */
export function limitAt(acts: readonly NotifierAct[], now: Instant): NotifierAct | null {
  const last = lastOf(acts, ['limit', 'lift']);
  return last?.kind === 'limit' && last.told !== null && (last.until ?? now) > now ? last : null;
}

const lastOf = (acts: readonly NotifierAct[], kinds: readonly NotifierStep[]): NotifierAct | undefined =>
  acts
    .filter(({ kind }) => kinds.includes(kind))
    .toSorted((a, b) => a.at - b.at)
    .at(-1);

/**
 * Whether a person may do this now.
 * @param notices all of this notifier; @param acts all on this notifier
 */
export function judgeStep(
  asked: AskedOfNotifier,
  notices: readonly NoticeRecord[],
  acts: readonly NotifierAct[],
  now: Instant,
): Result<undefined> {
  if (notices.some((one) => isProven(one)))
    return refuse('notifier.proven', 'this is a body whose letters are proven: write to it');
  const last = lastOf(acts, ['limit', 'lift']);
  const isLimited = last?.kind === 'limit' && (last.until ?? now) > now;
  if (asked.kind === 'lift')
    return isLimited ? ok(undefined) : refuse('notifier.not-limited', 'no limit holds for this notifier');
  const named = notices.filter(({ number }) => asked.cases.includes(number));
  if (named.length < FEWEST_UNFOUNDED || named.length < asked.cases.length)
    return refuse('notifier.too-few', `name at least ${FEWEST_UNFOUNDED} notices, all of this notifier`);
  if (named.some(({ outcome }) => outcome !== 'refused'))
    return refuse('notifier.not-refused', 'each of them must have been refused by a person');
  if (asked.kind === 'warn') return ok(undefined);
  if (isLimited) return refuse('notifier.limited', 'a limit holds already: lift it first');
  return judgeTime(asked, now) ?? judgeWarning(named, acts, now);
}

function judgeTime({ until }: AskedOfNotifier, now: Instant): Result<never> | undefined {
  const isTime = until !== null && until > now && until <= after(now, LONGEST_LIMIT);
  return isTime ? undefined : refuse('notifier.bad-end', 'a limit ends, at the latest in 90 days');
}

/** She was warned, it reached her, and she went on. */
function judgeWarning(
  named: readonly NoticeRecord[],
  acts: readonly NotifierAct[],
  now: Instant,
): Result<undefined> {
  const warnings = acts.flatMap(({ kind, told }) => (kind === 'warn' && told !== null ? told.at : []));
  const valid = warnings.filter((at) => after(at, WARNING_HOLDS) > now);
  return valid.some((at) => named.some(({ receivedAt }) => receivedAt > at))
    ? ok(undefined)
    : refuse('notifier.not-warned', 'she was not warned before one of these notices');
}
