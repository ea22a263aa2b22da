// One side under one load: the server is started anew, members connect, write at their usual pace, then as fast as they can.
// Every message must reach every connected member of its room, once, or the run fails.
import { setTimeout as wait } from 'node:timers/promises';
import { type Contender, startContender } from '../harness/line-process.ts';
import { familyUse, type Use } from '../harness/processes.ts';
import { startProgram } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import type { Heard } from './crowd.ts';
import type { Stage } from './stage.ts';
import type { Said } from './talk.ts';

export const SIDES = ['messenger', 'plain'] as const;
export type Side = (typeof SIDES)[number];

export interface Load {
  readonly connected: number;
  /** Seconds of the usual pace, and of as fast as it goes. */
  readonly usualSeconds: number;
  readonly fastSeconds: number;
}

export interface Pace {
  readonly messagesPerSecond: number;
  readonly deliveriesPerSecond: number;
  /** Milliseconds from when a message was to be sent until a member had it. */
  readonly deliveryP50Ms: number;
  readonly deliveryP99Ms: number;
  readonly confirmedP50Ms: number;
  readonly confirmedP99Ms: number;
  /** Cores in use, of the server and of its database. */
  readonly serverCores: number;
  readonly databaseCores: number;
}

export interface Figures {
  readonly connected: number;
  readonly connectSeconds: number;
  /** Connected, before anybody writes; and the most that was seen. */
  readonly idleMiB: number;
  readonly mostMiB: number;
  readonly databaseMiB: number;
  readonly usual: Pace;
  readonly fast: Pace;
}

/** A member writes once in so many seconds: the busiest minute of a school's evening. */
export const SECONDS_A_MESSAGE = 50;
/** Who write at once when it goes as fast as it can. */
const WRITERS = 32;
const CROWDS = 2;
const WARM_SECONDS = 3;
/** How long the last deliveries may take after the last message. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

interface Scene {
  readonly url: string;
  readonly stage: Stage;
  readonly serverPid: number;
  readonly crowds: readonly Contender[];
  readonly talk: Contender;
  readonly connected: number;
}

/** @throws Error when a message is refused, is lost, comes twice, or a stream ends */
export async function measure(side: Side, stage: Stage, load: Load): Promise<Figures> {
  const server = await startServer(side, stage);
  const node = (file: string) =>
    startContender(file, [process.execPath, new URL(file, import.meta.url).pathname], 'all', 'own');
  const crowds = Array.from({ length: CROWDS }, () => node('crowd.ts'));
  const talk = node('talk.ts');
  try {
    const url = String(server.ready['url']);
    const scene = { url, stage, serverPid: server.pid, crowds, talk, connected: load.connected };
    const connectSeconds = await connect(scene);
    const idleMiB = familyUse(server.pid).mib;
    const perSecond = load.connected / SECONDS_A_MESSAGE;
    await paced(scene, { seconds: WARM_SECONDS, perSecond });
    const usual = await paced(scene, { seconds: load.usualSeconds, perSecond });
    const fast = await paced(scene, { seconds: load.fastSeconds, atOnce: WRITERS });
    const databaseMiB = familyUse(stage.databasePid).mib;
    return {
      connected: load.connected,
      connectSeconds,
      idleMiB,
      mostMiB: server.mostMiB(),
      databaseMiB,
      usual,
      fast,
    };
  } finally {
    for (const one of [...crowds, talk]) one.stop();
    await server.stop();
  }
}

function startServer(side: Side, stage: Stage) {
  const silent = (): void => undefined;
  return side === 'messenger'
    ? startProgram('bench/messenger/yeoul.ts', [stage.databaseUrl, stage.adminToken], silent)
    : startProgram('bench/messenger/plain-broadcaster.ts', [stage.knownFile], silent);
}

async function connect({ url, stage, crowds, connected }: Scene): Promise<number> {
  const tokens = stage.tokens.slice(0, connected);
  const started = performance.now();
  await Promise.all(
    crowds.map((crowd, number) => crowd.ask({ url, open: tokens.filter((_, at) => at % CROWDS === number) })),
  );
  return (performance.now() - started) / 1000;
}

async function paced(
  scene: Scene,
  how: { seconds: number; perSecond?: number; atOnce?: number },
): Promise<Pace> {
  const { url, stage, serverPid, crowds, talk, connected } = scene;
  const before = [familyUse(serverPid), familyUse(stage.databasePid)] as const;
  const started = performance.now();
  const said = await talk.ask<Said>({ url, seats: stage.seats(connected), ...how });
  await allHeard(crowds, said.owed);
  const seconds = (performance.now() - started) / 1000;
  const after = [familyUse(serverPid), familyUse(stage.databasePid)] as const;
  const heard = await Promise.all(crowds.map((crowd) => crowd.ask<Heard>({ take: 'all' })));
  const latencies = heard.flatMap(({ latenciesMs }) => latenciesMs);
  const ended = heard.reduce((sum, one) => sum + one.ended, 0);
  if (said.refused > 0 || ended > 0 || latencies.length !== said.owed) {
    throw new Error(
      `${said.refused} refused, ${ended} streams ended, ${latencies.length} heard of ${said.owed} owed`,
    );
  }
  return {
    messagesPerSecond: said.sent / seconds,
    deliveriesPerSecond: latencies.length / seconds,
    deliveryP50Ms: quantile(latencies, 0.5),
    deliveryP99Ms: quantile(latencies, 0.99),
    confirmedP50Ms: quantile(said.confirmedMs, 0.5),
    confirmedP99Ms: quantile(said.confirmedMs, 0.99),
    serverCores: coresBetween(before[0], after[0], seconds),
    databaseCores: coresBetween(before[1], after[1], seconds),
  };
}

function coresBetween(before: Use, after: Use, seconds: number): number {
  return (after.cpuSeconds - before.cpuSeconds) / seconds;
}

/** Waits for the last delivery, and a moment longer for one that comes twice. */
async function allHeard(crowds: readonly Contender[], owed: number): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (let heard = -1; heard < owed && Date.now() < until; ) {
    const counts = await Promise.all(crowds.map((crowd) => crowd.ask<{ heard: number }>({ count: 'now' })));
    heard = counts.reduce((sum, one) => sum + one.heard, 0);
    if (heard < owed) await wait(LOOK_MS);
  }
}
