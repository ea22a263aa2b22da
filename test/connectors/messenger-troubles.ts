// Every fault switch of the messenger as a trouble for a connector: what it is set to, and how a test knows that it was met.
import type { Change, Setting } from '../../messenger/faults/settings.ts';
import type { Exchange, Trouble } from '../conformance/world.ts';
import { ADMIN_TOKEN } from '../messenger/messenger-under-test.ts';
import type { Books } from './messenger-books.ts';
import { expectStatus, type MessengerWorld } from './messenger-world.ts';

/** Switches that say only how often another one hits. */
type HowOften = 'delayShare' | 'readDelayShare' | 'lateShare' | 'staleShare';
type Switch = Exclude<Setting, HowOften | 'seed'> | 'all';

/** What a trouble is known by, once the work is done. */
interface Signs {
  /** Since it was turned on. */
  readonly seen: readonly Exchange[];
  readonly books: Books;
  ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: string }>;
}

interface Kind {
  readonly set: Change;
  met(signs: Signs): boolean | Promise<boolean>;
  readonly leaves?: NonNullable<Trouble['leaves']>;
  readonly sometimes?: true;
  readonly restarts?: true;
}

/** Less than the profiles set, since the desk of this suite waits a fiftieth of what it waits elsewhere. */
const DELAY_MS = 150;
/** Longer than a look takes on a busy machine: what is called gone too early is caught while it is still shown. */
const LATE_MS = 1_500;
const STALE_MS = 500;

const isOrder = ({ method }: Exchange): boolean => method !== 'GET' && method !== 'HEAD';
const orders = (status: number) => (signs: Signs) =>
  has(signs, (one) => isOrder(one) && one.status === status);
const reads = (status: number) => (signs: Signs) =>
  has(signs, (one) => !isOrder(one) && one.status === status);
const has = ({ seen }: Signs, sign: (one: Exchange) => boolean): boolean => seen.some(sign);
const bodyOf = <T>({ answer }: Exchange): T => JSON.parse(answer) as T;

const keyOf = ({ headers }: Exchange): string => String(headers['idempotency-key'] ?? '');

async function keysIn(books: Books): Promise<ReadonlySet<string>> {
  return new Set((await books<{ key: string }>('select key from ledger')).map(({ key }) => key));
}

async function doneAndDenied({ seen, books }: Signs): Promise<boolean> {
  const done = await keysIn(books);
  return seen.some((one) => isOrder(one) && one.status === 503 && done.has(keyOf(one)));
}

async function saidAndNotDone({ seen, books }: Signs): Promise<boolean> {
  const done = await keysIn(books);
  return seen.some(
    (one) =>
      isOrder(one) &&
      one.status === 202 &&
      bodyOf<{ operation: { effect: string } }>(one).operation.effect !== 'none' &&
      !done.has(keyOf(one)),
  );
}

async function wasLate({ seen, books }: Signs): Promise<boolean> {
  const keys = seen.filter(isOrder).map(keyOf);
  const sql = 'select 1 from late l join operation o on o.id = l.operation_id where o.key = any($1)';
  return (await books(sql, [keys])).length > 0;
}

/** The desk asked where an order stands, and nobody knew it. */
const isForgotten: Kind['met'] = (signs) =>
  has(signs, ({ path, status }) => path.startsWith('/admin/v1/operations/') && status === 404);

/** A file was shown there after it was ordered to be hidden. */
function keptShowing(door: string): Kind['met'] {
  return ({ seen }) =>
    seen.some(({ path, status }, at) => {
      const blob = path.startsWith(door) && status === 200 ? path.split('/')[2] : undefined;
      return (
        blob !== undefined &&
        seen.slice(0, at).some((one) => isOrder(one) && one.status === 202 && one.path.includes(blob))
      );
    });
}

function feedHas(sign: (ids: readonly number[]) => boolean): Kind['met'] {
  return (signs) =>
    has(
      signs,
      (one) =>
        one.path.startsWith('/admin/v1/events?') &&
        one.status === 200 &&
        sign(bodyOf<{ events: readonly { id: string }[] }>(one).events.map(({ id }) => Number(id))),
    );
}

const goesByOffset = ({ path, answer }: Exchange): boolean =>
  /[?&]cursor=o\d/.test(path) || /"next":"o\d/.test(answer);

const peerShows: Kind['met'] = (signs) =>
  has(signs, ({ path, status }) => path.startsWith('/peer/media/') && status === 200);

/** The desk asks no peer for anything; somebody who does is told so. */
function peerSays(state: string): Kind['met'] {
  return async (signs) => {
    const file = signs.seen
      .find(({ path }) => path.startsWith('/peer/media/'))
      ?.path.split('/')
      .at(-1);
    const body = { file, reason: 'intimate-image' };
    const { id, state: first } = stateIn((await signs.ask('POST', '/peer/v1/removals', body)).body);
    let said = first;
    while (said === 'received' && state !== 'received')
      said = stateIn((await signs.ask('GET', `/peer/v1/removals/${id}`)).body).state;
    return said === state;
  };
}

const stateIn = (body: string) =>
  (JSON.parse(body) as { removal: { readonly id: string; readonly state: string } }).removal;

const hasMoved =
  (kind: string): Kind['met'] =>
  async ({ books }) =>
    (await books('select 1 from moved where kind = $1', [kind])).length > 0;

const wasRenamed: Kind['met'] = async ({ books }) =>
  (await books(`select 1 from event where kind = 'renamed'`)).length > 0;

/** Only where an order did nothing can a look that was disturbed say a wrong word. */
const UNDONE = { okButNothing: 0.4 };

const SWITCHES: Readonly<Record<Switch, Kind>> = {
  rateLimit: { set: { seed: 4, rateLimit: 0.4 }, met: orders(429) },
  failBeforeCommit: { set: { seed: 4, failBeforeCommit: 0.4 }, met: orders(503) },
  failAfterCommit: { set: { seed: 4, failAfterCommit: 0.4 }, met: doneAndDenied },
  okButNothing: { set: { seed: 4, okButNothing: 0.4 }, met: saidAndNotDone },
  keyRefused: { set: { seed: 4, keyRefused: 0.4 }, met: orders(409) },
  delayMs: {
    set: { delayMs: DELAY_MS },
    met: (signs) => has(signs, (one) => isOrder(one) && one.took >= DELAY_MS),
  },
  tokenRefused: {
    set: { seed: 4, tokenRefused: 0.15, ...UNDONE },
    met: (signs) => orders(401)(signs) && reads(401)(signs),
  },
  readRateLimit: { set: { readRateLimit: 0.05, ...UNDONE }, met: reads(429) },
  readFail: { set: { readFail: 0.3, ...UNDONE }, met: reads(503) },
  readDelayMs: {
    set: { readDelayMs: DELAY_MS, readDelayShare: 0.2, ...UNDONE },
    met: (signs) => has(signs, (one) => !isOrder(one) && one.took >= DELAY_MS),
  },
  lateMs: { set: { lateMs: LATE_MS }, met: wasLate },
  statusLost: { set: { lateMs: LATE_MS, statusLost: 1 }, met: isForgotten },
  statusLostAfterRestart: {
    set: { lateMs: 2 * LATE_MS, statusLostAfterRestart: 1 },
    restarts: true,
    met: isForgotten,
  },
  staleThumbMs: { set: { staleThumbMs: STALE_MS }, met: keptShowing('/thumb/') },
  staleCdnMs: { set: { staleCdnMs: STALE_MS }, met: keptShowing('/cdn/') },
  feedDuplicate: { set: { feedDuplicate: 0.5 }, met: feedHas((ids) => new Set(ids).size < ids.length) },
  feedReorder: {
    set: { feedReorder: 1 },
    met: feedHas((ids) => ids.some((id, at) => id < (ids[at - 1] ?? 0))),
  },
  shiftingPages: { set: { shiftingPages: 1 }, met: (signs) => has(signs, goesByOffset) },
  peer: { set: { peer: 1 }, leaves: 'peer-keeps-it', met: peerShows },
  peerDelayMs: {
    set: { peer: 1, peerDelayMs: DELAY_MS },
    leaves: 'peer-keeps-it',
    met: peerSays('received'),
  },
  peerRefuse: { set: { peer: 1, peerRefuse: 1 }, leaves: 'peer-keeps-it', met: peerSays('refused') },
  moveMessages: { set: { seed: 5, moveMessages: 0.2 }, met: hasMoved('message') },
  moveRooms: { set: { moveRooms: 0.2 }, met: hasMoved('room') },
  reassignNames: { set: { seed: 5, reassignNames: 0.2 }, met: wasRenamed },
  all: {
    set: {
      profile: 'all',
      ...{ seed: 4, delayMs: DELAY_MS, readDelayMs: DELAY_MS, lateMs: LATE_MS / 3 },
      ...{ staleThumbMs: STALE_MS, staleCdnMs: STALE_MS, peerDelayMs: DELAY_MS },
    },
    leaves: 'peer-keeps-it',
    sometimes: true,
    met: (signs) => new Set(signs.seen.map(({ status }) => status)).size > 4,
  },
};

/** The names of all switches that are tried. */
export const SWITCH_NAMES = Object.keys(SWITCHES) as readonly Switch[];

/** Each switch with what it is set to and how the desk ends, for the page that lists them. */
export const SWITCH_ROWS = SWITCH_NAMES.map((name) => {
  const { set, leaves, sometimes } = SWITCHES[name];
  const left = `\`unremovable\`: \`${leaves}\``;
  const ends = leaves === undefined ? '`removed`' : sometimes === true ? `\`removed\`, or ${left}` : left;
  const values = Object.entries(set).map(([setting, value]) => `${setting} ${value}`);
  return `| \`${name}\` | ${values.join(', ')} | ${ends} |`;
});

/** All of them, one at a time, and all at once. */
export function troublesOf(
  { yeoul, books }: MessengerWorld,
  exchanges: () => readonly Exchange[],
): readonly Trouble[] {
  return SWITCH_NAMES.map((name) => {
    const { set, met, leaves, sometimes, restarts } = SWITCHES[name];
    let from = 0;
    const on = async (): Promise<void> => {
      await expectStatus(200, yeoul.admin('PUT', '/admin/v1/faults', set));
    };
    return {
      name,
      async on() {
        from = exchanges().length;
        await on();
      },
      met: async () =>
        met({
          seen: exchanges().slice(from),
          books,
          ask: (method, path, body) => yeoul.order(method, path, { token: ADMIN_TOKEN, body }),
        }),
      ...(leaves === undefined ? {} : { leaves }),
      ...(sometimes === undefined ? {} : { sometimes }),
      ...(restarts === undefined
        ? {}
        : {
            // What was set going lives on; the switches are off after a start.
            meanwhile: async () => {
              await yeoul.restart();
              await on();
            },
          }),
    };
  });
}
