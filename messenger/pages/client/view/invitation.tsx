// An invitation link: made when asked for, shown whole, copied or handed to the phone's own sharing.
import { useState } from 'preact/hooks';
import { linkWithKey } from '../../../crypto/room-key.ts';
import { keyHere } from '../acts/sealing.ts';
import type { Room } from '../model/facts.ts';
import { ask } from '../net/api.ts';
import { Icon } from './icons.tsx';
import { useApp } from './use-app.ts';

export function Invitation({ room }: { readonly room: Room }) {
  const app = useApp();
  const { words } = app;
  const [link, setLink] = useState<string>();
  const make = async () => {
    const key = room.encrypted === true ? await keyHere(app, room) : undefined;
    if (room.encrypted === true && key === undefined) return app.say(words.keyMissing);
    const made = await ask<{ link: string }>('POST', `/api/rooms/${room.slug}/invites`);
    setLink(key === undefined ? made.link : linkWithKey(made.link, key));
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    app.say(words.copied);
  };
  return (
    <section>
      {link === undefined ? (
        <button type="button" class="button primary" onClick={() => void make().catch(app.sayFailed)}>
          {words.invite}
        </button>
      ) : (
        <div class="field">
          <label>
            {words.inviteLink}
            <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <button type="button" class="button" onClick={() => void copy(link).catch(app.sayFailed)}>
            <Icon name="copy" /> {words.copy}
          </button>
        </div>
      )}
      <p class="hint">{words.inviteLead}</p>
      {room.encrypted === true && <p class="hint">{words.encryptedInvitation}</p>}
    </section>
  );
}
