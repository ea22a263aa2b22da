// By which words a letter asks for secrecy, as tables of phrases in four languages; how they are written says wording.ts.
import { wording } from './wording.ts';

const THEM_KO =
  '이용자/당사자/피의자/게시자/가입자/사용자/대상자/본인/상대방/유포자/부모/부모님/가족/학교/외부/제3자/계정소유자/계정 소유자';
const TOLD_KO = '알리지/알려지지/통지하지/통보하지/고지하지/공개하지/누설하지/유출되지';
const TELL_EN = 'notify/notifying/inform*/tell*/disclos*/alert*/tip off/tipping off/reveal*/contact*';
const THEM_JA = '利用者/ユーザー/投稿者/被疑者/本人/第三者';

export const ASKS_SECRECY = wording({
  ko: `{비밀/기밀/보안}[을/로/이/은/는] {유지/준수/지켜/취급/엄수/하여/해주/해 주/다루/부쳐} | 대외비
    | 누설{하지/되지/하여서는} | {${THEM_KO}}{에게/에/께/들에게/한테}[는/도] … {${TOLD_KO}}
    | {${THEM_KO}} … {${TOLD_KO}}
    | {통지/고지/통보}[를/는] {유예/보류/유보/삼가/자제/하지 말/하지 않}
    | {알리는/통지하는/고지하는/통보하는} [것은/것을/일은/일을/행위를] {삼가/자제/보류/피}`,
  en: `{treat/keep/kept/hold/handle/remain/is/are/be} … {confidential/secret/in confidence/in strict confidence}
    | {confidential/confidentiality} … {request/order/required/is required/applies} | strictly confidential
    | {do not/don't/don’t/not to/must not/may not/should not/shall not/without/never/hold off} … {${TELL_EN}}
    | {refrain/abstain} from … {${TELL_EN}}
    | {user/users/account holder/account holders/uploader/uploaders/subscriber/subscribers/suspect/suspects} … {must/should/may/shall/are/is} .. not .. {notified/informed/told/alerted}`,
  de: `*vertraulich* | *stillschweigen* | *verschwiegenheit* | *geheimhalt* | *geheimzuhalt*
    | *{nutzer/betroffene/kontoinhaber/beschuldigte/dritte}* … nicht … *{informier/benachrichtig/unterricht/in kenntnis/offenleg/offenzuleg/mitgeteilt}*
    | *{informier/benachrichtig/unterricht}* sie … nicht
    | von [einer/jeder/der] {benachrichtigung/unterrichtung/information/mitteilung}* … {abzusehen/absehen/ab}`,
  ja: `秘密 | 機密 | 極秘 | 部外秘 | 内密 | 他言 | 口外
    | {${THEM_JA}} … {知らせ/通知/連絡/開示/伝え/漏ら} .. {ない/ず/ぬ}
    | {${THEM_JA}/相手} … {知らせ/通知/連絡/開示/伝え/伝達/告知/照会} .. {控え/遠慮/見合わせ}`,
});

/** Secrecy that the sender promises, or that is about a person's name and not about the letter. */
export const NOT_ASKED = wording({
  ko: `보장{됩/합/해} | 비밀이 아 | 피해자[의] {신원/인적사항/인적 사항/개인정보/이름} … {비밀/공개/누설/알려}`,
  en: `not [be] [treated as] confidential | no need {to/for} … confidential
    | {we/our office} {will/shall} {treat/keep} … confiden*
    | {identity/name/personal data/personal details/personal information} of the {victim/person/complainant} … confidential`,
  de: `nicht vertraulich* | vertraulich behandelt wir*`,
  ja: `秘密は{守り/厳守}`,
});
