// What kind of letter this is, from its own words. What it says of earlier letters, or of what may come later, is not what it is.
import type { AutomaticWord, Measure, ReadKind } from './letter.ts';
import type { Sentence } from './sentences.ts';

export interface KindFacts {
  readonly sentences: readonly Sentence[];
  readonly measures: readonly Measure[];
  /** By its header: an automatic answer, a bounce, a mailing list. */
  readonly isAutomatic: boolean;
  readonly hasDocumentNumber: boolean;
  readonly hasLinks: boolean;
  /** A person found that it is one: what it is else is read all the same. */
  readonly isNotice?: boolean;
}

const BOUNCE =
  /undeliver|delivery (?:status|has failed|failed|failure)|could not be delivered|returned (?:mail|to sender)|mail delivery (?:subsystem|failed)|mailer-daemon|반송|전송 ?(?:실패|되지 ?못)|배달(?:되지| ?실패)|배달할 ?수 ?없|unzustellbar|konnte nicht zugestellt|配信(?:不能|できません|エラー)|届けることができません/i;
const AUTO_REPLY =
  /out of (?:the )?office|automatic(?:ally generated)? reply|auto-?reply|i am (?:currently )?(?:away|on leave|on vacation)|부재 ?중|자동 ?(?:회신|응답|답장|발송)|휴가 ?중|abwesend|abwesenheit|automatische antwort|nicht im (?:büro|haus)|自動(?:返信|応答|送信)|不在/i;
const NEWSLETTER =
  /unsubscribe|newsletter|opt[- ]?out|manage (?:your )?preferences|view (?:this|in) (?:e-?mail|browser)|수신 ?거부|구독 ?(?:취소|해지|하)|뉴스레터|\(광고\)|abbestellen|abmelden|austragen|配信停止|購読|メルマガ/i;
const ADVERTISING =
  /\(광고\)|할인|특가|쿠폰|무료 ?(?:체험|상담)|홍보|이벤트 ?안내|구매|가격|\b(?:sale|discounts?|offers?|coupon|promo\w*|free trial|subscribe|followers|marketing|pricing|deals?|picks|buy now|advertis\w*|webinar|invest\w*)\b|rabatt|angebot|gutschein|jetzt (?:kaufen|bestellen)|werbung|セール|割引|クーポン|キャンペーン|お得|無料体験|広告/i;

const ORDERS =
  /(?:을|를|할 것을|하도록|에 대(?:하여|해)|이에) ?[^.]{0,20}명(?:령)?(?:합니다|한다|함|하니|하오니|하며)|명령(?:합니다|한다|함)|(?:삭제|차단|시정|이용정지|이행|보전|조치|긴급)[^.]{0,6}명령(?:서|$|[^가-힣 ]| ?통지| ?통보| ?제|을 ?(?:통지|통보|발령|송달|발합))|명(?:한다|합니다)|의무가 있|\b(?:we|i|(?:the|this) (?:\w+ ){1,4}?)(?:,? ?hereby)? ?orders? (?:you|the|that|your|removal|deletion)|\b(?:is|are) (?:hereby )?ordered\b|\bhereby orders?\b|\b(?:this|the following|present) (?:is an? |is a (?:legally )?binding |legally binding |binding )?(?:[\w-]+ ){0,3}order\b(?! to)|\b(?:removal|blocking|takedown|take-down|deletion|court|binding|emergency|administrative) order\b|\border (?:under|pursuant to|of the court|is (?:legally )?binding)|\bremoval notice under|\blegally (?:binding|required|obliged)|\byou (?:are|shall be) (?:legally )?(?:obliged|required|bound) (?:by law )?to|\bfailure to comply\b|(?:wird|werden)\b[^.]{0,120}\bangeordnet|ordne(?:n|t)(?: (?!nicht)\S+){0,12}? an\b|\banordnung\b|\bbescheid\b|sofort vollziehbar|zwangsgeld|を命(?:じ|ずる|令)|命令(?:します|する|いたします|書)|(?:削除|措置|遮断|停止)命令/i;
const ORDER_DENIED =
  /명령(?:이|은|서가)? ?아[니닌닙]|강제(?:력|성)(?:이|은)? ?없|구속력(?:이|은)? ?없|의무(?:가|는)? ?없|\bnot (?:an?|a (?:legally )?binding|a formal|legally binding) ?(?:order)?\b|\bno (?:legal )?(?:order|obligation|compulsion)|\bnot (?:legally )?(?:binding|obliged|required)|\bvoluntar|keine (?:behördliche |förmliche )?(?:anordnung|verpflichtung)|nicht um (?:eine|einen) (?:\w+ )?(?:anordnung|bescheid)|unverbindlich|nicht (?:rechtlich )?(?:bindend|verpflichtet)|freiwillig|命令(?:では|を意味)|強制(?:力|する)[^。]{0,12}(?:ない|ありません)|任意/i;
const CORRECTS =
  /시정 ?(?:을 )?요구|correction request|corrective request|request (?:for|of) correction|formal(?:ly)? request(?:s|ed)? (?:for )?correction|abhilfeverlangen|korrektur(?:verlangen|aufforderung|ersuchen|antrag|anforderung)|(?:formelle )?aufforderung zur (?:berichtigung|korrektur|abhilfe)|berichtigungs(?:verlangen|ersuchen|aufforderung)|是正(?:の)?(?:要求|要請|請求|を求め)/i;
const KEEPS = /보전|보존|preserv|retain|sicherung|sichern|auf(?:zu)?bewahr|保全|保存/i;
const NOT_NOW =
  /수 ?있(?:습니다|음|다)|예정|불응|미이행|않(?:을|는) ?(?:경우|때|시)|앞서|이전에|사전 ?단계|전 ?단계|\b(?:may|might|could|can)\b|\bif (?:you|the|no|this)\b|\bwould (?:then )?be\b|\bbefore (?:a|any|issuing)\b|prior to (?:a|any)|\b(?:instead of|rather than|not) (?:an? )?(?:formal )?(?:correction|order)|gegebenenfalls|andernfalls|\bfalls\b|vor (?:einer|einem)|kann (?:\w+ ){0,8}(?:werden|erlassen)|場合(?:に|は|が)|ことがあります|前に/i;
const EARLIER =
  /지난|이전|앞서|기 ?(?:통보|발송|송부|통지)|(?:하였|했)(?:으나|는데|던)|한 바 ?있|보낸 (?:문서|공문|명령|요구)|요청(?:한|드린|드렸|했|하였|하신)|\b(?:our|the|my) (?:earlier|previous|former|last|first|above)?[^.]{0,30}(?:letter|order|request|notice|mail|message|document|report)[^.]{0,30}\b(?:of|dated|sent|from|on|no)\b|\bearlier\b|\bprevious(?:ly)?\b|unser(?:e|em|er|es)? (?:\w+ )?(?:schreiben|anordnung|anfrage|bescheid|ersuchen|mail)|vom \d|\b(?:sent|wrote to|contacted) you\b|\bwe (?:sent|submitted|filed)\b|(?:haben|hatten) wir (?:ihnen|sie|bereits)\b|sandten wir|schrieben wir|先日|先般|前回|以前|お送りした|付け?(?:の|で)/i;
/** Asks where an earlier letter stands. */
const ASKS_STATUS =
  /(?:처리|진행|조치|이행|삭제|검토) ?(?:상황|현황|경과|여부|결과|상태)[^.]{0,25}(?:문의|궁금|확인|여쭙|여쭈|어떻게|회신이 없|아직|재촉|독촉)|(?:회신|답변|답신|결과|연락|조치)[^.]{0,14}(?:받지 ?못|없(?:어|었|기|으|습)|오지 ?않|확인되지 ?않)|아직[^.]{0,30}(?:회신|답변|결과|처리|조치|연락)|(?:지난|앞서|이전에|기존에|\d ?일(?:자|에)?) ?[^.]{0,25}(?:요청|통보|송부|신고|접수|발송)(?:드린|드렸던|한|했던|하였던|하신)[^.]{0,40}(?:상황|현황|경과|여부|결과|상태)|재(?:차)? ?(?:촉구|문의|요청|안내)|독촉|후속 ?(?:문의|요청)|어떻게 ?(?:되었|됐|진행|처리)|(?:처리|진행|조치) ?(?:상황|현황|경과|여부|결과)(?:을|를|도)? ?(?:알려|회신하|회신 ?바|통보하|통보 ?바)|\bfollow(?:ing)?[- ]?up\b|\bremind(?:er|ing)?\b|\b(?:status|progress|state|outcome)\b[^.?]{0,60}\b(?:of|on|for|regarding|with)\b|\bwhere (?:things|matters|this|it|the (?:case|matter|request)) stands?\b|\bwhere do (?:things|matters|we|you) stand\b|\bhow far along\b|\b(?:had|received|got) no (?:answer|reply|response)\b|\bno (?:answer|reply|response) (?:so far|yet|to date|has)\b|\bhave (?:not|yet to|still not)(?: yet)? (?:heard|receiv\w+|had)|\bhaven['’]t (?:heard|received|had)|\b(?:any|an) (?:update|news|progress)\b|\bstill (?:waiting|awaiting|pending|no)\b|\bwhat (?:has )?(?:became|become|happened)\b|\bwhat(?:'s|’s| is) the (?:current |present )?(?:status|state|progress|outcome)\b|sachstand|bearbeitungsstand|stand der (?:bearbeitung|dinge|sache)|wie (?:ist|steht) der (?:aktuelle |derzeitige )?stand|wie weit|nachfrage|nachfragen|erinner(?:n|ung)|(?:noch )?keine (?:antwort|rückmeldung|nachricht)|nachhaken|(?:その後の|対応|処理|進捗|削除の)(?:状況|進捗|経過|結果)[^。]{0,30}(?:伺|うかが|教え|確認|照会|お知らせ|いかが|問)|(?:先般|先日|前回|以前)[^。]{0,30}件[^。]{0,20}(?:状況|経過|結果)|進捗|督促|催促|まだ[^。]{0,20}(?:回答|返信|連絡|返事)|(?:回答|返信|連絡|返事)[^。]{0,20}(?:いただけて(?:おりません|いません)|届いて(?:おりません|いません)|ありません)/i;

const FIRST_PERSON =
  /(?:제|저의|내|나의) ?(?:사진|얼굴|영상|모습|몸|동영상|신체|이미지|합성|딸|아들|아이|동생|언니|누나|오빠|형|여자친구|남자친구|아내|남편|친구|의뢰인)|저(?:를|의) ?[^.]{0,10}(?:합성|촬영|찍)|제가 ?(?:나온|나오는|찍힌|등장|피해|당한|당사자|모르는)|저는 ?[^.]{0,20}(?:피해|당사자|학생|입니다)|저도 ?모르게|제 ?동의 ?없이|\b(?:picture|photo|photograph|image|video|clip|nude|footage|recording|fake|deepfake|material)s? (?:\w+ ){0,4}?of (?:me|myself|mine)\b|\b(?:of|showing|depicting|about|with) (?:me|myself)\b|\bmy (?:\w+ )?(?:picture|photo|image|video|face|body|likeness|consent|permission|name|daughter|son|sister|brother|wife|husband|girlfriend|boyfriend|child|partner|mother|client|friend)s?\b|\bi (?:am|was|'m) (?:the (?:person|woman|man|girl|boy|one)|a victim|shown|filmed|depicted|in)\b|\bi (?:never|did not|didn['’]t|do not|don['’]t) (?:agree|consent|give|gave|want|know)|\bour (?:daughter|son|child|client)\b|(?:bilder|fotos?|videos?|aufnahmen?) (?:\w+ ){0,3}?von mir|mein(?:e|er|em|en)? (?:\w+ )?(?:bild|foto|video|gesicht|körper|tochter|sohn|schwester|bruder|frau|mann|kind|mandant|einwilligung|zustimmung|freundin|name)|ohne meine|ich (?:bin|war) (?:auf|die|der|in|betroffen|zu sehen)|unser(?:e|er|en)? (?:tochter|sohn|mandant)|(?:私|わたし|自分|僕|俺)(?:の|が|を|は)[^。]{0,16}(?:写真|画像|動画|映像|顔|裸|体|写って|被害|合成|本人|同意)|(?:娘|息子|妹|姉|弟|兄|妻|夫|彼女|依頼者|依頼人)の/i;
const LAWYER =
  /법무법인|변호사|법률 ?대리인|고소 ?대리인|의뢰인|피해자(?:를|의)? ?대리|을 대리하여|를 대리하여|\b(?:law firm|attorney|solicitor|lawyer|barrister|counsel for|(?:we|i)\b[^.]{0,60}\b(?:act|acting) (?:for|on behalf of) (?!the (?:\w+ )?(?:board|commission|authority|police|ministry|government|court|state|agency)\b)|(?:instructed|retained) by (?:mr|mrs|ms|miss|dr|our|my)\b|on behalf of (?:my|our) client|(?:my|our) client)\b|rechtsanw(?:a|ä)lt|kanzlei|anwaltlich|(?:(?:wir|ich) vertreten?|vertret(?:en wir|e ich)) (?!(?:die |eine |den )?(?:auffassung|meinung|ansicht|position|standpunkt))|mandant|namens und in vollmacht|弁護士|法律事務所|代理人|依頼人/i;
const AUTHORITY =
  /위원회|심의(?:원|위|국)|경찰(?:청|서)?|수사(?:과|대|팀)|검찰|법원|공소청|지원 ?센터|피해지원|상담소|진흥원|정부|기관|우리 ?(?:원|센터|위원회|청|기관)|\b(?:board|commission|police|authority|agency|ministry|prosecut\w+|court|regulator|support cent(?:er|re)|bureau|ombudsman|constabulary|investigat\w+)\b|behörde|polizei|landeskriminalamt|bundes(?:amt|netzagentur|kriminalamt)|landesanstalt|medienanstalt|staatsanwalt|ministerium|beratungsstelle|kommission|警察|委員会|センター|総務省|検察|庁|法務局|裁判所/i;

/** The first of the kinds that its own words make it. */
export function kindOf(facts: KindFacts): ReadKind {
  const texts = facts.sentences.filter(({ isCell }) => !isCell).map(({ text }) => text);
  const says = (words: RegExp): boolean => texts.some((text) => words.test(text));
  const wantsRemoval = facts.measures.some((measure) => measure !== 'preserve');
  if (facts.isNotice !== true && isNoNotice(facts, says)) return 'not-a-notice';
  const isDenied = says(ORDER_DENIED);
  const now = texts.filter((text) => !NOT_NOW.test(text) && !(EARLIER.test(text) && ASKS_STATUS.test(text)));
  const isOwn = (words: RegExp): boolean => now.some((text) => words.test(text) && !ORDER_DENIED.test(text));
  const asksStatus = isFollowUp(texts);
  if (!isDenied && now.some((text) => ORDERS.test(text) && !(asksStatus && EARLIER.test(text))))
    return 'order';
  if (asksStatus) return 'follow-up';
  if (isOwn(CORRECTS)) return 'correction-request';
  if (!wantsRemoval && facts.measures.includes('preserve')) return 'preservation';
  if (isVictims(texts, facts)) return 'victim-notice';
  if (wantsRemoval || facts.measures.length > 0) return 'voluntary-request';
  if (says(KEEPS) && facts.hasDocumentNumber) return 'preservation';
  return facts.hasDocumentNumber || (says(AUTHORITY) && facts.hasLinks) ? 'voluntary-request' : 'unclear';
}

const AUTOMATIC: readonly (readonly [AutomaticWord, RegExp])[] = [
  ['bounce', BOUNCE],
  ['automatic-answer', AUTO_REPLY],
  ['newsletter', NEWSLETTER],
];

/** By which of its own words a letter is one that a machine sent. */
export const automaticWords = (sentences: readonly Sentence[]): readonly AutomaticWord[] =>
  AUTOMATIC.flatMap(([word, words]) => (sentences.some(({ text }) => words.test(text)) ? [word] : []));

/** An automatic mail that asks for something and says by which number is read like any other: a list server may have passed it on. */
function isNoNotice(
  { measures, isAutomatic, hasDocumentNumber }: KindFacts,
  says: (words: RegExp) => boolean,
): boolean {
  const asks = measures.length > 0;
  if (isAutomatic && (says(BOUNCE) || says(AUTO_REPLY))) return true;
  if (isAutomatic && !(asks && hasDocumentNumber)) return !asks || says(NEWSLETTER);
  if (asks || hasDocumentNumber) return false;
  return says(NEWSLETTER) || says(ADVERTISING) || says(AUTO_REPLY) || says(BOUNCE);
}

/** A sentence that asks for the status, and in the letter a word of what was sent before. */
export function isFollowUp(texts: readonly string[]): boolean {
  const asking = texts.filter((text) => ASKS_STATUS.test(text));
  return (
    asking.length > 0 &&
    texts.some((text) => EARLIER.test(text) || /문서|공문|접수|letter|schreiben|文書|依頼/i.test(text))
  );
}

function isVictims(texts: readonly string[], { hasDocumentNumber }: KindFacts): boolean {
  if (texts.some((text) => LAWYER.test(text))) return true;
  const speaksForHerself = texts.some((text) => FIRST_PERSON.test(text));
  return speaksForHerself && !(hasDocumentNumber && texts.some((text) => AUTHORITY.test(text)));
}
