// Which names a log's files may have. Wherever they are kept, none leads out of the log's own place.

import { TranslogError } from '../../translog/translog-error.ts';

/** Parts that begin with a letter or a digit, and slashes between: no `..`, no empty part, no root. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
export const PENDING = 'pending/';

/** @returns the name as it was @throws TranslogError `log.bad-path` */
export function logPath(name: string): string {
  if (NAME.test(name)) return name;
  throw new TranslogError(
    'log.bad-path',
    `${JSON.stringify(name)} is no name of a file of a log`,
    'ask for `checkpoint` or a tile, as C2SP tlog-tiles names them',
  );
}
