// The messenger's first line in the browser: who is signed in stands in the page; the rest is asked for and followed live.
import { render } from 'preact';
import { createApp } from './acts/app.ts';
import { followLive } from './acts/live.ts';
import { loadBlocked, loadRooms } from './acts/rooms.ts';
import { loadWaiting } from './acts/waiting.ts';
import type { Me } from './model/facts.ts';
import { Frame } from './view/frame.tsx';
import { SuspendedFrame } from './view/suspended.tsx';

const root = document.getElementById('app');
if (root !== null) {
  const me = JSON.parse(root.dataset['me'] ?? '{}') as Me;
  // `?lang=` has done its work: the server keeps the language in a cookie.
  history.replaceState(history.state, '', location.pathname);
  const app = createApp(me, document.documentElement.lang === 'en' ? 'en' : 'ko');
  if (me.suspended) {
    render(<SuspendedFrame app={app} />, root);
  } else {
    render(<Frame app={app} />, root);
    loadRooms(app).catch(app.sayFailed);
    loadBlocked(app).catch(() => undefined);
    loadWaiting(app).catch(() => undefined);
    followLive(app);
  }
}
