// What stands above the page: a message's menu, the choice where to forward it, a picture seen large.
import { useState } from 'preact/hooks';
import { deleteMessage, forwardMessage } from '../acts/sending.ts';
import { fill } from '../../words.ts';
import type { Message } from '../model/facts.ts';
import { roomsCalled } from '../model/own-rooms.ts';
import { pathTo } from '../model/place.ts';
import { Ask, Dialog } from './dialog.tsx';
import { MessageActions } from './message-actions.tsx';
import { Avatar } from './parts.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { useApp, useNow } from './use-app.ts';
import { Viewer } from './viewer.tsx';

/** From this many rooms on a field narrows the list. */
const MANY_ROOMS = 8;

export function Overlays() {
  const { overlay } = useNow();
  switch (overlay?.kind) {
    case undefined:
      return null;
    case 'actions':
      return <MessageActions message={overlay.message} />;
    case 'delete':
      return <AskDelete message={overlay.message} />;
    case 'forward':
      return <ForwardDialog message={overlay.message} />;
    case 'viewer':
      return <Viewer message={overlay.message} first={overlay.index} />;
    case 'report':
      return <ReportDialog about={overlay.about} />;
  }
}

function AskDelete({ message }: { readonly message: Message }) {
  const app = useApp();
  const { words } = app;
  return (
    <Ask
      question={words.removeAsk}
      yes={words.remove}
      onNo={app.close}
      onYes={() => {
        app.close();
        deleteMessage(app, message).catch(app.sayFailed);
      }}
    />
  );
}

function ForwardDialog({ message }: { readonly message: Message }) {
  const app = useApp();
  const { words } = app;
  const { rooms = [] } = useNow();
  const [called, setCalled] = useState('');
  // Nothing is forwarded out of encryption, nor into it.
  const from = rooms.find(({ slug }) => slug === message.room);
  const fitting = rooms.filter(({ encrypted }) => encrypted === from?.encrypted);
  const forward = async (slug: string, title: string) => {
    await forwardMessage(app, message, slug);
    app.say(fill(words.forwardedTo, { room: title }));
    app.go(pathTo.room(slug));
  };
  return (
    <Dialog title={words.forwardTo} look="panel" onClose={app.close}>
      {rooms.length >= MANY_ROOMS && (
        <div class="field">
          <label>
            {words.findLabel}
            <input type="search" value={called} onInput={(event) => setCalled(event.currentTarget.value)} />
          </label>
        </div>
      )}
      <ul class="rows forward-rooms">
        {roomsCalled(fitting, called).map(({ slug, title, picture }) => (
          <li key={slug}>
            <button type="button" class="row" onClick={() => void forward(slug, title).catch(app.sayFailed)}>
              <Avatar name={title} blob={picture} shape="room" />
              <span class="row-title">{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
