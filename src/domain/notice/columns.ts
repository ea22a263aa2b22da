// Which column of a table holds the links, which the numbers, and which only accounts, notes or laws: told by the words of its head.
import { numberCell } from './printed-number.ts';

export interface Columns {
  readonly number: number | null;
  readonly links: readonly number[];
  /** Columns in which no item stands: accounts, notes, laws. */
  readonly beside: readonly number[];
}

const NUMBER =
  /^(?:순번|연번|번호|일련 ?번호|항목 ?번호|순서|no\.?|nr\.?|num\.?|number|#|s\/?n|item(?: ?no\.?| number)?|entry|lfd\.? ?nr\.?|pos\.?|番号|項番|通番|連番|no)$/i;
const LINK =
  /(?:url|uri|링크|주소|위치|게시물|대상 ?정보|link|address|location|locator|adresse|fundstelle|アドレス|リンク|所在|掲載|投稿)/i;
const ACCOUNT =
  /(?:계정|게시자|작성자|이용자|사용자|아이디|닉네임|유포자|업로더|account|user|author|uploader|poster|profile|handle|konto|nutzer|verfasser|アカウント|投稿者|ユーザー|利用者)/i;
const STRONG_LINK = /(?:게시물|대상 ?정보|post\b|message|投稿(?!者)|beitrag)/i;
const BESIDE =
  /(?:비고|메모|참고|근거|법령|조문|캡처|캡쳐|증거|확인 ?화면|조치|note|remark|comment|legal|law|basis|capture|screenshot|archive|evidence|source|bemerkung|rechtsgrundlage|備考|メモ|根拠|証拠)/i;
/** Where the item stands, beside the column that says which it is. */
const CONTAINER =
  /(?:채널|대화방|단체방|방 ?(?:주소|링크|url)|그룹|channel|room|group|chat|server|kanal|gruppe|raum|チャンネル|ルーム|グループ|サーバ)/i;
const MAX_HEAD = 60;

/** The columns that a row names, or null where it is no head of a table. @param cells plain */
export function columnsOf(cells: readonly string[]): Columns | null {
  const heads = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const filled = heads.filter((head) => head !== '');
  if (filled.length < 2 || filled.some((head) => head.length > MAX_HEAD || numberCell(head) !== null))
    return null;
  const where = (test: (head: string) => boolean): number[] =>
    heads.flatMap((head, at) => (head !== '' && test(head) ? [at] : []));
  const number = where((head) => NUMBER.test(head))[0] ?? null;
  const accounts = where(isAccountHead);
  const beside = where((head) => BESIDE.test(head) && !LINK.test(head));
  const places = where((head) => LINK.test(head) && !isAccountHead(head) && !NUMBER.test(head));
  const exact = places.filter((at) => !CONTAINER.test(heads[at] ?? '') || STRONG_LINK.test(heads[at] ?? ''));
  const links = exact.length > 0 ? exact : places;
  if (number === null && links.length === 0) return null;
  return { number, links, beside: links.length === 0 ? beside : [...accounts, ...beside] };
}

/** Words over a column, or in front of a value, that name an account. */
export const isAccountHead = (head: string): boolean =>
  head.length <= MAX_HEAD && ACCOUNT.test(head) && !STRONG_LINK.test(head);

/** The number that a form gives what it describes: `연번` and beside it `1`. @param cells plain */
export function formNumber(cells: readonly string[]): number | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const at = filled.findIndex((cell) => NUMBER.test(cell.replace(/[\s:]+$/, '')));
  return at === -1 ? null : numberCell(filled[at + 1] ?? '');
}
