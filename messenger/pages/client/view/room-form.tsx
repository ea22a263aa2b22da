// An owner changes a room's name and what is said about it.
import { useState } from 'preact/hooks';
import { loadRooms } from '../acts/rooms.ts';
import type { Room } from '../model/facts.ts';
import { ask } from '../net/api.ts';
import { useApp } from './use-app.ts';

export function RoomForm({ room }: { readonly room: Room }) {
  const app = useApp();
  const { words } = app;
  const [open, setOpen] = useState(false);
  const save = async (form: FormData) => {
    const [title, description] = [String(form.get('title')), String(form.get('description'))];
    const changed = await ask<Room>('PATCH', `/api/rooms/${room.slug}`, { title, description });
    app.store.tell({ kind: 'room', room: changed });
    setOpen(false);
    await loadRooms(app);
  };
  if (!open) {
    return (
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {words.change}
      </button>
    );
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget)).catch(app.sayFailed);
      }}
    >
      <div class="field">
        <label>
          {words.roomTitle}
          <input name="title" defaultValue={room.title} maxLength={80} required pattern=".*\S.*" />
        </label>
      </div>
      <div class="field">
        <label>
          {words.roomDescription}
          <textarea name="description" rows={2} maxLength={500} defaultValue={room.description ?? ''} />
        </label>
      </div>
      <div class="buttons">
        <button type="button" class="button" onClick={() => setOpen(false)}>
          {words.cancel}
        </button>
        <button type="submit" class="button primary">
          {words.save}
        </button>
      </div>
    </form>
  );
}
