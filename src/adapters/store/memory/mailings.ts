// Mails that left the desk, and mails that were filed, in memory.
import type { Recorded } from '../../../domain/case/event.ts';
import type { CaseId, CaseNumber, LetterId } from '../../../domain/kernel/ids.ts';
import type { Instant } from '../../../domain/kernel/instant.ts';
import type { Filed, FiledMail, FiledRow } from '../../../ports/filed.ts';
import type { Mailings } from '../../../ports/mailings.ts';

/** @param histories of all cases, as they are when it is asked */
export function memoryMailings(histories: () => Iterable<readonly [CaseId, readonly Recorded[]]>): Mailings {
  const taken = new Map<string, { readonly address: string; readonly at: Instant }>();
  return {
    takeAcknowledgement: async (address, of, at, limits) => {
      const key = `${of.case} ${of.letter ?? ''}`;
      if (taken.has(key)) return true;
      const others = [...taken.values()].filter((one) => one.address === address);
      const isFull = limits.some(({ since, most }) => others.filter((one) => one.at > since).length >= most);
      if (!isFull) taken.set(key, { address, at });
      return !isFull;
    },
    caseOfMail: async (messageId) =>
      [...histories()].find(([, events]) => events.some((event) => isMail(event, messageId)))?.[0],
  };
}

const isMail = (event: Recorded, messageId: string): boolean =>
  (event.kind === 'reply-sent' ||
    event.kind === 'receipt-acknowledged' ||
    event.kind === 'further-letter-sent') &&
  event.messageId === messageId;

/** @param openedAs the case of a letter with this content key, if there is one */
export function memoryFiled(openedAs: (contentKey: string) => CaseNumber | null): Filed {
  const held = new Map<LetterId, FiledMail>();
  const row = (mail: FiledMail): FiledRow => ({ ...mail, opened: openedAs(mail.contentKey) });
  return {
    put: async (mail) => {
      const isKnown = [...held.values()].some(
        ({ id, contentKey }) => id === mail.id || contentKey === mail.contentKey,
      );
      if (!isKnown) held.set(mail.id, mail);
      return !isKnown;
    },
    list: async (limit) =>
      [...held.values()]
        .toSorted((a, b) => b.receivedAt - a.receivedAt || b.id.localeCompare(a.id))
        .slice(0, limit)
        .map(row),
    get: async (id) => {
      const mail = held.get(id);
      return mail && row(mail);
    },
  };
}
