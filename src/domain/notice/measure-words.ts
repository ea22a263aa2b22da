// By which words a letter asks for a measure, and by which it says that it does not want one, as tables of phrases in four languages; how
// they are written says wording.ts.
import type { Measure } from './letter.ts';
import { type Wording, wording } from './wording.ts';

const USERS = 'user/account/uploader/poster/member/users/accounts/uploaders/posters/members';

export const MEASURE_WORDS: Readonly<Record<Measure, Wording>> = {
  delete: wording({
    ko: `삭제 | 내려 {주/달} | 지워 | 지우{고/시/기} | 없애 | 제거`,
    en: `delet* | remov* | {take/taken/taking} .. down | takedown | eras* | {get/getting} rid of`,
    de: `*runternehmen | *lösch* | *loesch* | *gelöscht* | *geloescht* | *entfern*`,
    ja: `削除 | 消去 | 消して | 消し{たい/てほ}`,
    except: `삭제지원{센터/ 센터/팀/과/-/ #/#} | 삭제 [조치/처리] {여부/결과/상황/현황/완료/되었/된 /됐}
      | 削除[の]{結果/状況/有無/済}`,
  }),
  block: wording({
    ko: `{접속/접근}[을/의] 차단 | 차단 | 열람[을] 제한`,
    en: `{block/blocking/blocked/blocks} | geo{-/}{block/blocking/blocked/blocks}
      | {restrict*/disabl*/prevent*} [public] {access/viewing} | make [them/it] inaccessible`,
    de: `*sperren | *sperrung | *sperrt | *gesperrt* | *zugang … sperr*`,
    ja: `ブロック | 遮断 | 閲覧{できない/防止/制限} | アクセス[を]{制限/防止}`,
    except: `{계정/계정을/이용자/이용자를/사용자/사용자를} 차단
      | {block/blocking/blocked/blocks} [the/this/these/that/their/his/her] {${USERS}}
      | {den nutzer/die nutzer/die nutzerin/die nutzerinnen/konto/konten/account/accounts} [zu] {sperren/sperrung/sperrt}
      | {konto/konten/account/accounts} {des/der} {nutzers/nutzer} [zu] {sperren/sperrung/sperrt}
      | *{sperren/sperrung/sperrt} [sie] [von/aller/des/der/das/die/den/dieses/dieser] {nutzer/konto/konten/account/benutzer}*`,
  }),
  'suspend-user': wording({
    ko: `이용[을/의] {정지/해지/제한} | {계정/이용자/사용자}[를/을/의/에 대한/에 대해] [이용] {정지/해지/차단/제재}`,
    en: `{suspend*/terminat*/ban/bans/banning/banned/deactivat*/close/closing/closure/block*/disabl*} .. {${USERS}}
      | {user/users/account/accounts} .. {suspen*/terminat*/bann*/deactivat*/clos*}`,
    de: `*{konto/konten/nutzer}* .. {sperr*/deaktivier*} | *{sperrung/sperren} .. {des/der/das/die} {nutzer*/konto*/konten*}
      | *kontosperr*`,
    ja: `{アカウント/利用/利用者/ユーザー}[を/の][利用]{停止/凍結/解除/解約}`,
  }),
  preserve: wording({
    ko: `보전 | 보존`,
    en: `preserv* | retain* | retention | {keep/keeps/keeping} .. {record/records/data/log/logs/evidence/copies}`,
    de: `sichern | sicherung* | sicherstell* | *gesichert* | *aufbewahr* | *aufzubewahr*`,
    ja: `保全 | 保存`,
    except: `보존 {기간/연한} {:/#}`,
  }),
};

/** The head of a column that says what is asked for each row. */
export const ASKED_IN_COLUMN = wording({
  ko: `^요청 {조치/사항/내용}$ | ^조치 요청[ 사항/ 내용]$ | ^필요 조치$`,
  en: `^{requested/required} {action/actions/measure/measures}$ | ^{action/actions/measure/measures} requested$`,
  de: `^{beantragte/gewünschte/erbetene} {maßnahme/maßnahmen}$`,
  ja: `^{求める/依頼/要請}{措置/事項/内容}$`,
});

/** Asks, orders or decides. */
export const ASKS = wording({
  ko: `요청 | 바랍니다 | 바라며 | 바람 | 주시{기/고/면} | 주십시오 | 주세요 | 하십시오 | 하시오 | 할 것 | 하여야 | 해야
    | 명령 | 명합니다 | 명함 | 요구 | 부탁 | 원합니다 | 원해요 | 싶습니다 | 싶어요 | 결정
    | 필요{합니다/하오니/하니/함/해요} | 조치 .. :`,
  en: `please | request* | ask | asks | asked | asking | order | orders | ordered | must | requir* | want | wants | need | needs
    | {is/are} [urgently/also/now/therefore/immediately] {needed/necessary} | demand* | shall | should | would like | kindly | {grateful/appreciate it} if
    | urge* | {direct/directs/directed} you | instruct* | {is/are/has/have} to | decided | {could/would/can} you
    | ^{delete/remove/block/suspend/preserve/take} | {measures/measure/action} .. :`,
  de: `*bitte* | *ersuch* | *forder* | *verlang* | *ordnen | angeordnet* | {zu/ist/sind} .. {löschen/entfernen/sperren/sichern}
    | *muss | *müssen | *möchte* | *mochte | *beantrag* | *erforderlich | *notwendig | *geboten | *verpflichtet* | *sollen
    | {maßnahme/maßnahmen} .. :`,
  ja: `お願い | ください | 下さい | 求め | 要請 | 命じ | 命令 | 依頼 | 要求 | ほしい | 欲しい | いただけ
    | 必要{です/がある/があり/でござい} | 措置 .. :`,
});

/** Told as something that was asked before. */
export const ASKED_BEFORE = wording({
  ko: `{삭제/차단/보전/조치} .. {요청/요구}{드린/드렸/한 /했던/했으나/하였던/하였으나/하신}
    | {요청/요구/신고}{드린/드렸던/한/했던/하였던} {삭제/차단/보전/조치}`,
  en: `{we/i} [had/have] [already/previously] {asked/requested}
    | {removal/deletion/request/removals/deletions/requests} [that] {we/i} {asked/requested/sent/made}`,
  de: `{baten/forderten/ersuchten} wir | {gebeten/aufgefordert} {hatten/haben}`,
  ja: `先日 … {依頼/要請/お願い}{した/しました/いたしました}`,
});

/** Told as something that may come later. */
export const MAY_COME = wording({
  ko: `수 있{습니다/음/다}`,
  en: `{may/might/could} [then/also/subsequently] {be/issue/request/order/result/lead/follow}`,
  de: `kann … {angeordnet/erlassen}`,
  ja: `{ことが/場合が}あります`,
});

/** Asks now, whatever was asked before and may come later. */
export const ASKS_NOW = wording({
  ko: `바랍니다 | 주시기 | 주십시오 | 주세요 | 요청{드립/합} | 명{합/령합}`,
  en: `please | we [hereby] {request/ask/order}`,
  de: `*bitte*`,
  ja: `お願い | ください`,
});

/** A measure that is not wanted. The sign ~ stands for its own word. */
export const NOT_WANTED = wording({
  ko: `~ .. 지[는/도] {말/않/마} | ~ .. {없이/대신/보다는/말고} | ~ .. 필요[가/는] 없 | ~ .. {불필요/보류/원하지/바라지}
    | ~ .. {것/것이/것은/이/가} 아{니/닌/닙}`,
  en: `{not/never/no/without/nor/neither/cannot/don't/don’t/*n't/*n’t} … ~
    | {rather than/instead of/refrain from/avoid} … ~
    | ~ {is/are/was} [currently/at this stage/at this time/at this point] {not/un*} | ~ {isn't/isn’t/aren't/aren’t}
    | ~ {of/or} … {is/are/was} [currently/at this stage/at this time/at this point] {not/un*}
    | ~ {of/or} … {isn't/isn’t/aren't/aren’t}`,
  de: `{nicht/kein/keine/keinen/keiner/keines/keinem/ohne/statt/anstatt/weder} … ~ | ~ … {nicht/nichts/kein*}`,
  ja: `~{し/行わ/なさら/せ/求め}{ないで/ず/なく/しない/せず} | ~{を/は/等は/などは} .. {ないで/ずに/なく/しない/せず}
    | ~や .. {ないで/ずに/なく/しない/せず} | ~{しない/せず/ないで/なく}
    | ~ .. {不要/求めません/求めるものではありません/求めるものではありませんので/求めておりません}
    | ~ .. 必要[は]{ない/ありません}`,
  except: `not only … ~ | no later … ~ | without [undue/any] delay … ~ | nicht nur … ~ | ~ … nicht nur`,
});

/** Where what is said of a measure ends. */
export const TURNS = wording({
  ko: `{하/리/되/시/니/이}{고/며} | 하되`,
  en: `but | please | want | request | therefore | and {i/we}`,
  de: `sondern | *bitte`,
  signs: `. | , | ; | 。 | 、`,
  except: `{하/리/되/시}고자`,
});
