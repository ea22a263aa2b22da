// What is known about a room: picture, words, members, the invitation; what an owner may change; leaving.
import { useEffect, useState } from 'preact/hooks';
import { leaveRoom, loadRoom } from '../acts/rooms.ts';
import { fill } from '../../words.ts';
import type { Room } from '../model/facts.ts';
import { pathTo } from '../model/place.ts';
import { ask } from '../net/api.ts';
import { Ask } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { Invitation } from './invitation.tsx';
import { MemberList } from './member-list.tsx';
import { PicturePicker } from './picture-picker.tsx';
import { RoomForm } from './room-form.tsx';
import { Sheet } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

export function AboutPage({ slug }: { readonly slug: string }) {
  const app = useApp();
  const { words } = app;
  const { conversation } = useNow();
  const room = conversation?.slug === slug ? conversation.room : undefined;
  const isUnknown = room === undefined;
  useEffect(() => {
    if (isUnknown) loadRoom(app, slug).catch(app.sayFailed);
  }, [app, slug, isUnknown]);
  return (
    <Sheet title={room?.title ?? words.about} back={pathTo.room(slug)}>
      {conversation?.state === 'absent' && <p>{words.absentRoom}</p>}
      {room !== undefined && <About room={room} />}
    </Sheet>
  );
}

function About({ room }: { readonly room: Room }) {
  const { words } = useApp();
  const isOwner = room.role === 'owner';
  return (
    <>
      <section class="about-head">
        <RoomPicture room={room} />
        <div>
          <p class="hint">
            {room.visibility === 'public' ? words.publicRoom : words.inviteRoom} ·{' '}
            {fill(words.membersCount, { n: room.members })}
          </p>
          {room.description !== undefined && <p>{room.description}</p>}
          {room.encrypted === true && <p class="promise">{words.encryptedLead}</p>}
        </div>
      </section>
      {room.member && <Invitation room={room} />}
      {isOwner && <RoomForm room={room} />}
      {room.member && <MemberList room={room} />}
      <ReportRoom room={room} />
      {room.member && <Endings room={room} />}
    </>
  );
}

function ReportRoom({ room: { slug, title } }: { readonly room: Room }) {
  const { words, open } = useApp();
  return (
    <section>
      <button
        type="button"
        class="button"
        onClick={() => open({ kind: 'report', about: { kind: 'room', slug, title } })}
      >
        <Icon name="report" /> {words.reportThis}
      </button>
    </section>
  );
}

function RoomPicture({ room }: { readonly room: Room }) {
  const app = useApp();
  const path = `/api/rooms/${room.slug}/picture`;
  const told = (picture: string | undefined) => {
    const { picture: _before, ...rest } = room;
    app.store.tell({ kind: 'room', room: picture === undefined ? rest : { ...rest, picture } });
  };
  return (
    <PicturePicker
      name={room.title}
      blob={room.picture}
      shape="room"
      active={room.role === 'owner' && room.encrypted !== true}
      onPick={async (blob) => {
        await ask('PUT', path, { blob });
        told(blob);
      }}
      onRemove={async () => {
        await ask('DELETE', path);
        told(undefined);
      }}
    />
  );
}

/** Leaving, and for an owner closing. Both ask first. */
function Endings({ room }: { readonly room: Room }) {
  const app = useApp();
  const { words } = app;
  const [asking, setAsking] = useState<'leave' | 'close'>();
  const end = async () => {
    setAsking(undefined);
    if (asking === 'close') await ask('POST', `/api/rooms/${room.slug}/close`);
    else await leaveRoom(app, room.slug);
    app.go(pathTo.rooms);
  };
  return (
    <section class="endings">
      <button type="button" class="button" onClick={() => setAsking('leave')}>
        {words.leave}
      </button>
      {room.role === 'owner' && (
        <button type="button" class="button late" onClick={() => setAsking('close')}>
          {words.closeRoom}
        </button>
      )}
      {asking !== undefined && (
        <Ask
          question={asking === 'leave' ? words.leaveAsk : words.closeAsk}
          yes={asking === 'leave' ? words.leave : words.closeRoom}
          onNo={() => setAsking(undefined)}
          onYes={() => void end().catch(app.sayFailed)}
        />
      )}
    </section>
  );
}
