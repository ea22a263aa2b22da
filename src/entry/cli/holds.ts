// `redress hold-reasons`, `release-reasons` and `escalate`: whoever posted it is not told yet, or may be now; and somebody else shall decide.
import type { Case } from '../../domain/case/case.ts';
import type { EscalatedTo, EscalationReason, HoldReason } from '../../domain/case/desk-events.ts';
import type { AskedOfCase } from '../../domain/decision/act-payload.ts';
import { authorityId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { authorityNamed } from '../../domain/notice/authority.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { authoritiesIn } from '../../workflow/known-authorities.ts';
import { takeAct } from '../../workflow/take-act.ts';
import { type Acting, momentIn } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, EXIT, refused } from './output.ts';
import { positionsIn } from './positions.ts';
import { signedRequest, signing } from './signing.ts';
import type { Desk } from './wiring.ts';

export interface HoldOptions {
  readonly until: string;
  readonly why: Exclude<HoldReason, 'confidential'>;
}

/** Sets a hold, or moves the day by which somebody looks at it again. */
export async function holdReasons(acting: Acting, { until: text, why }: HoldOptions): Promise<void> {
  const until = momentIn('--until', text);
  const state = await sign(acting, { kind: 'hold-reasons', why, until });
  acting.output.result({ number: state.number, held: why, until: utc(until), case: caseJson(state) }, [
    `${state.number}: whoever posted it is not told (${why}); somebody looks at that again by ${utc(until)}`,
    `  another person than ${acting.options.as} releases it: redress release-reasons ${state.number}`,
  ]);
}

/** Whoever posted it may be told: by another person than whoever set the hold. */
export async function releaseReasons(acting: Acting): Promise<void> {
  const state = await sign(acting, { kind: 'release-reasons' });
  acting.output.result({ number: state.number, reasonsReleased: true, case: caseJson(state) }, [
    `${state.number}: whoever posted it is told, signed by ${acting.options.as}`,
  ]);
}

export interface EscalateOptions {
  readonly to?: string;
  readonly toLead?: boolean;
  readonly toBody?: string;
  readonly items?: string;
  readonly why: EscalationReason;
}

/** Hands a decision on; a person to whom it goes has the case for two hours. */
export async function escalate(acting: Acting, options: EscalateOptions): Promise<void> {
  const about = options.items === undefined ? [] : positionsIn(options.items, '--items');
  const to = await toIn(acting.desk, options);
  const state = await sign(acting, { kind: 'escalate-case', to, why: options.why, about });
  const of = about.length === 0 ? 'the case' : `item ${about.join(', ')}`;
  const whom = options.to ?? options.toBody ?? 'whoever leads';
  acting.output.result({ number: state.number, to: to.kind, why: options.why, case: caseJson(state) }, [
    `${state.number}: ${of} handed on to ${whom} (${options.why}), signed by ${acting.options.as}`,
    ...(to.kind === 'body' ? [] : [`  ${acting.options.as} does not decide it any more`]),
    ...(state.claim === null ? [] : [`  hers until ${utc(state.claim.until)}`]),
  ]);
}

async function toIn(desk: Desk, { to, toLead, toBody }: EscalateOptions): Promise<EscalatedTo> {
  if ([to, toLead === true ? '' : undefined, toBody].filter((one) => one !== undefined).length !== 1)
    throw new CommandError('usage', 'choose one of --to, --to-lead, --to-body', undefined, EXIT.usage);
  if (to !== undefined) {
    const person = await desk.people.byName(to);
    if (person !== undefined) return { kind: 'person', id: person.id };
    throw new CommandError(
      'decision.unknown-person',
      `nobody is registered as ${to}`,
      '`redress people list` names everybody',
    );
  }
  if (toBody === undefined) return { kind: 'lead' };
  const known = await authoritiesIn(desk.enrolments)(await signingTime(desk));
  const body = authorityNamed(authorityId(toBody), known);
  if (body !== undefined) return { kind: 'body', id: body.id };
  throw new CommandError(
    'authority.unknown',
    `no body is enrolled as ${toBody}`,
    '`redress authorities list` names them',
  );
}

async function sign(acting: Acting, asked: AskedOfCase): Promise<Case> {
  const { wiring, desk, number, options } = acting;
  const signed = await signing(wiring, desk, number, options);
  const now = await signingTime(desk);
  const taken = await takeAct(signedRequest(desk, signed, options, asked, now), asked, now, desk);
  if (!taken.ok) throw refused(taken.error);
  return taken.value;
}
