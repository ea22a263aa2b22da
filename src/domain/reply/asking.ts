// The mail that asks a notifier for what is missing: typed fields alone, in the language of her notice. A place is named only to a proven body,
// and only as the answer names it; to anybody else an item is a number.
import { type Case, itemAt } from '../case/case.ts';
import type { Asking } from '../case/desk-state.ts';
import { lacking } from '../clock/law.ts';
import type { Statement, Words } from '../clock/regime.ts';
import type { TaskId } from '../kernel/ids.ts';
import { type Instant, kst, utc } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { type Language, replyLanguage } from '../notice/letter.ts';
import { ASKING_WORDS, STATEMENT_WORDS } from './asking-words.ts';
import type { Recipient } from './further.ts';
import type { ReplyLetter } from './letter.ts';
import { messageIdOf } from './message-id.ts';
import { placeOf } from './rows.ts';
import { WORDS } from './words.ts';

/** @param again the reminder; @returns `reply.not-ready` where nobody is asked for anything */
export function composeAsking(
  state: Case,
  again: boolean,
  recipient: Recipient,
  deskDomain: string,
  task: TaskId,
): Result<ReplyLetter> {
  const { notice, number, asking } = state;
  if (notice === null || number === null || asking === null)
    return refuse('reply.not-ready', 'nobody is asked for anything');
  const language = replyLanguage(notice.reading);
  const words = ASKING_WORDS[language];
  const isBody = recipient.kind === 'body';
  return ok({
    to: isBody ? (recipient.authority.addresses[0] ?? '') : recipient.to,
    subject: words.subject(number),
    messageId: messageIdOf(number, again ? 'asked-again' : 'asked', task, deskDomain),
    ...(isBody ? {} : { answers: recipient.answers, returnPath: 'nobody' }),
    automatic: 'generated',
    text: [
      ...greetingOf(recipient, language),
      words.about(number, bothTimes(notice.receivedAt, language)),
      '',
      again ? words.again : words.asks,
      '',
      ...statementsText(state, asking.missing, language),
      ...linksText(state, asking, isBody, language),
      '',
      words.until(bothTimes(asking.until, language)),
      words.meanwhile,
      '',
      ...words.closing,
      '',
    ].join('\n'),
  });
}

const greetingOf = (recipient: Recipient, language: Language): string[] =>
  recipient.kind === 'body'
    ? [
        WORDS[language].greeting(language === 'ko' ? recipient.authority.name : recipient.authority.nameEn),
        '',
      ]
    : [];

/** In the words of the law that wants it, else in ours; each once. */
function statementsText(state: Case, missing: readonly Statement[], language: Language): string[] {
  const texts = missing.flatMap((one) => wordsOf(state, one).map((words) => `- ${words[language]}`));
  return [...new Set(texts)];
}

function wordsOf({ laws }: Case, statement: Statement): readonly Words[] {
  const wanted = laws.flatMap((law) => lacking(law, [statement]).map(({ text }) => text));
  return wanted.length === 0 ? [STATEMENT_WORDS[statement]] : wanted;
}

function linksText(state: Case, { items }: Asking, isBody: boolean, language: Language): string[] {
  if (items.length === 0) return [];
  const words = ASKING_WORDS[language];
  const lines = items.map((index) => {
    const listed = itemAt(state, index)?.listed;
    const number = words.item(String(listed?.number ?? index));
    return `- ${number}${isBody && listed !== undefined ? `  ${placeOf(listed.locator)}` : ''}`;
  });
  return [words.links, ...lines];
}

const bothTimes = (at: Instant, language: Language): string =>
  language === 'ko' ? `${kst(at)} (${utc(at)})` : `${utc(at)} (${kst(at)})`;
