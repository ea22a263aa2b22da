// The test databases that every other test relies on.

import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { databases, freshDatabase } from '../support/database.ts';

describe.each(databases())('a fresh test database on $flavor PostgreSQL', ({ flavor, missing }) => {
  it.skipIf(missing !== undefined)('is empty, its own, and gone after drop', async () => {
    const [one, other] = await Promise.all([freshDatabase(flavor), freshDatabase(flavor)]);
    const pool = new pg.Pool(one.connection);
    await pool.query('CREATE TABLE seen (n int)');
    const client = new pg.Client(other.url);
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('seen') AS found");
    expect(rows).toEqual([{ found: null }]);
    await client.end();
    await pool.end();
    await Promise.all([one.drop(), other.drop()]);
    await expect(new pg.Client(one.url).connect()).rejects.toMatchObject({ code: '3D000' });
  });
});
