// English letters of offices and of people.
import type { Measure } from './intent.ts';
import type { Words } from './words.ts';

const VERB: Readonly<Record<Measure, readonly string[]>> = {
  delete: ['delete the items', 'remove the content'],
  block: ['block access to it', 'block access to the items'],
  'suspend-user': ['suspend the user', 'suspend the account'],
  preserve: ['preserve the records'],
};

export const ENGLISH: Words = {
  office: [
    'Gaon Media Review Board',
    'Haneul Provincial Police, Cyber Unit',
    'Onnuri Digital Harm Support Centre',
  ],
  greeting: ['Dear Sir or Madam,', 'Dear Trust and Safety team,', 'To whom it may concern:', 'Hello,'],
  grounds: [
    'Our monitoring found intimate images that were made without the consent of the persons shown.',
    'The material listed in this letter falls under the law on synthetic sexual images.',
    'We are writing because unlawful recordings are being circulated on your service.',
  ],
  victim: [
    'Somebody is spreading false images of me, and I never agreed to any of this.',
    'A video of me was put online without my consent.',
    'These are pictures of me that were made with my face and without my permission.',
  ],
  asks: {
    'voluntary-request': [
      (m) => `We kindly ask you to ${m}.`,
      (m) => `Please ${m}.`,
      (m) => `We would be grateful if you would ${m}; this is a request for your voluntary co-operation.`,
    ],
    'correction-request': [
      (m) => `The Board has decided on a formal correction request and asks you to ${m}.`,
      (m) => `This is a correction request under Article 21: please ${m}.`,
    ],
    order: [
      (m) => `We hereby order you to ${m}.`,
      (m) => `Under section 44-7 of the Network Act you are hereby ordered to ${m}.`,
      (m) => `This is a binding order. You must ${m} without undue delay.`,
    ],
    preservation: [
      (m) => `Under Article 215-2 of the Criminal Procedure Act we request that you ${m} for 60 days.`,
      (m) => `Please ${m} relating to the items until further notice.`,
    ],
    'victim-notice': [
      (m) => `Please ${m}.`,
      (m) => `I want you to ${m}.`,
      (m) => `I ask you to ${m} as soon as you can.`,
    ],
  },
  measures: (chance, measures) =>
    measures.map((measure) => chance.one(VERB[measure])).join(chance.one([' and ', ' and also '])),
  notRemoved: [
    'Please do not remove or block anything.',
    'We do not ask for deletion at this stage.',
    'The posts must not be deleted.',
  ],
  secrecy: [
    'Please do not inform the users concerned about this letter.',
    'Please treat this request as confidential.',
    'The account holder must not be notified.',
  ],
  reply: [
    (by) => `Please let us know the result ${by}.`,
    (by) => `We ask for a reply ${by}.`,
    (by) => `Kindly report the measures taken to this address ${by}.`,
    (by) => `Your answer is requested ${by}.`,
  ],
  number: [
    (n) => `Document No.: ${n}`,
    (n) => `Our reference: ${n}`,
    (n) => `Ref: ${n}`,
    (n) => `Document number ${n}`,
    (n) => `Document No. ${n} (9 November 2026)`,
  ],
  earlier: [(n) => `Your reference: ${n}`, (n) => `We refer to our earlier letter ${n} of 2 October 2026.`],
  status: [
    (n) => `We would like to know the status of our letter ${n} of 2 November 2026.`,
    (n) => `We have not yet received an answer to our earlier request ${n}.`,
    (n) => `This is a follow-up to our letter ${n}, which is still pending.`,
  ],
  moreItems: [
    (m) => `In the meantime we found the posts below; please ${m} as well.`,
    (m) => `One more post has come up, and we ask you to ${m}.`,
  ],
  listHead: ['List of items', 'Items:', 'The links are:', '[LIST]', ''],
  nextList: ['Private rooms:', 'List 2', 'Part B: invitations'],
  attached: ['The items are in the attached list.', 'Please see the attachment for the details.'],
  end: ['- End -', ''],
  closing: ['Kind regards,', 'Yours sincerely,', 'Thank you.', 'Best regards'],
  person: ['Alder Birch, International Co-operation', 'Fern Oak (tel. +82 2 0000 0117)'],
  site: ['Website: https://www.$SITE/en', 'Follow us: https://t.me/example_official'],
  law: ['Legal basis: https://law.example/en/act/14', 'The text of the Act: https://law.example/en/44-7'],
  appeal: [
    'You may appeal this decision at https://$SITE/appeal within 15 days.',
    'Information on appeals: https://appeal.example/guide',
  ],
  disclaimer: [
    'This e-mail is confidential and intended only for the addressee. If you are not the intended recipient, please delete it.',
  ],
  columns: {
    number: ['No.', 'Number', '#', 'Item no.'],
    link: ['URL', 'Link', 'Location', 'Address (URL)'],
    seen: ['Seen', 'Date seen'],
    account: ['Account', 'Uploader', 'Posted by user'],
  },
  behind: ['view post', 'link', 'here', 'open'],
  wrote: [
    'On Fri, 6 Nov 2026 at 17:03, Notice desk <notices@desk.example> wrote:',
    'Notice desk <notices@desk.example> wrote on 6 November 2026:',
  ],
  forwarded: ['---------- Forwarded message ---------', 'Begin forwarded message:'],
  ourReply: [
    'We have received your letter. Our case number is R-26-0114.',
    'You will get the result by 20 November 2026.',
  ],
  passedOn: ['Please find the letter below.', 'I am passing this on to you.'],
  newsletter: [
    'Our newsletter for this month: great offers and a free trial for you.',
    'Join our webinar on marketing for messengers.',
  ],
};
