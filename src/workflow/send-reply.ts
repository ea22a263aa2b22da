// Answers a notice item by item, once every item has its result, and only to an address that was enrolled beforehand.
import { untilOnceTold } from '../domain/appeal/time-limit.ts';
import type { Case } from '../domain/case/case.ts';
import { objectable } from '../domain/case/appeals.ts';
import type { ItemIndex } from '../domain/case/event.ts';
import type { LawBook } from '../domain/clock/book.ts';
import type { TaskId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import { authorityNamed } from '../domain/notice/authority.ts';
import { composeReply } from '../domain/reply/letter.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Outcome, TaskSettings } from './outcome.ts';

/** An item went back into action before this edition went out: it waits, for no other task will carry its number. */
const NOT_READY: Outcome = { kind: 'retry', code: 'reply.not-ready', afterMs: null };

/**
 * To the mailbox enrolled now, of the body or of the one that took over its work. A crash after the mail went out sends it again with the same Message-ID: at least once, recognisably.
 */
export async function sendReply(
  task: TaskId,
  state: Case,
  edition: number,
  settings: TaskSettings,
  mailer: Mailer,
  now: Instant,
): Promise<Outcome> {
  if (state.replies >= edition || state.withheld) return { kind: 'nothing-to-do' };
  if (!state.replyDue) return NOT_READY;
  const known = await settings.authoritiesAt(now);
  const authority = authorityNamed(state.notice?.sender.authority, known);
  if (authority === undefined) return { kind: 'retry', code: 'reply.authority-unknown', afterMs: null };
  const objectUntil = objectionsUntil(state, now, settings.law.book);
  const letter = composeReply(state, authority, settings.deskDomain, edition, task, objectUntil);
  if (!letter.ok) return NOT_READY;
  const sent = await mailer.send(letter.value);
  if (sent.kind === 'failed')
    return sent.permanent
      ? { kind: 'hopeless', code: sent.code }
      : { kind: 'retry', code: sent.code, afterMs: null };
  return { kind: 'record', command: { kind: 'record-reply', messageId: sent.messageId, edition } };
}

/** Counted from now, when she is told. */
const objectionsUntil = (state: Case, now: Instant, book: LawBook): ReadonlyMap<ItemIndex, Instant | null> =>
  new Map(
    objectable(state).flatMap(({ index, decision }) =>
      decision === null ? [] : [[index, untilOnceTold(now, state, 'notifier', decision, book)]],
    ),
  );
