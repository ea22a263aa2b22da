// Message-IDs of our mails. A report that names one speaks of a mail of ours: so nobody who was not sent it can know it.
import type { CaseNumber, TaskId } from '../kernel/ids.ts';

/**
 * @param what the kind of mail, such as `reply.1`
 * @param task that sends it: unguessable, never shown, and the same for every try, so that a repeat can be recognised
 */
export function messageIdOf(number: CaseNumber, what: string, task: TaskId, deskDomain: string): string {
  return `<${number}.${what}.${task.replace(/[^A-Za-z0-9]/g, '-')}@${deskDomain}>`;
}
