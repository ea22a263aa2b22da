// What the heads of a table's columns are called, as tables of phrases in four languages; how they are written says wording.ts.
import { wording } from './wording.ts';

/** The number of a row: the whole head. */
export const NUMBER = wording({
  ko: `^{순번/연번/번호/일련 번호/항목 번호/순서}$`,
  en: `^{no/no./num/num./number/sn}$ | ^s/n$ | ^item$ | ^item{ no/ no./ number/no}$ | ^entry$`,
  de: `^{nr/nr./lfd nr/lfd nr./lfd. nr/lfd. nr./lfdnr/lfd.nr/lfd.nr./pos/pos.}$`,
  ja: `^{番号/項番/通番/連番}$`,
});

/** Where an item stands. */
export const LINK = wording({
  ko: `링크 | 주소 | 위치 | 게시물 | 대상 정보`,
  en: `*url* | *uri* | *link* | *address* | *location* | *locator*`,
  de: `*adresse* | *fundstelle*`,
  ja: `アドレス | リンク | 所在 | 掲載 | 投稿`,
});

/** Who put it there. */
export const ACCOUNT = wording({
  ko: `계정 | 게시자 | 작성자 | 이용자 | 사용자 | 아이디 | 닉네임 | 유포자 | 업로더`,
  en: `*account* | *user* | *author* | *uploader* | *poster* | *profile* | *handle*`,
  de: `*konto* | *nutzer* | *verfasser*`,
  ja: `アカウント | 投稿者 | ユーザー | 利用者`,
});

/** Surely the item itself, whatever else the head says. */
export const STRONG_LINK = wording({
  ko: `게시물 | 대상 정보`,
  en: `*post | *message*`,
  de: `*beitrag*`,
  ja: `投稿`,
  except: `投稿者`,
});

/** Notes, laws, evidence. */
export const BESIDE = wording({
  ko: `비고 | 메모 | 참고 | 근거 | 법령 | 조문 | 캡처 | 캡쳐 | 증거 | 확인 화면 | 조치`,
  en: `*note* | *remark* | *comment* | *legal* | *law* | *basis* | *capture* | *screenshot* | *archive* | *evidence* | *source*`,
  de: `*bemerkung* | *rechtsgrundlage*`,
  ja: `備考 | メモ | 根拠 | 証拠`,
});

/** Where the item stands, beside the column that says which it is. */
export const CONTAINER = wording({
  ko: `채널 | 대화방 | 단체방 | 방{주소/ 주소/링크/ 링크/url/ url} | 그룹`,
  en: `*channel* | *room* | *group* | *chat* | *server*`,
  de: `*kanal* | *gruppe* | *raum*`,
  ja: `チャンネル | ルーム | グループ | サーバ`,
});
