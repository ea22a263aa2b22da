// Looking for a room: public ones and one's own, by what their name holds.
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { Room } from '../model/facts.ts';
import { pathTo } from '../model/place.ts';
import { ask } from '../net/api.ts';
import { Avatar, Link } from './parts.tsx';
import { Sheet } from './sheet.tsx';
import { useApp } from './use-app.ts';

/** After the last key, before the server is asked. */
const PAUSE_MS = 250;
const PAGE = 30;

interface Found {
  readonly rooms: readonly Room[];
  readonly next?: string;
}

export function FindPage() {
  const app = useApp();
  const { words } = app;
  const [called, setCalled] = useState('');
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => {
      findRooms(called).then((answer) => {
        if (!isOld) setFound(answer);
      }, app.sayFailed);
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [called, app]);
  const more = async (known: Found) => {
    const answer = await findRooms(called, known.next);
    setFound({ ...answer, rooms: [...known.rooms, ...answer.rooms] });
  };
  return (
    <Sheet title={words.find}>
      <div class="field">
        <label>
          {words.findLabel}
          <input
            type="search"
            value={called}
            maxLength={80}
            onInput={(event) => setCalled(event.currentTarget.value)}
          />
        </label>
      </div>
      <p class="hint" role="status">
        {found === undefined ? words.loading : foundWords(found, words.found, words.noneFound)}
      </p>
      <ul class="rows">
        {found?.rooms.map((room) => (
          <FoundRoom key={room.slug} room={room} />
        ))}
      </ul>
      {found?.next !== undefined && (
        <button type="button" class="button" onClick={() => void more(found).catch(app.sayFailed)}>
          {words.moreRooms}
        </button>
      )}
    </Sheet>
  );
}

function findRooms(called: string, cursor?: string): Promise<Found> {
  const query = new URLSearchParams({ q: called.trim(), limit: String(PAGE) });
  if (cursor !== undefined) query.set('cursor', cursor);
  return ask<Found>('GET', `/api/rooms?${query}`);
}

function foundWords({ rooms, next }: Found, some: string, none: string): string {
  return rooms.length === 0 ? none : fill(some, { n: `${rooms.length}${next === undefined ? '' : '+'}` });
}

function FoundRoom({ room }: { readonly room: Room }) {
  const { words } = useApp();
  const members = fill(words.membersCount, { n: room.members });
  return (
    <li>
      <Link to={pathTo.room(room.slug)} class="row room-row">
        <Avatar name={room.title} blob={room.picture} shape="room" />
        <span class="row-text">
          <span class="row-title">{room.title}</span>
          <span class="row-detail">
            {members}
            {room.description === undefined ? '' : ` · ${room.description}`}
          </span>
        </span>
        {room.member && <span class="row-side">{words.joined}</span>}
      </Link>
    </li>
  );
}
