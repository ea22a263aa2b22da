// A conversation as it is drawn: days, the line above what is unread, and messages of one person in a row as a group.
import type { Message, Person } from './facts.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'group';
      readonly key: string;
      /** Nobody: the messages are hidden, and whose they were is not told. */
      readonly author: Person | undefined;
      readonly own: boolean;
      readonly messages: readonly Message[];
    };

/** Messages of one person further apart than this stand in groups of their own. */
const GROUP_MS = 5 * 60_000;

export interface Reading {
  readonly me: number;
  /** The last message that was read before. */
  readonly readUpTo: number | undefined;
  readonly dayKey: (at: string) => string;
}

/** The rows of messages that stand from old to new. */
export function rowsOf(messages: readonly Message[], reading: Reading): readonly Row[] {
  const rows: Row[] = [];
  const unread = firstUnread(messages, reading);
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const newDay = before === undefined || reading.dayKey(before.sentAt) !== reading.dayKey(message.sentAt);
    if (newDay) rows.push({ kind: 'day', key: `day-${message.id}`, at: message.sentAt });
    if (message.id === unread) rows.push({ kind: 'unread', key: 'unread' });
    const last = rows.at(-1);
    if (last?.kind === 'group' && belongs(last, message)) {
      rows[rows.length - 1] = { ...last, messages: [...last.messages, message] };
    } else {
      rows.push(groupOf(message, reading.me));
    }
  });
  return rows;
}

/** The first message of somebody else after the read ones, if something read stands above it. */
function firstUnread(messages: readonly Message[], { me, readUpTo }: Reading): number | undefined {
  if (readUpTo === undefined) return undefined;
  return messages.find(({ id, author }) => id > readUpTo && author?.id !== me)?.id;
}

function groupOf(message: Message, me: number): Row {
  const own = message.author?.id === me;
  return { kind: 'group', key: `group-${message.id}`, author: message.author, own, messages: [message] };
}

function belongs(group: Row & { kind: 'group' }, message: Message): boolean {
  const last = group.messages.at(-1);
  if (last === undefined || group.author?.id !== message.author?.id) return false;
  return Date.parse(message.sentAt) - Date.parse(last.sentAt) < GROUP_MS;
}
