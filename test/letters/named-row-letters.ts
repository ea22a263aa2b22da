// Letters whose rows have names instead of numbers, forms instead of lists, and links that are to stay.
import { filePart, type HandWritten, mailOf, rowOf, textPart } from './letter-data.ts';

const T = 'https://t.me';
const ASKS = 'We request that you delete the posts below.';
const ASKS_KO = '아래 게시물의 삭제를 요청드립니다.';
const KOREAN = { kind: 'voluntary-request', measures: ['delete'], languages: ['ko'] } as const;
const ENGLISH = { kind: 'voluntary-request', measures: ['delete'], languages: ['en'] } as const;

const NAMES: readonly HandWritten[] = [
  {
    name: 'names that hold a number and are none: 1-1, 1호의2, 1.가, 1a',
    letter: mailOf(
      textPart(`
${ASKS_KO}

1-1. ${T}/elm_room1/1
2-1 ${T}/elm_room1/2
(3-2) ${T}/elm_room1/3
가. ${T}/elm_room1/4
나) ${T}/elm_room1/5
제1호의2 ${T}/elm_room1/6
1호의2: ${T}/elm_room1/7
1.가. ${T}/elm_room1/8
1-가 ${T}/elm_room1/9
1.① ${T}/elm_room1/10
No. 1a ${T}/elm_room1/11
iv. ${T}/elm_room1/12
b) ${T}/elm_room1/13
① ${T}/elm_room1/14
`),
    ),
    expected: {
      ...KOREAN,
      items: [
        ...Array.from({ length: 13 }, (_, at) => `null ${T}/elm_room1/${at + 1}`),
        `1 ${T}/elm_room1/14`,
      ],
    },
  },
  {
    name: 'rows with names below numbered titles, and letters that only name what is told of a numbered row',
    letter: mailOf(
      textPart(`
${ASKS_KO}

1. 첫 번째 방
1-1. ${T}/elm_room1/1
1-2. ${T}/elm_room1/2
2. 두 번째 방
가. ${T}/elm_room1/6
나. ${T}/elm_room1/7
4. 네 번째 게시물
  가. 게시물 주소 : ${T}/elm_room1/10
  나. 게시자 : ${T}/poster_1
5. 다섯 번째
  11.16. ${T}/elm_room1/11
`),
    ),
    expected: {
      ...KOREAN,
      items: [
        `null ${T}/elm_room1/1`,
        `null ${T}/elm_room1/2`,
        `null ${T}/elm_room1/6`,
        `null ${T}/elm_room1/7`,
        `4 ${T}/elm_room1/10`,
        `5 ${T}/elm_room1/11`,
      ],
      leftOut: [{ text: `${T}/poster_1`, why: 'other-column' }],
    },
  },
];

const FORMS: readonly HandWritten[] = [
  {
    name: 'a form a line each: the number, the account, the address',
    letter: mailOf(
      textPart(`
${ASKS_KO}

연번 | 1
주소 | ${T}/elm_room1/1
계정 | ${T}/poster_1

연번 | 2
계정 | @b
주소 | ${T}/elm_room1/2

순번: 3
게시자: ${T}/poster_2
URL: ${T}/elm_room1/3

No. 4
Account: ${T}/elm_bad_account
`),
    ),
    expected: {
      ...KOREAN,
      items: [`1 ${T}/elm_room1/1`, `2 ${T}/elm_room1/2`, `3 ${T}/elm_room1/3`, `4 ${T}/elm_bad_account`],
      leftOut: [
        { text: `${T}/poster_1`, why: 'other-column' },
        { text: `${T}/poster_2`, why: 'other-column' },
      ],
    },
  },
  {
    name: 'tables that are forms: a label and its value a row',
    letter: mailOf(
      textPart(ASKS_KO),
      filePart('hwpx', [
        rowOf('연번', '1'),
        rowOf('게시물 주소', `${T}/elm_room1/1`),
        rowOf('게시자', `${T}/poster_1`),
        rowOf('연번', '2', '확인일', '11.16.'),
        rowOf('게시자', `${T}/poster_1`),
        rowOf('게시물 주소', `${T}/elm_room1/2`),
        rowOf('대상 3'),
        rowOf('게시물 주소', `${T}/elm_room1/3`),
      ]),
    ),
    expected: {
      ...KOREAN,
      items: [`1 ${T}/elm_room1/1`, `2 ${T}/elm_room1/2`, `3 ${T}/elm_room1/3`],
      leftOut: [{ text: `${T}/poster_1`, why: 'other-column' }],
    },
  },
];

const STAYING: readonly HandWritten[] = [
  {
    name: 'notes under links that are to stay, numbered or not, and a list of such links',
    letter: mailOf(
      textPart(`
${ASKS}

1. ${T}/elm_room1/1
2. ${T}/elm_room1/2
   Do not remove this one.
3. ${T}/elm_room1/3

${T}/elm_room1/4
(do not remove, evidence)
${T}/elm_room1/5

Please do not remove the following:
${T}/elm_room1/6

Please remove these as well:
${T}/elm_room1/7
`),
    ),
    expected: {
      ...ENGLISH,
      items: [`1 ${T}/elm_room1/1`, `3 ${T}/elm_room1/3`, `null ${T}/elm_room1/5`, `null ${T}/elm_room1/7`],
      leftOut: [2, 4, 6].map((id) => ({ text: `${T}/elm_room1/${id}`, why: 'not-wanted' })),
    },
  },
  {
    name: 'Korean: notes under links that are to stay, and one that is to be blocked instead',
    letter: mailOf(
      textPart(`
${ASKS_KO}

1. ${T}/elm_room1/1
2. ${T}/elm_room1/2
   ※ 삭제하지 마시오
${T}/elm_room1/3
삭제하지 마십시오.
${T}/elm_room1/4
${T}/elm_room1/5 삭제하지 말고 차단만 해 주세요
${T}/elm_room1/6
백업 전에는 삭제하지 마십시오.
`),
    ),
    expected: {
      ...KOREAN,
      measures: ['delete', 'block'],
      items: [
        `1 ${T}/elm_room1/1`,
        `null ${T}/elm_room1/4`,
        `null ${T}/elm_room1/5`,
        `null ${T}/elm_room1/6`,
      ],
      leftOut: [2, 3].map((id) => ({ text: `${T}/elm_room1/${id}`, why: 'not-wanted' })),
    },
  },
  {
    name: 'a column of notes, one of which says that its link is to stay',
    letter: mailOf(
      textPart(ASKS),
      filePart('xlsx', [
        rowOf('No.', 'URL', 'Remarks'),
        rowOf('1', `${T}/elm_room1/1`, 'repeat'),
        rowOf('2', `${T}/elm_room1/2`, '삭제 제외'),
      ]),
    ),
    expected: {
      ...ENGLISH,
      items: [`1 ${T}/elm_room1/1`],
      leftOut: [{ text: `${T}/elm_room1/2`, why: 'not-wanted' }],
    },
  },
  {
    name: 'the accounts are not to be blocked: that says nothing of the posts under it',
    letter: mailOf(
      textPart(`
Please delete the posts.
Do not block the accounts, but remove the following:

${T}/elm_room1/1
`),
    ),
    expected: { ...ENGLISH, items: [`null ${T}/elm_room1/1`], leftOut: [] },
  },
];

export const NAMED_ROW_LETTERS = [...NAMES, ...FORMS, ...STAYING];
