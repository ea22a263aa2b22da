// What became of the mails of a case, as people and programs see it.
import type { Case } from '../../domain/case/case.ts';
import type { Acknowledged, MailOut } from '../../domain/case/mails.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { whyNobody } from './mail-words.ts';

/** Times in ISO 8601 UTC. */
export function mailsJson({ mails }: Case): object {
  const { acknowledged, out, undelivered } = mails;
  return {
    acknowledged: receiptJson(acknowledged),
    undelivered,
    out: out.map(({ sentAt, ...mail }) => ({ ...mail, sentAt: utc(sentAt) })),
  };
}

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

/** As JSON, its time in ISO 8601 UTC. */
export const receiptJson = (acknowledged: Acknowledged): object =>
  acknowledged.kind === 'sent' ? { ...acknowledged, at: utc(acknowledged.at) } : acknowledged;

function troubleText({ edition, failed, delayed }: MailOut): readonly string[] {
  const which = edition === null ? 'the confirmation of receipt' : `reply ${edition}`;
  if (failed !== null) return [`  bounced   ${which} was not delivered (${failed})`];
  return delayed === null ? [] : [`  delayed   ${which} is late (${delayed})`];
}
