// What waits for the one who is signed in: how many notices and notifications are unread.
import { ask } from '../net/api.ts';
import type { App } from './app.ts';

/** Asks how much is unread. */
export async function loadWaiting({ store }: App): Promise<void> {
  const [notices, notifications] = await Promise.all(
    ['/api/notices?limit=1', '/api/notifications?limit=1'].map((path) =>
      ask<{ unread: number }>('GET', path),
    ),
  );
  const waiting = { notices: notices?.unread ?? 0, notifications: notifications?.unread ?? 0 };
  store.tell({ kind: 'waiting', waiting });
}
