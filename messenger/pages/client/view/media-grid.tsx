// The pictures and videos of a message. Each has its place before it is loaded; what is hidden says so.
import { fill } from '../../words.ts';
import { albumSpans, SINGLE_BOX, singleSize } from '../model/album.ts';
import type { Media, Message } from '../model/facts.ts';
import { Icon } from './icons.tsx';
import { useSource } from './sealed-picture.tsx';
import { useApp } from './use-app.ts';

export function MediaGrid({ message }: { readonly message: Message }) {
  const { media } = message;
  if (media.length === 0) return null;
  if (media.length === 1) return <Single message={message} media={media[0]} />;
  const spans = albumSpans(media.length);
  return (
    <div class="album">
      {media.map((one, index) => (
        <div key={one.blob ?? index} class={`cell span-${spans[index] ?? 2}`}>
          <Cell message={message} media={one} index={index} />
        </div>
      ))}
    </div>
  );
}

function Single({ message, media }: { readonly message: Message; readonly media: Media | undefined }) {
  if (media === undefined) return null;
  if (media.hidden) return <Cell message={message} media={media} index={0} />;
  const { width, height } = singleSize(media.width, media.height, SINGLE_BOX);
  return (
    <div class="single" style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}>
      <Cell message={message} media={media} index={0} />
    </div>
  );
}

interface CellParts {
  readonly message: Message;
  readonly media: Media;
  readonly index: number;
}

function Cell({ message, media, index }: CellParts) {
  const { words, open } = useApp();
  const source = useSource(media, 'small');
  if (media.hidden || media.blob === undefined) return <p class="hidden-file">{words.hiddenPicture}</p>;
  if (source === 'broken') return <p class="hidden-file">{words.brokenFile}</p>;
  const isVideo = media.mime?.startsWith('video/') === true;
  const name = message.author?.name ?? '';
  const label = fill(isVideo ? words.videoFrom : words.pictureFrom, { name });
  return (
    <button type="button" class="picture" onClick={() => open({ kind: 'viewer', message, index })}>
      {isVideo && media.thumbnail !== true ? (
        <span class="no-poster">
          <span class="unseen">{label}</span>
        </span>
      ) : (
        <img src={source} alt={label} loading="lazy" decoding="async" draggable={false} />
      )}
      {isVideo && (
        <span class="play">
          <Icon name="play" />
        </span>
      )}
    </button>
  );
}
