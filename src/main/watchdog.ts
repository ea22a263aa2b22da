// The watchdog: a process of its own that forms its own opinion of every clock from the events alone, and tells people over the
// same channels what the desk does not tell. It uses neither the desk's loop nor its time, and goes on when the desk is dead.
import path from 'node:path';
import { pino } from 'pino';
import { type Scope, readEvidence, readZones } from '../adapters/watchdog/clock-events.ts';
import { lookAtSpool } from '../adapters/watchdog/spool-look.ts';
import { type Disagreement, disagreements, opinionsIn } from '../adapters/watchdog/compare.ts';
import type { Config } from '../config.ts';
import type { AlarmMessage, WatchdogAlarm } from '../domain/clock/alarm-message.ts';
import { instant, utc } from '../domain/kernel/instant.ts';
import type { WatchdogLook } from '../entry/cli/wiring.ts';
import { startLoop } from '../entry/jobs/loop.ts';
import type { Alarms } from '../ports/alarms.ts';
import { alarmsOf, mailerOf } from './parts.ts';
import { openStore, type Store } from './store.ts';

const LOOK_MS = 20_000;
/** Every so many looks also cases whose cached dates say that nothing runs: a cache may be wrong. */
const DEEP_EVERY = 30;
/** A database that just restarts is no outage. */
const BLIND_AFTER_LOOKS = 3;

interface Seen extends WatchdogLook {
  readonly found: readonly Disagreement[];
  readonly zones: ReadonlyMap<string, string>;
}

/** One look at every case that is not closed. */
export async function watchdogOnce(config: Config): Promise<WatchdogLook> {
  const store = await openStore(config, { migrate: false, watch: false, role: 'reader' });
  try {
    const { found: _found, zones: _zones, ...look } = await lookAt(store, config.tenant, 'all', Date.now());
    return look;
  } finally {
    await store.close();
  }
}

/** Looks until it is stopped. Each disagreement is told once; one that could not be told is told again. */
export async function startWatchdog(
  config: Config,
  onLook: (look: WatchdogLook) => void,
  lookMs: number = LOOK_MS,
) {
  const log = pino(
    { level: config.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
  const alarms = alarmsOf(config, await mailerOf(config), log);
  const told = new Set<string>();
  let store: Store | undefined;
  let looks = 0;
  let failures = 0;
  let blindSince = 0;
  let time = { at: Date.now(), ran: performance.now() };
  const look = async (): Promise<boolean> => {
    time = later(time);
    const scope: Scope = looks % DEEP_EVERY === 0 ? 'all' : 'open';
    store ??= await openStore(config, { migrate: false, watch: false, role: 'reader' });
    const seen = await lookAt(store, config.tenant, scope, time.at).catch(async (error: unknown) => {
      await store?.close().catch(() => undefined);
      store = undefined;
      throw error;
    });
    looks += 1;
    failures = 0;
    onLook({ agrees: seen.agrees, clocks: seen.clocks, ms: seen.ms, disagreements: seen.disagreements });
    const clocks = seen.found.map((one) => messageOf(one, seen.zones));
    await tellFew(clocks, told, alarms);
    await tellAll(await aboutMail(config, time.at), told, alarms);
    return false;
  };
  const watching = startLoop(look, lookMs, (error) => {
    failures += 1;
    log.error({ event: 'watchdog-error', code: (error as { code?: string }).code ?? 'unexpected' });
    if (failures === 1) blindSince = time.at;
    if (failures >= BLIND_AFTER_LOOKS) void tellAll([blind(blindSince)], told, alarms);
  });
  return {
    stop: async () => {
      await watching.stop();
      await store?.close();
    },
  };
}

/** A time of its own that never goes back, whatever is done to the wall clock while it runs. */
function later(before: { readonly at: number; readonly ran: number }) {
  const ran = performance.now();
  return { at: Math.max(Date.now(), before.at + (ran - before.ran)), ran };
}

async function lookAt(store: Store, tenant: string, scope: Scope, now: number): Promise<Seen> {
  const began = performance.now();
  const evidence = await readEvidence(store.pool, tenant, scope);
  const found = disagreements(evidence, now);
  const zones = await readZones(store.pool, tenant, [...new Set(found.map(({ caseId }) => caseId))]);
  return {
    agrees: found.length === 0,
    clocks: opinionsIn(evidence),
    ms: Math.round(performance.now() - began),
    disagreements: found.map(({ code, number, clock, due, says }) => ({
      code,
      number,
      clock,
      due: due === null ? null : utc(instant(due)),
      says,
    })),
    found,
    zones,
  };
}

/** More findings than this at once are one message: a dead desk with a thousand clocks is one thing to know. */
const MOST_MESSAGES = 5;

async function tellFew(messages: readonly WatchdogAlarm[], told: Set<string>, alarms: Alarms): Promise<void> {
  const fresh = messages.filter(({ id }) => !told.has(id));
  const [first] = fresh;
  if (first === undefined || fresh.length <= MOST_MESSAGES) return tellAll(fresh, told, alarms);
  const id = `${first.id}/and ${fresh.length - 1} more`;
  const summary = { ...first, id, count: fresh.length, number: null, clock: null };
  await tellAll([summary], told, alarms);
  if (told.has(id)) for (const one of fresh) told.add(one.id);
}

/** Mail that nobody reads makes no case, and no clock would ever say so. */
async function aboutMail(config: Config, now: number): Promise<readonly WatchdogAlarm[]> {
  const { stuck, waiting, aside } = await lookAtSpool(path.join(config.data, 'spool'), now);
  const about = (code: WatchdogAlarm['code'], which: string, count: number): WatchdogAlarm => ({
    ...blind(now),
    code,
    id: `${code}/${which}`,
    count,
  });
  return [
    ...(stuck === null ? [] : [about('watchdog.mail-waiting', stuck, waiting)]),
    ...(aside === 0 ? [] : [about('watchdog.mail-aside', String(aside), aside)]),
  ];
}

async function tellAll(messages: readonly AlarmMessage[], told: Set<string>, alarms: Alarms): Promise<void> {
  for (const message of messages.filter(({ id }) => !told.has(id))) {
    const answers = await alarms.tell(message);
    if (answers.every((one) => one.kind === 'told' || one.permanent)) told.add(message.id);
  }
}

function messageOf({ code, caseId, number, clock, due }: Disagreement, zones: Seen['zones']): WatchdogAlarm {
  const zone = zones.get(`${caseId} ${clock.split('/')[0]}`) ?? 'UTC';
  const at = due === null ? null : instant(due);
  const id = `${code}/${caseId}/${clock}/${due}`;
  return { kind: 'watchdog', code, id, count: 1, number, clock, due: at, zone };
}

/** @param since told once for each outage */
function blind(since: number): WatchdogAlarm {
  const code = 'watchdog.blind';
  return {
    kind: 'watchdog',
    code,
    id: `${code}/${since}`,
    count: 1,
    number: null,
    clock: null,
    due: null,
    zone: 'UTC',
  };
}
