// One's rooms: what was written last, when, and how much is unread.
import { fill, type Words } from '../../words.ts';
import type { OwnRoom } from '../model/facts.ts';
import { unreadShown } from '../model/own-rooms.ts';
import { pathTo, roomAt } from '../model/place.ts';
import { Icon } from './icons.tsx';
import { Avatar, Link } from './parts.tsx';
import { useTitle } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

export function RoomList() {
  const { words } = useApp();
  const { place, rooms, me } = useNow();
  const isHere = place.page === 'rooms';
  return (
    <>
      <div class="bar">
        {isHere ? <HomeTitle /> : <p class="list-title">{words.myRooms}</p>}
        <Link to="/find" class="icon-button" label={words.find} current={isAt(place, '/find')}>
          <Icon name="search" />
        </Link>
        <Bell />
        <Link to="/new" class="icon-button" label={words.newRoomTitle} current={isAt(place, '/new')}>
          <Icon name="plus" />
        </Link>
        <Link to="/me" class="icon-button" label={words.me} current={isAt(place, '/me')}>
          <Avatar name={me.name} blob={me.avatar} />
        </Link>
      </div>
      <div class="room-list" aria-busy={rooms === undefined}>
        {rooms?.length === 0 && <NoRooms />}
        <ul class="rows">
          {rooms?.map((room) => (
            <RoomRow key={room.slug} room={room} current={roomAt(place) === room.slug} />
          ))}
        </ul>
      </div>
    </>
  );
}

/** Notices and notifications, and how many are new. */
function Bell() {
  const { words } = useApp();
  const { place, waiting } = useNow();
  const unread = (waiting?.notices ?? 0) + (waiting?.notifications ?? 0);
  const label = unread === 0 ? words.notifications : fill(words.notificationsUnread, { n: unread });
  return (
    <Link to="/notifications" class="icon-button bell" label={label} current={isAt(place, '/notifications')}>
      <Icon name="bell" />
      {unread > 0 && (
        <span class="count" aria-hidden="true">
          {unreadShown(unread)}
        </span>
      )}
    </Link>
  );
}

function isAt(place: ReturnType<typeof useNow>['place'], path: string): boolean {
  return place.page === 'other' && place.path === path;
}

function HomeTitle() {
  const { words } = useApp();
  useTitle(words.myRooms);
  return <h1>{words.myRooms}</h1>;
}

function NoRooms() {
  const { words } = useApp();
  return (
    <div class="empty">
      <p>{words.noOwnRooms}</p>
      <div class="buttons">
        <Link to="/find" class="button">
          {words.find}
        </Link>
        <Link to="/new" class="button primary">
          {words.newRoomTitle}
        </Link>
      </div>
    </div>
  );
}

function RoomRow({ room, current }: { readonly room: OwnRoom; readonly current: boolean }) {
  const { words, clock } = useApp();
  const { me } = useNow();
  const unread = unreadShown(room.unread);
  return (
    <li>
      <Link to={pathTo.room(room.slug)} class="row room-row" current={current}>
        <Avatar name={room.title} blob={room.picture} shape="room" />
        <span class="row-text">
          <span class="row-title">{room.title}</span>
          <span class="row-detail">{lastWords(room, me.name, words)}</span>
        </span>
        <span class="row-side">
          {room.lastMessageAt !== undefined && (
            <time dateTime={room.lastMessageAt}>{clock.short(room.lastMessageAt, new Date())}</time>
          )}
          {unread !== undefined && (
            <span class="count">
              <span aria-hidden="true">{unread}</span>
              <span class="unseen">{fill(words.unread, { n: unread })}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function lastWords({ last, encrypted }: OwnRoom, me: string, words: Words): string {
  if (last === undefined) return words.nothingYet;
  if (last.hidden) return words.hiddenShort;
  if (last.collapsed === true) return words.blockedMessage;
  const files = last.files ?? 0;
  const several = files > 1 ? fill(words.picturesSent, { n: files }) : words.pictureSent;
  // Of an encrypted room the server tells no words.
  const many = encrypted === true ? words.encryptedMessage : several;
  return fill(words.saidBy, {
    name: last.author === me ? words.you : (last.author ?? ''),
    text: last.text ?? many,
  });
}
