// What became of the mails of a case, as people and programs see it.
import type { Case } from '../../domain/case/case.ts';
import type { MailOut } from '../../domain/case/mails.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { whyNobody } from './mail-words.ts';

/** Times in ISO 8601 UTC. */
export function mailsJson({ mails }: Case): object {
  const { acknowledged, out, undelivered } = mails;
  return {
    acknowledged: 'at' in acknowledged ? { ...acknowledged, at: utc(acknowledged.at) } : acknowledged,
    undelivered,
    out: out.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: utc(sentAt) })),
  };
}

export function mailsText(state: Case): readonly string[] {
  const { acknowledged, out, undelivered } = state.mails;
  const told = {
    unknown: [],
    owed: ['  receipt   to be confirmed'],
    sent: 'at' in acknowledged ? [`  receipt   confirmed ${utc(acknowledged.at)}`] : [],
    not: 'why' in acknowledged ? [`  receipt   nobody was told: ${whyNobody(acknowledged.why)}`] : [],
  };
  return [
    ...told[acknowledged.kind],
    ...out.flatMap((mail) => troubleText(mail)),
    ...(undelivered ? [`  reply     came back: redress send-again ${state.number}, or redress answer`] : []),
  ];
}

function troubleText({ edition, failed, delayed }: MailOut): readonly string[] {
  const which = edition === null ? 'the confirmation of receipt' : `reply ${edition}`;
  if (failed !== null) return [`  bounced   ${which} was not delivered (${failed})`];
  return delayed === null ? [] : [`  delayed   ${which} is late (${delayed})`];
}
