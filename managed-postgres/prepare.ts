// What comes before and after reaching the server: everything it needs is there, and what answers is ours and safe.

import type pg from 'pg';
import { ownerOf, serverAccount } from './account.ts';
import type { Setup } from './adopt.ts';
import { type Flavor, findBinaries } from './binaries.ts';
import { assertChecksums, assertDurable, assertDurableFolder } from './durability.ts';
import { PostgresError, pathError } from './errors.ts';
import { dataMajor, initialise } from './initialise.ts';
import { boundLog } from './log.ts';
import { runnable } from './packaged.ts';
import { preparePlace, secureFolder } from './place.ts';

interface Wanted {
  readonly folder: string;
  readonly flavor?: Flavor;
  readonly onEvent?: (event: { kind: 'initialised'; version: string; dataFolder: string }) => void;
}

/** Makes ready all that starting or adopting needs: places, account, programs, data. */
export async function prepare(options: Wanted): Promise<Setup> {
  try {
    return await prepareUnchecked(options);
  } catch (error) {
    throw pathError(error, options.folder);
  }
}

async function prepareUnchecked({ folder, flavor = 'auto', onEvent }: Wanted): Promise<Setup> {
  const place = await preparePlace(folder, serverAccount());
  const account = ownerOf(place.data, serverAccount());
  await secureFolder(place.socket, account);
  const found = findBinaries(flavor, await dataMajor(place.data));
  const binaries = await runnable(found, account, place.copies);
  boundLog(place.log);
  if (await initialise(place, binaries, account)) {
    onEvent?.({ kind: 'initialised', version: binaries.version, dataFolder: place.data });
  }
  await assertDurableFolder(place.data);
  return { place, binaries, account };
}

/** Checks that the server that answers is the one of this folder, and safe; gives its version. */
export async function assertOurs(client: pg.Client, { place }: Setup): Promise<string> {
  const query = (sql: string) => client.query(sql);
  const data = await setting(client, 'data_directory');
  if (data !== place.data) {
    const message = `The server that answers in ${place.socket} keeps its data in ${data}.`;
    throw new PostgresError(
      'postgres.start-failed',
      message,
      'Stop that server; the folder was moved while it ran.',
    );
  }
  await assertDurable(query);
  await assertChecksums(query);
  return ((await setting(client, 'server_version')) ?? '').split(' ')[0] ?? '';
}

async function setting(client: pg.Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
  return rows[0]?.value;
}
