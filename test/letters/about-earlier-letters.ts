// Letters written by hand that speak of earlier ones, and what must be read of that: what is taken back, added, moved, and which is meant.
// Beside them letters that must not count as taking anything back.
import type { AboutEarlier } from '../../src/domain/notice/letter.ts';

export interface AboutLetter {
  readonly name: string;
  readonly text: string;
  /** `all`, all `but` some numbers, `unclear`, printed numbers, canonical links; null: it takes nothing back. */
  readonly withdraws:
    | 'all'
    | 'unclear'
    | { readonly but: readonly number[] }
    | readonly (number | string)[]
    | null;
  readonly documents?: AboutEarlier['documents'];
  readonly cases?: AboutEarlier['cases'];
  readonly adds?: true;
  readonly movesDeadline?: true;
  readonly subject?: string;
}

const T = 'https://t.me';

const KOREAN: readonly AboutLetter[] = [
  {
    name: 'Korean: two items by number',
    text: '문서번호: 한빛-2026-31\n한빛-2026-7호로 요청드린 목록 중 3번, 5번 항목은 철회합니다.',
    withdraws: [3, 5],
    documents: ['한빛-2026-7호'],
  },
  {
    name: 'Korean: a range',
    text: '기 요청한 건 중 7번부터 9번까지 철회하오니 업무에 참고하시기 바랍니다.',
    withdraws: [7, 8, 9],
  },
  {
    name: 'Korean: one is taken back, the rest is asked for',
    text: '3번은 철회하고 나머지 1번, 2번은 조속히 삭제 바랍니다.',
    withdraws: [3],
  },
  {
    name: 'Korean: the whole request',
    text: '귀사에 보낸 시정요구(한빛-2026-7)를 전부 철회합니다.',
    withdraws: 'all',
    documents: ['한빛-2026-7'],
  },
  {
    name: 'Korean: asks to have it treated as taken back',
    text: '제2026-33호 공문의 4번 항목은 철회 처리 부탁드립니다.',
    withdraws: [4],
    documents: ['제2026-33호'],
  },
  {
    name: 'Korean: by link',
    text: `게시물 ${T}/maple_room/12 에 대한 요청을 취하합니다.`,
    withdraws: [`${T}/maple_room/12`],
  },
  {
    name: 'Korean: so many items are no number',
    text: '요청드린 목록 중 3건을 철회합니다.',
    withdraws: 'unclear',
  },
  {
    name: 'Korean: not taken back',
    text: '3번 항목은 철회하지 않습니다. 계속 삭제를 요청합니다.',
    withdraws: null,
  },
  {
    name: 'Korean: the person took back her consent',
    text: '피해자는 촬영물 게시에 대한 동의를 철회합니다.',
    withdraws: null,
  },
  { name: 'Korean: a threat', text: '조치하지 않을 경우 협조 요청을 철회합니다.', withdraws: null },
  { name: 'Korean: it may come', text: '검토 결과에 따라 3번 요청을 철회할 수 있습니다.', withdraws: null },
  {
    name: 'Korean: what an uploader takes back',
    text: '게시자가 이의신청을 철회함을 알려 왔습니다.',
    withdraws: null,
  },
  {
    name: 'Korean: quoted under an inquiry',
    text: '처리 상황을 문의드립니다. (한빛-2026-7)\n\n> 3번 항목은 철회합니다.',
    withdraws: null,
    documents: ['한빛-2026-7'],
  },
  {
    name: 'Korean: items are added',
    text: `관련: 한빛-2026-7\n아래 게시물을 추가로 요청하오니 삭제 바랍니다.\n6. ${T}/maple_room/60`,
    withdraws: null,
    documents: ['한빛-2026-7'],
    adds: true,
  },
  {
    name: 'Korean: the deadline is another',
    text: '한빛-2026-7의 회신 기한을 2026년 11월 30일까지 연장합니다.',
    withdraws: null,
    documents: ['한빛-2026-7'],
    movesDeadline: true,
  },
  {
    name: 'Korean: our own number',
    text: '귀사 접수번호 R-26-0012 건의 처리 상황을 알려 주시기 바랍니다.',
    withdraws: null,
    cases: ['R-26-0012'],
  },
];

const ENGLISH: readonly AboutLetter[] = [
  {
    name: 'English: two items by number',
    text: 'With reference to our letter HRC-2026-0457 of 4 May 2026, we withdraw items 3 and 5.',
    withdraws: [3, 5],
    documents: ['HRC-2026-0457'],
  },
  {
    name: 'English: passive, with a range',
    text: 'Nos. 7 to 9 of that list are hereby withdrawn; please continue with the others.',
    withdraws: [7, 8, 9],
  },
  {
    name: 'English: the whole request',
    text: 'We hereby withdraw our request HRC/2026/88 in its entirety.',
    withdraws: 'all',
    documents: ['HRC/2026/88'],
  },
  {
    name: 'English: by link',
    text: `We retract our request regarding ${T}/maple_room/12.`,
    withdraws: [`${T}/maple_room/12`],
  },
  {
    name: 'English: the list of this letter is what is taken back',
    text: `We withdraw our request for the following posts:\n\n1. ${T}/maple_room/1\n2. ${T}/maple_room/2`,
    withdraws: [`${T}/maple_room/1`, `${T}/maple_room/2`],
  },
  {
    name: 'English: so many items are no number',
    text: 'We withdraw three items of the list.',
    withdraws: 'unclear',
  },
  { name: 'English: not taken back', text: 'We do not withdraw items 3 and 5.', withdraws: null },
  {
    name: 'English: none is taken back',
    text: 'None of the items has been withdrawn. Please act.',
    withdraws: null,
  },
  {
    name: 'English: the account of a user',
    text: "Please withdraw the user's account. Access is withdrawn from users who break your terms.",
    withdraws: null,
  },
  {
    name: 'English: to take posts out of sight is to remove them',
    text: 'Please withdraw items 3 and 5 from public view.',
    withdraws: null,
  },
  {
    name: 'English: her consent',
    text: 'Her consent has been withdrawn. Please delete item 3.',
    withdraws: null,
  },
  {
    name: 'English: a threat',
    text: 'If you do not act within 24 hours, we withdraw our proposal on item 3.',
    withdraws: null,
  },
  {
    name: 'English: cooperation',
    text: 'Failing this, we withdraw our cooperation and trust.',
    withdraws: null,
  },
  {
    name: 'English: it may come',
    text: 'We may withdraw item 3 later. The order stands until it is withdrawn.',
    withdraws: null,
  },
  {
    name: 'English: what you wrote, in quotation marks',
    text: 'You wrote: "we withdraw item 3". We never did. Please delete it.',
    withdraws: null,
  },
  {
    name: 'English: quoted under an inquiry',
    text: 'Is there any progress on HRC-2026-0457?\n\n> We withdraw items 3 and 5.',
    withdraws: null,
    documents: ['HRC-2026-0457'],
  },
  {
    name: 'English: the deadline is another',
    text: 'The deadline is extended to 30 November 2026.',
    withdraws: null,
    movesDeadline: true,
  },
  {
    name: 'English: no more time is given',
    text: 'The deadline is not extended. We cannot extend the deadline.',
    withdraws: null,
  },
  {
    name: 'English: our answer in the subject',
    text: 'Where does this stand?',
    subject: 'Re: Information HRC-2026-0457 (R-26-0003)',
    withdraws: null,
    documents: ['HRC-2026-0457'],
    cases: ['R-26-0003'],
  },
];

const GERMAN: readonly AboutLetter[] = [
  {
    name: 'German: two items by number',
    text: 'Bezug: unser Schreiben LMA-2026-118\nDie Nummern 3 und 5 ziehen wir hiermit zurück.',
    withdraws: [3, 5],
    documents: ['LMA-2026-118'],
  },
  {
    name: 'German: a range',
    text: 'Wir nehmen die Einträge 7 bis 9 zurück, da sie doppelt genannt sind.',
    withdraws: [7, 8, 9],
  },
  {
    name: 'German: the whole request',
    text: 'Unser Ersuchen vom 4. Mai 2026 ziehen wir vollständig zurück.',
    withdraws: 'all',
  },
  { name: 'German: passive, the order', text: 'Die Anordnung wird hiermit widerrufen.', withdraws: 'all' },
  {
    name: 'German: by link',
    text: `Das Ersuchen zu ${T}/maple_room/12 ist gegenstandslos.`,
    withdraws: [`${T}/maple_room/12`],
  },
  { name: 'German: not taken back', text: 'Die Nummern 3 und 5 ziehen wir nicht zurück.', withdraws: null },
  {
    name: 'German: her consent',
    text: 'Die Betroffene hat ihre Einwilligung widerrufen; die Einwilligung wird widerrufen.',
    withdraws: null,
  },
  {
    name: 'German: a condition',
    text: 'Sofern Sie bis Freitag handeln, ziehen wir Nr. 3 zurück.',
    withdraws: null,
  },
  { name: 'German: an account', text: 'Dem Nutzer wird das Konto zurückgezogen.', withdraws: null },
  {
    name: 'German: quoted under an inquiry',
    text: 'Wie ist der Sachstand zu LMA-2026-118?\n\n> Die Nummern 3 und 5 ziehen wir zurück.',
    withdraws: null,
    documents: ['LMA-2026-118'],
  },
  {
    name: 'German: the deadline is another',
    text: 'Die Frist wird bis zum 30.11.2026 verlängert.',
    withdraws: null,
    movesDeadline: true,
  },
  {
    name: 'German: more of them',
    text: `Ergänzend zu unserem Schreiben LMA-2026-118 bitten wir um Löschung von\n8. ${T}/linden_raum/8`,
    withdraws: null,
    documents: ['LMA-2026-118'],
    adds: true,
  },
];

const JAPANESE: readonly AboutLetter[] = [
  {
    name: 'Japanese: two items by number',
    text: '青葉-2026-12号でお願いした一覧のうち、3番、5番を取り下げます。',
    withdraws: [3, 5],
    documents: ['青葉-2026-12号'],
  },
  { name: 'Japanese: a range', text: '項番7から9までは取り下げいたします。', withdraws: [7, 8, 9] },
  {
    name: 'Japanese: the whole request',
    text: '総第123号の削除依頼をすべて撤回いたします。',
    withdraws: 'all',
    documents: ['総第123号'],
  },
  {
    name: 'Japanese: by link',
    text: `${T}/wakaba_room/12 についての依頼を取り下げます。`,
    withdraws: [`${T}/wakaba_room/12`],
  },
  {
    name: 'Japanese: not taken back',
    text: '3番は取り下げません。引き続き削除をお願いします。',
    withdraws: null,
  },
  { name: 'Japanese: her consent', text: '本人は掲載の同意を撤回します。', withdraws: null },
  { name: 'Japanese: a condition', text: '本日中に削除された場合は3番を取り下げます。', withdraws: null },
  {
    name: 'Japanese: quoted under an inquiry',
    text: '青葉-2026-12号の対応状況をお知らせください。\n\n> 3番、5番を取り下げます。',
    withdraws: null,
    documents: ['青葉-2026-12号'],
  },
  {
    name: 'Japanese: the deadline is another',
    text: '回答期限を2026年11月30日に変更します。',
    withdraws: null,
    movesDeadline: true,
  },
  {
    name: 'Japanese: more of them',
    text: `次の投稿を追加しますので、削除をお願いします。\n6. ${T}/wakaba_room/60`,
    withdraws: null,
    adds: true,
  },
];

const NEEDS_NOTHING: readonly AboutLetter[] = [
  {
    name: 'English: no longer required, of a letter numbered in digits',
    text: 'Further to our order No. 2026/118 dated 3 November, items 1 and 3 are no longer required and may be disregarded.',
    withdraws: [1, 3],
    documents: ['2026/118'],
  },
  {
    name: 'English: a disclaimer takes nothing back',
    text: `Please delete this.\n1. ${T}/maple_room/12\nIf you received this message in error it may be disregarded.`,
    withdraws: null,
  },
  {
    name: 'English: required all the same',
    text: 'Items 1 and 3 of our letter CY-2026-71 are not to be disregarded.',
    withdraws: null,
    documents: ['CY-2026-71'],
  },
  {
    name: 'German: points that are settled, under the number of an earlier letter',
    text: 'Zu unserem Schreiben Az. 7 UJs 12/26 vom 3. November 2026: die Punkte 2 und 4 haben sich erledigt.',
    withdraws: [2, 4],
    documents: ['7 UJs 12/26'],
  },
  {
    name: 'Korean: nothing more to do for one',
    text: '우리 원 공문(문서번호: 한빛-2026-331) 관련, 4번은 더 이상 조치가 필요하지 않습니다.',
    withdraws: [4],
    documents: ['한빛-2026-331'],
  },
];

export const ABOUT_EARLIER_LETTERS: readonly AboutLetter[] = [
  ...KOREAN,
  ...ENGLISH,
  ...GERMAN,
  ...JAPANESE,
  ...NEEDS_NOTHING,
];
