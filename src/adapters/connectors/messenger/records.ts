// The messenger's answers, checked before use: what does not look as documented is a bug of one side, and is said so.
import { copyId } from '../../../domain/kernel/ids.ts';
import type { Copy, Verdict } from '../../../domain/content/copy.ts';
import { CONNECTOR } from './client.ts';

export interface MediaRecord {
  readonly blob: string;
  readonly sha256: string;
  readonly hidden: boolean;
  readonly deleted: boolean;
}

export interface MessageRecord {
  readonly id: number;
  readonly room: { readonly id: number; readonly slug: string };
  readonly author: { readonly id: number };
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly media: readonly MediaRecord[];
}

/** Throws on anything else: the outbox keeps the task and `doctor` shows it. */
export function messageRecord(value: unknown): MessageRecord {
  const record = value as MessageRecord;
  const ok =
    Number.isSafeInteger(record?.id) &&
    Number.isSafeInteger(record.room?.id) &&
    typeof record.room.slug === 'string' &&
    Number.isSafeInteger(record.author?.id) &&
    typeof record.hidden === 'boolean' &&
    typeof record.deleted === 'boolean' &&
    Array.isArray(record.media) &&
    record.media.every(isMedia);
  if (!ok) throw new TypeError('the messenger described a message in an unknown form');
  return record;
}

/** Throws on anything else. */
export function mediaRecord(value: unknown): MediaRecord {
  if (!isMedia(value)) throw new TypeError('the messenger described a file in an unknown form');
  return value;
}

function isMedia(value: unknown): value is MediaRecord {
  const media = value as MediaRecord;
  return (
    typeof media?.blob === 'string' &&
    /^[0-9a-f]{64}$/.test(media.sha256) &&
    typeof media.hidden === 'boolean' &&
    typeof media.deleted === 'boolean'
  );
}

/**
 * One copy: this message showing this file. Ids only; the slug is an address that may change.
 * @param whole whether the message goes with the file: true for the message a notice names, and where it shows nothing else
 */
export function copyOfMessage(message: MessageRecord, blob: string, via: Copy['via'], whole: boolean): Copy {
  return {
    id: copyId(`${CONNECTOR}/m/${message.id}/b/${blob}`),
    connector: CONNECTOR,
    container: String(message.room.id),
    message: String(message.id),
    blob,
    address: message.room.slug,
    uploader: String(message.author.id),
    whole,
    via,
  };
}

export type OnRecord = Pick<Verdict, 'result' | 'open'>;

/** What the platform's record says of one part of a copy. @param none whether it says that there is none */
export function onRecord(
  record: { readonly hidden: boolean; readonly deleted: boolean } | undefined,
  none: boolean,
): OnRecord {
  if (record === undefined) return { result: none ? 'absent' : 'unknown' };
  if (record.deleted) return { result: 'absent' };
  return record.hidden ? { result: 'present' } : { result: 'present', open: true };
}
