// The words of an acknowledgement in Korean and English, and those by which the desk's own people are told why nobody was sent one.
// Reviewed text: change it only together with docs/glossary.md.
import type { Language } from '../notice/letter.ts';

export interface ReceiptWords {
  readonly subject: (number: string) => string;
  /** @param theirs the document number of a proven body; null for everybody else */
  readonly received: (theirs: string | null, times: string) => string;
  readonly ours: (number: string) => string;
  /** Of a letter that joined a case of ours. */
  readonly joined: (number: string) => string;
  readonly read: (items: number, unread: number) => string;
  readonly person: string;
  readonly due: (times: string) => string;
  readonly closing: readonly string[];
}

export const RECEIPT_WORDS: Record<Language, ReceiptWords> = {
  ko: {
    subject: (number) => `${number} 안내`,
    received: (theirs, times) =>
      `${theirs === null ? '보내신 메일을' : `문서 ${theirs}을(를)`} ${times}에 받았습니다.`,
    ours: (number) => `우리 접수번호는 ${number}입니다.`,
    joined: (number) => `앞서 접수한 ${number} 사건에 덧붙였습니다.`,
    read: (items, unread) =>
      unread === 0
        ? `항목 ${items}개를 읽었습니다.`
        : `항목 ${items}개를 읽었고, 링크로 읽지 못한 줄이 ${unread}개 있습니다.`,
    person: '결정은 사람이 합니다. 이 메일은 접수만 확인하며, 결과는 담고 있지 않습니다.',
    due: (times) => `법에 따른 회신 기한은 ${times}입니다.`,
    closing: ['접수되면 자동으로 보내는 메일입니다. 덧붙일 말씀은 접수번호를 적어 새 메일로 보내 주십시오.'],
  },
  en: {
    subject: (number) => `Information ${number}`,
    received: (theirs, times) =>
      `We received your ${theirs === null ? 'mail' : `document ${theirs}`} at ${times}.`,
    ours: (number) => `Our number is ${number}.`,
    joined: (number) => `It was added to what we have under our number ${number}.`,
    read: (items, unread) =>
      unread === 0
        ? `Items read: ${items}.`
        : `Items read: ${items}. Lines that we could not read as a link: ${unread}.`,
    person: 'A person decides. This mail confirms receipt, and holds no result.',
    due: (times) => `The law asks for our answer by ${times}.`,
    closing: [
      'This mail is sent by itself when a letter arrives. To add something, write a new mail with our number in it.',
    ],
  },
};
