// The whole window: the list of rooms and one page beside it on a desk, one of the two on a phone; and what is said.
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { App } from '../acts/app.ts';
import { AboutPage } from './about-page.tsx';
import { Overlays } from './overlays.tsx';
import { pageAt } from './pages.tsx';
import { RoomList } from './room-list.tsx';
import { RoomPage } from './room-page.tsx';
import { Sheet } from './sheet.tsx';
import { AppContext, StateContext, useApp, useNow, useStateOf } from './use-app.ts';

/** How long a sentence stands before it leaves by itself; it has been heard by then. */
const SAID_MS = 6_000;

export function Frame({ app }: { readonly app: App }) {
  const state = useStateOf(app);
  const { words } = app;
  const isHome = state.place.page === 'rooms';
  return (
    <AppContext.Provider value={app}>
      <StateContext.Provider value={state}>
        <div class={`frame ${isHome ? 'at-list' : 'at-page'}`}>
          {/* The same two places change their part: what one came for is the main one. */}
          <div class="column list" role={isHome ? 'main' : 'navigation'} aria-label={words.myRooms}>
            <RoomList />
          </div>
          <div class="column page" role={isHome ? 'region' : 'main'} aria-label={words.messages}>
            <Connection />
            <Page />
          </div>
        </div>
        <Said />
        <Heard />
        <Overlays />
      </StateContext.Provider>
    </AppContext.Provider>
  );
}

function Page() {
  const { words } = useApp();
  const { place } = useNow();
  switch (place.page) {
    case 'rooms':
      return <p class="empty choose">{words.chooseRoom}</p>;
    case 'room':
      return <RoomPage key={place.slug} slug={place.slug} message={place.message} />;
    case 'about':
      return <AboutPage key={place.slug} slug={place.slug} />;
    case 'other':
      return (
        pageAt(place.path) ?? (
          <Sheet title={words.absentTitle}>
            <p>{words.absent}</p>
          </Sheet>
        )
      );
  }
}

function Connection() {
  const { words } = useApp();
  const { connection } = useNow();
  return (
    <p class="connection" role="status">
      {connection === 'lost' ? words.offline : ''}
    </p>
  );
}

/** New messages of others, for screen readers only: for eyes they stand in the room. */
function Heard() {
  const { words } = useApp();
  const { heard } = useNow();
  const text = heard === undefined ? '' : (heard.text ?? words.pictureSent);
  return (
    <p class="unseen heard" role="status">
      {heard !== undefined && fill(words.saidBy, { name: heard.author?.name ?? '', text })}
    </p>
  );
}

/** Sentences about what was done: seen for a while, heard once. */
function Said() {
  const { said } = useNow();
  const [shown, setShown] = useState(said);
  useEffect(() => {
    setShown(said);
    const end = setTimeout(() => setShown(undefined), SAID_MS);
    return () => clearTimeout(end);
  }, [said]);
  return (
    <div class="said" role="status">
      {shown !== undefined && <p key={shown.at}>{shown.text}</p>}
    </div>
  );
}
