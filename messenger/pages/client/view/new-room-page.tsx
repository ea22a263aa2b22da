// Making a room. The private choice is the one that is ticked.
import { useState } from 'preact/hooks';
import { loadRooms } from '../acts/rooms.ts';
import { makeRoomKey } from '../acts/sealing.ts';
import type { Room } from '../model/facts.ts';
import { pathTo } from '../model/place.ts';
import { ask } from '../net/api.ts';
import { Sheet } from './sheet.tsx';
import { useApp } from './use-app.ts';

const SLUG_BYTES = 5;

export function NewRoomPage() {
  const app = useApp();
  const { words } = app;
  const [busy, setBusy] = useState(false);
  const make = async (form: FormData) => {
    setBusy(true);
    try {
      const description = textOf(form, 'description');
      const room = await ask<Room>('POST', '/api/rooms', {
        slug: newSlug(),
        title: textOf(form, 'title'),
        ...kindOf(textOf(form, 'visibility')),
        ...(description === '' ? {} : { description }),
      });
      if (room.encrypted === true) await makeRoomKey(app, room);
      await loadRooms(app);
      app.go(pathTo.about(room.slug), 'replace');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet title={words.newRoomTitle}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          make(new FormData(event.currentTarget)).catch(app.sayFailed);
        }}
      >
        <div class="field">
          <label>
            {words.roomTitle}
            <input name="title" maxLength={80} required autocomplete="off" pattern=".*\S.*" />
          </label>
        </div>
        <div class="field">
          <label>
            {words.roomDescription}
            <textarea name="description" rows={2} maxLength={500} />
          </label>
        </div>
        <fieldset>
          <legend>{words.whoMayRead}</legend>
          <Choice value="invite" title={words.inviteChoice} hint={words.inviteChoiceHint} checked />
          <Choice value="encrypted" title={words.encryptedChoice} hint={words.encryptedChoiceHint} />
          <Choice value="public" title={words.publicChoice} hint={words.publicChoiceHint} />
        </fieldset>
        <button type="submit" class="button primary" disabled={busy}>
          {words.make}
        </button>
      </form>
    </Sheet>
  );
}

interface ChoiceParts {
  readonly value: string;
  readonly title: string;
  readonly hint: string;
  readonly checked?: boolean;
}

function Choice({ value, title, hint, checked }: ChoiceParts) {
  return (
    <label class="choice">
      <input type="radio" name="visibility" value={value} defaultChecked={checked === true} />
      <span>
        <span class="choice-title">{title}</span>
        <span class="hint">{hint}</span>
      </span>
    </label>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function kindOf(choice: string): object {
  return choice === 'encrypted' ? { visibility: 'invite', encrypted: true } : { visibility: choice };
}

/** An address that says nothing about the room. */
function newSlug(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SLUG_BYTES));
  return `r-${[...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}
