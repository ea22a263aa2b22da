// Writes to every notifier about whom a person did something, where her address is proven, and records that she was told. Whom no mail of the desk
// may reach (security rule 8e), a person tells: until then it changes nothing.
import type { NotifierAct } from '../domain/case/limiting.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { type Language, replyLanguage } from '../domain/notice/letter.ts';
import { notifierLetter } from '../domain/reply/notifier-letter.ts';
import type { Cases } from '../ports/cases.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Notifiers } from '../ports/notifiers.ts';

export interface TellNotifiersPorts {
  readonly cases: Pick<Cases, 'byNumber' | 'load'>;
  readonly notifiers: Notifiers;
  readonly mailer: Mailer;
}

/** At least once: a crash after the mail sends it again with the same Message-ID. @returns how many were told */
export async function tellNotifiers(
  now: Instant,
  deskDomain: string,
  ports: TellNotifiersPorts,
): Promise<number> {
  const owed = (await ports.notifiers.acts()).filter(({ told }) => told === null);
  let count = 0;
  for (const act of owed) {
    const messageId = await tell(act, deskDomain, ports);
    if (messageId !== null && (await ports.notifiers.told(act.id, now, { how: 'mail', messageId })))
      count += 1;
  }
  return count;
}

/** The Message-ID; null where she cannot be written to, or not now. */
async function tell(
  act: NotifierAct,
  deskDomain: string,
  { cases, mailer }: TellNotifiersPorts,
): Promise<string | null> {
  const reach = await reachedBy(act, cases);
  if (reach.to === null) return null;
  const { subject, text } = notifierLetter(act, reach.language);
  const messageId = `<notifier.${act.id}@${deskDomain}>`;
  const sent = await mailer.send({ to: reach.to, subject, text, messageId, automatic: 'generated' });
  return sent.kind === 'sent' ? sent.messageId : null;
}

/** What she is told of an act, and whether a mail of the desk reaches her; else a person tells her. */
export async function wordsFor(
  act: Pick<NotifierAct, 'kind' | 'cases' | 'reason' | 'until'>,
  cases: TellNotifiersPorts['cases'],
): Promise<{ readonly byMail: boolean; readonly text: string }> {
  const { to, language } = await reachedBy(act, cases);
  return { byMail: to !== null, text: notifierLetter(act, language).text };
}

/** Where she can be written to, by the newest of the notices it rests on that has a proven address; in which language. */
async function reachedBy(
  act: Pick<NotifierAct, 'cases'>,
  cases: TellNotifiersPorts['cases'],
): Promise<{ readonly to: string | null; readonly language: Language }> {
  let language: Language = 'en';
  for (const number of act.cases.toReversed()) {
    const id = await cases.byNumber(number);
    const notice = id === undefined ? null : ((await cases.load(id))?.notice ?? null);
    if (notice === null) continue;
    language = replyLanguage(notice.reading);
    if (notice.acknowledge?.kind === 'yes') return { to: notice.acknowledge.to, language };
  }
  return { to: null, language };
}
