// Closing a room for everybody, and opening it again: the platform's orders about rooms.
import { absentOrMoved } from '../faults/moved.ts';
import { tellMembership } from '../rooms/members.ts';
import { firstRow, type Queryable } from '../store/database.ts';
import type { Act } from './effects.ts';
import type { Reason } from './reasons.ts';

/** Closes the room: it becomes absent to everybody, with all that is in it. */
export function closeRoomAct(roomId: number, reason: Reason): Act {
  const sql = 'update room set closed_at = now() where id = $1 and closed_at is null returning 1';
  return roomAct(roomId, { verb: 'close', effect: 'closed', sql, reason });
}

/** Opens a closed room again, also one that its owner closed. */
export function openRoomAct(roomId: number): Act {
  const sql = 'update room set closed_at = null where id = $1 and closed_at is not null returning 1';
  return roomAct(roomId, { verb: 'open', effect: 'opened', sql, reason: null });
}

interface RoomOrder {
  readonly verb: 'close' | 'open';
  readonly effect: 'closed' | 'opened';
  readonly sql: string;
  readonly reason: Reason | null;
}

function roomAct(roomId: number, { verb, effect, sql, reason }: RoomOrder): Act {
  const target = { kind: 'room', id: String(roomId) } as const;
  return {
    request: [verb, 'room', target.id, reason],
    effect,
    line: { what: verb, target, reason },
    check: (db) => requireRoom(db, roomId),
    change: async (db) => (await firstRow(db, sql, [roomId])) !== undefined,
    tell: (db) => tellMembership(db, roomId, verb === 'open'),
  };
}

async function requireRoom(db: Queryable, id: number): Promise<void> {
  const found = await firstRow(db, 'select 1 from room where id = $1', [id]);
  if (found === undefined) throw await absentOrMoved(db, 'room', id);
}
