// `redress clocks --trust-wall-clock`: a person says that the machine's clock is right, and signs. Kept for ever in `wall_trusts`.
import { trustPayload } from '../../domain/decision/payload.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { trustWall } from '../../workflow/trust-wall.ts';
import { CommandError, EXIT, type Output, refused } from './output.ts';
import { signerNamed } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface TrustOptions {
  readonly as?: string;
  readonly key?: string;
}

export async function trustWallClock(
  wiring: Wiring,
  desk: Desk,
  { as, key }: TrustOptions,
  output: Output,
): Promise<void> {
  if (as === undefined)
    throw new CommandError(
      'clock.trust-unsigned',
      'nobody signs for the wall clock',
      'add --as NAME',
      EXIT.usage,
    );
  const signer = await signerNamed(wiring, desk, { as, ...(key === undefined ? {} : { key }) });
  const at = desk.clock();
  const trust = { id: desk.ids.fresh(), at, from: (await desk.deskTime.latest()) ?? at };
  const signature = signer.sign(trustPayload({ ...trust, by: signer.person }));
  const trusted = await trustWall({ person: as, trust, signature }, desk.clock(), desk);
  if (!trusted.ok) throw refused(trusted.error);
  output.result({ trusted: { at: utc(at), believed: utc(trust.from), by: signer.person, id: trust.id } }, [
    `The desk now takes ${utc(at)} for the time (before: ${utc(trust.from)}). A serving desk follows at its next look.`,
  ]);
}
