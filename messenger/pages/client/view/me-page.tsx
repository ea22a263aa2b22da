// Oneself: picture, language, signing out. Further entries of the account are lines of ENTRIES.
import { fill, type Words } from '../../words.ts';
import { ask } from '../net/api.ts';
import { forgetRoomKeys } from '../net/room-keys.ts';
import { Link } from './parts.tsx';
import { PicturePicker } from './picture-picker.tsx';
import { Sheet } from './sheet.tsx';
import { useApp, useNow } from './use-app.ts';

/** Pages about the account, by path and word. */
const ENTRIES: readonly { readonly path: string; readonly word: keyof Words }[] = [
  { path: '/notifications', word: 'notifications' },
  { path: '/notices', word: 'notices' },
  { path: '/passkeys', word: 'passkeys' },
  { path: '/blocked', word: 'blockedPeople' },
];

export function MePage() {
  const app = useApp();
  const { words, language, store } = app;
  const { me } = useNow();
  const other = language === 'ko' ? 'en' : 'ko';
  return (
    <Sheet title={words.me}>
      <section class="about-head">
        <PicturePicker
          name={me.name}
          blob={me.avatar}
          shape="person"
          active
          onPick={async (avatar) => {
            await ask('PUT', '/api/me/avatar', { blob: avatar });
            store.tell({ kind: 'me', me: { ...me, avatar } });
          }}
          onRemove={async () => {
            await ask('DELETE', '/api/me/avatar');
            const { avatar: _before, ...rest } = me;
            store.tell({ kind: 'me', me: rest });
          }}
        />
        <p>{fill(words.signedInAs, { name: me.name })}</p>
      </section>
      {ENTRIES.length > 0 && (
        <ul class="rows">
          {ENTRIES.map(({ path, word }) => (
            <li key={path}>
              <Link to={path} class="row action">
                {words[word]}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>{words.language}</h2>
        <a class="button" href={`/me?lang=${other}`} lang={other} hrefLang={other}>
          {words.otherLanguage}
        </a>
      </section>
      <section>
        <a class="button" href="/report/state">
          {words.reportStateTitle}
        </a>
      </section>
      <RoomKeys />
      <form method="post" action="/sign-out">
        <button type="submit" class="button">
          {words.signOut}
        </button>
      </form>
    </Sheet>
  );
}

/** For whoever shares a device: keys stay in a browser until they are removed. */
function RoomKeys() {
  const app = useApp();
  const { words } = app;
  const { me } = useNow();
  const forget = async () => {
    await forgetRoomKeys(me.id);
    app.say(words.forgotKeys);
  };
  return (
    <section>
      <h2>{words.roomKeys}</h2>
      <button type="button" class="button" onClick={() => void forget().catch(app.sayFailed)}>
        {words.forgetKeys}
      </button>
      <p class="hint">{words.forgetKeysHint}</p>
    </section>
  );
}
