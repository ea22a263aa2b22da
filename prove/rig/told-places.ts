// Places in the messenger that somebody can tell of, each told of once; the accounts that press the button; and what the messenger itself says became
// of each report.
import { request } from 'node:http';

export interface Place {
  readonly message: number;
  readonly room: string;
  readonly link: string;
}

export interface ToldPlaces {
  readonly places: readonly Place[];
  /** Reports a place, as an account that was made for it. @param at which account */
  report(place: Place, at: number, words: string, reasons: readonly string[]): Promise<void>;
  /** Milliseconds from when the messenger took a report to when it said "looking" to whoever made it, by message; what it does not say is left out. */
  lookedAfter(): Promise<ReadonlyMap<number, { readonly at: number; readonly ms: number }>>;
}

const AT_ONCE = 6;
const PAGE = 100;
/** Messages in one room: everybody who tells means another place, and a room is worked on by one worker at a time. */
const IN_A_ROOM = 5;
const slugOf = (at: number): string => `told-of-${Math.floor(at / IN_A_ROOM)}`;

/** Makes `count` messages in public rooms, and as many accounts. */
export async function makePlaces(api: string, adminToken: string, count: number): Promise<ToldPlaces> {
  const signUp = async (name: string, at: number): Promise<string> => {
    const body = { name, passphrase: `passphrase of ${name}` };
    return (await post<{ token: string }>(api, '/api/accounts', null, body, addressOf(at))).token;
  };
  const owner = await signUp('owner-of-places', count);
  await inParallel(Math.ceil(count / IN_A_ROOM), (room) => {
    const slug = slugOf(room * IN_A_ROOM);
    return post(api, '/api/rooms', owner, { slug, title: `물결 게시판 ${room}`, visibility: 'public' });
  });
  const places = await inParallel(count, async (at) => {
    const said = { text: `note ${at}` };
    const room = slugOf(at);
    const sent = await post<{ id: number }>(api, `/api/rooms/${room}/messages`, owner, said);
    return { message: sent.id, room, link: `${api}/r/${room}/m/${sent.id}` };
  });
  const tokens = await inParallel(count, (at) => signUp(`reporter${at}`, at));
  return {
    places,
    report: async ({ message, room }, at, words, reasons) => {
      const body = { target: { message: { room, id: message } }, reasons, words };
      await post(api, '/api/reports', tokens[at] ?? null, body, addressOf(at));
    },
    lookedAfter: () => lookedAfter(api, adminToken),
  };
}

/** Everybody comes from an address of her own: the messenger counts by address (Linux has all of 127.0.0.0/8). */
const addressOf = (at: number): string => `127.7.${Math.floor(at / 250)}.${1 + (at % 250)}`;

/** @param from this address of the machine's own */
function post<T>(
  api: string,
  to: string,
  token: string | null,
  body: object,
  from = '127.0.0.1',
): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${api}${to}`, { method: 'POST', headers, localAddress: from }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode < 300) resolve(JSON.parse(text) as T);
        else reject(new Error(`POST ${to} was refused: ${statusCode} ${text}`));
      });
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
}

interface Reported {
  readonly at: string;
  readonly state: string;
  readonly stateAt: string;
  readonly target: { readonly message?: number };
}

async function lookedAfter(api: string, adminToken: string) {
  const all = new Map<number, { at: number; ms: number }>();
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query = `limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const response = await fetch(`${api}/admin/v1/reports?${query}`, {
      headers: { authorization: `Bearer ${adminToken}` },
    });
    const page = (await response.json()) as { reports: readonly Reported[]; next?: string };
    for (const { at, state, stateAt, target } of page.reports)
      if (target.message !== undefined && state === 'looking')
        all.set(target.message, {
          at: Date.parse(at),
          ms: Date.parse(stateAt) - Date.parse(at),
        });
    cursor = page.next;
  }
  return all;
}

async function inParallel<T>(count: number, make: (at: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) made[at] = await make(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return made;
}
