// Encrypted rooms in this page: what comes is opened before the state hears of it, what goes is sealed before it leaves.
// The rest of the page knows messages with words and files, and nothing of keys.
import { newRoomKey } from '../../../crypto/room-key.ts';
import { SealRefusal } from '../../../crypto/refusal.ts';
import { openMessage, sealMessage } from '../../../crypto/sealed-messages.ts';
import type { SecretFile } from '../../../crypto/secret-message.ts';
import type { Media, Message, Room } from '../model/facts.ts';
import type { State } from '../model/state.ts';
import { ask } from '../net/api.ts';
import { keepRoomKey, roomKeyOf } from '../net/room-keys.ts';
import { uploadSealed } from '../net/sealed-files.ts';
import type { App } from './app.ts';

/** What files sent from this page open with, by blob: it goes into the message that shows them. */
const sentFiles = new Map<string, SecretFile>();
const rooms = new Map<string, Promise<Room>>();

/** Whether words and files for this room are sealed. */
export function isEncrypted({ conversation, rooms: own }: State, slug: string): boolean {
  if (conversation?.slug === slug && conversation.room !== undefined) {
    return conversation.room.encrypted === true;
  }
  return own?.find((room) => room.slug === slug)?.encrypted === true;
}

/** Messages with what was sealed in them opened. */
export function openAll(app: App, messages: readonly Message[]): Promise<readonly Message[]> {
  return Promise.all(messages.map((message) => open(app, message, messages)));
}

/** One message, opened if it is sealed. `near`: where the message it answers may stand. */
export async function open(app: App, message: Message, near: readonly Message[] = []): Promise<Message> {
  if (message.sealed === undefined || message.author === undefined) return message;
  const { room, key } = await roomWithKey(app, message.room);
  if (key === undefined) return { ...message, unread: 'no-key' };
  try {
    const place = { room: room.id, author: message.author.id };
    const { text, files } = await openMessage(key, place, message.sealed);
    const media = message.media.map((one) => withSecret(one, files));
    const isEmpty = text === undefined && media.every(({ hidden }) => hidden);
    if (isEmpty) return { ...message, media: [], hidden: true };
    const answered = await answeredWords(app, message, near);
    return { ...message, media, ...answered, ...(text === undefined ? {} : { text }) };
  } catch (error) {
    if (!(error instanceof SealRefusal)) throw error;
    return { ...message, unread: 'broken' };
  }
}

function withSecret(media: Media, files: readonly SecretFile[]): Media {
  const secret = files.find(({ blob }) => blob === media.blob);
  if (media.hidden || secret === undefined) return media;
  const { mime, width, height } = secret;
  const size = width === undefined || height === undefined ? {} : { width, height };
  return { ...media, mime, ...size, thumbnail: secret.thumbnail !== undefined, secret };
}

/** The server tells no words of an answered message: they are taken from the message itself. */
async function answeredWords(
  app: App,
  { replyTo, room }: Message,
  near: readonly Message[],
): Promise<Pick<Message, 'replyTo'>> {
  if (replyTo === undefined || replyTo.hidden) return {};
  const loaded = app.store.state.conversation?.messages ?? [];
  const known = loaded.find(({ id }) => id === replyTo.id);
  const { replyTo: _further, ...original } =
    known ??
    near.find(({ id }) => id === replyTo.id) ??
    (await ask<Message>('GET', `/api/rooms/${room}/messages/${replyTo.id}`).catch(() => ({}) as Message));
  const { text } = known ?? (await open(app, original));
  return text === undefined ? {} : { replyTo: { ...replyTo, text } };
}

/** The words of a message as the room takes them: sealed with the keys of its files, or as they are. */
export async function said(
  app: App,
  slug: string,
  text: string,
  files: readonly string[] | readonly SecretFile[],
): Promise<{ readonly text?: string; readonly sealed?: string }> {
  if (!isEncrypted(app.store.state, slug)) return text === '' && files.length > 0 ? {} : { text };
  const { room, key } = await roomWithKey(app, slug);
  if (key === undefined) throw new SealRefusal('key');
  const secrets = files.map((file) => {
    const secret = typeof file === 'string' ? sentFiles.get(file) : file;
    if (secret === undefined) throw new SealRefusal('key');
    return secret;
  });
  const place = { room: room.id, author: app.store.state.me.id };
  return { sealed: await sealMessage(key, place, { ...(text === '' ? {} : { text }), files: secrets }) };
}

/** Seals and sends up a file for an encrypted room. */
export async function uploadForRoom(file: File, onProgress: (share: number) => void): Promise<SecretFile> {
  const secret = await uploadSealed(file, onProgress);
  sentFiles.set(secret.blob, secret);
  return secret;
}

/** What opens the files of a message that are shown. */
export function secretsOf({ media }: Message): readonly SecretFile[] {
  return media.flatMap(({ hidden, secret }) => (hidden || secret === undefined ? [] : [secret]));
}

/** Makes a key for a room that was just made. */
export async function makeRoomKey({ store }: App, room: Room): Promise<void> {
  await keepRoomKey(store.state.me.id, room.id, newRoomKey());
}

/** The key of a room, if this device has it. */
export async function keyHere({ store }: App, room: Room): Promise<string | undefined> {
  return roomKeyOf(store.state.me.id, room.id);
}

/** Takes a key that somebody pasted. */
export async function takeRoomKey({ store }: App, room: Room, key: string): Promise<void> {
  await keepRoomKey(store.state.me.id, room.id, key);
}

async function roomWithKey(
  app: App,
  slug: string,
): Promise<{ readonly room: Room; readonly key: string | undefined }> {
  const asked = rooms.get(slug) ?? ask<Room>('GET', `/api/rooms/${slug}`);
  rooms.set(slug, asked);
  asked.catch(() => rooms.delete(slug));
  const room = await asked;
  return { room, key: await keyHere(app, room) };
}
