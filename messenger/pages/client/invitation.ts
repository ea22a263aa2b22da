// The invitation to an encrypted room: takes the key out of the address and lets it wait in this tab for whoever joins.
import { awaitJoining } from './net/room-keys.ts';

const part = document.querySelector<HTMLElement>('[data-encrypted-room]');

if (part !== null) {
  const room = Number(part.dataset['encryptedRoom']);
  const hasKey = awaitJoining(room, location.hash);
  // The key has no business in the history of the browser.
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  for (const told of part.querySelectorAll<HTMLElement>('[data-without-key]')) told.hidden = hasKey;
}
