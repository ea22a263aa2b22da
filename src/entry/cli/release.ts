// `redress release`: a person who has read the letter itself lets the withheld reply go.
import { releasePayload } from '../../domain/decision/payload.ts';
import { decisionId } from '../../domain/kernel/ids.ts';
import { releaseReply } from '../../workflow/release-reply.ts';
import { signingTime } from './desk-now.ts';
import { type Output, refused } from './output.ts';
import { type SigningOptions, signing } from './signing.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import type { Desk, Wiring } from './wiring.ts';

export async function release(
  wiring: Wiring,
  desk: Desk,
  number: string,
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const act = await signing(wiring, desk, number, options);
  const unsigned = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = act.sign(releasePayload(act.number, { ...unsigned, by: act.person }));
  const released = await releaseReply(
    { case: act.id, number: act.number, person: options.as, release: unsigned, signature },
    unsigned.at,
    desk,
  );
  if (!released.ok) throw refused(released.error);
  output.result({ released: act.number, case: caseJson(released.value) }, [
    `${act.number}: the reply goes out once every item has its result.`,
  ]);
}
