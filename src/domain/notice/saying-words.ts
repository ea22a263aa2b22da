// How letters take things back, add to an earlier list, and move a deadline, in four languages: tables of phrases. How they are written
// says wording.ts. A phrase stands here because an office writes it, and only where it says the thing by itself, about its own request.
import type { Saying } from './saying.ts';
import { type Wording, wording } from './wording.ts';

const phrases = (text: string): Wording => wording({ signs: text });

const KO_MAYBE = `경우 | 않으면 | 않는다면 | 않을 시 | 수 있 | 예정 | 때까지 | 하기 전 | 여부 | 검토 중 | 라면
    | 다면`;
const EN_MAYBE = `if | unless | may | might | could | until | whether | in case | in the event | once | as soon as | reserve
  | reserves | provided | should you | considering | otherwise`;
const DE_MAYBE = `wenn | falls | sofern | sollte | sollten | könnte | könnten | kann | können | bevor | würde
    | würden | ob | vorbehalten | vorbehalt | andernfalls | sobald | solange`;
const JA_MAYBE = `場合 | 可能性 | ことがあ | かもしれ | るまで | れば | なら | 予定 | 検討`;

const KO_NOT = `않 | 아닙 | 아니 | 아님 | 없`;
/** Not `no` alone, which stands in front of numbers. */
const EN_NOT = `not | never | none | nothing | neither | nor | cannot | without | no item | no items | no part
    | no request | no letter | no order | no deadline | no further | no longer | don't | won't | isn't
    | aren't`;
const DE_NOT = `nicht | kein | keine | keinen | keines | keiner | weder | nie | niemals | ohne`;
const JA_NOT = `ません | ない | ずに | なく`;

/** Items need nothing any more: said with a negation, so that a further one is no withdrawal. */
const NEEDS_NOTHING: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(`더 이상 필요하지 않 | 더 이상 조치가 필요하지 않 | 더는 필요하지 않 | 조치할 필요가 없
    | 처리하지 않으셔도 | 조치하지 않으셔도 | 삭제하지 않으셔도`),
    not: phrases(`아니`),
    maybe: phrases(`경우 | 수 있 | 예정 | 때까지 | 여부 | 검토 중 | 라면 | 다면`),
    others: phrases(`추가 자료 | 서류 | 회신 | 신분증`),
  },
  {
    object: 'around',
    says: phrases(`is no longer required | are no longer required | is no longer needed
    | are no longer needed | is no longer pursued | are no longer pursued | may be disregarded
    | can be disregarded | need not be processed | need no further action`),
    not: phrases(`not | never | none`),
    maybe: phrases(`if | unless | until | whether | in case | once | as soon as | provided | would`),
    others: phrases(`account | accounts | user | password | consent | document | documents | reply | answer
    | disclaimer | this message | this e-mail | this email | in error`),
  },
  {
    object: 'around',
    says: phrases(`haben sich erledigt | hat sich erledigt | nicht mehr erforderlich | werden nicht weiter verfolgt
    | wird nicht weiter verfolgt`),
    not: phrases(`kein | keine | weder`),
    maybe: phrases(DE_MAYBE),
    others: phrases(`konto | nutzer | unterlagen | antwort`),
  },
  {
    object: 'before',
    says: phrases(
      `対応は不要 | 対応不要 | 削除は不要 | 措置は不要 | 対応の必要はなく | 対応の必要はありません`,
    ),
    not: phrases(`わけでは`),
    maybe: phrases(JA_MAYBE),
    others: phrases(`返信 | 回答`),
  },
];

/** The request, or items of it, are taken back. */
export const WITHDRAWS: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(`철회합니다 | 철회함 | 철회하고 | 철회하며 | 철회하오니 | 철회하니 | 철회하겠 | 철회코자
    | 철회드립니다 | 철회한다 | 철회를 요청 | 철회 요청 | 철회를 통보 | 철회를 알려 | 철회 처리
    | 철회되었음 | 철회되었습니다 | 철회됨 | 철회로 처리 | 취하합니다 | 취하함 | 취하하오니 | 취하하고
    | 취하하며 | 취하하겠 | 요청을 취소합니다 | 요청을 취소하오니 | 요청을 취소하고
    | 요청은 취소합니다 | 항목은 취소합니다 | 항목을 취소합니다 | 번은 취소합니다 | 번을 취소합니다
    | 요청을 취소함`),
    not: phrases(`${KO_NOT} | 아직 | 거부 | 반려`),
    maybe: phrases(KO_MAYBE),
    others:
      phrases(`동의 | 계정 | 게시자가 | 이용자가 | 사용자가 | 피신고인 | 고소 | 신뢰 | 자격 | 탈퇴 | 등록을
    | 권한`),
  },
  {
    object: 'around',
    says: phrases(`we withdraw | we hereby withdraw | we therefore withdraw | we now withdraw | we also withdraw
    | we are withdrawing | we formally withdraw | we are hereby withdrawing | we wish to withdraw
    | we would like to withdraw | we want to withdraw | i withdraw | i hereby withdraw
    | i am withdrawing | i would like to withdraw | i want to withdraw | hereby withdraws | we retract
    | we hereby retract | we rescind | we hereby rescind | we revoke | we hereby revoke | we take back
    | i take back | is withdrawn | are withdrawn | is hereby withdrawn | are hereby withdrawn
    | has been withdrawn | have been withdrawn | as withdrawn | is rescinded | are rescinded
    | is hereby rescinded | is revoked | is hereby revoked | is retracted | are retracted
    | please disregard our request | please disregard our letter | please disregard item
    | please disregard items | please disregard our notice`),
    not: phrases(EN_NOT),
    // `would like to` asks in a polite way; every other `would` leaves it open.
    maybe: phrases(`${EN_MAYBE} | would be | we would then | we will`),
    others:
      phrases(`account | accounts | user | users | uploader | poster | consent | permission | licence | license
    | access | appeal | cooperation | trust | confidence | support | status | recognition
    | from public | from view | from circulation | from the room | from your service | from the market
    | funding | designation | troops`),
  },
  {
    object: 'around',
    says: phrases(`ziehen wir …… zurück | wir ziehen …… zurück | ziehe ich …… zurück | ich ziehe …… zurück
    | zieht …… zurück | nehmen wir …… zurück | wir nehmen …… zurück | nehme ich …… zurück
    | ich nehme …… zurück | wird …… zurückgezogen | werden …… zurückgezogen | wird …… zurückgenommen
    | werden …… zurückgenommen | ist zurückgezogen | sind zurückgezogen | zurückgezogen worden
    | widerrufen wir | wir widerrufen | wird widerrufen | wird hiermit widerrufen | ist gegenstandslos
    | sind gegenstandslos | betrachten sie …… als gegenstandslos`),
    not: phrases(DE_NOT),
    maybe: phrases(DE_MAYBE),
    others:
      phrases(`einwilligung | zustimmung | konto | konten | nutzer | nutzerin | zugang | vertrauen | beschwerde
    | vollmacht | anerkennung | lizenz | erlaubnis | sich | wir ziehen uns | ziehen wir uns`),
  },
  {
    object: 'before',
    says: phrases(`取り下げます | 取下げます | 取り下げいたします | 取下げいたします | 取り下げる
    | 取り下げをお願い | 取下げをお願い | 取り下げさせていただき | 取り下げたく | 取下げたく
    | 取り下げ、 | 取り下げました | 撤回します | 撤回いたします | 撤回する | 撤回し、
    | 撤回させていただき | 撤回しました | 依頼を取り消します | 依頼を取消します | 要請を取り消します
    | 項目を取り消します`),
    not: phrases(`${JA_NOT} | ものではあり`),
    maybe: phrases(JA_MAYBE),
    others: phrases(`同意 | アカウント | 投稿者が | 利用者が | 信頼 | 許可 | 告訴`),
  },
  ...NEEDS_NOTHING,
];

/** Items are added to an earlier list. */
export const ADDS: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(`추가로 | 추가하여 | 추가합니다 | 추가 항목 | 추가 요청 | 추가된 | 추가하오니 | 추가 게시물
    | 추가 확인`),
    not: phrases(`없`),
    maybe: phrases(`수 있 | 예정`),
    others: phrases(`추가 자료 | 추가 문의`),
  },
  {
    object: 'around',
    says: phrases(`we add | we hereby add | in addition to our | further items | additional items
    | additional links | additional posts | are added | is added | please add | supplement to our
    | we supplement | we also request | further links`),
    not: phrases(EN_NOT),
    maybe: phrases(`may | might | could | if`),
    others: phrases(`additional information`),
  },
  {
    object: 'around',
    says: phrases(`ergänzend | ergänzen wir | wir ergänzen | zusätzlich | weitere einträge | weitere links
    | kommen hinzu | nachtrag | weitere beiträge`),
    not: phrases(DE_NOT),
    maybe: phrases(`können | kann | falls | wenn`),
    others: phrases(``),
  },
  {
    object: 'before',
    says: phrases(`追加します | 追加いたします | 追加で | 追加の投稿 | 追加の項目 | 追加して | 追加をお願い`),
    not: phrases(JA_NOT),
    maybe: phrases(JA_MAYBE),
    others: phrases(`追加情報`),
  },
];

/** A deadline that an earlier letter named is another one now. */
export const MOVES_DEADLINE: readonly Saying[] = [
  {
    object: 'around',
    says: phrases(`기한을 …… 연장 | 기한은 …… 연장 | 기한이 …… 연장 | 기한을 …… 변경 | 기한은 …… 변경
    | 기한이 …… 변경 | 기한을 …… 앞당 | 기한을 …… 늦 | 기한 연장 | 기한 변경 | 기한을 연장
    | 기한을 변경 | 기한은 연장 | 기한이 변경`),
    not: phrases(KO_NOT),
    maybe: phrases(`수 있 | 경우 | 않으면`),
    others: phrases(`보존 기한 | 게시 기한`),
  },
  {
    object: 'around',
    says: phrases(`extend the deadline | extend the time limit | extend the period | deadline is extended
    | deadline has been extended | deadline is moved | deadline is now | deadline has been moved
    | new deadline | deadline is postponed | move the deadline | deadline is changed
    | deadline is brought forward | time limit is extended | amended deadline
    | instead of the deadline`),
    not: phrases(EN_NOT),
    maybe: phrases(`may | might | could | if | unless | request an`),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`frist wird …… verlängert | frist wird verlängert | frist verlängern wir
    | verlängern wir die frist | wir verlängern die frist | verlängern die frist | neue frist
    | frist wird …… verkürzt | frist wird …… verschoben | frist wurde …… verlängert | frist ist nun`),
    not: phrases(DE_NOT),
    maybe: phrases(DE_MAYBE),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`期限を …… 延長 | 期限は …… 延長 | 期限を …… 変更 | 期限は …… 変更 | 期限を延長 | 期限を変更
    | 期限の延長 | 期限を …… に改め | 新たな期限`),
    not: phrases(JA_NOT),
    maybe: phrases(JA_MAYBE),
    others: phrases(``),
  },
];

/** What a withdrawal is of, where it names neither a number nor a link. */
export const THE_REQUEST: Wording =
  phrases(`요청 | 공문 | 신고 | 시정요구 | 명령 | 전체 | 전부 | 모두 | 일체 | request | requests | letter
    | order | notice | report | list | all | everything | entirety | demand | ersuchen | anfrage
    | antrag | schreiben | anordnung | meldung | bescheid | alle | sämtliche | insgesamt | vollständig
    | gesuch | 依頼 | 要請 | 申請 | 申出 | 通知 | 命令 | 全て | すべて | 全部`);
/** What is withdrawn stands elsewhere in the letter. */
export const THE_FOLLOWING: Wording =
  phrases(`다음 | 아래 | following | below | listed | folgende | folgenden | nachstehend | nachstehenden
    | unten | 下記 | 次の | 以下`);
const KO_EXCEPT = `[만/을/를/은/는] 제외 | [이] 외의 | [이] 외에 | 이외`;
const EN_EXCEPT = `except [for] | excepting | excluding | other than | apart from | with the exception of | but not`;
const DE_EXCEPT = `außer | mit ausnahme [von/der/des] | ausgenommen | bis auf`;
const JA_EXCEPT = `[だけ]を除 | 除く | 以外`;
/** Behind these, and in front of them, stands what is excepted. */
export const EXCEPT_BEHIND = wording({ en: EN_EXCEPT, de: DE_EXCEPT });
export const EXCEPT_BEFORE = wording({ ko: KO_EXCEPT, en: `excepted | excluded`, ja: JA_EXCEPT });
/** Some, and not all: which of the numbers are meant is for a person to say, unless the exception is plain. */
export const EXCEPT = wording({
  ko: `${KO_EXCEPT} | 나머지 | 유지`,
  en: `${EN_EXCEPT} | excepted | excluded | remain | remains | keep | stay | rest`,
  de: `${DE_EXCEPT} | übrigen | bleiben | bleibt`,
  ja: `${JA_EXCEPT} | 残り | 維持`,
});
/** Stands beside numbers: `items 2 and 3`, `2번 항목`. */
export const OF_NUMBERS = wording({
  ko: `^{및/와/과/그리고/항목/게시물/번}`,
  en: `^{and/item/items/no./nos./no/nos/number/numbers}$`,
  de: `^{und/sowie/nr./nrn./nr/nrn/eintrag/einträge/punkt/punkte/ziffer/ziffern}$`,
  ja: `^{及び/と/項番/項目}`,
});
/** Of these: what follows is a part of what stands before. */
export const PART_OF = wording({ ko: `중 | 가운데`, ja: `のうち | の中` });
/** Said of a part, and not of the whole. */
export const SOME: Wording =
  phrases(`일부 | 몇 | some | several | certain | part of | of the list | of that list | of our list
    | of these | of them | einige | einzelne | teilweise | teil | 一部 | 数件`);
