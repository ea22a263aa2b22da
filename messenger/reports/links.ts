// Links of this messenger, taken apart. A link of another place is none of ours; whether one leads anywhere is not said here.

export type OwnLink =
  | { readonly kind: 'message'; readonly slug: string; readonly id: number }
  | { readonly kind: 'room'; readonly slug: string }
  | { readonly kind: 'invite'; readonly token: string }
  | { readonly kind: 'media'; readonly blob: string };

const MESSAGE = /^\/r\/([a-z0-9-]{2,48})\/m\/([1-9][0-9]{0,14})\/?$/;
const ROOM = /^\/r\/([a-z0-9-]{2,48})\/?$/;
const INVITE = /^\/i\/([A-Za-z0-9_-]{8,100})\/?$/;
const MEDIA = /^\/(?:media|thumb|cdn)\/([A-Za-z0-9_-]{8,64})(?:\/thumb)?\/?$/;

/** What a link of `origin`, or a path alone, points at; undefined for every other text. */
export function readLink(text: string, origin: string): OwnLink | undefined {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed, origin) ? new URL(trimmed, origin) : undefined;
  if (url === undefined || url.host !== new URL(origin).host) return undefined;
  const [, slug, id] = MESSAGE.exec(url.pathname) ?? [];
  if (slug !== undefined && id !== undefined) return { kind: 'message', slug, id: Number(id) };
  const room = ROOM.exec(url.pathname)?.[1];
  if (room !== undefined) return { kind: 'room', slug: room };
  const token = INVITE.exec(url.pathname)?.[1];
  if (token !== undefined) return { kind: 'invite', token };
  const blob = MEDIA.exec(url.pathname)?.[1];
  return blob === undefined ? undefined : { kind: 'media', blob };
}
