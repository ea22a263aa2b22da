// Who is in a room, and what an owner may do about it.
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { Person, Room } from '../model/facts.ts';
import { ask } from '../net/api.ts';
import { Ask } from './dialog.tsx';
import { Avatar, Link } from './parts.tsx';
import { useApp, useNow } from './use-app.ts';

interface Member extends Person {
  readonly role: 'owner' | 'member';
}

interface Members {
  readonly members: readonly Member[];
  readonly next?: string;
}

const PAGE = 50;

export function MemberList({ room }: { readonly room: Room }) {
  const app = useApp();
  const { words } = app;
  const [known, setKnown] = useState<Members>({ members: [] });
  const { slug, members: count } = room;
  useEffect(() => {
    readMembers(slug).then(setKnown, app.sayFailed);
    // Somebody who joins or leaves changes the count, and with it the list.
  }, [slug, count, app]);
  const more = async () => {
    const answer = await readMembers(slug, known.next);
    setKnown({ ...answer, members: [...known.members, ...answer.members] });
  };
  const again = () => readMembers(slug).then(setKnown);
  return (
    <section>
      <h2>{words.members}</h2>
      <ul class="rows">
        {known.members.map((member) => (
          <MemberRow key={member.id} member={member} room={room} onChange={again} />
        ))}
      </ul>
      {known.next !== undefined && (
        <button type="button" class="button" onClick={() => void more().catch(app.sayFailed)}>
          {words.moreMembers}
        </button>
      )}
    </section>
  );
}

function readMembers(slug: string, cursor?: string): Promise<Members> {
  const after = cursor === undefined ? '' : `&cursor=${cursor}`;
  return ask<Members>('GET', `/api/rooms/${slug}/members?limit=${PAGE}${after}`);
}

interface RowParts {
  readonly member: Member;
  readonly room: Room;
  onChange(): Promise<void>;
}

function MemberRow({ member, room, onChange }: RowParts) {
  const { words } = useApp();
  const { me } = useNow();
  const isMe = member.id === me.id;
  return (
    <li class="row member">
      <Avatar name={member.name} blob={member.avatar} />
      <span class="row-text">
        <Link to={isMe ? '/me' : `/people/${member.id}`} class="row-title">
          {member.name}
        </Link>
        <span class="row-detail">
          {[isMe ? words.you : '', member.role === 'owner' ? words.owner : ''].filter(Boolean).join(' · ')}
        </span>
      </span>
      {room.role === 'owner' && !isMe && <OwnersActs member={member} room={room} onChange={onChange} />}
    </li>
  );
}

function OwnersActs({ member, room, onChange }: RowParts) {
  const app = useApp();
  const { words } = app;
  const [asking, setAsking] = useState(false);
  const path = `/api/rooms/${room.slug}/members/${member.id}`;
  const act = (method: string, body?: object) => {
    setAsking(false);
    ask(method, path, body).then(onChange).catch(app.sayFailed);
  };
  const isOwner = member.role === 'owner';
  return (
    <span class="row-acts">
      <button
        type="button"
        class="button plain"
        aria-label={`${member.name}: ${isOwner ? words.makeMember : words.makeOwner}`}
        onClick={() => act('PUT', { role: isOwner ? 'member' : 'owner' })}
      >
        {isOwner ? words.makeMember : words.makeOwner}
      </button>
      <button
        type="button"
        class="button plain"
        aria-label={`${member.name}: ${words.takeOut}`}
        onClick={() => setAsking(true)}
      >
        {words.takeOut}
      </button>
      {asking && (
        <Ask
          question={fill(words.takeOutAsk, { name: member.name })}
          yes={words.takeOut}
          onNo={() => setAsking(false)}
          onYes={() => act('DELETE')}
        />
      )}
    </span>
  );
}
