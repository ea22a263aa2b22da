// Who is connected, and who of them hears which room.
import { type Database, rows } from '../store/database.ts';
import type { Reader } from './reader.ts';

export interface Audience {
  /** Enters a reader under its account. It hears no room before `listen`. */
  add(reader: Reader): void;
  /** Reads anew which rooms a reader may hear. */
  listen(reader: Reader): Promise<void>;
  remove(reader: Reader): void;
  ofRoom(id: number): Iterable<Reader>;
  ofAccount(id: number): ReadonlySet<Reader>;
  all(): readonly Reader[];
}

type Readers = Map<number, Set<Reader>>;
const NOBODY: ReadonlySet<Reader> = new Set();

/** An audience with nobody in it. */
export function createAudience(database: Database): Audience {
  const accounts: Readers = new Map();
  const rooms: Readers = new Map();
  return {
    add: (reader) => put(accounts, reader.accountId, reader),
    async listen(reader) {
      reader.reading += 1;
      const reading = reader.reading;
      const found = await roomsOf(database, reader.accountId);
      // A later reading is under way, or the reader has left: this one is out of date.
      if (reading !== reader.reading || reader.gone) return;
      for (const id of reader.rooms) if (!found.has(id)) take(rooms, id, reader);
      for (const id of found) put(rooms, id, reader);
      reader.rooms = found;
    },
    remove(reader) {
      for (const id of reader.rooms) take(rooms, id, reader);
      take(accounts, reader.accountId, reader);
    },
    ofRoom: (id) => rooms.get(id) ?? NOBODY,
    ofAccount: (id) => accounts.get(id) ?? NOBODY,
    all: () => [...accounts.values()].flatMap((readers) => [...readers]),
  };
}

async function roomsOf(database: Database, accountId: number): Promise<ReadonlySet<number>> {
  const sql = `select m.room_id as id from member m join room r on r.id = m.room_id and r.closed_at is null
    where m.account_id = $1`;
  return new Set((await rows<{ id: number }>(database, sql, [accountId])).map(({ id }) => id));
}

function put(map: Readers, id: number, reader: Reader): void {
  const readers = map.get(id);
  if (readers === undefined) map.set(id, new Set([reader]));
  else readers.add(reader);
}

function take(map: Readers, id: number, reader: Reader): void {
  const readers = map.get(id);
  readers?.delete(reader);
  if (readers?.size === 0) map.delete(id);
}
