// Ids that are old: what has which new one, and the answer to whoever still asks by the old.
import { Problem } from '../http/problems.ts';
import { visibleMessage } from '../messages/visibility.ts';
import type { Viewer } from '../people/accounts.ts';
import { firstRow, type Queryable } from '../store/database.ts';

export type MovedKind = 'message' | 'room';

export interface Moved {
  readonly kind: MovedKind;
  /** The id that was asked for. */
  readonly from: number;
  /** The newest id. */
  readonly to: number;
  /** How often it has moved. */
  readonly gen: number;
}

/** What became of an old id, if it is one. */
function movedFrom(db: Queryable, kind: MovedKind, id: number): Promise<Moved | undefined> {
  return firstRow<Moved>(
    db,
    'select kind, old_id as "from", new_id as "to", gen from moved where kind = $1 and old_id = $2',
    [kind, id],
  );
}

/** The refusal for an id that is none: 410 `….moved` with the new one when it is an old one, 404 `….unknown` otherwise. */
export async function absentOrMoved(db: Queryable, kind: MovedKind, id: number): Promise<Problem> {
  const moved = await movedFrom(db, kind, id);
  return moved === undefined
    ? new Problem(404, `${kind}.unknown`, `There is no such ${kind}.`)
    : new Problem(410, `${kind}.moved`, `This ${kind} has the id ${moved.to} now.`, undefined, { moved });
}

/** The newest id of a message that has moved, if the viewer may see it in this room. */
export async function shownElsewhere(
  db: Queryable,
  slug: string,
  id: number,
  viewer: Viewer | null,
): Promise<number | undefined> {
  const moved = await movedFrom(db, 'message', id);
  if (moved === undefined) return undefined;
  return (await visibleMessage(db, slug, moved.to, viewer))?.id;
}
