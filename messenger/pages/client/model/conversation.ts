// One open room: its messages from old to new without gaps, what may be loaded before and after, what is being written.
import type { Message, Room, Stretch } from './facts.ts';

export interface Conversation {
  readonly slug: string;
  readonly room?: Room;
  /** By number, from old to new. */
  readonly messages: readonly Message[];
  readonly state: 'loading' | 'ready' | 'absent';
  /** Whether there are earlier and later messages than the loaded ones. */
  readonly older: boolean;
  readonly newer: boolean;
  readonly loadingMore: boolean;
  /** The last message that was read when the room was opened: the line "unread from here" stands after it. */
  readonly readUpTo?: number;
  /** Came in while one was reading further up. */
  readonly arrived: number;
  /** The message that was gone to. `at` grows, so that going to the same one again is seen. */
  readonly target?: { readonly id: number; readonly at: number };
}

/** A room just opened, nothing known yet. */
export function opened(slug: string, readUpTo: number | undefined): Conversation {
  return {
    slug,
    messages: [],
    state: 'loading',
    older: false,
    newer: false,
    loadingMore: false,
    arrived: 0,
    ...(readUpTo === undefined ? {} : { readUpTo }),
  };
}

/** The first stretch of an opened room: its end, or what stands around a message. */
export function withStart(
  conversation: Conversation,
  room: Room,
  messages: readonly Message[],
  more: { readonly older: boolean; readonly newer: boolean },
): Conversation {
  return { ...conversation, ...more, room, state: 'ready', loadingMore: false, messages: inOrder(messages) };
}

/** Another stretch above or below the loaded one. */
export function withStretch(
  conversation: Conversation,
  side: 'older' | 'newer',
  { messages, more }: Stretch,
): Conversation {
  const all = merged(conversation.messages, messages);
  return { ...conversation, messages: all, [side]: more, loadingMore: false };
}

/** A message came in live. Further up in the history it is not added: the end will be loaded when one goes there. */
export function withNewMessage(conversation: Conversation, message: Message): Conversation {
  if (conversation.newer || conversation.state !== 'ready') return conversation;
  return { ...conversation, messages: merged(conversation.messages, [message]) };
}

/** A message was edited, hidden or shown: it takes its old place, and answers to it show it anew. */
export function withChangedMessage(conversation: Conversation, message: Message): Conversation {
  const messages = conversation.messages.map((one) => {
    if (one.id === message.id) return message;
    return one.replyTo?.id === message.id ? { ...one, replyTo: answered(message) } : one;
  });
  return { ...conversation, messages };
}

/** A message was deleted: it leaves no place. Answers to it say no more what it was. */
export function withoutMessage(conversation: Conversation, id: number): Conversation {
  const messages = conversation.messages
    .filter((one) => one.id !== id)
    .map((one) => (one.replyTo?.id === id ? { ...one, replyTo: { id, hidden: true } } : one));
  return { ...conversation, messages };
}

/** The newest loaded message. */
export function newestOf({ messages }: Conversation): number {
  return messages.at(-1)?.id ?? 0;
}

function answered({ id, hidden, author, text }: Message): NonNullable<Message['replyTo']> {
  if (hidden) return { id, hidden: true };
  return {
    id,
    hidden: false,
    ...(author === undefined ? {} : { author }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Both lists in one, each message once, the newer knowledge of it. */
function merged(known: readonly Message[], more: readonly Message[]): readonly Message[] {
  return inOrder([...new Map([...known, ...more].map((message) => [message.id, message])).values()]);
}

function inOrder(messages: readonly Message[]): readonly Message[] {
  return messages.toSorted((a, b) => a.id - b.id);
}
