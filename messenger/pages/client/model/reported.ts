// What a report is about, as the page names it, and as the server wants it named.
import type { Media, Message } from './facts.ts';

export interface FileKeyOf {
  readonly blob: string;
  readonly key: string;
  readonly iv: string;
}

export type Reported =
  | {
      readonly kind: 'message';
      readonly room: string;
      readonly id: number;
      readonly author: string;
      /** Keys of its sealed files, which may be handed over. */
      readonly keys: readonly FileKeyOf[];
    }
  | {
      readonly kind: 'media';
      readonly blob: string;
      readonly author: string;
      readonly keys: readonly FileKeyOf[];
    }
  | { readonly kind: 'person'; readonly id: number; readonly name: string }
  | { readonly kind: 'room'; readonly slug: string; readonly title: string };

/** A message with all that is in it. */
export function reportedMessage({ room, id, author, media }: Message): Reported {
  return { kind: 'message', room, id, author: author?.name ?? '', keys: media.flatMap(keyOf) };
}

/** One picture or video of a message. */
export function reportedMedia({ author }: Message, media: Media): Reported {
  return { kind: 'media', blob: media.blob ?? '', author: author?.name ?? '', keys: keyOf(media) };
}

/** As `POST /api/reports` takes it. */
export function targetOf(about: Reported): object {
  switch (about.kind) {
    case 'message':
      return { message: { room: about.room, id: about.id } };
    case 'media':
      return { media: about.blob };
    case 'person':
      return { person: about.id };
    case 'room':
      return { room: about.slug };
  }
}

/** Keys that may come with it. */
export function keysOf(about: Reported): readonly FileKeyOf[] {
  return 'keys' in about ? about.keys : [];
}

function keyOf({ hidden, secret }: Media): readonly FileKeyOf[] {
  if (hidden || secret === undefined) return [];
  const { blob, key, iv } = secret;
  return [{ blob, key, iv }];
}
