// `redress notice`, `milestone`, `clock`, `withdraw`, `close`: what a named person says of a case, signed with her key.
import type { Case } from '../../domain/case/case.ts';
import type { CloseReason, WithdrawalReason } from '../../domain/case/event.ts';
import { lawNamed } from '../../domain/clock/facts.ts';
import type { Milestone } from '../../domain/clock/occasion.ts';
import { type Statement, STATEMENTS } from '../../domain/clock/regime.ts';
import type { AskedOfCase } from '../../domain/decision/act-payload.ts';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import { parseDate } from '../../domain/kernel/zone.ts';
import { takeAct } from '../../workflow/take-act.ts';
import { asksJson, asksText } from './ask-views.ts';
import { caseByNumber } from './cases.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, EXIT, type Output, refused } from './output.ts';
import { signedRequest, type SigningOptions, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { changedClocks, clockLine } from './views.ts';
import type { Desk, Wiring } from './wiring.ts';

/** What every signed act needs: the desk, the case, the person, and where to say what came of it. */
export interface Acting {
  readonly wiring: Wiring;
  readonly desk: Desk;
  readonly number: string;
  readonly options: SigningOptions;
  readonly output: Output;
}

interface Taken {
  readonly before: Case;
  readonly after: Case;
}

/** Signs and records what is asked. */
export async function take({ wiring, desk, number, options }: Acting, asked: AskedOfCase): Promise<Taken> {
  const signed = await signing(wiring, desk, number, options);
  const now = await signingTime(desk);
  const taken = await takeAct(signedRequest(desk, signed, options, asked, now), asked, now, desk);
  if (!taken.ok) throw refused(taken.error);
  return { before: signed.state, after: taken.value };
}

/** One line for the act, what else there is to say, then every clock that the act started, moved or stopped. */
function tell(
  { output, options }: Acting,
  { before, after }: Taken,
  done: string,
  more: object = {},
  lines: readonly string[] = [],
): void {
  const clocks = changedClocks(before, after);
  const changed = clocks.map(({ clock }) => clock.key);
  output.result({ number: after.number, ...more, changed, case: caseJson(after) }, [
    `${after.number}: ${done}, signed by ${options.as}`,
    ...lines,
    ...clocks.map((held) => clockLine(after, held)),
  ]);
}

export interface NoticeOptions extends SigningOptions {
  readonly missing?: string;
  readonly stated?: string;
}

/** What the notice lacks, or no longer lacks; and what to ask the notifier for, law by law, in both languages. */
export async function notice(acting: Acting, { missing, stated }: NoticeOptions): Promise<void> {
  if ((missing === undefined) === (stated === undefined))
    throw new CommandError('usage', 'choose one of --missing and --stated', undefined, EXIT.usage);
  const asked: AskedOfCase =
    missing === undefined
      ? { kind: 'complete-notice', stated: statementsIn(stated ?? '') }
      : { kind: 'judge-notice', missing: statementsIn(missing) };
  const taken = await take(acting, asked);
  const done = missing === undefined ? `stated: ${stated}` : `missing: ${missing}`;
  tell(
    acting,
    taken,
    done,
    { missing: taken.after.missing, asks: asksJson(taken.after) },
    asksText(taken.after),
  );
}

/** `signature,contact`; throws with the parts that there are. */
export function statementsIn(text: string): readonly Statement[] {
  return text.split(',').map((part) => {
    const named = STATEMENTS.find((statement) => statement === part.trim());
    if (named !== undefined) return named;
    throw new CommandError(
      'usage',
      `a notice has no part called "${part.trim()}"`,
      `its parts are ${STATEMENTS.join(', ')}`,
      EXIT.usage,
    );
  });
}

export async function milestone(acting: Acting, reached: Milestone, at: string | undefined): Promise<void> {
  const reachedAt = at === undefined ? null : momentIn('--at', at);
  const asked: AskedOfCase = { kind: 'record-milestone', milestone: reached, reachedAt };
  tell(acting, await take(acting, asked), `${reached} recorded`, { milestone: reached });
}

/** A law that the desk did not see; it counts from the receipt. */
export async function applyLaw(acting: Acting, regime: string): Promise<void> {
  const { desk, number } = acting;
  const notice = (await desk.cases.load(await caseByNumber(desk, number)))?.notice ?? null;
  const law = notice === null ? null : lawNamed(notice, regime, await desk.law());
  if (law === null)
    throw new CommandError(
      'regime.unknown',
      `no law ${regime} with a clock was in force when the notice came`,
      '`redress law list` names them',
    );
  tell(acting, await take(acting, { kind: 'apply-law', law }), `${regime} applies`, { applied: regime });
}

/** What the desk could not remove was done by a person, or handed on to whoever can. */
export async function recordReferral(acting: Acting, position: number): Promise<void> {
  const asked = { kind: 'record-referral', of: position } as const;
  tell(acting, await take(acting, asked), `item ${position} seen to by hand`, { referred: position });
}

/** Whom no mail of the desk may answer was told by a person. */
export async function answerByHand(acting: Acting): Promise<void> {
  tell(acting, await take(acting, { kind: 'answer-by-hand' }), 'answered by hand', { answered: true });
}

/** The address was seen to: what came back goes out in its next edition. */
export async function sendAgain(acting: Acting): Promise<void> {
  tell(acting, await take(acting, { kind: 'send-again' }), 'the answer goes out again', { again: true });
}

export type ClockAct = 'pause' | 'resume' | 'extend';

export interface ClockOptions extends SigningOptions {
  readonly clock: string;
  readonly to?: string;
}

/** Only where the law of that clock says so: the domain refuses everything else. */
export async function moveClock(acting: Acting, act: ClockAct, { clock, to }: ClockOptions): Promise<void> {
  if ((act === 'extend') !== (to !== undefined))
    throw new CommandError('usage', '--to belongs to extend, and to nothing else', undefined, EXIT.usage);
  const asked: AskedOfCase =
    to === undefined
      ? { kind: act === 'pause' ? 'pause-clock' : 'resume-clock', clock }
      : { kind: 'extend-clock', clock, due: momentIn('--to', to) };
  const done: Record<ClockAct, string> = { pause: 'stands still', resume: 'goes on', extend: 'extended' };
  tell(acting, await take(acting, asked), `${clock} ${done[act]}`, { clock });
}

/** A moment is only a moment with its zone. */
const ISO = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A moment of an option, with its zone; throws with the cure. */
export function momentIn(option: string, text: string): Instant {
  const day = ISO.exec(text)?.[1];
  if (day !== undefined && parseDate(day) !== null) return instant(Date.parse(text));
  throw new CommandError(
    'usage',
    `${option}: "${text}" is no moment with its zone`,
    'write 2026-11-21T18:00:00+09:00',
    EXIT.usage,
  );
}

export async function withdrawLaw(
  acting: Acting,
  regime: string,
  reason: Exclude<WithdrawalReason, 'sender-proven'>,
): Promise<void> {
  const taken = await take(acting, { kind: 'withdraw-law', regime, reason });
  tell(acting, taken, `${regime} taken back (${reason})`, { withdrawn: regime, reason });
}

export async function closeCase(acting: Acting, reason: CloseReason): Promise<void> {
  tell(acting, await take(acting, { kind: 'close-case', reason }), `closed (${reason})`, { reason });
}
