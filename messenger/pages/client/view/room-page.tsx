// One room: its head, its messages, where one writes. Dropped pictures land in what is being written.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { joinRoom, loadRoom } from '../acts/rooms.ts';
import { addFiles, sendableFiles } from '../acts/sending.ts';
import { fill } from '../../words.ts';
import type { Conversation } from '../model/conversation.ts';
import type { Room } from '../model/facts.ts';
import { pathTo } from '../model/place.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { Avatar, Link } from './parts.tsx';
import { MissingKey, useHasKey } from './room-key.tsx';
import { useTitle } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

export function RoomPage({ slug, message }: { readonly slug: string; readonly message: number | undefined }) {
  const app = useApp();
  const { conversation, rooms } = useNow();
  useEffect(() => {
    loadRoom(app, slug, message).catch(app.sayFailed);
  }, [app, slug, message]);
  if (conversation === undefined || conversation.slug !== slug) return null;
  if (conversation.state === 'absent') return <AbsentRoom />;
  const own = rooms?.find((room) => room.slug === slug);
  const title = conversation.room?.title ?? own?.title ?? '';
  const picture = conversation.room?.picture ?? own?.picture;
  return (
    <DropPlace slug={slug} active={conversation.room?.member === true}>
      <RoomBar slug={slug} title={title} picture={picture} room={conversation.room} />
      <div class="messages-frame">
        <MessageList key={slug} conversation={conversation} />
      </div>
      <Foot conversation={conversation} isMember={conversation.room?.member ?? own !== undefined} />
    </DropPlace>
  );
}

interface BarParts {
  readonly slug: string;
  readonly title: string;
  readonly picture: string | undefined;
  readonly room: Room | undefined;
}

function RoomBar({ slug, title, picture, room }: BarParts) {
  const { words } = useApp();
  useTitle(title);
  return (
    <div class="bar">
      <Link to={pathTo.rooms} class="icon-button back" label={words.back}>
        <Icon name="back" />
      </Link>
      <Avatar name={title} blob={picture} shape="room" />
      <div class="bar-text">
        <h1>{title}</h1>
        <p class="bar-detail">
          {room?.encrypted === true && `${words.encryptedRoom} · `}
          {room === undefined ? ' ' : fill(words.membersCount, { n: room.members })}
        </p>
      </div>
      <Link to={pathTo.about(slug)} class="icon-button" label={words.about}>
        <Icon name="people" />
      </Link>
    </div>
  );
}

function AbsentRoom() {
  const { words } = useApp();
  useTitle(words.absentTitle);
  return (
    <>
      <div class="bar">
        <Link to={pathTo.rooms} class="icon-button back" label={words.back}>
          <Icon name="back" />
        </Link>
        <h1>{words.absentTitle}</h1>
      </div>
      <p class="empty">{words.absentRoom}</p>
    </>
  );
}

/** Members write; others may join where everybody may. */
function Foot({
  conversation,
  isMember,
}: {
  readonly conversation: Conversation;
  readonly isMember: boolean;
}) {
  const app = useApp();
  const { words } = app;
  const hasKey = useHasKey(conversation.room);
  if (isMember && hasKey === false && conversation.room !== undefined) {
    return <MissingKey room={conversation.room} />;
  }
  if (isMember) return <Composer slug={conversation.slug} />;
  if (conversation.state === 'loading') return <div class="composer" />;
  return (
    <div class="composer join">
      <p>{words.joinToWrite}</p>
      <button
        type="button"
        class="button primary"
        onClick={() => void joinRoom(app, conversation.slug).catch(app.sayFailed)}
      >
        {words.join}
      </button>
    </div>
  );
}

interface DropParts {
  readonly slug: string;
  readonly active: boolean;
  readonly children: ComponentChildren;
}

function DropPlace({ slug, active, children }: DropParts) {
  const app = useApp();
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => active && event.dataTransfer?.types.includes('Files') === true;
  return (
    <div
      class="room-view"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        addFiles(app, slug, sendableFiles(event.dataTransfer?.files ?? []));
      }}
    >
      {children}
      {over && <p class="drop-place">{app.words.dropHere}</p>}
    </div>
  );
}
