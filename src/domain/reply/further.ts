// Composes a further letter: from typed fields alone, in the language of the notice.
import { type Case, itemAt } from '../case/case.ts';
import type { FurtherLetter } from '../case/further-letter.ts';
import type { TaskId } from '../kernel/ids.ts';
import { type Instant, kst, utc } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Authority } from '../notice/authority.ts';
import { type Language, replyLanguage } from '../notice/letter.ts';
import { FURTHER_WORDS, type FurtherWords } from './further-words.ts';
import type { ReplyLetter } from './letter.ts';
import { messageIdOf } from './message-id.ts';
import { placeOf } from './rows.ts';
import { groundWords, WORDS } from './words.ts';

/** An enrolled body, at its enrolled mailbox; or whoever was told that her letter came, at the address it came from. */
export type Recipient =
  | { readonly kind: 'body'; readonly authority: Authority }
  | { readonly kind: 'claim'; readonly to: string; readonly answers: string | null };

/** @returns `reply.not-ready` for a case without a notice */
export function composeFurther(
  state: Case,
  says: FurtherLetter,
  recipient: Recipient,
  deskDomain: string,
  task: TaskId,
): Result<ReplyLetter> {
  const { notice, number } = state;
  if (notice === null || number === null) return refuse('reply.not-ready', 'the case has no notice');
  const language = replyLanguage(notice.reading);
  const words = FURTHER_WORDS[language];
  const isBody = recipient.kind === 'body';
  const greeting = isBody ? [greetingOf(recipient.authority, language), ''] : [];
  return ok({
    to: isBody ? (recipient.authority.addresses[0] ?? '') : recipient.to,
    subject: words.subject(number),
    messageId: messageIdOf(number, `further.${says.kind}`, task, deskDomain),
    ...(isBody ? {} : { answers: recipient.answers, returnPath: 'nobody' }),
    text: [
      ...greeting,
      words.about(number, bothTimes(notice.receivedAt, language)),
      '',
      ...bodyOf(state, says, language, words),
      '',
      words.closing,
      '',
    ].join('\n'),
  });
}

const greetingOf = ({ name, nameEn }: Authority, language: Language): string =>
  WORDS[language].greeting(language === 'ko' ? name : nameEn);

function bodyOf(
  state: Case,
  says: FurtherLetter,
  language: Language,
  words: FurtherWords,
): readonly string[] {
  switch (says.kind) {
    case 'delay':
      return words.delay(words.reasons[says.reason], bothTimes(says.until, language));
    case 'back':
      return [
        ...words.back,
        '',
        ...says.items.flatMap(({ item }) => backText(state, item, language, words)),
        '',
        words.backNext,
      ];
    case 'objection-kept':
      return keptText(state, says, language, words);
    case 'end':
      return [...words.ends[says.why], ...(says.why === 'seen-gone' ? ['', words.object] : [])];
  }
}

function backText(state: Case, index: number, language: Language, words: FurtherWords): readonly string[] {
  const at = itemAt(state, index)?.reopened?.at;
  const when = at === undefined ? [] : [`  ${words.backAt}: ${bothTimes(at, language)}`];
  return [itemText(state, index, language), ...when];
}

function keptText(
  state: Case,
  { appeal: id }: Extract<FurtherLetter, { kind: 'objection-kept' }>,
  language: Language,
  words: FurtherWords,
): readonly string[] {
  const held = state.appeals.find(({ appeal }) => appeal.id === id);
  const ground = held?.ruling?.ground;
  return [
    ...words.kept,
    '',
    ...(held === undefined ? [] : [itemText(state, held.appeal.item, language)]),
    ...(ground === undefined ? [] : [`  ${words.keptGround(groundWords(ground, language, state.laws))}`]),
    '',
    words.keptNext,
  ];
}

/** Number and place as in the answer. */
function itemText(state: Case, index: number, language: Language): string {
  const listed = itemAt(state, index)?.listed;
  const number = WORDS[language].item(String(listed?.number ?? `(${index})`));
  return listed === undefined ? number : `${number}  ${placeOf(listed.locator)}`;
}

const bothTimes = (at: Instant, language: Language): string =>
  language === 'ko' ? `${kst(at)} (${utc(at)})` : `${utc(at)} (${kst(at)})`;
