// Brings about that a server answers: adopts the one that runs, else starts one. Needs no lock of its own: the rename in
// initialise.ts and PostgreSQL's own lock on the data folder decide between two that come at once.

import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Account } from './account.ts';
import { type Answer, knock, PRESENCE } from './connect.ts';
import { codeOf, PostgresError, programFailed } from './errors.ts';
import { lastLines } from './log.ts';
import type { Place } from './place.ts';
import { clearDeadLocks, launch, lockHolder, type Postmaster, wasHeldByAnother } from './postmaster.ts';
import type { Binaries } from './program.ts';

/** All that is needed to start the server again. */
export interface Setup {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}

/** A server that answers, with one open connection to it: our presence, which others count before they stop it. */
export interface Reached {
  readonly how: 'started' | 'adopted';
  readonly client: pg.Client;
  readonly pid: number | undefined;
}

/** Long enough to replay the log after a crash, and for the last processes of a killed server to end. */
const REACH_LIMIT_MS = 120_000;
const PAUSE_MS = 25;
/** One failure may be a folder another process removed at that moment; a second one is told. */
const LAUNCHES_THAT_MAY_FAIL = 2;
const LINES_SHOWN = 12;

/** Adopts or starts the server. Throws `postgres.start-failed` with the last lines of its log, or a closer code. */
export async function reach(setup: Setup): Promise<Reached> {
  const deadline = Date.now() + REACH_LIMIT_MS;
  let launched: Postmaster | undefined;
  let failures = 0;
  let answer: Answer = await knock(setup.place.socket, PRESENCE);
  while (answer.kind !== 'ready' && Date.now() < deadline) {
    refuseForeign(answer);
    if (launched?.ended()) failures += await noteEnd(setup.place, launched, failures);
    if (answer.kind === 'absent' && (launched === undefined || launched.ended())) {
      launched = await launch(setup.place, setup.binaries, setup.account);
    }
    await delay(PAUSE_MS);
    answer = await knock(setup.place.socket, PRESENCE);
  }
  if (answer.kind !== 'ready')
    throw programFailed(`The server did not answer in time${because(answer)}.`, told(launched));
  const pid = lockHolder(setup.place.data);
  const how = launched !== undefined && !launched.ended() && launched.pid === pid ? 'started' : 'adopted';
  return { how, client: answer.client, pid };
}

async function noteEnd(place: Place, launched: Postmaster, failures: number): Promise<number> {
  if (wasHeldByAnother(launched.output())) {
    await clearDeadLocks(place);
    await delay(PAUSE_MS * 4);
    return 0;
  }
  if (failures + 1 >= LAUNCHES_THAT_MAY_FAIL)
    throw programFailed('The server did not start.', told(launched));
  return 1;
}

function because(answer: Answer): string {
  return answer.kind === 'busy' ? `: ${(answer.reason as Error).message}` : '';
}

function told(launched: Postmaster | undefined): string {
  return launched === undefined ? '' : lastLines(launched.output(), LINES_SHOWN);
}

/** A server that answers, but does not know our superuser, is not one that we made. */
function refuseForeign(answer: Answer): void {
  if (answer.kind !== 'busy') return;
  const code = codeOf(answer.reason);
  if (code === 'EACCES' || code === 'EPERM') {
    throw new PostgresError(
      'postgres.no-permission',
      'The server of this folder belongs to another account.',
      'Run as the account that made the folder.',
    );
  }
  if (code !== '28000' && code !== '28P01' && code !== '3D000') return;
  throw new PostgresError(
    'postgres.start-failed',
    `The server of this folder refuses us: ${(answer.reason as Error).message}.`,
    'The folder was not made by this software; choose another folder.',
  );
}
