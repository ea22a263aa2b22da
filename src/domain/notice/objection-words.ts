// How letters object to a decision, and speak of a preservation that goes on or ends, in four languages: tables of phrases. How they are
// written says wording.ts. An objection names what was not done (`not to remove`), so that a `not` in its clause denies nothing.
import type { Saying } from './saying.ts';
import { type Wording, wording } from './wording.ts';

const phrases = (text: string): Wording => wording({ signs: text });

/** Each of these in front of each of those: what is kept, and what becomes of it, with the ending that shows that it is so. */
const pairs = (before: string, behind: string): string =>
  before
    .split('|')
    .flatMap((one) => behind.split('|').map((other) => `${one} ${other}`))
    .join(' | ');

const KO_MAYBE = `경우 | 않으면 | 않는다면 | 수 있 | 예정 | 때까지 | 하기 전 | 여부 | 검토 중 | 라면 | 다면`;
const EN_MAYBE = `if | unless | may | might | could | until | whether | in case | in the event | once | as soon as | reserve
  | reserves | provided | should you | considering | otherwise`;
const DE_MAYBE = `wenn | falls | sofern | sollte | sollten | könnte | könnten | kann | können | bevor | ob | vorbehalten
  | vorbehalt | andernfalls | sobald | solange`;
const JA_MAYBE = `場合 | 可能性 | ことがあ | かもしれ | るまで | れば | なら | 予定 | 検討中`;

/** A decision on an earlier letter is to be looked at again. */
export const OBJECTS: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(`이의를 제기합니다 | 이의를 제기함 | 이의를 제기하오니 | 이의를 제기하니 | 이의를 제기하며
    | 이의를 제기하고 | 이의를 제기드립니다 | 이의 제기합니다 | 이의제기합니다 | 이의를 신청합니다
    | 이의를 신청함 | 이의를 신청하오니 | 이의신청합니다 | 이의 신청합니다 | 이의신청을 합니다
    | 이의신청을 제기 | 재검토를 요청 | 재검토 요청 | 재검토를 부탁 | 재검토 부탁 | 재검토하여 주시기
    | 재검토해 주시기 | 재검토 바랍니다 | 재심의를 요청 | 다시 검토해 주시기 | 다시 검토하여 주시기
    | 다시 판단해 주시기 | 다시 심사해 주시기`),
    not: phrases(`이의가 없 | 이의 없 | 이의는 없 | 이의를 철회 | 이의신청을 철회 | 이의신청을 취하`),
    maybe: phrases(KO_MAYBE),
    others: phrases(`게시자가 | 게시자의 | 이용자가 | 이용자의 | 사용자가 | 업로더 | 피신고인`),
  },
  {
    object: 'around',
    says: phrases(`we object | i object | we hereby object | we must object | we formally object
    | we lodge an objection | we hereby lodge | we raise an objection | we file an objection
    | we wish to object | we want to object | we would like to object | i would like to object
    | i want to object | we appeal | i appeal | we hereby appeal | we wish to appeal
    | we contest your decision | we dispute your decision | we disagree with your decision
    | we disagree with the decision | please reconsider | we ask you to reconsider
    | we request reconsideration | we request a reconsideration | we request a review of your decision
    | we request a review of the decision | please review your decision | please review the decision
    | please look at your decision again`),
    not: phrases(`no objection | not object | not appeal | no longer object | no longer appeal
    | withdraw our objection | withdraw the objection | appeal to you | appeal to your`),
    maybe: phrases(EN_MAYBE),
    others: phrases(`uploader | poster | account holder | user objects`),
  },
  {
    object: 'around',
    says: phrases(`wir legen …… widerspruch ein | legen wir …… widerspruch ein | ich lege …… widerspruch ein
    | lege ich …… widerspruch ein | wir legen …… beschwerde ein | legen wir …… beschwerde ein
    | wir widersprechen | hiermit widersprechen wir | ich widerspreche | wir erheben …… einspruch
    | erheben wir …… einspruch | wir bitten …… erneut zu prüfen | wir bitten um erneute prüfung
    | bitte prüfen sie …… erneut`),
    not: phrases(`keinen widerspruch | keine beschwerde | keinen einspruch`),
    maybe: phrases(DE_MAYBE),
    others: phrases(`uploader | kontoinhaber`),
  },
  {
    object: 'before',
    says: phrases(`異議を申し立てます | 異議を申立てます | 異議申し立てをします | 異議申立てをします
    | 不服を申し立てます | 再検討をお願い | 再検討を求めます | 再検討を要請 | 再審査を求めます | 再審査をお願い`),
    not: phrases(`異議はあり | 異議はない`),
    maybe: phrases(JA_MAYBE),
    others: phrases(`投稿者が | 利用者が`),
  },
];

/** Everything that was refused, and not some of it. */
export const OBJECTS_TO_ALL: Wording = phrases(
  `전체 | 전부 | 모두 | 모든 | 일체 | all | every | each | alle | allen | sämtliche | 全て | すべて | 全部`,
);

/** Everything but some: which is meant, a person reads. */
export const ALL_BUT: Wording = phrases(`all but | everything but | alle bis auf | 빼고`);

/** What is kept is to be kept longer. */
export const KEEPS_LONGER: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(
      pairs(
        '보전 기간을 ……|보전기간을 ……|보전 기한을 ……|보전기한을 ……|보전 기간|보전기간|보전을 ……|보존 기간을 ……|보존기간을 ……',
        '연장하여|연장해|연장합니다|연장함|연장하오니|연장하고자|연장을 요청|연장 요청|연장 바랍니다|연장을 통보',
      ),
    ),
    not: phrases(`연장하지`),
    maybe: phrases(KO_MAYBE),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`extend the preservation | extend our preservation | extend the period of preservation
    | extend the hold | extension of the preservation | extension of our preservation | extension of the hold
    | preservation is extended | preservation period is extended | preserve …… for a further
    | preserve …… for another | keep …… preserved for a further | keep …… preserved for another`),
    not: phrases(`not extend | not extended | no extension`),
    maybe: phrases(EN_MAYBE),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`verlängern wir die sicherung | wir verlängern die sicherung | sicherung wird …… verlängert
    | verlängerung der sicherung`),
    not: phrases(`nicht | keine`),
    maybe: phrases(DE_MAYBE),
    others: phrases(``),
  },
  {
    object: 'before',
    says: phrases(pairs('保全期間を ……|保全を ……|保全の', '延長して|延長します|延長をお願い|延長を要請')),
    not: phrases(`ません | しない`),
    maybe: phrases(JA_MAYBE),
    others: phrases(``),
  },
];

/** What is kept need be kept no longer. */
export const ENDS_KEEPING: readonly Saying[] = [
  {
    object: 'before',
    says: phrases(
      pairs(
        '보전을|보전|보전요청을|보전 요청을|보전 조치를',
        '해제하여|해제해|해제합니다|해제함|해제하오니|해제를 요청|해제 요청|해제 바랍니다|취소합니다|취소하오니|철회합니다|철회하오니',
      ),
    ),
    not: phrases(`해제하지 | 취소하지 | 철회하지`),
    maybe: phrases(KO_MAYBE),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`release the preservation | release the hold | lift the hold | lift the preservation
    | end the preservation | no longer need …… preserved | withdraw our preservation request
    | cancel our preservation request | preservation request is withdrawn | preservation request is cancelled`),
    not: phrases(`not release | not lift | not end`),
    maybe: phrases(EN_MAYBE),
    others: phrases(``),
  },
  {
    object: 'around',
    says: phrases(`sicherung wird aufgehoben | wir heben die sicherung auf | heben wir die sicherung auf`),
    not: phrases(`nicht | keine`),
    maybe: phrases(DE_MAYBE),
    others: phrases(``),
  },
  {
    object: 'before',
    says: phrases(pairs('保全を|保全要請を', '解除して|解除します|解除をお願い|取り消します|撤回します')),
    not: phrases(`ません | しない`),
    maybe: phrases(JA_MAYBE),
    others: phrases(``),
  },
];
