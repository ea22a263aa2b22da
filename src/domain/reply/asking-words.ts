// The words in which a notifier is asked for what is missing, in Korean and English. Reviewed text: change it only together with docs/glossary.md.
// No name, no place, no picture: what was typed by a person stands nowhere in it.
import type { Statement, Words } from '../clock/regime.ts';
import type { Language } from '../notice/letter.ts';

/** What is asked for where no law of the case says it in words of its own. */
export const STATEMENT_WORDS: Readonly<Record<Statement, Words>> = {
  locator: { en: 'the exact link of each message', ko: '메시지 하나하나의 정확한 링크' },
  description: {
    en: 'a short description of what is shown, in words',
    ko: '무엇이 나오는지에 대한 짧은 글 설명',
  },
  signature: { en: 'your signature, or your name typed as one', ko: '서명, 또는 서명을 갈음하여 적은 이름' },
  date: { en: 'the date of your request', ko: '요청한 날짜' },
  contact: { en: 'how we can reach you', ko: '연락받을 방법' },
  name: { en: 'your name, or that of your office', ko: '성명 또는 기관 이름' },
  email: { en: 'an e-mail address', ko: '전자우편 주소' },
  phone: { en: 'a telephone number', ko: '전화번호' },
  reasons: { en: 'why it should be removed', ko: '삭제되어야 하는 이유' },
  'non-consent': {
    en: 'a statement that the person shown did not agree to it',
    ko: '나오는 사람이 동의하지 않았다는 진술',
  },
  'good-faith': { en: 'a statement that you ask in good faith', ko: '진실한 믿음으로 요청한다는 진술' },
  truth: { en: 'a statement that what you say is true', ko: '내용이 사실이라는 진술' },
  'intimate-content': { en: 'a statement that it shows private acts', ko: '사적인 장면이라는 진술' },
  standing: {
    en: 'whether you are the person shown, or for whom you act',
    ko: '본인인지, 또는 누구를 대신하는지',
  },
  account: { en: 'the account of yours that it concerns', ko: '관련된 본인 계정' },
  'request-kind': {
    en: 'whether you report it, ask for removal, or both',
    ko: '신고인지, 삭제 요청인지, 둘 다인지',
  },
  measure: { en: 'which measure you ask for', ko: '어떤 조치를 바라는지' },
  'appeal-notice': { en: 'how an order can be objected to', ko: '불복 방법의 안내' },
  'legal-basis': { en: 'the law and its article', ko: '근거 법령과 조항' },
  issuer: { en: 'who issued it', ko: '발행한 기관' },
  territory: { en: 'for which countries it holds', ko: '적용되는 나라' },
  'data-scope': { en: 'which data are meant', ko: '대상 자료의 범위' },
  'case-reference': { en: 'your own reference', ko: '귀 기관의 사건번호' },
  evidence: {
    en: 'what shows it, in words: please send no picture',
    ko: '근거 (글로. 사진은 보내지 마십시오)',
  },
  'in-writing': { en: 'your request in writing', ko: '서면으로 된 요청' },
  'notification-choice': { en: 'how you would like to be told', ko: '결과를 받을 방법' },
  'provider-registration': { en: 'the registration of the provider', ko: '사업자 등록 사항' },
  'provider-contact': { en: 'the contact of the provider', ko: '사업자 연락처' },
  'official-form': { en: 'the official form, or the same content', ko: '법정 서식 또는 같은 내용의 문서' },
};

interface AskingWords {
  readonly subject: (number: string) => string;
  readonly about: (number: string, received: string) => string;
  readonly asks: string;
  readonly again: string;
  readonly links: string;
  readonly item: (number: string) => string;
  readonly until: (times: string) => string;
  readonly meanwhile: string;
  readonly closing: readonly string[];
}

export const ASKING_WORDS: Readonly<Record<Language, AskingWords>> = {
  ko: {
    subject: (number) => `${number} 안내`,
    about: (number, received) => `${received}에 접수한 ${number} 건에 관한 메일입니다.`,
    asks: '판단하려면 아래가 더 필요합니다.',
    again: '앞서 여쭌 것에 아직 답을 받지 못해 다시 여쭙니다. 판단하려면 아래가 더 필요합니다.',
    links: '방 전체가 아니라 메시지 하나하나의 링크가 필요한 항목:',
    item: (number) => `${number}번`,
    until: (times) => `${times}까지 보내 주십시오.`,
    meanwhile: '그때까지 답이 없으면 지금 있는 것으로 판단합니다.',
    closing: [
      '이 메일에 회신하시면 같은 건에 덧붙입니다. 제목의 접수번호를 그대로 두십시오.',
      '사진이나 영상은 보내지 마십시오. 링크와 글이면 됩니다.',
    ],
  },
  en: {
    subject: (number) => `Information ${number}`,
    about: (number, received) => `This is about our number ${number}, received at ${received}.`,
    asks: 'To decide, we need the following from you.',
    again: 'We asked you before and have no answer yet. To decide, we need the following from you.',
    links: 'Items of which we need the link of each message, not of a whole room:',
    item: (number) => `No. ${number}`,
    until: (times) => `Please send it by ${times}.`,
    meanwhile: 'If we have not heard from you by then, we decide on what there is.',
    closing: [
      'An answer to this mail is added to the same case: please keep our number in its subject.',
      'Do not send pictures or videos. Links and words are enough.',
    ],
  },
};
