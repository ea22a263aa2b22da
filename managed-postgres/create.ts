// Makes databases on the managed server, idempotently.

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errand } from './connect.ts';
import { codeOf } from './errors.ts';

/** A template that somebody is connected to cannot be copied; connections take a moment to end. */
const TRIES = 40;
const PAUSE_MS = 50;
const TEMPLATE_IN_USE = '55006';
/** The name is taken; the second code is what the loser of two simultaneous makers is told. */
const TAKEN: readonly (string | undefined)[] = ['42P04', '23505'];

/** Makes a database unless it is there; waits about two seconds for a template's last connections to end. */
export async function createDatabase(socket: string, name: string, template = 'template1'): Promise<void> {
  const sql = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`;
  await errand(socket, async (client) => {
    for (let tries = 1; ; tries += 1) {
      const failure = await client.query(sql).then(() => undefined, ignoreTaken);
      if (failure === undefined) return;
      if (codeOf(failure) !== TEMPLATE_IN_USE || tries >= TRIES) throw failure;
      await delay(PAUSE_MS);
    }
  });
}

function ignoreTaken(error: unknown): unknown {
  return TAKEN.includes(codeOf(error)) ? undefined : error;
}
