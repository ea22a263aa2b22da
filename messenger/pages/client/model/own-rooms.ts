// The list of one's rooms: the one with the newest message first, what is unread, what was written last.
import type { LastMessage, Message, OwnRoom } from './facts.ts';

/** Nobody reads a larger number than this as more than "many"; the server counts to one more. */
const MOST_SHOWN = 99;

/** What a list shows of a message. Nothing of a hidden one, no words of somebody one has blocked. */
function lastOf({ id, hidden, author, text, media }: Message, blocked: ReadonlySet<number>): LastMessage {
  if (hidden) return { id, hidden: true };
  if (author !== undefined && blocked.has(author.id)) return { id, hidden: false, collapsed: true };
  const shown = media.filter((one) => !one.hidden).length;
  return {
    id,
    hidden: false,
    files: shown,
    ...(author === undefined ? {} : { author: author.name }),
    ...(text === undefined ? {} : { text }),
  };
}

/** A new message came: its room moves up; it is unread unless it is one's own or one is looking at it. */
export function withNewMessage(
  rooms: readonly OwnRoom[],
  message: Message,
  isRead: boolean,
  blocked: ReadonlySet<number>,
): readonly OwnRoom[] {
  const room = rooms.find(({ slug }) => slug === message.room);
  if (room === undefined || message.id <= (room.last?.id ?? 0)) return rooms;
  const unread = isRead ? room.unread : room.unread + 1;
  const moved = { ...room, unread, last: lastOf(message, blocked), lastMessageAt: message.sentAt };
  return [moved, ...rooms.filter((one) => one !== room)];
}

/** The newest message of a room was edited, hidden or shown. */
export function withChangedMessage(
  rooms: readonly OwnRoom[],
  message: Message,
  blocked: ReadonlySet<number>,
): readonly OwnRoom[] {
  return changed(rooms, message.room, (room) =>
    room.last?.id === message.id ? { ...room, last: lastOf(message, blocked) } : room,
  );
}

/** A room has been read up to a message. */
export function withRead(rooms: readonly OwnRoom[], slug: string, upTo: number): readonly OwnRoom[] {
  return changed(rooms, slug, (room) =>
    room.unread === 0 && room.readUpTo >= upTo
      ? room
      : { ...room, unread: 0, readUpTo: Math.max(room.readUpTo, upTo) },
  );
}

/** The number as it is shown, or nothing when all is read. */
export function unreadShown(unread: number): string | undefined {
  if (unread === 0) return undefined;
  return unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
}

/** Rooms whose title holds the words; spaces and case do not count. */
export function roomsCalled(rooms: readonly OwnRoom[], words: string): readonly OwnRoom[] {
  const plain = (text: string) => text.normalize('NFC').toLowerCase().replaceAll(/\s/g, '');
  return rooms.filter(({ title }) => plain(title).includes(plain(words)));
}

function changed(
  rooms: readonly OwnRoom[],
  slug: string,
  change: (room: OwnRoom) => OwnRoom,
): readonly OwnRoom[] {
  return rooms.map((room) => (room.slug === slug ? change(room) : room));
}
