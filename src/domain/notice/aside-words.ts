// By which words around it a link is none of the list, or is to stay, as tables of phrases in four languages; how they are written says
// wording.ts. Most are looked for in the words in front of a link, where $ is the place at which the link stands.
import type { Aside } from './own-rows.ts';
import { type Wording, wording } from './wording.ts';

/** What a heading says that the links under it are. */
export type Topic = Extract<Aside, 'contact' | 'legal-reference' | 'appeal-note' | 'example'>;

/** Where the sender can be found. */
export const CONTACT = wording({
  ko: `누리집 | 홈페이지 | 웹 사이트 | 공식 {알림방/채널/계정/홈/사이트/블로그/카페} | 알림방 | 문의처 | 문의 : | 연락처
    | 전화 | 팩스 | 담당 | 개인정보 처리방침 | 수신 거부 | 구독`,
  en: `*website* | *web site* | *home page* | *homepage* | web{:/ :} | {visit/follow/find} us
    | our [official] {channel/site/page} | official {channel/notice/notices/account/site} | *contact* | tel | fax | imprint
    | privacy | unsubscribe | internet{:/ :}`,
  de: `*internetseite* | *webseite* | *webauftritt* | *web-auftritt* | *kontakt* | *impressum* | *datenschutz* | abmelden`,
  ja: `公式 | ホームページ | ウェブサイト | {問い合わせ/問合わせ/問い合せ/問合せ}先 | 連絡先 | 電話 | プライバシー | 配信停止`,
});

/** Which law is meant. */
export const LEGAL = wording({
  ko: `법령 | 법률 | 법 제 # | 법제 # | 조문 | 법적 근거 | 근거 {법/규정/:} | 판례 | 고시 | 지침 | 국가법령`,
  en: `legal {basis/reference/text} | statut* | text of the | section # | article # | act | law | laws | regulation*
    | directive*`,
  de: `*gesetz* | *rechtsgrundlage* | *verordnung* | § | art. #`,
  ja: `法令 | 法律 | 条文 | 根拠 | 規則`,
});

const LABEL_OF_LAW = '법령/법률/조문/법적 근거/법적근거';

/** In a numbered paragraph: the label itself, right in front of the link. */
export const LEGAL_LABEL = wording({
  ko: `{${LABEL_OF_LAW}}[ ][:/(]$`,
  en: `{legal basis/legal reference/text of the act/text of the law}[ ][:/(]$`,
  de: `*{rechtsgrundlage/gesetzestext}[ ][:/(]$`,
  ja: `{法令/条文/根拠}[:/(]$`,
});

const SEE = 'see/cf/cf./vgl/vgl./siehe';

/** What follows if nobody obeys, and where that is written: `… is fined, see https://…`. */
export const PENALTY = wording({
  ko: `{벌칙/과태료/처벌/벌금} …… {참고/참조}[:/ :]$`,
  en: `{penalty/penalties/fine/fines/failure to comply/non-compliance/noncompliance/offence/offences/offense/offenses} …… {${SEE}}[:/ :/,]$`,
  de: `*{bußgeld/strafbar/ordnungswidrigkeit}* …… {${SEE}}[:/ :/,]$`,
  ja: `{罰則/罰金/過料} …… {参照/参考}[:]$`,
});

/** In a sentence that says something else: `… (see https://…`, `(출처: …`. */
export const REFERENCE = wording({
  ko: `({참고/참조/근거/출처/관련 법령}[:]$`,
  en: `({see/see also/cf/cf./source/reference}[:]$`,
  de: `({siehe/siehe auch/vgl/vgl./quelle/rechtsgrundlage}[:]$`,
  ja: `({参考/参照/出典/根拠}[:]$`,
});

/** The label of a row of its own, or of a footnote: `[1] 참고: https://…`. */
export const REFERENCE_ROW = wording({
  ko: `^{참고/참조}:$`,
  en: `^{see also/cf/cf.}:$`,
  de: `^{siehe auch/vgl/vgl.}:$`,
  ja: `^{参考/参照}:$`,
});

export const NAMES_A_LAW = wording({
  ko: `「 | 제 # | 제# | 법률 | 법령 | 근거`,
  en: `act | law | laws | *section # | *article #`,
  de: `§ | *gesetz* | *rechtsgrundlage*`,
  ja: `条 | 法律 | 法令 | 根拠`,
});

/** What somebody has read before writing. */
export const GUIDE = wording({
  ko: `보도 자료 | 가이드라인 | 이용 약관 | 운영 정책 | 도움말`,
  en: `guideline* | help {page/center/centre}* | terms {of use/of service/and conditions}
    | {rules/policy/policies}* | faq* | press release*`,
  de: `*pressemitteilung* | *richtlinie* | *nutzungsbedingungen* | *hilfeseite*`,
  ja: `プレスリリース | 報道資料 | ガイドライン | 利用規約 | ヘルプ`,
});

/** How to object. */
export const APPEAL = wording({
  ko: `이의 신청 | 불복 | 행정심판 | 행정소송 | 재심`,
  en: `*appeal* | *objection* | object | *redress* | *judicial review*`,
  de: `*rechtsbehelf* | *widerspruch* | *einspruch* | *klage* | *beschwerde*`,
  ja: `異議 | 不服 | 審査請求`,
});

/** How a form is filled in. */
export const FORM = wording({
  ko: `작성 {예/요령/방법/안내/양식} | 기재 {예/요령/방법} | 입력 {예/방법} | 회신 {양식/서식/예} | 양식 | 서식 | 예시 | 예 )
    | 예 :`,
  en: `*the form | {reply/response} form* | *format of* | {fill/filled/filling} in* | *template* | how to {reply/report/fill}*
    | sample {row/entry/answer}* | example {row/entry/of}*`,
  de: `*vorlage* | *musterzeile* | *formular* | *ausfüll* | *ausfull*`,
  ja: `{記入/記載/入力/回答}{例/方法/要領} | 様式 | 書式`,
});

/** Headings over what is not the list. ^ and $ are the ends of the heading without its signs: it names nothing but its topic. */
export const HEADINGS: readonly (readonly [Topic, Wording])[] = [
  [
    'example',
    wording({
      ko: `{작성/기재/입력/회신} {예/요령/방법/안내/양식/서식} | ^{예시/예}$`,
      en: `^example$ | how to {reply/report/fill}* | *filling in* | *reply form* | *example {row/entry}*`,
      de: `^beispiel$ | *ausfüllhinweis* | *ausfullhinweis*`,
      ja: `{記入/記載/入力/回答}{例/要領/方法} | ^例$`,
    }),
  ],
  [
    'appeal-note',
    wording({
      ko: `이의 신청 | 불복 {절차/방법/안내} | 행정심판`,
      en: `appeal | appeals | *right to object*`,
      de: `*rechtsbehelf* | *{widerspruchsrecht/widerspruchrecht}*`,
      ja: `不服申立 | 異議申立`,
    }),
  ],
  [
    'legal-reference',
    wording({
      ko: `^[관련/참고/적용/주요/근거] {법령/법률/법조문/조문/법적 근거} [안내/정보/참고/원문]$`,
      en: `^legal {basis/reference/references}$
        | ^{relevant/applicable} {law/laws/statute/statutes/provisions}$`,
      de: `^{rechtsgrundlage/rechtsgrundlagen/gesetzestext/gesetzestexte}$`,
      ja: `^[関連/根拠/参考]{法令/条文}$`,
    }),
  ],
  [
    'contact',
    wording({
      ko: `^{문의/문의처/연락처/담당/담당자}$`,
      en: `^contact [us]$`,
      de: `^{kontakt/ansprechpartner}$`,
      ja: `^[お]{問い合わせ/問合わせ/問い合せ/問合せ}[先]$ | ^連絡先$`,
    }),
  ],
];

/** A link beside these words is to stay. */
export const TO_STAY = wording({
  ko: `{삭제/차단/제거}[는/를/을/하지/하지는] [하지] {말/마} | {지우지/내리지}[는] {말/마} | 그대로 {두/놔}
    | 삭제 {금지/제외/불요/불필요} | {삭제/차단} 대상[이/은] 아{니/닌/닙}`,
  en: `{do not/don't/don’t/not to/must not/should not/never} {remov*/delet*/block*/touch*/suspend*/take*}
    | {do not/don't/don’t/not to/must not/should not/never} {ever/yet/also/please/simply} {remov*/delet*/block*/touch*/suspend*/take*}
    | leave {it/that/this/them/these/those/alone} | {is/are/must/should} [to] {stay/remain}
    | {is/are/must/should} [to] not [to] be {removed/deleted/blocked} | {not for/no} {removal/deletion}`,
  de: `nicht .. {lösch*/entfern*/sperr*} | nicht zu {lösch*/entfern*/sperr*}`,
  ja: `{削除/ブロック/遮断/消去}[は][し]ないで | 消さないで | 残して | 削除{不要/禁止/対象外}`,
});

const TAKEN_KO = '차단/제한/정지/삭제';
const TAKEN_JA = 'ブロック/遮断/停止/削除';

/** Not this, but that: `삭제하지 말고 차단`, `do not delete, but block`. */
export const BUT = wording({
  ko: `{말고/마시고/대신} … {${TAKEN_KO}}`,
  en: `{but/*instead*/*rather*/only} … *{block/restrict/disabl/suspend/remov/delet}*`,
  de: `*sondern* … *{sperr/lösch/entfern/block}*`,
  ja: `{ではなく/代わりに/せず/せずに/ないで} … {${TAKEN_JA}}`,
});

/** Not yet, or not without something else. */
export const NOT_YET = wording({
  ko: `전에 | 까지는 | 없이`,
  en: `without | until | before | unless`,
  de: `bis | bevor | ohne`,
  ja: `まで | 前に | なしに`,
});

/** Names what follows. */
export const ANNOUNCES = wording({
  ko: `아래 | 다음 | 하기 | 이하`,
  en: `following | below`,
  de: `*folgende* | *nachstehend* | *unten*`,
  ja: `以下 | 下記 | 次の`,
  signs: `:$`,
});
