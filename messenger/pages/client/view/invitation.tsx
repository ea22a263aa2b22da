// An invitation link: made when asked for, shown whole, copied or handed to the phone's own sharing.
import { useState } from 'preact/hooks';
import { ask } from '../net/api.ts';
import { Icon } from './icons.tsx';
import { useApp } from './use-app.ts';

export function Invitation({ slug }: { readonly slug: string }) {
  const app = useApp();
  const { words } = app;
  const [link, setLink] = useState<string>();
  const make = async () => setLink((await ask<{ link: string }>('POST', `/api/rooms/${slug}/invites`)).link);
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
    </section>
  );
}
