// What was meant for this person: somebody mentioned, answered or invited them. Opening the page marks all of it as read.
import { useEffect, useState } from 'preact/hooks';
import { fill, type Words } from '../../words.ts';
import { loadRooms } from '../acts/rooms.ts';
import { loadWaiting } from '../acts/waiting.ts';
import type { Person, Room } from '../model/facts.ts';
import { pathTo } from '../model/place.ts';
import { ask, Refusal } from '../net/api.ts';
import { Avatar, Link } from './parts.tsx';
import { Sheet } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

interface Notification {
  readonly id: number;
  readonly kind: 'mention' | 'reply' | 'invite';
  readonly at: string;
  readonly read: boolean;
  readonly room: { readonly slug: string; readonly title: string };
  readonly message?: number;
  readonly from: Person;
}

const PAGE = 30;
const SENTENCES = {
  mention: 'mentionedYou',
  reply: 'answeredYou',
  invite: 'invitedYou',
} as const satisfies Readonly<Record<Notification['kind'], keyof Words>>;

export function NotificationsPage() {
  const app = useApp();
  const { words } = app;
  const { waiting } = useNow();
  const [known, setKnown] = useState<readonly Notification[]>();
  const [more, setMore] = useState(false);
  const read = async (before?: number) => {
    const query = before === undefined ? '' : `&before=${before}`;
    const path = `/api/notifications?limit=${PAGE}${query}`;
    const { notifications } = await ask<{ notifications: readonly Notification[] }>('GET', path);
    setKnown((earlier = []) => (before === undefined ? notifications : [...earlier, ...notifications]));
    setMore(notifications.length === PAGE);
    const [newest] = notifications;
    if (newest === undefined || newest.read) return;
    await ask('POST', '/api/notifications/read', { upTo: newest.id });
    await loadWaiting(app);
  };
  useEffect(() => {
    read().catch(app.sayFailed);
  }, [app]);
  const notices = waiting?.notices ?? 0;
  return (
    <Sheet title={words.notifications}>
      <ul class="rows">
        <li>
          <Link to="/notices" class="row action">
            <span class="row-text">{words.notices}</span>
            {notices > 0 && <span class="count">{notices}</span>}
          </Link>
        </li>
      </ul>
      {known?.length === 0 && <p>{words.noNotifications}</p>}
      <ul class="rows" aria-busy={known === undefined}>
        {known?.map((one) => (
          <NotificationRow key={one.id} notification={one} />
        ))}
      </ul>
      {more && (
        <button
          type="button"
          class="button"
          onClick={() => void read(known?.at(-1)?.id).catch(app.sayFailed)}
        >
          {words.moreOfThem}
        </button>
      )}
    </Sheet>
  );
}

function NotificationRow({ notification }: { readonly notification: Notification }) {
  const app = useApp();
  const { words, clock } = app;
  const { id, kind, at, read, room, message, from } = notification;
  const accept = async () => {
    const entered = await ask<Room>('POST', `/api/notifications/${id}/accept`).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'invite.unknown') return undefined;
      throw error;
    });
    if (entered === undefined) return app.say(words.inviteOver);
    await loadRooms(app);
    app.go(pathTo.room(entered.slug));
  };
  const sentence = fill(words[SENTENCES[kind]], { name: from.name, room: room.title });
  return (
    <li class="row">
      <Avatar name={from.name} blob={from.avatar} />
      <span class="row-text">
        {kind === 'invite' ? (
          <span class="wraps">{sentence}</span>
        ) : (
          <Link
            to={message === undefined ? pathTo.room(room.slug) : pathTo.message(room.slug, message)}
            class="wraps"
          >
            {sentence}
          </Link>
        )}
        <span class="row-detail">
          <time dateTime={at}>{clock.full(at)}</time>
        </span>
      </span>
      {!read && <span class="count">{words.isNew}</span>}
      {kind === 'invite' && (
        <button
          type="button"
          class="button small"
          aria-label={`${room.title}: ${words.accept}`}
          onClick={() => void accept().catch(app.sayFailed)}
        >
          {words.accept}
        </button>
      )}
    </li>
  );
}
