// Notices by where they come from, and what people did about notifiers. Marks and numbers: no name, no address, no word.
import type { NotifierAct } from '../domain/case/limiting.ts';
import type { NoticeRecord } from '../domain/case/misuse.ts';
import type { CaseId, CaseNumber, PersonId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';

/** How a notifier came to know: by a mail of the desk, or by a person, who signs for it. */
export type Telling =
  | { readonly how: 'mail'; readonly messageId: string }
  | { readonly how: 'person'; readonly by: PersonId; readonly signature: string };

export interface Notifiers {
  /** Received since then, of everybody. */
  noticesSince(since: Instant): Promise<readonly NoticeRecord[]>;
  noticesOf(notifier: string): Promise<readonly NoticeRecord[]>;
  /** The notice that opened a case; undefined where there is no such case. */
  notice(number: CaseNumber): Promise<(NoticeRecord & { readonly case: CaseId }) | undefined>;
  /** Everything that was done, the first first; of one notifier, or of all. */
  acts(notifier?: string): Promise<readonly NotifierAct[]>;
  /** @returns false when an act of that id is there already */
  add(act: Omit<NotifierAct, 'told'>, signature: string): Promise<boolean>;
  /** @returns false when she was told before, or there is no such act */
  told(act: string, at: Instant, telling: Telling): Promise<boolean>;
}
