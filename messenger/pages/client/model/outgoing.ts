// What is being written and sent: drafts, files going up, messages on their way. Nothing typed is lost when sending fails.
import type { Message } from './facts.ts';

export const MAX_FILES = 10;
export const MAX_TEXT = 4_000;
const MAX_BYTES = 25 * 1024 * 1024;
export const KINDS: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm'];

export interface Upload {
  /** Given here, unlike any other of this page. */
  readonly key: number;
  readonly name: string;
  readonly kind: 'picture' | 'video';
  /** Address at which this browser shows the chosen file. */
  readonly preview: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly state: 'going' | 'done' | 'failed';
  readonly blob?: string;
  /** In pixels, once the server has measured it. */
  readonly width?: number;
  readonly height?: number;
}

/** What is being written in one room. */
export interface Draft {
  readonly text: string;
  readonly uploads: readonly Upload[];
  readonly replyTo?: Message;
  readonly editing?: Message;
}

/** A message on its way, or one that did not arrive. */
export interface Pending {
  readonly key: number;
  readonly slug: string;
  readonly text: string;
  readonly uploads: readonly Upload[];
  readonly replyTo?: Message;
  readonly state: 'going' | 'failed';
}

export const EMPTY_DRAFT: Draft = { text: '', uploads: [] };

/** Whether there is anything to send. */
export function isSendable({ text, uploads }: Draft): boolean {
  const said = text.trim();
  return said.length <= MAX_TEXT && (said !== '' || uploads.some(({ state }) => state !== 'failed'));
}

/** Why a chosen file cannot be sent, as the key of a sentence. */
export function refusalOf(file: {
  readonly type: string;
  readonly size: number;
}): 'notAPicture' | 'tooLarge' | undefined {
  if (!KINDS.includes(file.type)) return 'notAPicture';
  return file.size > MAX_BYTES ? 'tooLarge' : undefined;
}

/** The draft once it was sent: empty, nothing answered. */
export function sentDraft(): Draft {
  return EMPTY_DRAFT;
}

/** The draft for changing a message's words. Files stay as they are. */
export function editDraft(message: Message): Draft {
  return { text: message.text ?? '', uploads: [], editing: message };
}

export function withUpload(
  uploads: readonly Upload[],
  key: number,
  change: Partial<Upload>,
): readonly Upload[] {
  return uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
}

/** The pending message that this one of mine is: same words, as many files. It may arrive live before its own answer does. */
export function pendingOf(pending: readonly Pending[], message: Message): Pending | undefined {
  return pending.find(
    ({ slug, text, uploads, state }) =>
      state === 'going' &&
      slug === message.room &&
      text === (message.text ?? '') &&
      uploads.length === message.media.length,
  );
}
