// A picture or video seen large, and the others of its message beside it.
import { useRef, useState } from 'preact/hooks';
import { fill } from '../../words.ts';
import type { Media, Message } from '../model/facts.ts';
import { reportedMedia } from '../model/reported.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { IconButton } from './parts.tsx';
import { useSource } from './sealed-picture.tsx';
import { useApp, useNow } from './use-app.ts';

/** A finger that went this far to the side wants the next one. */
const SWIPE_PX = 50;

export function Viewer({ message, first }: { readonly message: Message; readonly first: number }) {
  const { words, close, open } = useApp();
  const { me } = useNow();
  const shown = message.media.filter((media) => !media.hidden && media.blob !== undefined);
  const start = shown.indexOf(message.media[first] as Media);
  const [at, setAt] = useState(Math.max(0, start));
  const media = shown[at];
  const name = message.author?.name ?? '';
  const isVideo = media?.mime?.startsWith('video/') === true;
  const label = fill(isVideo ? words.videoFrom : words.pictureFrom, { name });
  const step = (by: number) => setAt(Math.min(shown.length - 1, Math.max(0, at + by)));
  const touched = useRef<number | undefined>(undefined);
  return (
    <Dialog
      title={label}
      look="viewer"
      onClose={close}
      onKeyDown={({ key }) => {
        if (isVideo) return;
        if (key === 'ArrowLeft') step(-1);
        if (key === 'ArrowRight') step(1);
      }}
    >
      <div
        class="large"
        onTouchStart={({ touches }) => {
          // Two fingers make it larger: that is no swipe.
          touched.current = touches.length === 1 ? touches[0]?.clientX : undefined;
        }}
        onTouchEnd={({ changedTouches }) => {
          const by = (changedTouches[0]?.clientX ?? 0) - (touched.current ?? 0);
          if (touched.current !== undefined && Math.abs(by) > SWIPE_PX) step(by < 0 ? 1 : -1);
          touched.current = undefined;
        }}
      >
        {media !== undefined && <Large key={media.blob} media={media} label={label} isVideo={isVideo} />}
        {media !== undefined && me.id !== message.author?.id && (
          <button
            type="button"
            class="button"
            onClick={() => open({ kind: 'report', about: reportedMedia(message, media) })}
          >
            <Icon name="report" /> {words.reportThis}
          </button>
        )}
        {shown.length > 1 && (
          <div class="viewer-steps">
            <IconButton icon="back" label={words.previous} disabled={at === 0} onPress={() => step(-1)} />
            <p role="status">{fill(words.ofMany, { n: at + 1, all: shown.length })}</p>
            <IconButton
              icon="next"
              label={words.next}
              disabled={at === shown.length - 1}
              onPress={() => step(1)}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface LargeParts {
  readonly media: Media;
  readonly label: string;
  readonly isVideo: boolean;
}

function Large({ media, label, isVideo }: LargeParts) {
  const { words } = useApp();
  const source = useSource(media, 'large');
  if (source === 'broken') return <p class="hidden-file">{words.brokenFile}</p>;
  if (source === undefined) return <p role="status">{words.openingFile}</p>;
  if (isVideo) return <video controls playsInline preload="metadata" src={source} aria-label={label} />;
  return <img src={source} width={media.width} height={media.height} alt={label} />;
}
