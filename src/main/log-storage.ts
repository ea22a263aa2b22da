// Where a log lies: a folder of this machine, or `s3://bucket/prefix` in an S3-compatible store.
import { fileLogStorage } from '../adapters/log/file-log-storage.ts';
import { publishedLog } from '../adapters/log/published-log.ts';
import { isInS3 } from '../adapters/log/s3-address.ts';
import { s3LogStorage } from '../adapters/log/s3-log-storage.ts';
import type { Config } from '../config.ts';
import type { LogParts } from '../entry/cli/log-parts.ts';

/** @param access read only for a log in a store */
export function logStorage(access: () => Config['s3']): Pick<LogParts, 'storage' | 'published'> {
  return {
    storage: async (place) => (isInS3(place) ? s3LogStorage(place, access()) : fileLogStorage(place)),
    published: async (place) => (isInS3(place) ? s3LogStorage(place, access()).read : publishedLog(place)),
  };
}
