// What happens elsewhere reaches the page: each event of the live stream as a change of the state.
import type { Message, Room } from '../model/facts.ts';
import type { ServerEvent } from '../model/server-events.ts';
import { ask } from '../net/api.ts';
import { listen } from '../net/live.ts';
import type { App } from './app.ts';
import { loadRoom, loadRooms } from './rooms.ts';
import { open } from './sealing.ts';
import { loadWaiting } from './waiting.ts';

interface Told {
  readonly resumed?: boolean;
  readonly message?: Message;
  readonly room?: string;
  readonly member?: boolean;
}

/** Begins to listen. */
export function followLive(app: App): void {
  let connected = false;
  listen({
    onConnection: (isOpen) => app.store.tell({ kind: 'connection', connection: isOpen ? 'live' : 'lost' }),
    onEvent(event) {
      const told = JSON.parse(event.data) as Told;
      if (event.kind === 'hello') {
        // The first time everything is loaded anyway; later only what was missed for too long.
        if (connected && told.resumed !== true) loadAnew(app);
        connected = true;
      } else if (told.message?.sealed === undefined) {
        hear(app, event, told);
      } else {
        const opened = open(app, told.message).then((message) => hear(app, event, { ...told, message }));
        opened.catch(() => undefined);
      }
    },
  });
}

function hear(app: App, { kind }: ServerEvent, told: Told): void {
  const { store } = app;
  const { message, room } = told;
  switch (kind) {
    case 'message':
      if (message !== undefined) store.tell({ kind: 'came', message, isRead: isLookedAt(app, message.room) });
      break;
    case 'edit':
    case 'hide':
    case 'show':
      if (message !== undefined) store.tell({ kind: 'changed', message });
      break;
    case 'delete':
      if (message !== undefined) {
        store.tell({ kind: 'deleted', slug: message.room, id: message.id });
        loadRooms(app).catch(() => undefined);
      }
      break;
    case 'join':
    case 'leave':
    case 'room':
      if (room !== undefined) void readRoomAnew(app, room);
      break;
    case 'membership':
      loadRooms(app).catch(() => undefined);
      if (room !== undefined) void readRoomAnew(app, room);
      break;
    case 'notice':
      app.say(app.words.noticeCame);
      loadWaiting(app).catch(() => undefined);
      break;
    case 'notification':
      app.say(app.words.notificationCame);
      loadWaiting(app).catch(() => undefined);
      break;
    case 'suspended':
      location.reload();
      break;
  }
}

/** Whether somebody looks at the end of this room now. */
function isLookedAt({ store }: App, slug: string): boolean {
  const { conversation: open, place } = store.state;
  return (
    document.visibilityState === 'visible' &&
    place.page === 'room' &&
    open?.slug === slug &&
    !open.newer &&
    open.arrived === 0 &&
    isAtEnd()
  );
}

/** The list of messages says whether its end is in sight: only the drawing knows. */
function isAtEnd(): boolean {
  return document.querySelector('[data-at-end="true"]') !== null;
}

async function readRoomAnew(app: App, slug: string): Promise<void> {
  if (app.store.state.conversation?.slug === slug) {
    await ask<Room>('GET', `/api/rooms/${slug}`).then(
      (room) => app.store.tell({ kind: 'room', room }),
      () => app.store.tell({ kind: 'absent', slug }),
    );
  }
  const own = app.store.state.rooms?.some((room) => room.slug === slug);
  if (own === true) await loadRooms(app).catch(() => undefined);
}

function loadAnew(app: App): void {
  loadRooms(app).catch(() => undefined);
  const open = app.store.state.conversation;
  if (open !== undefined) loadRoom(app, open.slug).catch(() => undefined);
}
