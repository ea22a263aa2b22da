// Registered people in PostgreSQL.
import { personId } from '../../../domain/kernel/ids.ts';
import { instant } from '../../../domain/kernel/instant.ts';
import type { People, Person } from '../../../ports/people.ts';
import type { Database } from './database.ts';

/** The people of one tenant. */
export function postgresPeople(db: Database, tenant: string): People {
  const all = db
    .selectFrom('people')
    .select(['person_id', 'name', 'public_key', 'added_at'])
    .where('tenant_id', '=', tenant);
  return {
    async add(person) {
      const added = await db
        .insertInto('people')
        .values({
          tenant_id: tenant,
          person_id: person.id,
          name: person.name,
          public_key: person.publicKey,
          added_at: new Date(person.addedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('person_id')
        .executeTakeFirst();
      return added !== undefined;
    },
    async byName(name) {
      const row = await all.where('name', '=', name).executeTakeFirst();
      return row === undefined ? undefined : personOf(row);
    },
    list: async () => (await all.orderBy('added_at').execute()).map(personOf),
  };
}

function personOf(row: { person_id: string; name: string; public_key: string; added_at: Date }): Person {
  return {
    id: personId(row.person_id),
    name: row.name,
    publicKey: row.public_key,
    addedAt: instant(row.added_at.getTime()),
  };
}
