// What stands where one would write when this device has no key of the room: a place for the link that holds it.
import { useEffect, useState } from 'preact/hooks';
import { keyOfFragment } from '../../../crypto/room-key.ts';
import { loadRoom } from '../acts/rooms.ts';
import { keyHere, takeRoomKey } from '../acts/sealing.ts';
import type { Room } from '../model/facts.ts';
import { useApp } from './use-app.ts';

/** Whether words can be sealed and opened here; undefined until it is known. */
export function useHasKey(room: Room | undefined): boolean | undefined {
  const app = useApp();
  const [has, setHas] = useState<boolean>();
  useEffect(() => {
    if (room === undefined) return;
    if (room.encrypted !== true) setHas(true);
    else keyHere(app, room).then((key) => setHas(key !== undefined), app.sayFailed);
  }, [app, room]);
  return has;
}

export function MissingKey({ room }: { readonly room: Room }) {
  const app = useApp();
  const { words } = app;
  const [fault, setFault] = useState(false);
  const take = async (link: string) => {
    const key = keyOfFragment(link.slice(Math.max(0, link.indexOf('#'))));
    setFault(key === undefined);
    if (key === undefined) return;
    await takeRoomKey(app, room, key);
    await loadRoom(app, room.slug);
  };
  return (
    <form
      class="composer missing-key"
      onSubmit={(event) => {
        event.preventDefault();
        take(String(new FormData(event.currentTarget).get('link')).trim()).catch(app.sayFailed);
      }}
    >
      <p>{words.keyMissing}</p>
      <div class="field">
        <label>
          {words.keyLink}
          <input name="link" autocomplete="off" required aria-describedby={fault ? 'key-fault' : undefined} />
        </label>
      </div>
      {fault && (
        <p class="fault" id="key-fault" role="alert">
          {words.keyNotInLink}
        </p>
      )}
      <button type="submit" class="button primary">
        {words.keyUse}
      </button>
    </form>
  );
}
