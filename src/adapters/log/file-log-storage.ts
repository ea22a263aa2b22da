// A log as a folder. `public/` holds plain static files that any web server can hand out as they are; `pending/` holds what was acknowledged and is
// not public yet. Each file is written beside its place, synced, renamed, and its folder synced: whole or not at all, and there after a power cut.

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LogFile, LogStorage } from '../../translog/log/log-storage.ts';
import { TranslogError } from '../../translog/translog-error.ts';
import { atMost } from './at-most.ts';
import {
  lockFolder,
  makeFolder,
  onDisk,
  PART,
  readIfThere,
  replaceDurably,
  sync,
  writeBeside,
} from './durable.ts';
import { logPath, PENDING } from './log-path.ts';

/** Files written side by side: the disk syncs many at about the price of one. */
const AT_ONCE = 16;
const FOR_ALL = { file: 0o644, folder: 0o755 };
const FOR_US = { file: 0o600, folder: 0o700 };

/** @param folder made if it is missing @throws TranslogError `log.disk` here and in each of its calls */
export async function fileLogStorage(folder: string): Promise<LogStorage> {
  const { read, write, replace, list, remove, lock } = await onDisk(folder, () => filesIn(folder));
  return {
    read: (name) => onDisk(folder, () => read(name)),
    write: (files) => onDisk(folder, () => write(files)),
    replace: (file) => onDisk(folder, () => replace(file)),
    list: (name) => onDisk(folder, () => list(name)),
    remove: (names) => onDisk(folder, () => remove(names)),
    lock,
  };
}

async function filesIn(folder: string): Promise<LogStorage> {
  const [shown, hidden] = [path.join(folder, 'public'), path.join(folder, 'pending')];
  await makeFolder(shown, FOR_ALL.folder);
  await makeFolder(hidden, FOR_US.folder);
  await removeParts(hidden);
  const placeOf = (name: string): string =>
    name.startsWith(PENDING)
      ? path.join(hidden, logPath(name).slice(PENDING.length))
      : path.join(shown, logPath(name));
  const modeOf = (name: string) => (name.startsWith(PENDING) ? FOR_US : FOR_ALL);
  return {
    read: (name) => readIfThere(placeOf(name)),
    async write(files) {
      const folders = new Set(files.map(({ path: name }) => path.dirname(placeOf(name))));
      for (const one of folders) await makeFolder(one, FOR_ALL.folder);
      await atMost(AT_ONCE, files, (file) => writeOnce(placeOf(file.path), file, modeOf(file.path).file));
      await atMost(AT_ONCE, [...folders], sync);
    },
    replace: ({ path: name, bytes }) => replaceDurably(placeOf(name), bytes, FOR_ALL.file),
    async list(name) {
      const names = await readdir(hidden);
      return names
        .filter((one) => !one.endsWith(PART))
        .toSorted()
        .map((one) => `${name}/${one}`);
    },
    async remove(names) {
      await atMost(AT_ONCE, names, (name) => rm(placeOf(name), { force: true }));
      if (names.length > 0) await sync(hidden);
    },
    lock: () => lockFolder(folder),
  };
}

/** The same bytes again are synced again: whoever wrote them may have been stopped before that. */
async function writeOnce(place: string, { path: name, bytes }: LogFile, mode: number): Promise<void> {
  const there = await readIfThere(place);
  if (there === undefined) return writeBeside(place, bytes, mode);
  if (Buffer.compare(there, bytes) === 0) return sync(place);
  throw new TranslogError(
    'log.other-bytes',
    `${name} is there already, with other bytes`,
    'the log was changed by something else: stop, and bring its files back from a copy',
  );
}

/** What a writer that was stopped left half written; nobody was told of it. */
async function removeParts(folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith(PART));
  await Promise.all(parts.map((name) => rm(path.join(folder, name), { force: true })));
}
