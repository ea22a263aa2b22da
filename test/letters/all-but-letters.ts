// Letters written by hand that take everything back but some items, in four languages, and those in which nobody can tell.
import type { AboutLetter } from './about-earlier-letters.ts';

const T = 'https://t.me';

const letter = (name: string, text: string, withdraws: AboutLetter['withdraws']): AboutLetter => ({
  name: `all but some: ${name}`,
  text,
  withdraws,
});

export const ALL_BUT_LETTERS: readonly AboutLetter[] = [
  letter('Korean, one', '4번을 제외한 요청을 모두 철회합니다.', { but: [4] }),
  letter('Korean, the rest of a list', '요청드린 목록 중 2번 항목을 제외하고 나머지는 모두 철회합니다.', {
    but: [2],
  }),
  letter('Korean, several', '2번, 5번 및 7번 외의 항목은 철회합니다.', { but: [2, 5, 7] }),
  letter('Korean, of a range', '1번부터 5번까지 중 4번을 제외하고 철회합니다.', [1, 2, 3, 5]),
  letter('Korean, others beside it', '1번, 3번을 포함하여 4번을 제외한 항목을 철회합니다.', 'unclear'),
  letter('Korean, a count', '2번을 제외한 3건을 철회합니다.', 'unclear'),
  letter('Korean, some only', '2번을 제외한 일부 항목을 철회합니다.', 'unclear'),
  letter('Korean, not taken back', '2번을 제외한 항목은 철회하지 않습니다.', null),
  letter('English, one', 'We withdraw all items except no. 4.', { but: [4] }),
  letter('English, the request', 'We hereby withdraw our request, with the exception of items 2 and 3.', {
    but: [2, 3],
  }),
  letter('English, of a range', 'We withdraw items 1 to 5 except item 4.', [1, 2, 3, 5]),
  letter('English, excluded behind it', 'We withdraw the whole list, no. 2 excluded.', { but: [2] }),
  letter('English, not of those named', 'We withdraw items 1 and 3 except item 4.', 'unclear'),
  letter('English, no whole', 'We withdraw except for no. 2.', 'unclear'),
  letter('English, a link', `We withdraw all items except ${T}/maple_room/4.`, 'unclear'),
  letter(
    'English, two exceptions',
    'We withdraw all items except the last one and excluding no. 4.',
    'unclear',
  ),
  letter('English, no number', 'We withdraw all items except the last one.', 'unclear'),
  letter('German, in front', 'Wir ziehen alle Einträge außer Nr. 2 zurück.', { but: [2] }),
  letter('German, behind', 'Wir ziehen unser Ersuchen vollständig zurück, Nr. 2 ausgenommen.', { but: [2] }),
  letter('German, first', 'Mit Ausnahme von Nr. 2 und 3 ziehen wir sämtliche Einträge zurück.', {
    but: [2, 3],
  }),
  letter('German, up to one', 'Bis auf Nr. 7 nehmen wir alle Punkte zurück.', { but: [7] }),
  letter('Japanese, one', '4番以外の依頼を取り下げます。', { but: [4] }),
  letter('Japanese, several', '項番2及び3を除くすべての依頼を取り下げます。', { but: [2, 3] }),
  letter('Japanese, of a range', '1番から5番のうち4番を除き取り下げます。', [1, 2, 3, 5]),
];
