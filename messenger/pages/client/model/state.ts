// Everything the messenger's page knows, and how each event changes it. Pure: what is asked of the server stands in acts/.
import {
  type Conversation,
  newestOf,
  opened,
  withChangedMessage,
  withNewMessage,
  withoutMessage,
  withStart,
  withStretch,
} from './conversation.ts';
import type { Me, Message, OwnRoom, Person, Room, Stretch } from './facts.ts';
import { type Draft, EMPTY_DRAFT, type Pending, pendingOf, type Upload, withUpload } from './outgoing.ts';
import * as ownRooms from './own-rooms.ts';
import type { Overlay } from './overlay.ts';
import { type Place, roomAt } from './place.ts';
import { withFreshTraces, withoutTraces } from './traces.ts';

export interface State {
  readonly me: Me;
  readonly place: Place;
  /** Undefined until they are loaded. */
  readonly rooms?: readonly OwnRoom[];
  readonly conversation?: Conversation;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly pending: readonly Pending[];
  /** Accounts whose messages are shown only when asked for. */
  readonly blocked: ReadonlySet<number>;
  readonly overlay?: Overlay;
  /** What is unread of notices and notifications; undefined until it is known. */
  readonly waiting?: { readonly notices: number; readonly notifications: number };
  readonly connection: 'opening' | 'live' | 'lost';
  /** The last message of somebody else that came into the open room: screen readers read it out. */
  readonly heard?: Message;
  /** The last thing said about what was done; `at` grows, so that the same words said again are heard again. */
  readonly said?: { readonly text: string; readonly at: number };
}

export type Happening =
  | { readonly kind: 'went'; readonly place: Place }
  | { readonly kind: 'rooms'; readonly rooms: readonly OwnRoom[] }
  | {
      readonly kind: 'start';
      readonly slug: string;
      readonly room: Room;
      readonly messages: readonly Message[];
      readonly older: boolean;
      readonly newer: boolean;
    }
  | { readonly kind: 'absent'; readonly slug: string }
  | { readonly kind: 'loading-more'; readonly slug: string }
  | {
      readonly kind: 'stretch';
      readonly slug: string;
      readonly side: 'older' | 'newer';
      readonly stretch: Stretch;
    }
  | { readonly kind: 'target'; readonly slug: string; readonly id: number }
  | { readonly kind: 'came'; readonly message: Message; readonly isRead: boolean }
  | { readonly kind: 'changed'; readonly message: Message }
  | { readonly kind: 'deleted'; readonly slug: string; readonly id: number }
  | { readonly kind: 'room'; readonly room: Room }
  | { readonly kind: 'read'; readonly slug: string; readonly upTo: number }
  | { readonly kind: 'at-end' }
  | { readonly kind: 'draft'; readonly slug: string; readonly draft: Partial<Draft> }
  | { readonly kind: 'draft-without-reply'; readonly slug: string }
  | { readonly kind: 'new-draft'; readonly slug: string; readonly draft: Draft }
  | { readonly kind: 'upload'; readonly key: number; readonly change: Partial<Upload> }
  | { readonly kind: 'pending'; readonly pending: Pending }
  | { readonly kind: 'pending-failed'; readonly key: number }
  | { readonly kind: 'pending-over'; readonly key: number }
  | { readonly kind: 'blocked'; readonly people: readonly Person[] }
  | { readonly kind: 'overlay'; readonly overlay: Overlay | undefined }
  | { readonly kind: 'connection'; readonly connection: State['connection'] }
  | { readonly kind: 'me'; readonly me: Me }
  | { readonly kind: 'waiting'; readonly waiting: NonNullable<State['waiting']> }
  | { readonly kind: 'said'; readonly text: string };

/** The page before anything is known. */
export function initialState(me: Me, place: Place): State {
  const state: State = { me, place, drafts: {}, pending: [], blocked: new Set(), connection: 'opening' };
  return { ...state, ...conversationAt(state, place) };
}

/** The draft of a room. */
export function draftOf({ drafts }: State, slug: string): Draft {
  return drafts[slug] ?? EMPTY_DRAFT;
}

/** The state after an event. What is unknown or out of date changes nothing. */
export function after(state: State, event: Happening): State {
  switch (event.kind) {
    case 'went':
      return { ...without(state, 'overlay'), place: event.place, ...conversationAt(state, event.place) };
    case 'overlay':
      return event.overlay === undefined ? without(state, 'overlay') : { ...state, overlay: event.overlay };
    case 'rooms':
      return { ...withUnreadLine(state, event.rooms), rooms: event.rooms };
    case 'blocked':
      return { ...state, blocked: new Set(event.people.map(({ id }) => id)) };
    case 'connection':
      return { ...state, connection: event.connection };
    case 'waiting':
      return { ...state, waiting: event.waiting };
    case 'me':
      return { ...state, me: event.me };
    case 'said':
      return { ...state, said: { text: event.text, at: (state.said?.at ?? 0) + 1 } };
    case 'draft':
    case 'draft-without-reply':
    case 'new-draft':
    case 'upload':
    case 'pending':
    case 'pending-failed':
    case 'pending-over':
      return afterWriting(state, event);
    default:
      return afterMessages(state, event);
  }
}

type Writing = Extract<
  Happening,
  {
    kind:
      | 'draft'
      | 'draft-without-reply'
      | 'new-draft'
      | 'upload'
      | 'pending'
      | 'pending-failed'
      | 'pending-over';
  }
>;

function afterWriting(state: State, event: Writing): State {
  switch (event.kind) {
    case 'draft':
      return withDraft(state, event.slug, { ...draftOf(state, event.slug), ...event.draft });
    case 'draft-without-reply': {
      const { replyTo: _answered, ...rest } = draftOf(state, event.slug);
      return withDraft(state, event.slug, rest);
    }
    case 'new-draft':
      return withDraft(state, event.slug, event.draft);
    case 'upload':
      return withChangedUpload(state, event.key, event.change);
    case 'pending':
      return {
        ...state,
        pending: [...state.pending.filter(({ key }) => key !== event.pending.key), event.pending],
      };
    case 'pending-failed':
      return {
        ...state,
        pending: state.pending.map((one) => (one.key === event.key ? { ...one, state: 'failed' } : one)),
      };
    case 'pending-over':
      return { ...state, pending: state.pending.filter(({ key }) => key !== event.key) };
  }
}

function withDraft(state: State, slug: string, draft: Draft): State {
  return { ...state, drafts: { ...state.drafts, [slug]: draft } };
}

/** A file goes up while its message is written and after it was sent: it is looked for in both. */
function withChangedUpload(state: State, key: number, change: Partial<Upload>): State {
  const drafts = Object.fromEntries(
    Object.entries(state.drafts).map(([slug, draft]) => [
      slug,
      { ...draft, uploads: withUpload(draft.uploads, key, change) },
    ]),
  );
  const pending = state.pending.map((one) => ({ ...one, uploads: withUpload(one.uploads, key, change) }));
  return { ...state, drafts, pending };
}

type OfMessages = Exclude<
  Happening,
  Writing | { kind: 'went' | 'overlay' | 'rooms' | 'blocked' | 'connection' | 'me' | 'waiting' | 'said' }
>;

function afterMessages(state: State, event: OfMessages): State {
  const slug = slugOf(event, state);
  switch (event.kind) {
    case 'came':
      return afterNewMessage(state, event.message, event.isRead);
    case 'changed':
      return afterChange(state, event.message);
    case 'deleted':
      return inConversation(withoutTraces(state, event.id), slug, (open) => withoutMessage(open, event.id));
    case 'read':
      return { ...state, ...inRooms(state, (rooms) => ownRooms.withRead(rooms, event.slug, event.upTo)) };
    default:
      return inConversation(state, slug, (open) => changedConversation(open, event));
  }
}

function changedConversation(
  open: Conversation,
  event: Exclude<OfMessages, { kind: 'came' | 'changed' | 'deleted' | 'read' }>,
): Conversation {
  switch (event.kind) {
    case 'start':
      return withStart(open, event.room, event.messages, event);
    case 'absent':
      return { ...open, state: 'absent' };
    case 'loading-more':
      return { ...open, loadingMore: true };
    case 'stretch':
      return withStretch(open, event.side, event.stretch);
    case 'target':
      return { ...open, target: { id: event.id, at: (open.target?.at ?? 0) + 1 } };
    case 'room':
      return { ...open, room: event.room };
    case 'at-end':
      return open.arrived === 0 ? open : { ...open, arrived: 0 };
  }
}

function afterChange(state: State, message: Message): State {
  const next = message.hidden ? withoutTraces(state, message.id) : withFreshTraces(state, message);
  return {
    ...inConversation(next, message.room, (open) => withChangedMessage(open, message)),
    ...inRooms(next, (rooms) => ownRooms.withChangedMessage(rooms, message, state.blocked)),
  };
}

function afterNewMessage(state: State, message: Message, isRead: boolean): State {
  const own = message.author?.id === state.me.id;
  const known = own ? pendingOf(state.pending, message) : undefined;
  const next = inConversation(state, message.room, (open) => {
    if (message.id <= newestOf(open)) return withNewMessage(open, message);
    const arrived = own || isRead ? open.arrived : open.arrived + 1;
    return { ...withNewMessage(open, message), arrived };
  });
  const isHeard =
    !own && message.room === state.conversation?.slug && !state.blocked.has(message.author?.id ?? 0);
  return {
    ...next,
    ...(isHeard ? { heard: message } : {}),
    pending: known === undefined ? state.pending : state.pending.filter((one) => one !== known),
    ...inRooms(state, (rooms) => ownRooms.withNewMessage(rooms, message, own || isRead, state.blocked)),
  };
}

function slugOf(event: OfMessages, { conversation }: State): string {
  if (event.kind === 'room') return event.room.slug;
  if ('message' in event) return event.message.room;
  return 'slug' in event ? event.slug : (conversation?.slug ?? '');
}

function inConversation(state: State, slug: string, change: (open: Conversation) => Conversation): State {
  const open = state.conversation;
  if (open === undefined || open.slug !== slug) return state;
  return { ...state, conversation: change(open) };
}

function inRooms(
  state: State,
  change: (rooms: readonly OwnRoom[]) => readonly OwnRoom[],
): Pick<State, 'rooms'> {
  return state.rooms === undefined ? {} : { rooms: change(state.rooms) };
}

/** Going to a room opens its conversation; staying in it keeps what is loaded. */
function conversationAt(state: State, place: Place): Pick<State, 'conversation'> {
  const slug = roomAt(place);
  if (slug === undefined || state.conversation?.slug === slug) return {};
  return { conversation: opened(slug, firstUnreadAfter(state.rooms, slug)) };
}

/** A room that was opened before one's rooms were known learns now what is unread in it. */
function withUnreadLine(state: State, rooms: readonly OwnRoom[]): State {
  const open = state.conversation;
  if (open === undefined || open.state !== 'loading' || open.readUpTo !== undefined) return state;
  return { ...state, conversation: opened(open.slug, firstUnreadAfter(rooms, open.slug)) };
}

/** After which message the unread ones begin. Where nothing was ever read there is no line to draw. */
function firstUnreadAfter(rooms: readonly OwnRoom[] | undefined, slug: string): number | undefined {
  const own = rooms?.find((room) => room.slug === slug);
  return own !== undefined && own.unread > 0 && own.readUpTo > 0 ? own.readUpTo : undefined;
}

function without<K extends 'overlay'>(state: State, key: K): Omit<State, K> & { [P in K]?: never } {
  const { [key]: _gone, ...rest } = state;
  return rest as Omit<State, K> & { [P in K]?: never };
}
