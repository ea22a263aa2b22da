// A person says of an upload that the gate held: let it through, or drop it. Her word is recorded before the platform hears of it, a
// repeat with the same act has no second effect, and done is said only after a look. Of what is not held nothing is said to the platform:
// it may be hidden for another reason.
import { gatePayload } from '../domain/decision/gate-payload.ts';
import type { DecisionId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { GateList, PlatformGate } from '../ports/gate.ts';
import { type SignedActPorts, signer } from './signed-act.ts';

export interface HeldRequest {
  readonly connector: string;
  readonly blob: string;
  readonly ruling: 'allow' | 'refuse';
  readonly person: string;
  readonly act: { readonly id: DecisionId; readonly at: Instant };
  /** Ed25519 over `gatePayload`, base64. */
  readonly signature: string;
}

/** What it needs of a platform. */
export type HoldingGate = Pick<PlatformGate, 'held' | 'allow' | 'refuse'>;

export async function ruleOnHeld(
  { person: name, act, signature, ...asked }: HeldRequest,
  gate: HoldingGate,
  now: Instant,
  ports: SignedActPorts & { readonly gateList: Pick<GateList, 'ruled' | 'keepRuling'> },
): Promise<Result<'done'>> {
  const person = await signer(
    { person: name, at: act.at, signature },
    ({ id }) => gatePayload(asked, { ...act, by: id }),
    now,
    ports,
  );
  if (!person.ok) return person;
  const { gateList } = ports;
  if ((await gateList.ruled({ ...asked, id: act.id })) === undefined) {
    if (!(await isHeld(gate, asked.blob))) return NOT_HELD;
    await gateList.keepRuling({ ...asked, ...act, by: person.value.id, signature });
  }
  if ((await gateList.ruled({ ...asked, id: act.id })) !== signature)
    return refuse('decision.replayed', 'something else was signed under this id');
  const order = { key: `gate/${act.id}`, reason: 'intimate-image', decision: act.id } as const;
  const told = await gate[asked.ruling](asked.blob, order);
  if (told.kind === 'accepted') return (await isHeld(gate, asked.blob)) ? NOT_DONE : ok('done');
  return told.kind === 'retry'
    ? refuse('gate.not-told', `the platform did not take it now (${told.code}): say it again`)
    : NOT_HELD;
}

const NOT_HELD = refuse('gate.not-held', 'the platform holds no such file any more');

const NOT_DONE = refuse('gate.not-done', 'the platform said yes and was not seen to do it: say it again');

/** A yes is no proof. Where the platform does not say what it holds, it is taken to hold it still. */
async function isHeld(gate: HoldingGate, blob: string): Promise<boolean> {
  const held = await gate.held();
  return 'kind' in held || held.some((file) => file.blob === blob);
}
