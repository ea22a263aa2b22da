// What makes two mails the same mail: every byte but the trace that relays put in front. Not a proof of who sent it.
import { createHash } from 'node:crypto';
import type { RawMail } from './raw-headers.ts';

/**
 * SHA-256, hex: equal for a mail that came twice, whatever trace fields relays added on its way. A mail of bad form has the
 * key of its bytes as they are, because nobody can say where its header ends.
 */
export function contentKey(
  raw: Buffer,
  { formOk, traceBytes }: Pick<RawMail, 'formOk' | 'traceBytes'>,
): string {
  // The first word keeps both kinds apart: no mail of bad form can be made that has the key of a good one.
  const kind = formOk ? 'mail\n' : 'raw\n';
  return createHash('sha256').update(kind).update(raw.subarray(traceBytes)).digest('hex');
}
