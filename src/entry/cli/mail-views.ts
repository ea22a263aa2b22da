// What became of the mails of a case, as people see it.
import type { Case } from '../../domain/case/case.ts';
import type { Acknowledged, MailOut } from '../../domain/case/mails.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { whyNobody } from './mail-words.ts';

export function mailsText(state: Case): readonly string[] {
  const { acknowledged, out, undelivered } = state.mails;
  return [
    ...receiptText(acknowledged).map((says) => `  receipt   ${says}`),
    ...out.flatMap((mail) => troubleText(mail)),
    ...(undelivered ? [`  reply     came back: redress send-again ${state.number}, or redress answer`] : []),
  ];
}

/** Whether somebody was told that a letter came; nothing of letters from before the desk told anybody. */
export function receiptText(acknowledged: Acknowledged): readonly string[] {
  switch (acknowledged.kind) {
    case 'unknown':
      return [];
    case 'owed':
      return ['to be confirmed'];
    case 'sent':
      return [`confirmed ${utc(acknowledged.at)}`];
    case 'not':
      return [`nobody was told: ${whyNobody(acknowledged.why)}`];
  }
}

function troubleText({ edition, failed, delayed }: MailOut): readonly string[] {
  const which = edition === null ? 'the confirmation of receipt' : `reply ${edition}`;
  if (failed !== null) return [`  bounced   ${which} was not delivered (${failed})`];
  return delayed === null ? [] : [`  delayed   ${which} is late (${delayed})`];
}
