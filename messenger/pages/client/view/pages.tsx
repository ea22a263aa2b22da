// The pages that are neither the list nor a room, by path. A new page is a line here.
import type { ComponentChild } from 'preact';
import { FindPage } from './find-page.tsx';
import { MePage } from './me-page.tsx';
import { NewRoomPage } from './new-room-page.tsx';
import { NoticePage, NoticesPage } from './notices-page.tsx';
import { NotificationsPage } from './notifications-page.tsx';
import { PasskeysPage } from './passkeys-page.tsx';
import { BlockedPage, PersonPage } from './person-page.tsx';

interface Page {
  readonly path: RegExp;
  /** @param parts what the groups of `path` caught */
  draw(...parts: readonly string[]): ComponentChild;
}

const PAGES: readonly Page[] = [
  { path: /^\/find$/, draw: () => <FindPage /> },
  { path: /^\/new$/, draw: () => <NewRoomPage /> },
  { path: /^\/me$/, draw: () => <MePage /> },
  { path: /^\/people\/([1-9][0-9]{0,14})$/, draw: (id) => <PersonPage key={id} id={Number(id)} /> },
  { path: /^\/blocked$/, draw: () => <BlockedPage /> },
  { path: /^\/passkeys$/, draw: () => <PasskeysPage /> },
  { path: /^\/notifications$/, draw: () => <NotificationsPage /> },
  { path: /^\/notices$/, draw: () => <NoticesPage /> },
  { path: /^\/(?:notices|n)\/([A-Za-z0-9_-]{8,64})$/, draw: (id = '') => <NoticePage key={id} id={id} /> },
];

/** The page at a path, or nothing. */
export function pageAt(path: string): ComponentChild | undefined {
  for (const page of PAGES) {
    const found = page.path.exec(path);
    if (found !== null) return page.draw(...found.slice(1));
  }
  return undefined;
}
