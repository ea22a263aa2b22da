// A person warns a notifier, limits her, lifts a limit, or says that she told her; each signed. What it needs is src/domain/case/limiting.ts's to say.
import { type AskedOfNotifier, judgeStep, type NotifierAct } from '../domain/case/limiting.ts';
import type { SignedAct } from '../domain/case/event.ts';
import { notifierPayload, toldPayload } from '../domain/decision/notifier-payload.ts';
import type { CaseNumber, DecisionId, PersonId } from '../domain/kernel/ids.ts';
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

/** The notices that a step rests on: the one by which she was named first, each once. */
export const casesNamed = (number: CaseNumber, more: readonly CaseNumber[]): readonly CaseNumber[] => [
  ...new Set([number, ...more]),
];

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

/** The step of that id, if this is the signature that stands under it: whoever sent it heard no answer. */
export async function stepSigned(
  id: DecisionId,
  signature: string,
  ports: StepPorts,
): Promise<NotifierAct | undefined> {
  const made = (await ports.notifiers.acts()).find((one) => one.id === id);
  if (made === undefined) return undefined;
  return (await isHers(made.by, notifierPayload(made, made), signature, ports)) ? made : undefined;
}

/** Whether a person told of this act, then and with this signature. */
export async function toldSigned(
  of: string,
  act: Omit<SignedAct, 'signature'>,
  signature: string,
  ports: StepPorts,
): Promise<boolean> {
  const made = (await ports.notifiers.acts()).find((one) => one.id === of);
  if (made?.told?.by !== act.by || made.told.at !== act.at) return false;
  return isHers(act.by, toldPayload(of, act), signature, ports);
}

/** She may have signed with any key of hers. */
async function isHers(
  by: PersonId,
  payload: string,
  signature: string,
  { people, signatures }: SignedActPorts,
): Promise<boolean> {
  const hers = (await people.list()).filter(({ id }) => id === by);
  return hers.some(({ publicKey }) => signatures.verify(publicKey, payload, signature));
}
