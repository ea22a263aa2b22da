// A messenger with members in realistic rooms, before anybody connects: a real PostgreSQL, the seeded school without pictures,
// and a session for everybody.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openManagedPostgres } from '../../managed-postgres/server.ts';
import { openSession } from '../../messenger/people/accounts.ts';
import { planSchool } from '../../messenger/seeding/school/plan.ts';
import { personOf, roomFacts } from '../../messenger/seeding/school/rows.ts';
import { seedSchool } from '../../messenger/seeding/school/seed-school.ts';
import type { SchoolSize } from '../../messenger/seeding/school/sizes.ts';
import { openDatabase } from '../../messenger/store/database.ts';
import { migrate } from '../../messenger/store/migrate.ts';
import type { Seat } from './talk.ts';

export interface Stage {
  readonly databaseUrl: string;
  readonly databasePid: number;
  readonly adminToken: string;
  /** For the plain broadcaster: tokens and rooms. */
  readonly knownFile: string;
  /** Session tokens of members, by number. */
  readonly tokens: readonly string[];
  /** Everything the first so many members can say somewhere, each with how many of them hear it. */
  seats(connected: number): readonly Seat[];
  stop(): Promise<void>;
}

const SEED = '1';
const PASSPHRASE_COST = 10;

/** @param folder exists, and is taken away by the caller */
export async function buildStage(
  folder: string,
  rooms: number,
  members: number,
  messages: number,
): Promise<Stage> {
  const none = { pictures: 0, clips: 0, tracedPictures: 0, tracedClips: 0 };
  const size: SchoolSize = { rooms, members, messages, ...none };
  const postgres = await openManagedPostgres({ folder: path.join(folder, 'postgres'), watch: false });
  await postgres.createDatabase('yeoul');
  const databaseUrl = postgres.url('yeoul');
  const tokens = await fill(databaseUrl, folder, size);
  const inside = planSchool(size, SEED).members;
  const knownFile = path.join(folder, 'known.json');
  const known = {
    tokens: Object.fromEntries(tokens.map((token, person) => [token, person])),
    rooms: Object.fromEntries(inside.map((people, room) => [roomFacts(room).slug, people])),
  };
  writeFileSync(knownFile, JSON.stringify(known), { mode: 0o600 });
  return {
    databaseUrl,
    databasePid: postgres.pid() ?? 0,
    adminToken: randomBytes(24).toString('base64url'),
    knownFile,
    tokens,
    seats: (connected) => seatsOf(inside, tokens.slice(0, connected)),
    async stop() {
      await postgres.stop();
    },
  };
}

async function fill(url: string, folder: string, size: SchoolSize): Promise<readonly string[]> {
  const database = openDatabase(url);
  try {
    await migrate(database);
    await seedSchool({
      database,
      size,
      seed: SEED,
      passphraseCost: PASSPHRASE_COST,
      truthFile: path.join(folder, 'truth.json'),
      accessFile: path.join(folder, 'access.json'),
      say: () => undefined,
    });
    const tokens: string[] = [];
    for (let person = 0; person < size.members; person++) {
      tokens.push((await openSession(database, personOf(person).id)).token);
    }
    await database.query('analyze');
    return tokens;
  } finally {
    await database.end();
  }
}

function seatsOf(inside: readonly (readonly number[])[], tokens: readonly string[]): readonly Seat[] {
  return inside.flatMap((people, room) => {
    const there = people.filter((person) => person < tokens.length);
    const { slug } = roomFacts(room);
    return there.map((person) => ({ token: tokens[person] ?? '', slug, hearers: there.length }));
  });
}
