// A picture or video, sealed or not: a sealed one keeps its place while it is fetched and opened.
import { useEffect, useState } from 'preact/hooks';
import type { Media } from '../model/facts.ts';
import { openedAddress } from '../net/sealed-files.ts';

/** Where the browser finds a file: at once, after opening it, or never. */
export function useSource(media: Media, size: 'small' | 'large'): string | 'broken' | undefined {
  const { secret, blob } = media;
  const plain = size === 'small' && media.thumbnail === true ? `/thumb/${blob}` : `/media/${blob}`;
  const [opened, setOpened] = useState<string>();
  useEffect(() => {
    let over = false;
    setOpened(undefined);
    if (secret === undefined) return undefined;
    openedAddress(secret, size).then(
      (address) => {
        if (!over) setOpened(address);
      },
      () => {
        if (!over) setOpened('broken');
      },
    );
    return () => {
      over = true;
    };
  }, [secret, size]);
  if (secret !== undefined) return opened;
  // A file in an encrypted room whose key did not come with the message.
  return media.mime === 'application/octet-stream' ? 'broken' : plain;
}
