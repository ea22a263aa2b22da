// The mails that left the desk, over all cases: how many one address was sent, and which case a mail belongs to.
import type { CaseId, LetterId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { AcknowledgementLimit } from '../domain/notice/acknowledging.ts';

/** Which letter is acknowledged: the one that opened a case (null), or one that joined it. */
export interface AcknowledgedLetter {
  readonly case: CaseId;
  readonly letter: LetterId | null;
}

export interface Mailings {
  /**
   * Takes one of the acknowledgements that an address may get. Of two askers at once the second sees what the first took. Whoever asks again
   * for the same letter gets the same answer as long as it is yes, and takes no second one.
   * @param address lower case
   */
  takeAcknowledgement(
    address: string,
    of: AcknowledgedLetter,
    at: Instant,
    limits: readonly AcknowledgementLimit[],
  ): Promise<boolean>;
  /** The case whose mail, answer or acknowledgement, bears this Message-ID. */
  caseOfMail(messageId: string): Promise<CaseId | undefined>;
}
