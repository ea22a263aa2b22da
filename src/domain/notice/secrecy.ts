// Does a letter ask for secrecy about itself or its case, or that users are not told? The usual notice under a mail is none, and
// neither is a promise to keep secret what somebody tells.
import type { Sentence } from './sentences.ts';

const ASKS_SECRECY =
  /(?:비밀|기밀|보안)(?:을|로|이|은|는)? ?(?:유지|준수|지켜|취급|엄수|하여|해 ?주|다루|부쳐)|비밀유지|대외비|누설(?:하지|되지|하여서는)|(?:이용자|당사자|피의자|게시자|가입자|사용자|대상자|본인|상대방|유포자|외부|제3자|계정 ?소유자)(?:에게|에|께|들에게)?(?:는|도)? ?[^.]{0,30}(?:알리지|알려지지|통지하지|통보하지|고지하지|공개하지|누설하지|유출되지)|(?:통지|고지|통보)(?:를|는)? ?(?:유예|보류|유보|삼가|자제|하지 ?(?:말|않))|(?:알리는|통지하는|고지하는|통보하는) ?(?:것은|것을|일은|일을|행위를)? ?(?:삼가|자제|보류|피)|\b(?:treat|keep|kept|hold|handle|remain|is|are|be)\b[^.]{0,60}\b(?:confidential|secret|in (?:strict )?confidence)|\bconfidential(?:ity)?\b[^.]{0,30}\b(?:request|order|required|is required|applies)|\bstrictly confidential|\b(?:do not|don['’]t|not to|must not|may not|should not|shall not|without|never|(?:refrain|abstain) from|hold off)\b[^.]{0,40}\b(?:notify|notifying|inform\w*|tell\w*|disclos\w*|alert\w*|tip(?:ping)? off|reveal\w*|contact\w*)|\b(?:users?|account holders?|uploaders?|subscribers?|suspects?)\b[^.]{0,40}\b(?:must|should|may|shall|are|is)\b[^.]{0,20}\bnot\b[^.]{0,20}\b(?:notified|informed|told|alerted)|vertraulich|stillschweigen|verschwiegenheit|geheim(?:zu)?halt|(?:nutzer|betroffene|kontoinhaber|beschuldigte|dritte)[^.]{0,60} nicht [^.]{0,30}(?:informier|benachrichtig|unterricht|in kenntnis|offen(?:zu)?leg|mitgeteilt)|(?:informier|benachrichtig|unterricht)\w* sie [^.]{0,60}\bnicht\b|von (?:einer|jeder|der)? ?(?:benachrichtigung|unterrichtung|information|mitteilung)[^.]{0,50}(?:abzusehen|absehen|ab\b)|秘密|機密|極秘|部外秘|内密|他言|(?:利用者|ユーザー|投稿者|被疑者|本人|第三者)[^。]{0,30}(?:知らせ|通知|連絡|開示|伝え|漏ら)[^。]{0,6}(?:ない|ず|ぬ)|(?:利用者|ユーザー|投稿者|被疑者|本人|第三者|相手)[^。]{0,30}(?:知らせ|通知|連絡|開示|伝え|伝達|告知|照会)[^。]{0,8}(?:控え|遠慮|見合わせ)|口外/i;
/** Secrecy that the sender promises or that is about a person's name, not about the letter. */
const NOT_ASKED =
  /보장(?:됩|합|해)|비밀이 ?아|not (?:be )?(?:treated as )?confidential|no need (?:to|for)[^.]{0,30}confidential|(?:we|our office) (?:will|shall) (?:treat|keep)[^.]{0,60}confiden|(?:identity|name|personal (?:data|details|information)) of the (?:victim|person|complainant)[^.]{0,40}confidential|피해자(?:의)? ?(?:신원|인적 ?사항|개인정보|이름)[^.]{0,30}(?:비밀|공개|누설|알려)|nicht vertraulich|vertraulich behandelt wir|秘密は(?:守り|厳守)/i;

export function isConfidential(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ text, isCell }) => !isCell && ASKS_SECRECY.test(text) && !NOT_ASKED.test(text));
}
