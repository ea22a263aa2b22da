// Rooms: loading one's own, opening one at its end or around a message, reading on, joining, leaving.
import type { Message, OwnRoom, Person, Room, Stretch } from '../model/facts.ts';
import { newestOf } from '../model/conversation.ts';
import { pathTo } from '../model/place.ts';
import { ask, Refusal } from '../net/api.ts';
import type { App } from './app.ts';
import { openAll } from './sealing.ts';

const PAGE = 40;
/** Messages loaded on each side of one that is gone to. */
const AROUND = 20;

/** A room opens without its unread line rather than later than this. */
const LONGEST_WAIT_MS = 2_000;

/** Loads one's rooms. */
export async function loadRooms({ store }: App): Promise<void> {
  const { rooms } = await ask<{ rooms: readonly OwnRoom[] }>('GET', '/api/me/rooms');
  store.tell({ kind: 'rooms', rooms });
}

/** Loads whom one has blocked. */
export async function loadBlocked({ store }: App): Promise<void> {
  const { people } = await ask<{ people: readonly Person[] }>('GET', '/api/blocks');
  store.tell({ kind: 'blocked', people });
}

/** Loads the room that is open: its newest messages, or those around `message`. */
export async function loadRoom(app: App, slug: string, message?: number): Promise<void> {
  try {
    await roomsKnown(app);
    const from = message ?? farUnread(app, slug);
    const [room, start] = await Promise.all([
      ask<Room>('GET', `/api/rooms/${slug}`),
      from === undefined ? newest(app, slug) : around(app, slug, from),
    ]);
    app.store.tell({ kind: 'start', slug, room, ...start });
    if (message !== undefined) app.store.tell({ kind: 'target', slug, id: message });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    app.store.tell({ kind: 'absent', slug });
  }
}

/** The message after which the unread ones begin, if they may be more than are loaded from the end. */
function farUnread({ store }: App, slug: string): number | undefined {
  const { conversation: open, rooms } = store.state;
  const unread = rooms?.find((room) => room.slug === slug)?.unread ?? 0;
  return open?.slug === slug && open.state === 'loading' && unread > AROUND ? open.readUpTo : undefined;
}

/** Waits for the list of rooms, which says what is unread; not for long. */
function roomsKnown({ store }: App): Promise<void> {
  return new Promise((known) => {
    const look = () => {
      if (store.state.rooms === undefined) return;
      clearTimeout(timer);
      unwatch();
      known();
    };
    const unwatch = store.watch(look);
    const timer = setTimeout(known, LONGEST_WAIT_MS);
    look();
  });
}

interface Start {
  readonly messages: readonly Message[];
  readonly older: boolean;
  readonly newer: boolean;
}

async function newest(app: App, slug: string): Promise<Start> {
  const { messages, more } = await stretch(app, slug, `limit=${PAGE}`);
  return { messages, older: more, newer: false };
}

async function around(app: App, slug: string, id: number): Promise<Start> {
  const [up, down] = await Promise.all([
    stretch(app, slug, `before=${id + 1}&limit=${AROUND}`),
    stretch(app, slug, `after=${id}&limit=${AROUND}`),
  ]);
  return { messages: [...down.messages, ...up.messages], older: up.more, newer: down.more };
}

async function stretch(app: App, slug: string, query: string): Promise<Stretch> {
  const found = await ask<Stretch>('GET', `/api/rooms/${slug}/messages?${query}`);
  return { ...found, messages: await openAll(app, found.messages) };
}

/** Loads what stands above or below the loaded messages. */
export async function loadMore(app: App, side: 'older' | 'newer'): Promise<void> {
  const { store } = app;
  const open = store.state.conversation;
  const edge = side === 'older' ? open?.messages[0]?.id : open?.messages.at(-1)?.id;
  if (open === undefined || edge === undefined || open.loadingMore || !open[side]) return;
  store.tell({ kind: 'loading-more', slug: open.slug });
  const query = `${side === 'older' ? 'before' : 'after'}=${edge}&limit=${PAGE}`;
  const found = await stretch(app, open.slug, query).catch((error: unknown) => {
    store.tell({ kind: 'stretch', slug: open.slug, side, stretch: { messages: [], more: true } });
    throw error;
  });
  store.tell({ kind: 'stretch', slug: open.slug, side, stretch: found });
}

/** Goes to a message of the open room, loading what stands around it if need be. */
export async function goToMessage(app: App, id: number): Promise<void> {
  const open = app.store.state.conversation;
  if (open === undefined) return;
  if (open.messages.some((message) => message.id === id)) {
    app.store.tell({ kind: 'target', slug: open.slug, id });
  } else {
    await loadRoom(app, open.slug, id);
  }
}

/** Tells the server how far the open room was read. */
export async function markRead({ store }: App): Promise<void> {
  const { conversation: open, rooms } = store.state;
  if (open === undefined || open.room?.member !== true || open.newer) return;
  const upTo = newestOf(open);
  const own = rooms?.find(({ slug }) => slug === open.slug);
  if (upTo === 0 || own === undefined || (own.unread === 0 && own.readUpTo >= upTo)) return;
  store.tell({ kind: 'read', slug: open.slug, upTo });
  await ask('POST', `/api/rooms/${open.slug}/read`, { upTo });
}

/** Enters a public room. */
export async function joinRoom(app: App, slug: string): Promise<void> {
  const room = await ask<Room>('POST', `/api/rooms/${slug}/join`);
  app.store.tell({ kind: 'room', room });
  await loadRooms(app);
}

/** Leaves a room and goes to the list. */
export async function leaveRoom(app: App, slug: string): Promise<void> {
  await ask('POST', `/api/rooms/${slug}/leave`);
  await loadRooms(app);
  app.go(pathTo.rooms);
}
