// One side of the flood: a messenger and a desk of their own, the same people who tell of something at the same pace, with or without a group that
// sends its notices meanwhile. What is measured is told by whoever sees it: the mail server's 250, the mailbox, the messenger's record of
// reports, the desk's log, and the order of work as the desk shows it.
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import type { Closing } from './closing.ts';
import { type Desk, freePort } from './desk.ts';
import { handOver } from './hand-over.ts';
import { openMailbox, type Reply } from './mailbox.ts';
import { startMessenger } from './messenger.ts';
import { nameHomes, peopleOf, type Person, writeMail } from './people.ts';
import { REVIEWER } from './reviewer.ts';
import { type Scene, setScene, writeConfig } from './scene.ts';
import { openDesk, workFolder } from './stage.ts';
import { makePlaces, type Place, type ToldPlaces } from './told-places.ts';

export interface SideOptions {
  readonly seed: number;
  readonly honest: number;
  /** Notices of the group; 0: the side without. */
  readonly flood: number;
  /** Over so many seconds people tell, one after another. */
  readonly seconds: number;
  /** Over so many the group does. */
  readonly floodSeconds: number;
  readonly patienceMs: number;
}

export interface SideFigures {
  /** Milliseconds of each honest notice, in the order in which they were sent: from receipt to acknowledgement, and to its place in the queue. */
  readonly acknowledged: readonly number[];
  readonly queued: readonly number[];
  /** The honest ones, by their place in the order they were sent, in the order of work. */
  readonly order: readonly number[];
  /** The place in the whole queue of each of `order`, from 1. */
  readonly places: readonly number[];
  readonly waiting: number;
  /** What the messenger says was changed by an order. */
  readonly changes: number;
  /** Cases whose row in the queue says that they take turns, of the group and of the honest. */
  readonly slowed: { readonly flood: number; readonly honest: number };
}

interface Told {
  readonly person: Person;
  readonly place: Place;
  /** Of a mail: when its 250 came. */
  accepted?: number;
}

const LOOK_MS = 500;
/** Notices before all others, which are not counted: a desk that has just started reads its first ones slowly. */
const WARM = 2;

export async function floodSide(options: SideOptions, close: Closing): Promise<SideFigures> {
  const { flood, patienceMs } = options;
  const honest = options.honest + WARM;
  const folder = await workFolder(false, close);
  const messenger = await startMessenger(
    folder,
    { rooms: 3, reported: 1, seed: options.seed },
    { profile: 'off' },
    close,
  );
  const mailbox = await openMailbox();
  close.after(mailbox.close);
  const everybody = [...peopleOf('honest', honest), ...peopleOf('flood', flood)];
  const spots = await makePlaces(messenger.api, messenger.adminToken, everybody.length);
  const scene = await setScene(folder, path.join(folder, 'desk'));
  await nameHomes(scene);
  const [port, apiPort] = [await freePort(), await freePort()];
  const access = { api: messenger.api, adminToken: messenger.adminToken };
  await writeConfig(scene, {
    ...{ smtpPort: port, replyPort: mailbox.port, more: { api: { enabled: true, port: apiPort } } },
    messenger: { ...access, memberToken: messenger.seeded.checkerToken },
  });
  const desk = await openDesk(scene, close);
  const token = await apiToken(desk);
  const log = listen(desk);
  const told = everybody.map((person, at): Told => ({ person, place: spots.places[at] as Place }));
  const send = await senderOf(told, port, scene, spots);
  await Promise.all(Array.from({ length: WARM }, (_, at) => send(at)));
  await until(patienceMs, 'the first notices were not looked for', () => log.located.size >= WARM);
  await Promise.all([
    paced(options.honest, options.seconds, (at) => send(WARM + at)),
    paced(flood, options.floodSeconds, (at) => send(honest + at)),
  ]);
  await until(patienceMs, 'not every notice was looked for', () => log.located.size >= told.length);
  const heard = async (): Promise<readonly Heard[]> => {
    const reports = await spots.lookedAfter();
    return told.slice(WARM, honest).map((one) => heardOf(one, mailbox.replies(), reports));
  };
  await until(patienceMs, 'not everybody was told that it came', async () =>
    (await heard()).every(({ acknowledged }) => acknowledged !== undefined),
  );
  const numbers = await numbersOf(log, `http://127.0.0.1:${apiPort}`, token);
  const queue = ((await desk.command('queue', '--limit', '100000'))?.['queue'] ?? []) as readonly Row[];
  return figuresOf(await heard(), numbers, log, queue, (await messenger.ledger()).length);
}

/** The prover looks at the desk's cases as an auditor of it. */
async function apiToken(desk: Desk): Promise<string> {
  await desk.command('people', 'add', REVIEWER);
  const made = await desk.command('tokens', 'add', 'prover', '--role', 'auditor', '--as', REVIEWER);
  if (made === undefined) throw new Error('the desk made no token');
  return String(made['token']);
}

async function senderOf(
  told: readonly Told[],
  port: number,
  scene: Scene,
  spots: ToldPlaces,
): Promise<(at: number) => Promise<void>> {
  const mails = await Promise.all(
    told.map(async ({ person, place }) =>
      person.by === 'mail' ? writeMail(scene, person, place.link) : undefined,
    ),
  );
  return async (at) => {
    const one = told[at] as Told;
    const mail = mails[at];
    if (mail === undefined) return spots.report(one.place, at, one.person.words, one.person.reasons);
    if ((await handOver(port, mail, one.person.address)) !== 'acknowledged')
      throw new Error(`mail ${at} was not taken`);
    one.accepted = Date.now();
  };
}

/** What the desk logs of each case, by its id: when it was opened under which number, and when its place was looked for. */
function listen(desk: Desk) {
  const opened = new Map<string, { readonly number: string; readonly event: string }>();
  const located = new Map<string, number>();
  desk.onLine(({ event, case: id, number, work, ran, time }) => {
    if (event === 'letter-opened' || event === 'report-opened')
      opened.set(String(id), { number: String(number), event });
    if (event === 'task' && work === 'locate' && ran === 'recorded')
      located.set(String(id), Date.parse(String(time)));
  });
  return { opened, located };
}

type Log = ReturnType<typeof listen>;

interface Heard {
  /** A mail by the number in its acknowledgement, a report by the message it is about. */
  readonly key: string;
  readonly received: number;
  /** Milliseconds; undefined: not yet. */
  readonly acknowledged: number | undefined;
}

function heardOf(
  { person, place, accepted = Number.NaN }: Told,
  mails: readonly Reply[],
  reports: Awaited<ReturnType<ToldPlaces['lookedAfter']>>,
): Heard {
  if (person.by === 'report') {
    const report = reports.get(place.message);
    return {
      key: `report ${place.message}`,
      received: report?.at ?? Number.NaN,
      acknowledged: report?.ms,
    };
  }
  const receipt = mails.find(({ to, messageId }) => to === person.address && messageId.includes('.receipt.'));
  const number = /<(R-\d+-\d+)\./.exec(receipt?.messageId ?? '')?.[1] ?? '';
  return { key: number, received: accepted, acknowledged: receipt && receipt.at - accepted };
}

/** Case ids by the keys of `Heard`. */
async function numbersOf(log: Log, api: string, token: string): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const [id, { number, event }] of log.opened) {
    if (event === 'letter-opened') known.set(number, { id, number });
    else {
      const response = await fetch(`${api}/v1/cases/${number}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`case ${number}: ${response.status} ${await response.text()}`);
      const message = /\/m\/(\d+)/.exec(await response.text())?.[1];
      known.set(`report ${message}`, { id, number });
    }
  }
  return known;
}

interface Known {
  readonly id: string;
  readonly number: string;
}

interface Row {
  readonly place: number;
  readonly number: string;
  readonly takesTurns: object | null;
}

function figuresOf(
  heard: readonly Heard[],
  known: ReadonlyMap<string, Known>,
  log: Log,
  queue: readonly Row[],
  changes: number,
): SideFigures {
  const honest = new Map<string, number>();
  const queued = heard.map(({ key, received }, at) => {
    const { id = '', number = '' } = known.get(key) ?? {};
    honest.set(number, at);
    return (log.located.get(id) ?? Number.NaN) - received;
  });
  const mine = queue.filter(({ number }) => honest.has(number));
  const slowed = queue.filter(({ takesTurns }) => takesTurns !== null);
  const slowedHonest = slowed.filter(({ number }) => honest.has(number)).length;
  return {
    acknowledged: heard.map(({ acknowledged }) => acknowledged ?? Number.NaN),
    queued,
    order: mine.map(({ number }) => honest.get(number) ?? -1),
    places: mine.map(({ place }) => place),
    waiting: queue.length,
    changes,
    slowed: { flood: slowed.length - slowedHonest, honest: slowedHonest },
  };
}

/** Begins them one after another, evenly; a slow one holds up no other. */
async function paced(count: number, seconds: number, act: (at: number) => Promise<void>): Promise<void> {
  const began = Date.now();
  const all: Promise<void>[] = [];
  for (let at = 0; at < count; at += 1) {
    const wait = began + (at * seconds * 1_000) / count - Date.now();
    if (wait > 0) await delay(wait);
    all.push(act(at));
  }
  await Promise.all(all);
}

async function until(ms: number, what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await delay(LOOK_MS)) if (await look()) return;
  throw new Error(what);
}
