import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { JOURNAL_LOCK } from '../../messenger/feed/feed.ts';
import { useMessenger } from './messenger-under-test.ts';

const yeoul = useMessenger();
const WRITERS = 24;
const LOOK_MS = 100;

it('reads go on while more people write than there are connections, and all of it is written in the end', async () => {
  const token = await yeoul.person();
  const room = await yeoul.room(token);
  const outside = new pg.Client({ connectionString: yeoul.databaseUrl });
  await outside.connect();
  try {
    await outside.query('begin');
    await outside.query('select pg_advisory_xact_lock($1)', [JOURNAL_LOCK]);
    const sending = Array.from({ length: WRITERS }, (_, number) => yeoul.send(token, room, `글 ${number}`));
    const written = Promise.all(sending);
    await untilAllWait(outside);
    const read = await yeoul.ask('GET', `/api/rooms/${room}/messages`, { token });
    expect(read.status).toBe(200);
    expect(read.json.messages).toEqual([]);
    await outside.query('commit');
    await written;
    expect((await yeoul.ask('GET', `/api/rooms/${room}/messages`, { token })).json.messages).toHaveLength(
      WRITERS,
    );
  } finally {
    await outside.end();
  }
});

/** Waits until as many wait for the journal as ever will: their number has stopped to grow. */
async function untilAllWait(database: pg.Client): Promise<void> {
  const sql = `select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted`;
  let [before, same] = [0, 0];
  while (before === 0 || same < 5) {
    await wait(LOOK_MS);
    const { count } = (await database.query<{ count: number }>(sql)).rows[0] ?? { count: 0 };
    same = count === before ? same + 1 : 0;
    before = count;
  }
}
