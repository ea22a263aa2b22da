// The messages of a room: rows with days between them, read from the end, going back as one scrolls up.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { loadMore, loadRoom, markRead } from '../acts/rooms.ts';
import type { Conversation } from '../model/conversation.ts';
import type { Person } from '../model/facts.ts';
import { type Reading, type Row, rowsOf } from '../model/rows.ts';
import { MessageItem } from './message-item.tsx';
import { PendingList } from './pending-list.tsx';
import { Avatar } from './parts.tsx';
import { useApp, useNow } from './use-app.ts';
import { useScroll } from './use-scroll.ts';

export function MessageList({ conversation }: { readonly conversation: Conversation }) {
  const app = useApp();
  const { words, store } = app;
  const { me, blocked, pending } = useNow();
  const list = useRef<HTMLDivElement>(null);
  const { messages, readUpTo, room } = conversation;
  const own = pending.filter(({ slug }) => slug === conversation.slug);
  const scroll = useScroll(
    list,
    conversation,
    own.length,
    (side) => void loadMore(app, side).catch(app.sayFailed),
    () => void loadRoom(app, conversation.slug).catch(app.sayFailed),
  );
  const rows = useMemo(
    () => rowsOf(messages, reading(me.id, readUpTo, app.clock.dayKey)),
    [messages, readUpTo, me.id, app],
  );
  const active = room?.member === true;
  const drawn = useMemo(
    () => rows.map((row) => <RowDrawing key={row.key} row={row} blocked={blocked} active={active} />),
    [rows, blocked, active],
  );
  useRoving(list, messages);
  const { atEnd } = scroll;
  useEffect(() => {
    if (!atEnd || document.visibilityState !== 'visible') return;
    store.tell({ kind: 'at-end' });
    markRead(app).catch(() => undefined);
  }, [atEnd, messages, app, store]);
  return (
    <>
      <div
        ref={list}
        class="messages"
        role="log"
        aria-live="off"
        aria-label={words.messages}
        aria-busy={conversation.state === 'loading'}
        tabIndex={0}
        data-at-end={String(atEnd)}
        onScroll={scroll.onScroll}
        onKeyDown={moveBetweenMessages}
      >
        <div class="messages-inside">
          <Above conversation={conversation} />
          {drawn}
          {!conversation.newer && <PendingList pending={own} />}
        </div>
      </div>
      {!atEnd && <ToEnd conversation={conversation} onPress={scroll.toEnd} />}
    </>
  );
}

function reading(me: number, readUpTo: number | undefined, dayKey: (at: string) => string): Reading {
  return { me, readUpTo, dayKey };
}

function Above({ conversation }: { readonly conversation: Conversation }) {
  const { words } = useApp();
  if (conversation.state === 'loading') return null;
  if (conversation.older) return <p class="above">{conversation.loadingMore ? words.loadingOlder : ' '}</p>;
  return <p class="above">{conversation.messages.length === 0 ? words.emptyRoom : words.beginning}</p>;
}

interface RowParts {
  readonly row: Row;
  readonly blocked: ReadonlySet<number>;
  readonly active: boolean;
}

function RowDrawing({ row, blocked, active }: RowParts) {
  const { words, clock } = useApp();
  if (row.kind === 'day') {
    return (
      <p class="divider day">
        <time dateTime={row.at}>{clock.day(row.at)}</time>
      </p>
    );
  }
  if (row.kind === 'unread') return <p class="divider unread">{words.unreadFrom}</p>;
  const { author, own, messages } = row;
  return (
    <div role="group" class={`group${groupLook(own, author)}`} aria-label={author?.name ?? words.hiddenShort}>
      {!own && author !== undefined && <Avatar name={author.name} blob={author.avatar} />}
      <div class="group-body">
        {!own && author !== undefined && <p class="author">{author.name}</p>}
        <ol>
          {messages.map((message, index) => (
            <MessageItem
              key={message.id}
              message={message}
              own={own}
              timed={clock.time(message.sentAt) !== clock.time(messages[index + 1]?.sentAt ?? '2000-01-01')}
              collapsed={author !== undefined && blocked.has(author.id)}
              active={active}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

function groupLook(own: boolean, author: Person | undefined): string {
  if (own) return ' own';
  return author === undefined ? ' of-nobody' : '';
}

function ToEnd({ conversation, onPress }: { readonly conversation: Conversation; onPress(): void }) {
  const { words } = useApp();
  const { arrived } = conversation;
  return (
    <button type="button" class="to-end" onClick={onPress}>
      {arrived > 0 ? words.newMessages.replace('{n}', String(arrived)) : words.toNewest}{' '}
      <span aria-hidden="true">↓</span>
    </button>
  );
}

/** Of all messages' buttons one is in the order of Tab, the newest; the arrows go on from there. */
function useRoving(list: { readonly current: HTMLElement | null }, messages: readonly unknown[]): void {
  useEffect(() => {
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-actions]') ?? [];
    for (const button of buttons) button.tabIndex = -1;
    const last = [...buttons].at(-1);
    if (last !== undefined) last.tabIndex = 0;
  }, [list, messages]);
}

function moveBetweenMessages(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-actions]')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const next = buttons[at + (event.key === 'ArrowUp' ? -1 : 1)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
