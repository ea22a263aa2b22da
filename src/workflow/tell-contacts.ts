// Writes to the old contact of every body whose enrolment somebody asked to change, and records that it was written to.
import { contactLetter } from '../domain/authority/contact-letter.ts';
import { foldEnrolment, type Request } from '../domain/authority/enrolment.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Enrolments } from '../ports/enrolments.ts';
import type { Mailer } from '../ports/mail.ts';

/** At least once: a crash after the mail sends it again with the same Message-ID. @returns how many were written to */
export async function tellContacts(
  now: Instant,
  deskDomain: string,
  ports: { readonly enrolments: Enrolments; readonly mailer: Mailer },
): Promise<number> {
  const state = foldEnrolment(await ports.enrolments.history());
  const owed = state.requests.filter(({ contact, withdrawn }) => contact === 'owed' && withdrawn === null);
  let { version } = state;
  for (const request of owed) {
    const messageId = await tell(request, deskDomain, ports.mailer);
    if (messageId === undefined) continue;
    const event = { kind: 'contact-told', request: request.act.id, at: now, messageId } as const;
    if (!(await ports.enrolments.append(event, version))) return version - state.version;
    version += 1;
  }
  return version - state.version;
}

/** The Message-ID; null when its server refuses for good; undefined: to be tried again. */
async function tell(
  request: Request,
  deskDomain: string,
  mailer: Mailer,
): Promise<string | null | undefined> {
  const letter = contactLetter(request, deskDomain);
  if (letter === null) return null;
  const sent = await mailer.send(letter);
  if (sent.kind === 'sent') return sent.messageId;
  return sent.permanent ? null : undefined;
}
