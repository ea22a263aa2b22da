// What a person signs when she says what becomes of an upload that the gate held: one unambiguous line of text.
import type { DecisionId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

export function gatePayload(
  { connector, blob, ruling }: { readonly connector: string; readonly blob: string; readonly ruling: string },
  signed: { readonly id: DecisionId; readonly by: PersonId; readonly at: Instant },
): string {
  return JSON.stringify({
    v: 'redress-gate/1',
    ...{ connector, blob, ruling, by: signed.by },
    at: new Date(signed.at).toISOString(),
    id: signed.id,
  });
}
