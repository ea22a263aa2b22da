// Files that a person chose, as the library reads them.

import type { ReadFile } from '../tiles/tree-reader.ts';
import { TranslogError } from '../translog-error.ts';

/** As the longest bundle of entries, and a little more. */
const MOST_BYTES = 17 * 2 ** 20;
const SHOWN = /^[^/]+\/public\//;
const OF_LOG = /^(?:[^/]+\/)?(?:public\/)?(checkpoint|tile\/.+)$/;

/** @throws TranslogError `log.not-reached` */
export async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MOST_BYTES) throw notReached(file.name, `more than ${MOST_BYTES} bytes`);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw notReached(file.name, String(error));
  }
}

/** @param files of a folder picker: a log's folder, the folder of its public files, or its folder `tile` */
export function chosenLog(files: Iterable<File>): ReadFile {
  const all = [...files];
  const shown = all.filter(({ webkitRelativePath }) => SHOWN.test(webkitRelativePath));
  const byPath = new Map<string, File>();
  for (const file of shown.length > 0 ? shown : all) {
    const [, path] = OF_LOG.exec(file.webkitRelativePath) ?? [];
    if (path !== undefined) byPath.set(path, file);
  }
  return async (path) => {
    const file = byPath.get(path);
    return file === undefined ? undefined : bytesOf(file);
  };
}

const notReached = (name: string, why: string): TranslogError =>
  new TranslogError('log.not-reached', `${name} cannot be read: ${why}`, 'choose the file again');
