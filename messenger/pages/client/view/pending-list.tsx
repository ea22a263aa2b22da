// Messages on their way, and those that did not arrive: nothing of them is lost.
import { discardPending, sendPending } from '../acts/sending.ts';
import { fill } from '../../words.ts';
import { albumSpans, SINGLE_BOX, singleSize } from '../model/album.ts';
import type { Pending, Upload } from '../model/outgoing.ts';
import { useApp } from './use-app.ts';

export function PendingList({ pending }: { readonly pending: readonly Pending[] }) {
  const { words } = useApp();
  if (pending.length === 0) return null;
  return (
    <div role="group" class="group own" aria-label={words.sending}>
      <div class="group-body">
        <ol>
          {pending.map((one) => (
            <PendingItem key={one.key} pending={one} />
          ))}
        </ol>
      </div>
    </div>
  );
}

function PendingItem({ pending }: { readonly pending: Pending }) {
  const app = useApp();
  const { words } = app;
  const { text, uploads, state, replyTo } = pending;
  return (
    <li class="message pending">
      <div class="message-body">
        {(text !== '' || replyTo !== undefined) && (
          <div class="bubble own">
            {replyTo !== undefined && (
              <p class="quote">
                <span class="quote-name">{fill(words.replyTo, { name: replyTo.author?.name ?? '' })}</span>
                <span class="quote-text">{replyTo.text ?? words.pictureSent}</span>
              </p>
            )}
            {text !== '' && <p class="text">{text}</p>}
          </div>
        )}
        {uploads.length > 0 && <PendingAlbum uploads={uploads} />}
        {state === 'failed' && (
          <div class="not-sent">
            <p>{words.notSent}</p>
            <div class="buttons">
              <button type="button" class="button small" onClick={() => void sendPending(app, pending)}>
                {words.again}
              </button>
              <button type="button" class="button plain" onClick={() => discardPending(app, pending)}>
                {words.discard}
              </button>
            </div>
          </div>
        )}
      </div>
      <p class="message-side">{state === 'going' && <span>{words.sending}</span>}</p>
    </li>
  );
}

function PendingAlbum({ uploads }: { readonly uploads: readonly Upload[] }) {
  const [only] = uploads;
  if (only !== undefined && uploads.length === 1) {
    const { width, height } = singleSize(only.width, only.height, SINGLE_BOX);
    return (
      <div class="single" style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}>
        <Preview upload={only} />
        <UploadProgress upload={only} />
      </div>
    );
  }
  const spans = albumSpans(uploads.length);
  return (
    <div class="album">
      {uploads.map((upload, index) => (
        <div key={upload.key} class={`cell span-${spans[index] ?? 2}`}>
          <Preview upload={upload} />
          <UploadProgress upload={upload} />
        </div>
      ))}
    </div>
  );
}

/** A chosen file as this browser shows it. */
export function Preview({ upload }: { readonly upload: Upload }) {
  if (upload.kind === 'video')
    return <video class="preview" src={upload.preview} muted playsInline preload="metadata" />;
  return <img class="preview" src={upload.preview} alt={upload.name} />;
}

/** How much of a file has gone up. */
export function UploadProgress({ upload }: { readonly upload: Upload }) {
  const { words } = useApp();
  if (upload.state !== 'going') return null;
  return (
    <progress value={upload.progress} max={1} aria-label={fill(words.uploading, { name: upload.name })} />
  );
}
