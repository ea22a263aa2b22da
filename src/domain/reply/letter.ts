// The reply letter: plain text, one block per item, times in UTC and KST, with the same as a table beside it. Never a picture, a name or a room title.
import type { Case } from '../case/case.ts';
import type { Ground, ItemIndex } from '../case/event.ts';
import type { TaskId } from '../kernel/ids.ts';
import { type Instant, kst, utc } from '../kernel/instant.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Authority } from '../notice/authority.ts';
import { type Language, type RejectedLine, replyLanguage } from '../notice/letter.ts';
import { type Attachment, replyCsv } from './csv.ts';
import { messageIdOf } from './message-id.ts';
import { type ResultRow, resultRows } from './rows.ts';
import { blindText, groundWords, type ReplyWords, resultText, WORDS } from './words.ts';

export interface ReplyLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** Message-ID of the letter that it answers, for `In-Reply-To`; null or left out: none. */
  readonly answers?: string | null;
  /** `nobody`: what cannot be delivered is lost (RFC 3834, 3.3), so that no two machines write to each other; left out: the desk. */
  readonly returnPath?: 'nobody';
  /** For `Auto-Submitted` (RFC 3834): an answer to somebody's letter unless it says otherwise. */
  readonly automatic?: 'generated';
  /** A file beside the text; left out: none. */
  readonly attachment?: Attachment;
}

/**
 * Composes the reply of a case, in the language of the notice.
 * @param authority the enrolled authority that is answered; its enrolled mailbox, not the mail's header
 * @param deskDomain domain of this desk's address, for the Message-ID
 * @param edition 1 for the first reply
 * @param task that sends it: equal tasks give equal Message-IDs, so that a repeat can be recognised
 * @param objectUntil items whose decision may be objected to, each with the last moment for it, or null where nothing sets one
 * @returns `reply.not-ready` while an item has no result
 */
export function composeReply(
  state: Case,
  authority: Authority,
  deskDomain: string,
  edition: number,
  task: TaskId,
  objectUntil: ReadonlyMap<ItemIndex, Instant | null> = new Map(),
): Result<ReplyLetter> {
  const rows = resultRows(state);
  const csv = replyCsv(state, edition);
  const { notice, number } = state;
  if (rows === null || !csv.ok || notice === null || number === null)
    return refuse('reply.not-ready', 'not every item is settled');
  const language = replyLanguage(notice.reading);
  const words = WORDS[language];
  return ok({
    attachment: csv.value,
    to: authority.addresses[0] ?? '',
    subject: words.subject(notice.reading.documentNumber ?? number),
    messageId: messageIdOf(number, `reply.${edition}`, task, deskDomain),
    text: [
      words.greeting(language === 'ko' ? authority.name : authority.nameEn),
      '',
      words.received(
        notice.reading.documentNumber ?? words.noNumber,
        number,
        utc(notice.receivedAt),
        kst(notice.receivedAt),
      ),
      '',
      ...(rows.some(({ backAt }) => backAt !== null) ? [...words.correction, ''] : []),
      words.rowsHeading(rows.length),
      ...rows.flatMap((row) => ['', ...rowText(row, state.laws, language, words)]),
      ...unreadText(notice.reading.rejected, words),
      ...notSearchedText(rows, language, words),
      ...objectText(rows, objectUntil, words),
      '',
      ...words.closing,
      '',
    ].join('\n'),
  });
}

/** A listed line that is no link is answered too: the sender is asked for it again. */
function unreadText(rejected: readonly RejectedLine[], words: ReplyWords): string[] {
  if (rejected.length === 0) return [];
  const lines = rejected.map(
    ({ number, code }) => `${words.item(String(number ?? '?'))}  ${words.unreadLine} (${code})`,
  );
  return ['', words.unreadHeading, ...lines];
}

/** How to object, by when, and who looks: only where something was refused. */
function objectText(
  rows: readonly ResultRow[],
  objectUntil: ReadonlyMap<ItemIndex, Instant | null>,
  words: ReplyWords,
): string[] {
  const lines = rows.flatMap((row) => {
    const until = objectUntil.get(row.position);
    if (until === undefined) return [];
    const by = until === null ? '' : ` (${words.until(bothTimes(until))})`;
    return [`${numberOf(row, words)}${by}`];
  });
  return lines.length === 0 ? [] : ['', ...words.object, ...lines];
}

const numberOf = ({ number, position }: ResultRow, words: ReplyWords): string =>
  words.item(String(number ?? `(${position})`));

/** Once for all items: a list of what was found is never a claim that there is nothing else. */
function notSearchedText(rows: readonly ResultRow[], language: Language, words: ReplyWords): string[] {
  const spots = [...new Set(rows.flatMap(({ blind }) => blind))];
  return spots.length === 0 ? [] : ['', ...words.notSearched(blindText(spots, language))];
}

function rowText(row: ResultRow, laws: Case['laws'], language: Language, words: ReplyWords): string[] {
  const said = (ground: Ground): string => groundWords(ground, language, laws);
  return [
    `${numberOf(row, words)}  ${row.place}`,
    `  ${words.result}: ${resultText(row.result, language, said)}`,
    ...(row.backAt === null ? [] : [`  ${words.backAt}: ${bothTimes(row.backAt)}`]),
    ...(row.copiesFound > 0 ? [`  ${words.copies(row.copiesFound, row.copiesRemoved)}`] : []),
    `  ${words.receivedAt}: ${bothTimes(row.receivedAt)}`,
    ...(row.actedAt === null ? [] : [`  ${words.actedAt}: ${bothTimes(row.actedAt)}`]),
    ...(row.preservedUntil === null || row.result.word === 'preserved'
      ? []
      : [`  ${words.preserved}: ${bothTimes(row.preservedUntil)}`]),
    ...(row.keptNoLongerSince === null
      ? []
      : [`  ${words.keptNoLonger}: ${bothTimes(row.keptNoLongerSince)}`]),
    ...(row.verifiedAt === null
      ? []
      : [`  ${words.verifiedAt}: ${bothTimes(row.verifiedAt)} (${words.seenAs})`]),
    ...(row.looksAgainAt === null ? [] : [`  ${words.looksAgainAt}: ${bothTimes(row.looksAgainAt)}`]),
  ];
}

const bothTimes = (at: Instant): string => `${utc(at)} / ${kst(at)}`;
