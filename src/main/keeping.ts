// Keeping a desk: migrations, backup and restore, from its configuration.
import path from 'node:path';
import { backup, type OnProgress } from '../adapters/backup/backup.ts';
import { restore } from '../adapters/backup/restore.ts';
import { migrateToLatest, migrateTo, migrationState } from '../adapters/store/postgres/migrate.ts';
import type { Config } from '../config.ts';
import { openStore } from './store.ts';

const spoolOf = (config: Config): string => path.join(config.data, 'spool');
const vaultOf = (config: Config): string => path.join(config.data, 'vault');

export async function migrateDesk(config: Config): Promise<readonly string[]> {
  const store = await openStore(config, { migrate: false, watch: false });
  try {
    return await migrateToLatest(store.db);
  } finally {
    await store.close();
  }
}

export async function backupDesk(config: Config, file: string, onProgress: OnProgress): Promise<object> {
  const store = await openStore(config, { migrate: true, watch: false, role: 'backup' });
  try {
    const applied = (await migrationState(store.db)).filter(({ appliedAt }) => appliedAt !== null);
    const source = {
      pool: store.pool,
      tenant: config.tenant,
      migration: applied.at(-1)?.name ?? '',
      spool: spoolOf(config),
      vault: vaultOf(config),
    };
    const manifest = await backup(source, file, onProgress);
    return {
      file,
      takenAt: manifest.takenAt,
      rows: manifest.rows,
      entries: Object.keys(manifest.entries).length,
    };
  } finally {
    await store.close();
  }
}

export async function restoreDesk(config: Config, file: string, onProgress: OnProgress): Promise<object> {
  const store = await openStore(config, { migrate: false, watch: false });
  try {
    const manifest = await restore(
      {
        pool: store.pool,
        spool: spoolOf(config),
        vault: vaultOf(config),
        migrateTo: async (name) => {
          const known = (await migrationState(store.db)).some((migration) => migration.name === name);
          if (known) await migrateTo(store.db, name);
          return known;
        },
        migrateToLatest: () => migrateToLatest(store.db),
      },
      file,
      onProgress,
    );
    return { takenAt: manifest.takenAt, rows: manifest.rows, entries: Object.keys(manifest.entries).length };
  } finally {
    await store.close();
  }
}
