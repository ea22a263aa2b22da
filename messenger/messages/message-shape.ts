// A message as people see it: the shape of every answer and of the live stream. A hidden one keeps its place and shows nothing.
import { type Static, Type } from 'typebox';
import { ShownPerson } from '../people/person.ts';
import type { Answered, AttachedMedia, MessageRecord } from './records.ts';
import { isShown } from './visibility.ts';

const Media = Type.Object({
  hidden: Type.Boolean(),
  blob: Type.Optional(Type.String()),
  mime: Type.Optional(Type.String()),
  bytes: Type.Optional(Type.Integer()),
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  thumbnail: Type.Optional(Type.Boolean()),
});

export const Message = Type.Object({
  id: Type.Integer(),
  room: Type.String(),
  sentAt: Type.String({ format: 'date-time' }),
  hidden: Type.Boolean(),
  author: Type.Optional(ShownPerson),
  text: Type.Optional(Type.String()),
  /** In an encrypted room instead of the text. */
  sealed: Type.Optional(Type.String()),
  forwarded: Type.Optional(Type.Boolean()),
  editedAt: Type.Optional(Type.String({ format: 'date-time' })),
  replyTo: Type.Optional(
    Type.Object({
      id: Type.Integer(),
      hidden: Type.Boolean(),
      author: Type.Optional(ShownPerson),
      text: Type.Optional(Type.String()),
    }),
  ),
  /** The viewer has blocked its author: shown only when asked for. */
  collapsed: Type.Optional(Type.Boolean()),
  media: Type.Array(Media),
  permalink: Type.String(),
});

export const Sent = Type.Object({ id: Type.Integer(), room: Type.String(), permalink: Type.String() });

/** Where a message is, as the answer to whoever wrote it. */
export function sent({ id, room }: MessageRecord, origin: string): Static<typeof Sent> {
  return { id, room: room.slug, permalink: `${origin}/r/${room.slug}/m/${id}` };
}

const NOBODY: ReadonlySet<number> = new Set();

/** A message for people. Of a hidden one only its place and time are told. `blocked`: whom the viewer has blocked. */
export function forPeople(message: MessageRecord, origin: string, blocked = NOBODY) {
  const { sentAt, author, text, editedAt, answers } = message;
  if (!isShown(message)) return { ...sent(message, origin), sentAt, hidden: true, media: [] };
  return {
    ...sent(message, origin),
    sentAt,
    hidden: false,
    author,
    ...(text === null ? {} : message.room.encrypted === true ? { sealed: text } : { text }),
    ...(message.forwardedFrom === undefined ? {} : { forwarded: true }),
    ...(blocked.has(author.id) ? { collapsed: true } : {}),
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(answers === undefined ? {} : { replyTo: answered(answers, message.room.encrypted === true) }),
    media: message.media.map(shownMedia),
  };
}

/** A cut-off sealed text would open nowhere: whoever shows an answer in an encrypted room reads the answered message itself. */
function answered({ id, shown, author, text }: Answered, encrypted: boolean) {
  if (!shown) return { id, hidden: true };
  return { id, hidden: false, author, ...(text === null || encrypted ? {} : { text }) };
}

function shownMedia({ blob, mime, bytes, width, height, small, hidden, deleted }: AttachedMedia) {
  if (hidden || deleted) return { hidden: true };
  const size = width === null || height === null ? {} : { width, height };
  return { hidden: false, blob, mime, bytes, ...size, thumbnail: small };
}
