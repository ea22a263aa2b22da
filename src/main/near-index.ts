// The near index of a desk, its hashes sealed under a key in the data folder. The key is in no backup: what is lost is made again from the
// platform.
import path from 'node:path';
import { aesSealing, keyIn } from '../adapters/crypto/sealing.ts';
import type { Database } from '../adapters/store/postgres/database.ts';
import { postgresNearIndex } from '../adapters/store/postgres/near-index.ts';
import type { Config } from '../config.ts';
import type { NearIndex } from '../ports/near-index.ts';

export async function nearIndexOf(config: Config, db: Database): Promise<NearIndex> {
  return postgresNearIndex(db, config.tenant, aesSealing(await keyIn(path.join(config.data, 'near-key'))));
}
