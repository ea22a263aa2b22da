// By which lines a letter ends, as tables of phrases in four languages; how they are written says wording.ts. ^ and $ are the ends of a line
// without the signs around it.
import { wording } from './wording.ts';

/** What telephones and mail programs write under a mail. */
export const SENT_FROM = wording({
  ko: `^{나의/내/제} … 에서 {보냄/보낸/전송}`,
  en: `^sent {from/with/via} {my/outlook/proton/yahoo/gmail/samsung} | ^sent {from/with/via} the .. app | ^get outlook for`,
  de: `^gesendet {mit/von} {meinem/meiner/outlook/proton/yahoo/gmail/samsung} | ^von {meinem/meiner} … gesendet$`,
  ja: `{から/より}送信$`,
});

/** The end mark of a letter. */
export const END_MARK = wording({
  ko: `^{끝/이상}$`,
  en: `^end$ | ^end of [the] {letter/document/notice}$`,
  de: `^ende$`,
  ja: `^{以上/終わ/終わり}$`,
});

/** Headings under which a list may follow the end of the letter. */
export const REOPENS = wording({
  ko: `^{붙임/별첨/별지/첨부/목록} | ^대상 {정보/게시물/목록/url}`,
  en: `^annex* | ^appendix* | ^attachment* | ^enclosure* | ^schedule* | ^list`,
  de: `^anlage* | ^anhang* | ^liste`,
  ja: `^{別紙/別添/添付/一覧/対象}`,
});

const TO_CALL = '+/(/#';

/** A line of who is in charge, or a telephone number with its label. */
export const CONTACT_LINE = wording({
  ko: `^{담당/담당자/문의/문의처/연락처}{:/ :/(/ (} | {전화/팩스}[./:/ :/)][ ]{${TO_CALL}}`,
  en: `^contact{:/ :/(/ (} | {tel/telephone/phone/fax}[./:/ :/.:/)][ ]{${TO_CALL}}`,
  de: `^{kontakt/ansprechpartner/ansprechpartnerin}{:/ :/(/ (} | telefon[./:/ :/)][ ]{${TO_CALL}}`,
  ja: `^[お]{問合せ/問合わせ/問い合せ/問い合わせ}[先]{:/(} | ^{連絡先/連絡先等/担当/担当者}{:/(}
    | 電話[:/)][ ]{${TO_CALL}}`,
});

/** Below a contact, without an address or a number to call: the letter asks on. */
export const ASKS_ON = wording({
  ko: `바랍니다 | 주시기 | 주세요 | 요청{합/드}`,
  en: `^i | ^we | ^please`,
  de: `^bitte | ^ich | ^wir`,
  ja: `お願い | ください`,
});

/** The closing words: the whole line. */
export const CLOSING = wording({
  ko: `^{감사합니다/고맙습니다/수고하세요}$ | ^그럼 이만$`,
  en: `^[with] {kind/best/warm} regards$ | ^[yours] {sincerely/faithfully/truly} [yours]$ | ^{regards/best/thanks}$
    | ^many thanks$ | ^thank you [very much]$ | ^respectfully$`,
  de: `^[mit] {freundlichen/besten/vielen/herzlichen} {grüßen/grüssen/gruessen/grueßen}$ | ^hochachtungsvoll$
    | ^viele {grüße/grüsse/gruesse/grueße}$ | ^im auftrag$`,
  ja: `^{敬具/草々/謹言}$ | ^よろしくお願い{します/いたします}$ | ^ありがとうございま{す/した}$`,
});

const MAIL = 'email/e-mail/message/communication';

/** The usual notice under a mail. */
export const DISCLAIMER = wording({
  ko: `{이/본} {전자우편/이메일/메일}은 | 본 {전자우편/이메일/메일}에는 | 수신인만 | 잘못 {수신/전송}`,
  en: `this {${MAIL}} … {confidential/intended/privileged} | this {${MAIL}} .. any … {confidential/intended/privileged}
    | if you are not the intended | if you have received this {email/e-mail/message} in error`,
  de: `diese {email/e-mail} {enthält/enthalten/kann/ist}
    | vertrauliche [und/oder rechtlich] {geschützt/geschützte/geschützten/informationen} | *irrtümlich erhalten*`,
  ja: `{本/この}[電子]メール{および/及び/に/は} …… {機密/秘密/宛先/受信} | 誤って受信`,
});
