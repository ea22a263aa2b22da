// What became of the mails of a case, as people see it.
import type { Case } from '../../domain/case/case.ts';
import type { FurtherLetter } from '../../domain/case/further-letter.ts';
import type { Acknowledged, MailOut } from '../../domain/case/mails.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { whyNobody } from './mail-words.ts';

export function mailsText(state: Case): readonly string[] {
  const { acknowledged, out, undelivered } = state.mails;
  return [
    ...receiptText(acknowledged).map((says) => `  receipt   ${says}`),
    ...state.further.map((one) => `  told      ${furtherText(one)}`),
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

/** What the notifier was told beside the receipt and the answer, in English and Korean. */
function furtherText(one: FurtherLetter): string {
  switch (one.kind) {
    case 'delay':
      return `it takes longer (${one.reason}), next word by ${utc(one.until)} / 지연 안내`;
    case 'back':
      return `back: item ${one.items.map(({ item }) => item).join(', ')} / 다시 발견 안내`;
    case 'objection-kept':
      return `objection ${one.appeal} changed nothing / 이의 결과 안내`;
    case 'end':
      return `the end (${one.why}) / 종결 안내`;
  }
}

function troubleText({ edition, failed, delayed, messageId }: MailOut): readonly string[] {
  const receipt = messageId.includes('.further.') ? 'a further letter' : 'the confirmation of receipt';
  const which = edition === null ? receipt : `reply ${edition}`;
  if (failed !== null) return [`  bounced   ${which} was not delivered (${failed})`];
  return delayed === null ? [] : [`  delayed   ${which} is late (${delayed})`];
}
