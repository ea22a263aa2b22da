// Finds PostgreSQL programs on this machine: the system's own first, else the npm package's.
// Not here: making packaged ones runnable (packaged.ts) and running them (postmaster.ts).

import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PostgresError } from './errors.ts';
import { packagedBinaries } from './packaged.ts';
import { type Binaries, versionOf } from './program.ts';

/** Which programs to use: the system's, the npm package's, or the first that is there. */
export type Flavor = 'auto' | 'system' | 'packaged';

/** The SQL of our users is written for this version or a later one. */
const OLDEST_MAJOR = 15;

const CURE = 'Install PostgreSQL (apt-get install postgresql), or run npm ci without --omit=optional.';

/** Each folder holds one folder a version; `inside` leads from there to the programs. */
const VERSIONED = [
  { parent: '/usr/lib/postgresql', name: /^\d+$/, inside: 'bin' },
  { parent: '/usr', name: /^pgsql-\d+$/, inside: 'bin' },
  { parent: '/opt/homebrew/opt', name: /^postgresql@\d+$/, inside: 'bin' },
  { parent: '/usr/local/opt', name: /^postgresql@\d+$/, inside: 'bin' },
] as const;

/**
 * The programs to use: the system's of the highest major version, else the packaged ones.
 * With `major`, only that version will do, of the flavor asked for or else of any.
 * Throws `postgres.no-binaries`, `postgres.too-old` or `postgres.version-mismatch`, each with its cure.
 */
export function findBinaries(flavor: Flavor, major?: number): Binaries {
  const found = listBinaries(flavor);
  if (major !== undefined) return ofMajor([...found, ...listBinaries('auto')], major);
  const best = found.find((each) => each.major >= OLDEST_MAJOR);
  if (best !== undefined) return best;
  const old = found[0];
  if (old === undefined) {
    throw new PostgresError('postgres.no-binaries', `No PostgreSQL programs found (${flavor}).`, CURE);
  }
  throw new PostgresError(
    'postgres.too-old',
    `PostgreSQL ${old.version} in ${old.bin} is older than ${OLDEST_MAJOR}.`,
    CURE,
  );
}

/** Every usable folder of programs, best first. */
function listBinaries(flavor: Flavor): readonly Binaries[] {
  const system = flavor === 'packaged' ? [] : systemBinaries();
  const packaged = flavor === 'system' ? undefined : packagedBinaries();
  return packaged === undefined ? system : [...system, packaged];
}

function ofMajor(found: readonly Binaries[], major: number): Binaries {
  const match = found.find((each) => each.major === major);
  if (match !== undefined) return match;
  const here = found.map((each) => each.version).join(', ') || 'none';
  throw new PostgresError(
    'postgres.version-mismatch',
    `The data folder belongs to PostgreSQL ${major}; the versions here are: ${here}.`,
    `Install PostgreSQL ${major}; or run "redress backup" where it still runs and "redress restore" into a new folder here.`,
  );
}

function systemBinaries(): readonly Binaries[] {
  const found = new Map<string, Binaries>();
  for (const bin of systemFolders()) {
    const version = found.has(bin) ? undefined : versionOf(bin);
    if (version !== undefined)
      found.set(bin, { flavor: 'system', bin, version, major: Number.parseInt(version, 10) });
  }
  return [...found.values()].sort((a, b) => b.major - a.major);
}

function systemFolders(): readonly string[] {
  const versioned = VERSIONED.flatMap(({ parent, name, inside }) =>
    entries(parent)
      .filter((entry) => name.test(entry))
      .map((entry) => join(parent, entry, inside)),
  );
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return [...versioned, ...onPath].filter(
    (bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')),
  );
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
