// A person warns a notifier, limits her, lifts a limit, or says that she told her; each signed. What it needs is src/domain/case/limiting.ts's to say.
import { type AskedOfNotifier, judgeStep, type NotifierAct } from '../domain/case/limiting.ts';
import type { SignedAct } from '../domain/case/event.ts';
import { notifierPayload, toldPayload } from '../domain/decision/notifier-payload.ts';
import type { CaseNumber } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Notifiers } from '../ports/notifiers.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

export type StepPorts = SignedActPorts & { readonly notifiers: Notifiers };

export interface SignedStep {
  /** By name. */
  readonly person: string;
  readonly act: Omit<SignedAct, 'by' | 'signature'>;
  /** Ed25519 over the payload, base64. */
  readonly signature: string;
}

/** The mark of whoever sent a notice. @returns `case.unknown`, or `notifier.not-known` where she cannot be told from others */
export async function notifierOf(number: CaseNumber, { notifiers }: StepPorts): Promise<Result<string>> {
  const notice = await notifiers.notice(number);
  if (notice === undefined) return refuse('case.unknown', 'there is no such case');
  return notice.notifier === null
    ? refuse('notifier.not-known', 'whoever sent it cannot be told from others')
    : ok(notice.notifier);
}

export async function stepOnNotifier(
  asked: AskedOfNotifier,
  { person, act, signature }: SignedStep,
  now: Instant,
  ports: StepPorts,
): Promise<Result<NotifierAct>> {
  const by = await signer(
    { person, at: act.at, signature },
    ({ id }) => notifierPayload(asked, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const { notifiers } = ports;
  const [notices, acts] = [await notifiers.noticesOf(asked.notifier), await notifiers.acts(asked.notifier)];
  const judged = judgeStep(asked, notices, acts, now);
  if (!judged.ok) return judged;
  const made = { ...asked, id: act.id, at: act.at, by: by.value.id };
  const added = await notifiers.add(made, signature);
  return added ? ok({ ...made, told: null }) : refuse('decision.replayed', 'this act is recorded already');
}

/** A person told the notifier, by whatever way reaches her. @param of the act she was told of */
export async function recordTold(
  of: string,
  { person, act, signature }: SignedStep,
  now: Instant,
  ports: StepPorts,
): Promise<Result<undefined>> {
  const by = await signer(
    { person, at: act.at, signature },
    ({ id }) => toldPayload(of, { ...act, by: id }),
    now,
    ports,
  );
  if (!by.ok) return by;
  const told = await ports.notifiers.told(of, act.at, { how: 'person', by: by.value.id, signature });
  return told ? ok(undefined) : refuse('notifier.told', 'there is no such act, or she was told before');
}
