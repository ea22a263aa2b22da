// Encrypted rooms as far as the server knows them: that they are, what may stand in them, and the form of a seal.
// The seal itself is made and opened by members: crypto/.
import { Type } from 'typebox';
import { Problem } from '../http/problems.ts';
import { type Queryable, rows } from '../store/database.ts';
import { SEALED_KIND } from '../files/kinds.ts';

/** Characters of a sealed message: 4,000 of text, the keys of 10 files and their thumbnails, and the cost of base64url. */
const MAX_SEALED_LENGTH = 40_000;

/** A sealed message as it travels and as it is stored. */
export const Sealed = Type.String({
  maxLength: MAX_SEALED_LENGTH,
  pattern: '^yc1\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22,}$',
});

interface Kind {
  readonly encrypted?: true;
}

/** Words in clear, or a sealed message: what a room takes depends on its kind. */
export interface Words {
  readonly text?: string | undefined;
  readonly sealed?: string | undefined;
}

/** What a message of this room says, as it is stored; undefined when nothing is said. Throws 422 `room.encrypted` for words in
 * clear, `room.not-encrypted` for a sealed message in another room. */
export function wordsFor(room: Kind, { text, sealed }: Words): string | undefined {
  if (room.encrypted === true) {
    if (text !== undefined) throw inClear('Seal the words with the room key.');
    return sealed;
  }
  if (sealed !== undefined) throw notEncrypted();
  return text;
}

/** Sealed files belong into encrypted rooms, others into other rooms. Throws 422 `room.encrypted` or `room.not-encrypted`. */
export async function requireFittingFiles(
  db: Queryable,
  room: Kind,
  blobs: readonly string[],
): Promise<void> {
  const encrypted = room.encrypted === true;
  const sql = 'select 1 from media where blob = any($1) and (mime = $2) <> $3 limit 1';
  if ((await rows(db, sql, [blobs, SEALED_KIND, encrypted])).length === 0) return;
  throw encrypted ? inClear('Seal the file before you upload it.') : notEncrypted();
}

/** For what would show the server something of an encrypted room. Throws 422 `room.encrypted`. */
export function requireInClear(room: Kind, instead: string): void {
  if (room.encrypted === true) throw inClear(instead);
}

/** A forward goes between rooms of one kind only. Throws 422 `room.encrypted` or `room.not-encrypted`. */
export function requireSameKind(from: Kind, to: Kind): void {
  if (from.encrypted === to.encrypted) return;
  throw to.encrypted === true ? inClear('Seal the file and send it as a new message.') : notEncrypted();
}

function inClear(instead: string): Problem {
  return new Problem(422, 'room.encrypted', `This room is encrypted. ${instead}`);
}

function notEncrypted(): Problem {
  return new Problem(422, 'room.not-encrypted', 'This room is not encrypted: nobody could open it there.');
}
