// Takes responsibility for a mail: durable first, then 250. Whether it is a notice is found out later.
import type { Kept, Spool, Spooled } from '../ports/spool.ts';

/** Answers `kept` only when the mail survives a power cut; otherwise the peer is asked to come again. */
export async function acceptMail(mail: Spooled, { spool }: { readonly spool: Spool }): Promise<Kept> {
  return spool.keep(mail);
}
