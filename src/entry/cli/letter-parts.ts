// What the commands that only look at a letter need from outside. No desk and no database.
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Authority } from '../../domain/notice/authority.ts';
import type { MailReader } from '../../ports/mail.ts';
import type { LetterDesk } from '../../workflow/understand-letter.ts';

export interface LetterSettings {
  /** A zone file in place of the system's name servers. */
  readonly dns?: string | undefined;
  /** The file of enrolled authorities, in place of the desk's. */
  readonly enrolled?: string | undefined;
  /** The desk's address. */
  readonly desk?: string | undefined;
  /** The public origin of the built-in messenger. */
  readonly messenger?: string | undefined;
}

export interface LetterParts {
  readonly desk: Omit<LetterDesk, 'authorities'>;
  /** The bodies of the file that judge a letter of that moment: within their dates, with the mailboxes of those they succeeded. */
  readonly authoritiesAt: (at: Instant) => readonly Authority[];
  /** Where this machine lets a letter come near: one line, and whether its network is cut off. */
  readonly sealed: { readonly withoutNetwork: boolean; readonly says: string };
  readonly now: () => number;
  readonly read: MailReader['read'];
  close(): Promise<void>;
}
