// English letters: an order that quotes no number twice, a lawyer, a reminder, a bounce, a forwarded notice, prose with links in it.
import {
  type HandWritten,
  filePart,
  htmlLine,
  htmlPart,
  mailOf,
  rowOf,
  SEOUL,
  textPart,
} from './letter-data.ts';

const T = 'https://t.me';

export const ENGLISH_LETTERS: readonly HandWritten[] = [
  {
    name: 'a removal order with its deadline in another zone, ordinals, and a legal reference in its own line',
    letter: mailOf(
      textPart(`
Office for Online Safety
Our ref: OOS/2026/114

REMOVAL ORDER

The Office hereby orders the provider to remove the material listed below and to block the user accounts concerned.
Report the result no later than 5 p.m. (UTC) on 23 November 2026. Failure to comply is an offence.
You may appeal within 14 days: https://oos.example/appeal
Text of the Act: https://laws.example/online-safety/section-12

1st: ${T}/birch_room/5
2nd: http://telegram.me/Birch_room/6#x
3rd: https://www.t.me/s/birch_room/7

Yours faithfully,
A. Case Officer
https://oos.example/about
${T}/oos_official
`),
    ),
    expected: {
      kind: 'order',
      documentNumber: 'OOS/2026/114',
      replyBy: '2026-11-23T17:00:00Z',
      measures: ['delete', 'suspend-user'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/5`, `2 ${T}/birch_room/6`, `3 ${T}/birch_room/7`],
    },
  },
  {
    name: 'a lawyer for a client, with a confidentiality notice that is only the usual one',
    letter: mailOf(
      textPart(`
Dear Sir or Madam,

we act on behalf of our client, who is shown in fabricated images without her consent. Please take down the following:

- ${T}/birch_room/21
- https://forum.example/thread/9?page=2#post-4
- matrix.to/#/!birch:hs.example/$evB

We expect your answer within five working days.

Kind regards,
Alder & Ash, Solicitors
www.alder-ash.example/contact

This e-mail and any attachments are confidential and intended solely for the addressee. See https://alder-ash.example/legal
`),
    ),
    expected: {
      kind: 'victim-notice',
      replyBy: '2026-11-27T23:59:59+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: [
        `null ${T}/birch_room/21`,
        'null https://forum.example/thread/9?page=2#post-4',
        'null https://matrix.to/#/!birch:hs.example/$evB',
      ],
    },
  },
  {
    name: 'a voluntary request that says it is no order, with a range, a wrapped link and two links glued by a comma',
    letter: mailOf(
      textPart(`
Reference number: BRC 2026-17 dated 18 November 2026

This is not an order. We ask you to consider blocking access to the following posts in Korea. Deletion is not requested.
Please let us know the outcome by Tuesday, close of business.

#1 ${T}/birch_room/30-34
#2 ${T}/birch_room/
   35
#3 ${T}/birch_room/36,${T}/birch_room/37
#4 ${T}/birch_room/38 ~ 40
`),
    ),
    country: 'KR',
    expected: {
      kind: 'voluntary-request',
      documentNumber: 'BRC 2026-17',
      replyBy: '2026-11-24T18:00:00+09:00',
      measures: ['block'],
      languages: ['en'],
      items: [`2 ${T}/birch_room/35`, `3 ${T}/birch_room/36`, `3 ${T}/birch_room/37`],
      rejected: [`locator.ambiguous ${T}/birch_room/30-34`, `locator.ambiguous ${T}/birch_room/38 ~ 40`],
    },
  },
  {
    name: 'a police preservation letter as a document, with secrecy and a date until which data are kept',
    letter: mailOf(
      textPart('Please find our letter attached.'),
      filePart('docx', [
        ...textPart(`
Birch County Police
Case number: CP-2026-000771
Please preserve all records connected with the messages below until 18 February 2027. Do not remove or block them.
Please confirm preservation by Monday, 23 November 2026, 09:30 CET.
Do not notify the account holder of this request.
`).rows,
        rowOf('Item', 'Link'),
        rowOf('No. 1', `${T}/c/990001/11`),
        rowOf('No. 2', { text: 'message', target: 'tg://privatepost?channel=990001&post=12' }),
      ]),
    ),
    expected: {
      kind: 'preservation',
      documentNumber: 'CP-2026-000771',
      replyBy: '2026-11-23T09:30:00+01:00',
      measures: ['preserve'],
      confidential: true,
      languages: ['en'],
      items: [`1 ${T}/c/990001/11`, `2 ${T}/c/990001/12`],
    },
  },
  {
    name: 'a follow-up that adds an item below an answer of ours, quoted by Outlook',
    letter: {
      ...mailOf(
        textPart(`
Hello,

Document no. BRC-19. We are following up on our letter BRC-17 of 12 November: what is the status? Please also remove this new post:

4. ${T}/birch_room/44

Regards
Birch Review

From: Desk <notices@desk.example>
Sent: Wednesday, 18 November 2026 10:00
To: Birch Review <mail@birch.example>
Subject: Receipt

We confirm receipt. We will answer by 20 November 2026.
1. ${T}/birch_room/30
`),
      ),
      subject: 'RE: Receipt',
    },
    expected: {
      kind: 'follow-up',
      documentNumber: 'BRC-19',
      measures: ['delete'],
      languages: ['en'],
      items: [`4 ${T}/birch_room/44`],
    },
  },
  {
    name: 'HTML: an ordered list, a link behind words, shortened words over their link, words over another link',
    letter: mailOf(
      htmlPart([
        htmlLine(
          'The Birch Commission requests that the following items be deleted. Please reply within 72 hours.',
        ),
        htmlLine('first post', { text: 'first post', target: `${T}/birch_room/51` }, 1),
        htmlLine(`${T}/birch_ro… (seen)`, { text: `${T}/birch_ro…`, target: `${T}/birch_room/52` }, 2),
        htmlLine(`${T}/birch_room/53`, { text: `${T}/birch_room/53`, target: `${T}/other_room/53` }, 3),
        htmlLine('Write to us', { text: 'Write to us', target: 'mailto:mail@birch.example' }),
        htmlLine('Our website', { text: 'Our website', target: 'https://commission.example/' }),
      ]),
    ),
    expected: {
      kind: 'voluntary-request',
      replyBy: '2026-11-23T09:00:00+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/51`, `2 ${T}/birch_room/52`],
      rejected: [`locator.ambiguous ${T}/birch_room/53`],
    },
  },
  {
    name: 'text and HTML halves that say the same, the HTML with numbers that the text does not print',
    letter: mailOf(
      textPart(`
I never agreed to these pictures of me. Please remove them:
${T}/birch_room/61
${T}/birch_room/62
`),
      htmlPart(
        [
          htmlLine('I never agreed to these pictures of me. Please remove them:'),
          htmlLine('one', { text: 'one', target: `${T}/birch_room/61` }, 1),
          htmlLine('two', { text: 'two', target: `${T}/Birch_room/62?utm_source=x` }, 2),
        ],
        { isAlternative: true },
      ),
    ),
    expected: {
      kind: 'victim-notice',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/61`, `2 ${T}/birch_room/62`],
    },
  },
  {
    name: 'a bounce of our own answer, with that answer inside',
    letter: {
      ...mailOf(
        textPart('Your message could not be delivered. The mailbox is full.'),
        textPart(`We have removed the posts. Please reply.\n1. ${T}/birch_room/61`, { from: 'forwarded' }),
      ),
      isAutomatic: true,
    },
    expected: { kind: 'not-a-notice', languages: ['en'] },
  },
  {
    name: 'advertising that names channels and asks for a visit',
    letter: mailOf(
      textPart(`
Grow your channel! We offer 10,000 real followers at a discount.
See ${T}/grow_fast and write to us today.
`),
    ),
    expected: { kind: 'not-a-notice', languages: ['en'] },
  },
  {
    name: 'a formal correction request whose number is in a table, with full-width links and a missing host',
    letter: {
      ...mailOf(
        htmlPart([
          rowOf('Document number', 'KR-CR/2026/8 (19 Nov 2026)'),
          rowOf('Reply by', '25.11.2026 10:00 KST'),
          rowOf('Measure', 'Deletion'),
          htmlLine(
            'This is a formal correction request concerning the posts listed below. Please delete them and report the result.',
          ),
          htmlLine('List of items:'),
          htmlLine('1) ｈｔｔｐｓ：／／ｔ．ｍｅ／ｂｉｒｃｈ＿ｒｏｏｍ／７１'),
          htmlLine('2) birch_room/72'),
          htmlLine('3) t[.]me/birch_room/73.'),
          htmlLine('4) ftp://files.example/74'),
        ]),
      ),
      date: SEOUL,
    },
    expected: {
      kind: 'correction-request',
      documentNumber: 'KR-CR/2026/8',
      replyBy: '2026-11-25T10:00:00+09:00',
      measures: ['delete'],
      languages: ['en'],
      items: [`1 ${T}/birch_room/71`, `3 ${T}/birch_room/73`],
      rejected: ['locator.malformed birch_room/72', 'locator.malformed ftp://files.example/74'],
    },
  },
];
