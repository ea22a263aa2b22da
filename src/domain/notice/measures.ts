// What a letter asks for: delete, block, suspend the user, preserve; and what it says is not wanted. A word alone asks for nothing:
// it must stand in a sentence that asks, orders or decides, and not be the part that is denied.
import { MEASURES, type Measure } from './letter.ts';
import type { Sentence } from './sentences.ts';

const WORDS: Readonly<Record<Measure, RegExp>> = {
  delete:
    /삭제(?!지원(?: ?센터|팀|과|-| ?\d))(?! ?(?:조치 ?|처리 ?)?(?:여부|결과|상황|현황|완료|되었|된 |됐))|내려 ?(?:주|달)|지워|지우(?:고|시|기)|없애|제거|\b(?:delet\w*|remov\w*|tak(?:e|en|ing) (?:it |them |these |this )?down|takedown|eras\w+|get(?:ting)? rid of)|runternehmen|l(?:ö|oe)sch\w*|gel(?:ö|oe)scht|entfern\w*|削除(?!(?:の)?(?:結果|状況|有無|済))|消去|消して|消し(?:たい|てほ)/gi,
  block:
    /접속 ?(?:을 |의 )?차단|접근 ?(?:을 |의 )?차단|(?<!계정 ?(?:을 )?|이용자 ?(?:를 )?|사용자 ?(?:를 )?)차단|열람 ?(?:을 )?제한|\b(?:geo-?)?block(?:ing|ed|s)?\b(?! (?:the |this |these |that |their |his |her )?(?:user|account|uploader|poster|member)s?\b)|\b(?:restrict|disabl|prevent)\w* (?:public )?(?:access|viewing)|make (?:them |it )?inaccessible|(?<!(?:(?:den|die) nutzer(?:in|innen)?|konto|konten|accounts?)(?: (?:des|der) nutzers?)? (?:zu )?)sperr(?:en|ung|t)\b(?! (?!und |oder )[^.,]{0,20}(?:nutzer|konto|konten|account))|gesperrt|zugang[^.]{0,30}sperr\w*|ブロック|遮断|閲覧(?:できない|防止|制限)|アクセス(?:を)?(?:制限|防止)/gi,
  'suspend-user':
    /이용 ?(?:을 |의 )?(?:정지|해지|제한)|(?:계정|이용자|사용자)(?:를|을|의|에 대한)? ?(?:이용 ?)?(?:정지|해지|차단|제재)|\b(?:suspend|terminat|ban|deactivat|clos|block|disabl)\w*(?: [a-z']+){0,3} (?:user|account|uploader|poster|member)s?\b|\b(?:user|account)s? (?:[a-z']+ ){0,3}(?:suspen|terminat|bann|deactivat|clos)\w*|\b(?:user|account) (?:suspension|termination)|(?:konto|konten|nutzer\w*)[^.,]{0,25} (?:zu )?(?:sperr\w*|deaktivier\w*)|sperr(?:ung|en)[^.,]{0,20}(?:des|der|das|die) (?:nutzer|konto|konten)\w*|kontosperr\w*|(?:アカウント|利用者?|ユーザー)(?:を|の)?(?:利用)?(?:停止|凍結|解除|解約)/gi,
  preserve:
    /보전|보존(?! ?(?:기간|연한) ?[:\d])|\bpreserv\w*|\bretain\w*|\bretention\b|\bkeep\w*(?: [a-z]+){0,3} (?:records?|data|logs?|evidence|copies)|sicher(?:n|ung|stell\w*)|gesichert|auf(?:zu)?bewahr\w*|保全|保存/gi,
};

const ASKS =
  /요청|바랍니다|바라며|바람|주시기|주시고|주십시오|주세요|주시면|하십시오|하시오|할 것|하여야|해야|명령|명합니다|명함|요구|부탁|원합니다|원해요|싶습니다|싶어요|결정|필요(?:합니다|하오니|하니|함|해요)|(?:조치|measures?|action|maßnahmen?|措置)[^.]{0,12}:|\bplease\b|\brequest|\bask(?:s|ing|ed)?\b|\border(?:s|ed)?\b|\bmust\b|\brequir|\bwants?\b|\bneeds?\b|\b(?:is|are) (?:\w+ )?(?:needed|necessary)\b|\bdemand|\bshall\b|\bshould\b|would like|\bkindly\b|\burge|\bdirect(?:s|ed)? you|\binstruct|(?:is|are|has|have) to\b|\bdecided\b|\bcould you\b|\bwould you\b|\bcan you\b|^(?:delete|remove|block|suspend|preserve|take)\b|bitte|bitten|ersuch|forder|verlang|ordnen|angeordnet|(?:zu |ist |sind )(?:\w+ )?(?:löschen|entfernen|sperren|sichern)|muss|müssen|m[öo]chte|beantrag|(?:erforderlich|notwendig|geboten)\b|verpflichtet|sollen|お願い|ください|下さい|求め|要請|命じ|命令|依頼|要求|ほしい|欲しい|いただけ|必要(?:です|がある|があり|でござい)/i;
/** Told as something that was asked before, or that may come later. */
const PAST =
  /(?:삭제|차단|보전|조치)[^.]{0,10}(?:요청|요구)(?:드린|드렸|한 |했던|했으나|하였던|하였으나|하신)|(?:요청|요구|신고)(?:드린|드렸던|한|했던|하였던) ?(?:삭제|차단|보전|조치)|\b(?:we|i) (?:had |have )?(?:already |previously )?(?:asked|requested)\b|\b(?:removal|deletion|request)s? (?:that )?(?:we|i) (?:asked|requested|sent|made)|(?:baten|forderten|ersuchten) wir|(?:gebeten|aufgefordert) (?:hatten|haben)|先日[^。]{0,40}(?:依頼|要請|お願い)(?:した|しました|いたしました)/i;
const MAY_COME =
  /수 ?있(?:습니다|음|다)|\b(?:may|might|could) (?:then |also |subsequently )?(?:be|issue|request|order|result|lead|follow)|kann (?:\w+ ){0,6}(?:angeordnet|erlassen)|ことがあります|場合があります/i;
const ASKS_NOW =
  /바랍니다|주시기|주십시오|주세요|요청(?:드립|합)|명(?:합|령합)|\bplease\b|\bwe (?:hereby )?(?:request|ask|order)|bitte|お願い|ください/i;

const NOT_BEHIND: readonly RegExp[] = [
  /^[^.,고]{0,14}?지 ?(?:는 ?|도 ?)?(?:말|않|마)/,
  /^[^.,고]{0,10}(?:없이|대신|보다는|말고)/,
  /^[^.,]{0,12}(?:필요 ?(?:가 |는 )?없|불필요|보류|원하지|바라지)/,
  /^[^.,]{0,20}(?:것[이은]? ?아[니닌닙]|[이가] ?아[니닌닙])/,
  /^\w*(?: or \w+)?(?: of [^.,;]{0,30})? (?:is|are|was)(?: currently| at this (?:stage|time|point))? (?:not|un)/i,
  /^\w*(?: or \w+)? (?:is|are)n't\b/i,
  /^\w*(?: [^\s,;.]+){0,5}? (?:nicht|nichts|kein\w*)\b(?! nur)/i,
  /^(?:や[^。、]{1,8})?(?:を|は|等は|などは)?(?:し|行わ|なさら|せ|求め)?(?:ないで|ずに?|なく|しない|せず)/,
  /^[^。、]{0,12}(?:不要|求め(?:るものではあり)?ません|求めておりません|必要(?:は)?(?:ない|ありません))/,
];
const NOT_BEFORE =
  /(?:\b(?:not(?! only)|never|no(?! later)|without(?! (?:undue |any )?delay)|don['’]t|nor|neither|rather than|instead of|refrain from|avoid|nicht(?! nur)|kein(?:e|en|er|es)?|ohne|statt|anstatt|weder)\b|n['’]t)((?:(?![.;,]|\b(?:but|please|want|request|therefore|sondern|bitte)\b|\band (?:i|we)\b).){0,40})$/i;

/** @param isFollowUp a letter that only asks where things stand repeats in passing what was asked before */
export function measuresOf(sentences: readonly Sentence[], isFollowUp: boolean): Measure[] {
  const asking = sentences.filter(({ text, isCell }) => !isCell && asksNow(text, isFollowUp));
  return MEASURES.filter((measure) => asking.some(({ text }) => isWanted(measure, text)));
}

function asksNow(text: string, isFollowUp: boolean): boolean {
  if (!ASKS.test(text)) return false;
  if (MAY_COME.test(text) && !ASKS_NOW.test(text)) return false;
  return !(PAST.test(text) && (isFollowUp || !ASKS_NOW.test(text)));
}

function isWanted(measure: Measure, text: string): boolean {
  return [...text.matchAll(WORDS[measure])].some(({ 0: word, index }) => {
    const before = text.slice(Math.max(0, index - 80), index);
    const behind = text.slice(index + word.length, index + word.length + 60);
    return !NOT_BEFORE.test(before) && !NOT_BEHIND.some((denial) => denial.test(behind));
  });
}
