// Keys of encrypted rooms, kept in this browser for one account: never sent anywhere. A key that came with an invitation waits
// for the one who joins with it.
import { keyOfFragment } from '../../../crypto/room-key.ts';

const DATABASE = 'yeoul';
const STORE = 'room-keys';
const WAITING = 'yeoul-invited-';

/** The key of a room, if this browser has it. */
export async function roomKeyOf(account: number, room: number): Promise<string | undefined> {
  const waiting = sessionStorage.getItem(`${WAITING}${room}`);
  if (waiting !== null) {
    await keepRoomKey(account, room, waiting);
    sessionStorage.removeItem(`${WAITING}${room}`);
    return waiting;
  }
  const found = await inStore('readonly', (store) => store.get(`${account}/${room}`) as IDBRequest<unknown>);
  return typeof found === 'string' ? found : undefined;
}

/** Keeps the key of a room. */
export async function keepRoomKey(account: number, room: number, key: string): Promise<void> {
  await inStore('readwrite', (store) => store.put(key, `${account}/${room}`));
}

/** Forgets the keys of an account on this device. */
export async function forgetRoomKeys(account: number): Promise<void> {
  const all = IDBKeyRange.bound(`${account}/`, `${account}/\uffff`);
  await inStore('readwrite', (store) => store.delete(all));
}

/** A key from an invitation waits, in this tab, for whoever joins. False when the link has none. */
export function awaitJoining(room: number, fragment: string): boolean {
  const key = keyOfFragment(fragment);
  if (key !== undefined) sessionStorage.setItem(`${WAITING}${room}`, key);
  return key !== undefined || sessionStorage.getItem(`${WAITING}${room}`) !== null;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(STORE, mode);
    const result = await settled(act(transaction.objectStore(STORE)));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(new Error('The key was not kept.', { cause: transaction.error }));
      transaction.commit();
    });
    return result;
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The key store does not answer.', { cause: request.error }));
  });
}
