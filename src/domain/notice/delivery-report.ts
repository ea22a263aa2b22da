// What a mail server says of a mail that was handed to it: not delivered, delayed (RFC 3464), or in the words of older servers.
// It is a claim of whoever sent it. That it speaks of a mail of ours is shown by that mail's Message-ID, which nobody can guess.

export type DeliveryAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

export interface ReportedRecipient {
  /** As the report names it, lower case; null where it does not. */
  readonly address: string | null;
  readonly action: DeliveryAction;
  /** RFC 3463, such as `5.1.1`; `5.0.0` and `4.0.0` where a server only says that it failed or is late. */
  readonly status: string;
}

export interface DeliveryReport {
  /** Message-IDs, with their brackets, that the report bears of the mail it speaks of. */
  readonly about: readonly string[];
  readonly recipients: readonly ReportedRecipient[];
}

/** The worst that a report says: a permanent failure, a delay, or null for anything else. */
export function worstOf({ recipients }: DeliveryReport): ReportedRecipient | null {
  const failed = recipients.find(({ action, status }) => action === 'failed' && status.startsWith('5'));
  return failed ?? recipients.find(({ action }) => action === 'failed' || action === 'delayed') ?? null;
}

/** True for what no waiting will cure (RFC 3463, class 5). */
export const isPermanent = ({ action, status }: ReportedRecipient): boolean =>
  action === 'failed' && status.startsWith('5');
