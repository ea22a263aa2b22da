// Sending: files go up while one writes, a message is shown at once and sent when its files are there, nothing is lost on failure.
import { fill } from '../../words.ts';
import type { Message } from '../model/facts.ts';
import {
  type Draft,
  isSendable,
  KINDS,
  MAX_FILES,
  type Pending,
  refusalOf,
  sentDraft,
  type Upload,
} from '../model/outgoing.ts';
import { draftOf } from '../model/state.ts';
import { ask, upload } from '../net/api.ts';
import type { App } from './app.ts';
import { isEncrypted, open, said, secretsOf, uploadForRoom } from './sealing.ts';

/** Files that go up, by key: each ends with its blob, or with nothing when it failed. */
const goingUp = new Map<number, Promise<string | undefined>>();
let keys = 0;

function newKey(): number {
  keys += 1;
  return keys;
}

/** Takes chosen, pasted or dropped files into what is being written. */
export function addFiles(app: App, slug: string, files: readonly File[]): void {
  const { store, words } = app;
  const room = MAX_FILES - draftOf(store.state, slug).uploads.length;
  const fine = files.filter((file) => {
    const refusal = refusalOf(file);
    if (refusal !== undefined) app.say(fill(words[refusal], { name: file.name }));
    return refusal === undefined;
  });
  if (fine.length > room) app.say(words.tooMany);
  const added = fine.slice(0, room).map((file) => startUpload(app, slug, file));
  const { uploads } = draftOf(store.state, slug);
  store.tell({ kind: 'draft', slug, draft: { uploads: [...uploads, ...added] } });
}

/** Files of a clipboard or a drop that can be sent at all. */
export function sendableFiles(list: Iterable<File>): readonly File[] {
  return [...list].filter(({ type }) => KINDS.includes(type) || type.startsWith('image/'));
}

function startUpload({ store }: App, slug: string, file: File): Upload {
  const key = newKey();
  const tell = (change: Partial<Upload>) => store.tell({ kind: 'upload', key, change });
  const send = isEncrypted(store.state, slug) ? uploadForRoom : upload;
  const done = send(file, (progress) => tell({ progress })).then(
    ({ blob, width, height }) => {
      const size = width === undefined || height === undefined ? {} : { width, height };
      tell({ state: 'done', progress: 1, blob, ...size });
      return blob;
    },
    () => {
      tell({ state: 'failed' });
      return undefined;
    },
  );
  goingUp.set(key, done);
  return {
    key,
    name: file.name,
    kind: file.type.startsWith('video/') ? 'video' : 'picture',
    preview: URL.createObjectURL(file),
    progress: 0,
    state: 'going',
  };
}

/** Takes a file out again. */
export function removeFile({ store }: App, slug: string, { key, preview }: Upload): void {
  const { uploads } = draftOf(store.state, slug);
  store.tell({ kind: 'draft', slug, draft: { uploads: uploads.filter((one) => one.key !== key) } });
  goingUp.delete(key);
  URL.revokeObjectURL(preview);
}

/** Sends what was written, or the change of a message. */
export async function sendDraft(app: App, slug: string): Promise<void> {
  const draft = draftOf(app.store.state, slug);
  if (draft.editing !== undefined) return saveEdit(app, slug, draft, draft.editing);
  if (!isSendable(draft)) return;
  const { replyTo } = draft;
  const pending: Pending = {
    key: newKey(),
    slug,
    text: draft.text.trim(),
    uploads: draft.uploads.filter(({ state }) => state !== 'failed'),
    state: 'going',
    ...(replyTo === undefined ? {} : { replyTo }),
  };
  app.store.tell({ kind: 'new-draft', slug, draft: sentDraft() });
  await sendPending(app, pending);
}

/** Sends a message, also one that failed before. */
export async function sendPending(app: App, pending: Pending): Promise<void> {
  const { store } = app;
  const { key, slug, text, uploads, replyTo } = pending;
  store.tell({ kind: 'pending', pending: { ...pending, state: 'going' } });
  try {
    const media = await Promise.all(uploads.map(async (one) => one.blob ?? goingUp.get(one.key)));
    if (media.some((blob) => blob === undefined)) throw new Error('a file did not go up');
    const sent = await ask<{ id: number }>('POST', `/api/rooms/${slug}/messages`, {
      ...(await said(app, slug, text, media as readonly string[])),
      ...(media.length === 0 ? {} : { media }),
      ...(replyTo === undefined ? {} : { replyTo: replyTo.id }),
    });
    await showSent(app, slug, sent.id);
    store.tell({ kind: 'pending-over', key });
    for (const one of uploads) forgetUpload(one);
  } catch {
    store.tell({ kind: 'pending-failed', key });
    app.say(app.words.notSent);
  }
}

function forgetUpload({ key, preview }: Upload): void {
  goingUp.delete(key);
  URL.revokeObjectURL(preview);
}

/** The live stream usually brings it; where it did not yet, it is fetched. */
async function showSent(app: App, slug: string, id: number): Promise<void> {
  const { store } = app;
  const known = () => store.state.conversation?.messages.some((message) => message.id === id) === true;
  if (known()) return;
  const message = await ask<Message>('GET', `/api/rooms/${slug}/messages/${id}`).catch(() => undefined);
  const opened = message === undefined ? undefined : await open(app, message);
  if (opened !== undefined && !known()) store.tell({ kind: 'came', message: opened, isRead: true });
}

/** Drops a message that did not arrive. */
export function discardPending({ store }: App, { key, uploads }: Pending): void {
  store.tell({ kind: 'pending-over', key });
  for (const one of uploads) forgetUpload(one);
}

async function saveEdit(app: App, slug: string, draft: Draft, message: Message): Promise<void> {
  const text = draft.text.trim();
  const files = message.media.some(({ hidden }) => !hidden);
  if (text === '' && !files) return;
  try {
    const changed = await ask<Message>('PATCH', `/api/rooms/${slug}/messages/${message.id}`, {
      ...(isEncrypted(app.store.state, slug) ? await said(app, slug, text, secretsOf(message)) : { text }),
    });
    app.store.tell({ kind: 'changed', message: await open(app, changed) });
    app.store.tell({ kind: 'new-draft', slug, draft: sentDraft() });
  } catch (error) {
    app.sayFailed(error);
  }
}

/** Deletes one's own message for everybody. */
export async function deleteMessage({ store }: App, { room, id }: Message): Promise<void> {
  await ask('DELETE', `/api/rooms/${room}/messages/${id}`);
  store.tell({ kind: 'deleted', slug: room, id });
}

/** Sends a message on to another room of the same kind. For an encrypted one its words are sealed anew. */
export async function forwardMessage(app: App, message: Message, to: string): Promise<void> {
  const anew = isEncrypted(app.store.state, to)
    ? await said(app, to, message.text ?? '', secretsOf(message))
    : {};
  await ask('POST', `/api/rooms/${message.room}/messages/${message.id}/forward`, { to, ...anew });
}
