// Writes to old contacts in a loop of its own: a request made on the command line finds its way within a minute.
import type { Instant } from '../../domain/kernel/instant.ts';
import type { Enrolments } from '../../ports/enrolments.ts';
import type { Mailer } from '../../ports/mail.ts';
import { tellContacts } from '../../workflow/tell-contacts.ts';
import { type Loop, startLoop } from './loop.ts';

export interface ContactsJob {
  readonly ports: { readonly enrolments: Enrolments; readonly mailer: Mailer };
  readonly deskDomain: string;
  readonly clock: () => Instant;
  readonly sweepMs: number;
  readonly onTold: (count: number) => void;
  readonly onError: (error: unknown) => void;
}

export function startContacts({ ports, deskDomain, clock, sweepMs, onTold, onError }: ContactsJob): Loop {
  const work = async (): Promise<boolean> => {
    const count = await tellContacts(clock(), deskDomain, ports);
    if (count > 0) onTold(count);
    return false;
  };
  return startLoop(work, sweepMs, onError);
}
