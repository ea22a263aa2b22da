// Run by log-storage.ts as a process that is killed: takes the lock of a log and keeps it, or adds entries, says so, and stays.
// Arguments: `hold` or `append`, the log's place, and the access to its store as JSON.
import { fileLogStorage } from '../../src/adapters/log/file-log-storage.ts';
import type { S3Access } from '../../src/adapters/log/s3-client.ts';
import { isInS3 } from '../../src/adapters/log/s3-address.ts';
import { s3LogStorage } from '../../src/adapters/log/s3-log-storage.ts';
import { openedLog, entryAt } from './log-under-test.ts';

const [what, place = '', access = ''] = process.argv.slice(2);
const storage = isInS3(place)
  ? s3LogStorage(place, JSON.parse(access) as S3Access)
  : await fileLogStorage(place);
if (what === 'hold') await storage.lock();
else {
  const writer = await openedLog(storage);
  const from = writer.size;
  await Promise.all([0, 1, 2, 3, 4].map((at) => writer.append(entryAt(from + at))));
}
process.stdout.write('done\n');
// Kept running until it is killed.
setInterval(() => undefined, 1_000);
