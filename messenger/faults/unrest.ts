// Ids that migrate and names that change hands under a caller: what the switches do just before an order is looked at.
import type { Act } from '../admin/effects.ts';
import type { Context } from '../context.ts';
import { firstRow } from '../store/database.ts';
import { moveOne } from './moving.ts';
import { reassignName } from './renaming.ts';

/** Draws the three switches for an order, and does what they say to its message or room. */
export async function stir({ database, faults }: Context, { line: { target } }: Act): Promise<void> {
  const movesMessage = faults.hits('moveMessages', 'order');
  const movesRoom = faults.hits('moveRooms', 'order');
  const renames = faults.hits('reassignNames', 'order');
  const id = Number(target.id);
  if (target.kind === 'message' && (movesMessage || movesRoom || renames)) {
    const sql = 'select room_id as "roomId" from message where id = $1';
    const found = await firstRow<{ roomId: number }>(database, sql, [id]);
    if (found === undefined) return;
    if (movesMessage) await moveOne(database, 'message', id);
    if (renames) await reassignName(database, 'room', found.roomId);
    if (movesRoom) await moveOne(database, 'room', found.roomId);
  }
  if (target.kind === 'room' && movesRoom) await moveOne(database, 'room', id);
}
