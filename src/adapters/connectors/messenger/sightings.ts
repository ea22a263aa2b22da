// What the messenger's events and records say of files, as the media index wants it. Known things in an unknown form throw;
// kinds of events that are not known yet move no file.
import { appealKey } from './appeal-key.ts';
import type { FileFacts, ShownFile, Sighting, Spot } from '../../../domain/content/observation.ts';
import { copyId } from '../../../domain/kernel/ids.ts';
import { CONNECTOR } from './client.ts';

/** A sighting whose moment is that of its event or record. */
type Undated = Sighting extends infer One ? (One extends Sighting ? Omit<One, 'at'> : never) : never;

interface Room {
  readonly id: number;
  readonly slug: string;
  readonly encrypted?: boolean;
}

interface Media {
  readonly blob: string;
  readonly sha256?: string;
  readonly encrypted?: boolean;
  readonly thumbnail?: { readonly sha256: string };
}

interface Shown {
  readonly id: number;
  readonly room: Room;
  readonly author: { readonly id: number };
  readonly media: readonly Media[];
}

interface Event {
  readonly kind: string;
  readonly room?: Room;
  readonly account?: { readonly id: number };
  readonly media?: Media;
  readonly message?: Shown;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly report?: { readonly id: number };
  readonly appeal?: { readonly id: number };
  readonly moved?: Moved;
  readonly renamed?: {
    readonly kind: string;
    readonly id: number;
    readonly was: string;
    readonly name: string;
  };
}

interface Moved {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** All that one event of the feed says; never nothing, so that it is counted. */
export function sightingsOf(value: unknown): Undated[] {
  const event = value as Event;
  if (typeof event?.kind !== 'string') throw unknownForm('an event');
  const said = [...(event.room === undefined ? [] : [containerOf(event.room)]), ...byKind(event)];
  return said.length === 0 ? [{ kind: 'other' }] : said;
}

function byKind(event: Event): Undated[] {
  const { kind, room, account, media, message, target, report } = event;
  switch (kind) {
    case 'message':
    case 'edit':
      return message === undefined ? [] : sightingsOfMessage(message);
    case 'media':
      return media === undefined ? [] : [uploadOf(media, account?.id)];
    case 'avatar':
      return account === undefined ? [] : [avatarOf(account.id, media)];
    case 'room-picture':
      return room === undefined ? [] : [pictureOf(room, media)];
    case 'delete':
      return target === undefined ? [] : deletionOf(target);
    case 'moved':
      return event.moved === undefined ? [] : movedOf(event.moved, message);
    case 'renamed':
      return event.renamed?.kind === 'room' ? [renamedOf(event.renamed)] : [];
    case 'report':
      return report === undefined ? [] : [{ kind: 'report', report: String(report.id) }];
    case 'appeal':
      return event.appeal === undefined ? [] : [{ kind: 'report', report: appealKey(event.appeal.id) }];
    default:
      return [];
  }
}

/** A message as the feed or the history has it. `deleted` is the history's. */
export function sightingsOfMessage(message: Shown & { readonly deleted?: boolean }): Undated[] {
  const isMessage =
    Number.isSafeInteger(message?.id) &&
    Number.isSafeInteger(message.author?.id) &&
    Array.isArray(message.media);
  if (!isMessage) throw unknownForm('a message');
  const { id, room, author, media } = message;
  const spot = {
    key: `m/${id}`,
    kind: 'message',
    container: String(room.id),
    message: String(id),
    owner: String(author.id),
  } as const;
  return [
    containerOf(room),
    { kind: 'shown', spot, files: media.map((file) => shownIn(spot, file, isOpaque(room))) },
    ...(message.deleted === true ? [{ kind: 'deleted', what: 'spot', key: spot.key } as const] : []),
  ];
}

export function containerOf(room: Room): Undated {
  if (!Number.isSafeInteger(room?.id) || typeof room.slug !== 'string') throw unknownForm('a room');
  return {
    kind: 'container',
    container: { id: String(room.id), address: room.slug, opaque: isOpaque(room) },
  };
}

export function uploadOf(media: Media, uploader: number | undefined): Undated {
  return {
    kind: 'media',
    file: { ...factsOf(media, false), uploader: uploader === undefined ? null : String(uploader) },
  };
}

/** @param media left out: it was taken away */
export function avatarOf(account: number, media: Media | undefined): Undated {
  const spot = {
    key: `avatar/${account}`,
    kind: 'avatar',
    container: '',
    message: '',
    owner: String(account),
  } as const;
  return { kind: 'shown', spot, files: media === undefined ? [] : [shownIn(spot, media, false)] };
}

/** @param media left out: it was taken away */
export function pictureOf(room: Room, media: Media | undefined): Undated {
  const spot = {
    key: `picture/${room.id}`,
    kind: 'picture',
    container: String(room.id),
    message: '',
    owner: '',
  } as const;
  return { kind: 'shown', spot, files: media === undefined ? [] : [shownIn(spot, media, false)] };
}

/** A message under a new number: it stands there, and no longer where it was. */
function movedOf({ kind, from }: Moved, message: Shown | undefined): Undated[] {
  if (kind !== 'message' || message === undefined) return [];
  return [...sightingsOfMessage(message), { kind: 'deleted', what: 'spot', key: `m/${from}` }];
}

const renamedOf = ({ id, was, name }: NonNullable<Event['renamed']>): Undated => ({
  kind: 'container',
  container: { id: String(id), address: name, formerly: was, opaque: false },
});

function deletionOf({ kind, id }: { readonly kind: string; readonly id: string }): Undated[] {
  if (kind === 'message') return [{ kind: 'deleted', what: 'spot', key: `m/${id}` }];
  return kind === 'media' ? [{ kind: 'deleted', what: 'blob', key: id }] : [];
}

function shownIn({ key }: Spot, media: Media, opaque: boolean): ShownFile {
  return { ...factsOf(media, opaque), copy: copyId(`${CONNECTOR}/${key}/b/${media.blob}`) };
}

function factsOf(media: Media, opaque: boolean): FileFacts {
  const { blob, sha256, thumbnail, encrypted } = media ?? {};
  if (typeof blob !== 'string' || blob === '' || !isDigest(sha256) || !isDigest(thumbnail?.sha256))
    throw unknownForm('a file');
  return {
    blob,
    sha256: sha256 ?? null,
    uploader: null,
    thumbnail: thumbnail?.sha256 ?? null,
    opaque: opaque || encrypted === true,
  };
}

const isDigest = (text: unknown): boolean =>
  text === undefined || (typeof text === 'string' && /^[0-9a-f]{64}$/.test(text));
const isOpaque = (room: Room): boolean => room.encrypted === true;
const unknownForm = (what: string): TypeError =>
  new TypeError(`the messenger described ${what} in an unknown form`);
