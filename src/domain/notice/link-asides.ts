// Links in a letter that are none of its list: where the sender can be found, which law is meant, how to appeal, how a form is filled
// in. Told by the words in front of the link and by the heading over it. A link with a printed number is one of the list, unless the
// heading says otherwise.
import type { Aside } from './own-rows.ts';
import { isNoteToStay, saysToStay } from './to-stay.ts';

export type Topic = Extract<Aside, 'contact' | 'legal-reference' | 'appeal-note' | 'example'>;

export interface Surroundings {
  /** The words of the same row before the link, and behind it. */
  readonly before: string;
  readonly after: string;
  /** What is said of it in the line below, or in the cells beside it. */
  readonly note: string;
  /** A line above says that what follows is to stay. */
  readonly isKept: boolean;
  /** What the heading over it is about. */
  readonly topic: Topic | null;
  readonly isNumbered: boolean;
  /** On no platform that is known. */
  readonly isOther: boolean;
  /** On the sender's own domain. */
  readonly isSendersOwn: boolean;
  /** The letter asks for nothing but that records are kept: nothing in it is to be taken away. */
  readonly isOnlyKept: boolean;
}

/** How far back in a row the words say what the link is. */
const NEAR = 120;
const CONTACT =
  /(?:누리집|홈페이지|웹 ?사이트|공식 ?(?:알림방|채널|계정|홈|사이트|블로그|카페)|알림방|문의처|문의 ?:|연락처|전화|팩스|담당자?|개인정보 ?처리방침|수신 ?거부|구독|website|web ?site|home ?page|\bweb ?:|visit us|follow us|find us|our (?:official )?(?:channel|site|page)|official (?:channel|notices?|account|site)|contact|\btel\b|\bfax\b|imprint|privacy|unsubscribe|internet ?:|internetseite|webseite|web-?auftritt|kontakt|impressum|datenschutz|abmelden|公式|ホームページ|ウェブサイト|お?問い?合わ?せ先?|連絡先|電話|プライバシー|配信停止)[^.!?。]{0,60}$/i;
const LEGAL =
  /(?:법령|법률|법 ?제 ?\d|조문|법적 ?근거|근거 ?(?:법|규정|:)|판례|고시|지침|국가법령|legal (?:basis|reference|text)|statut|text of the|section \d|article \d|\bact\b|\blaws?\b|regulation|directive|gesetz|rechtsgrundlage|verordnung|§|\bart\. ?\d|法令|法律|条文|根拠|規則)[^.!?。]{0,80}$/i;
/** In a numbered paragraph: the label itself, right in front of the link. */
const LEGAL_LABEL =
  /(?:법령|법률|조문|법적 ?근거|legal (?:basis|reference)|text of the (?:act|law)|rechtsgrundlage|gesetzestext|法令|条文|根拠)\s?[:(]?\s?$/i;
/** What follows if nobody obeys, and where that is written: `… is fined, see https://…`. */
const PENALTY =
  /(?:penalt(?:y|ies)|\bfines?\b|failure to comply|non-?compliance|\boffen[cs]es?\b|벌칙|과태료|처벌|벌금|bußgeld|strafbar|ordnungswidrigkeit|罰則|罰金|過料)[^.!?。]{0,80}(?:\bsee\b|\bcf\b|참고|참조|siehe|\bvgl\b|参照|参考)\W{0,4}$/i;
/** In a sentence that says something else: `… (see https://…`, `(출처: …`. */
const REFERENCE =
  /[(（[] ?(?:참고|참조|근거|출처|관련 ?법령|see(?: also)?|cf\.?|source|reference|siehe(?: auch)?|vgl\.?|quelle|rechtsgrundlage|参考|参照|出典|根拠)\s?[:：]?\s?$/i;
/** The label of a row of its own, or of a footnote: `[1] 참고: https://…`. */
const REFERENCE_ROW =
  /^\W{0,3}\d{0,3}[\])}.]{0,2} ?(?:참고|참조|see also|cf\.?|siehe auch|vgl\.?|参考|参照) ?:\s*$/i;
const NAMES_A_LAW =
  /「|제 ?\d{1,4} ?조|법(?:률|령)|\bact\b|\blaws?\b|section \d|article \d|§|gesetz|rechtsgrundlage|条|法律|法令|근거|根拠/i;
/** What somebody has read before writing. */
const GUIDE =
  /(?:\bguidelines?|\bhelp (?:page|cent(?:er|re))|\bterms (?:of (?:use|service)|and conditions)|\b(?:community )?(?:rules|polic(?:y|ies))|\bfaq|\bpress releases?|보도 ?자료|pressemitteilung|プレスリリース|報道資料|가이드라인|이용 ?약관|운영 ?정책|도움말|richtlinien?|nutzungsbedingungen|hilfeseite|ガイドライン|利用規約|ヘルプ)[^.!?。/]{0,30}$/i;
const APPEAL =
  /(?:이의 ?신청|불복|행정심판|행정소송|재심|appeal|objection|\bobject\b|redress|judicial review|rechtsbehelf|widerspruch|einspruch|klage|beschwerde|異議|不服|審査請求)/i;
const FORM =
  /(?:작성 ?(?:예|요령|방법|안내|양식)|기재 ?(?:예|요령|방법)|입력 ?(?:예|방법)|회신 ?(?:양식|서식|예)|양식|서식|예시|예 ?[):]|the form\b|reply form|response form|format of|fill(?:ed)? in|filling in|template|how to (?:reply|report|fill)|sample (?:row|entry|answer)|example (?:row|entry|of)|vorlage|musterzeile|formular|ausf[üu]ll|(?:記入|記載|入力|回答)(?:例|方法|要領)|様式|書式)[^!?]{0,120}$/i;
/** Headings over what is not the list. They name nothing but their topic: `Legal basis: Act 7` over a list is no such heading. */
const OPEN = String.raw`^[[(【「<■□○●▶*#※◎◆\d.\s]{0,8}`;
const CLOSE = String.raw`[\])】」>]?\s?[:：]?$`;
const HEADINGS: readonly (readonly [Topic, RegExp])[] = [
  [
    'example',
    /(?:작성|기재|입력|회신|記入|記載|入力|回答) ?(?:예|요령|방법|안내|양식|서식|例|方法|要領)|^\W{0,6}(?:예시|예|example|beispiel|記入例|例)\W{0,3}$|how to (?:reply|report|fill)|filling in|reply form|example (?:row|entry)|ausf[üu]llhinweis/i,
  ],
  [
    'appeal-note',
    /이의 ?신청|불복 ?(?:절차|방법|안내)|행정심판|\bappeals?\b|right to object|rechtsbehelf|widerspruchs?recht|不服申立|異議申立/i,
  ],
  [
    'legal-reference',
    new RegExp(
      `${OPEN}(?:(?:관련|참고|적용|주요|근거) ?)?(?:법령|법률|법조문|조문|법적 ?근거)(?: ?(?:안내|정보|참고|원문))?${CLOSE}|${OPEN}(?:legal (?:basis|references?)|(?:relevant|applicable) (?:laws?|statutes?|provisions))${CLOSE}|${OPEN}(?:rechtsgrundlagen?|gesetzestexte?)${CLOSE}|${OPEN}(?:関連|根拠|参考)?(?:法令|条文)${CLOSE}`,
      'i',
    ),
  ],
  [
    'contact',
    new RegExp(
      `${OPEN}(?:문의처?|연락처|담당자?|contact(?: us)?|kontakt|ansprechpartner|お?問い?合わ?せ先?|連絡先)${CLOSE}`,
      'i',
    ),
  ],
];
const MAX_HEADING = 60;

/** Why a link in these surroundings is not of the list, or null. */
export function asideOf(link: Surroundings): Topic | 'reference' | 'not-wanted' | null {
  const before = link.before.slice(-NEAR);
  if (link.topic !== null && (link.isOther || link.topic !== 'legal-reference')) return link.topic;
  if (FORM.test(before)) return 'example';
  if (link.isSendersOwn) return 'contact';
  const sentence = `${lastSentence(before)} ${link.after.slice(0, NEAR).split(/[.!?。]\s/)[0] ?? ''}`;
  if (APPEAL.test(sentence) && (link.isOther || !link.isNumbered)) return 'appeal-note';
  if (link.isOther && (link.isNumbered ? LEGAL_LABEL : LEGAL).test(before)) return 'legal-reference';
  if (link.isOther && PENALTY.test(before)) return 'legal-reference';
  if (link.isOther && (REFERENCE.test(before) || REFERENCE_ROW.test(before)))
    return NAMES_A_LAW.test(before) ? 'legal-reference' : 'reference';
  if (!link.isOnlyKept && (link.isKept || isToStay(link))) return 'not-wanted';
  if (link.isNumbered) return null;
  if (link.isOther && GUIDE.test(before)) return 'reference';
  return CONTACT.test(before) ? 'contact' : null;
}

/** What the heading says that the rows under it are about; null where it announces anything else; undefined where it is none. */
export function topicOf(line: string): Topic | null | undefined {
  if (line === '' || line.length > MAX_HEADING || /[.!?。]$|[다요]$/.test(line)) return undefined;
  const [topic] = HEADINGS.find(([, words]) => words.test(line)) ?? [];
  if (topic !== undefined) return topic;
  return /[:\])】」>]$|^[[(【「<■□○●▶*#◎◆]/.test(line) ? null : undefined;
}

/** Said between this link and its neighbours, in one sentence with it, or in a note to it. What stands in front of the next link is said of that one. */
function isToStay({ before, after, note }: Surroundings): boolean {
  if (isNoteToStay(note)) return true;
  const said = lastSentence(before.slice(-NEAR));
  const since = said.split(/\S{1,200}\/\S{0,200}/).at(-1) ?? '';
  const next = after.slice(0, NEAR).split(/[.!?。](?:\s|$)/)[0] ?? '';
  return saysToStay(since.length < 8 ? said : since) || (!/\w\/\w/.test(next) && saysToStay(next));
}

const lastSentence = (text: string): string => text.split(/[.!?。]\s/).at(-1) ?? text;
