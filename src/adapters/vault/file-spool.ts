// The spool as a folder: one file per accepted mail, holding its envelope and its raw bytes. Written before the 250.
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type LetterId, letterId } from '../../domain/kernel/ids.ts';
import type { Envelope, Kept, Peek, Spool, Spooled } from '../../ports/spool.ts';
import { syncFolder, writeDurably } from './durable.ts';

const SUFFIX = '.mail';
/** Beyond this many unread mails the desk asks peers to come again rather than fill the disk. */
const MAX_WAITING = 50_000;
/** Free space below which no mail is taken: the database needs room to work off what is here. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

export interface SpoolLimits {
  readonly maxWaiting?: number;
  readonly minFreeBytes?: number;
}

/** @param folder created if missing, with a folder `aside` for what cannot be read */
export async function fileSpool(folder: string, limits: SpoolLimits = {}): Promise<Spool> {
  const aside = path.join(folder, 'aside');
  await mkdir(aside, { recursive: true, mode: 0o700 });
  await syncFolder(path.dirname(folder));
  const fileOf = (id: LetterId): string => path.join(folder, `${id}${SUFFIX}`);
  return {
    keep: (mail) => keep(folder, mail, limits),
    waiting: (limit, after) => waiting(folder, limit, after),
    read: async (id) => parse(await readFile(fileOf(id)).catch(onlyIfGone)),
    peek: (id) => peek(fileOf(id)).catch(() => undefined),
    async remove(id) {
      await rm(fileOf(id), { force: true });
    },
    async setAside(id) {
      await rename(fileOf(id), path.join(aside, `${id}${SUFFIX}`)).catch(onlyIfGone);
      // The new name first: a power cut in between leaves a mail with two names, never with none.
      await syncFolder(aside);
      await syncFolder(folder);
    },
  };
}

async function keep(folder: string, mail: Spooled, limits: SpoolLimits): Promise<Kept> {
  try {
    if (await isFull(folder, limits)) return { kind: 'cannot', code: 'spool.full' };
    const head = Buffer.from(`${JSON.stringify(mail.envelope)}\n`, 'utf8');
    await writeDurably(folder, `${mail.envelope.id}${SUFFIX}`, head, mail.raw);
    return { kind: 'kept' };
  } catch (error) {
    return { kind: 'cannot', code: isNoSpace(error) ? 'spool.full' : 'spool.failed' };
  }
}

async function isFull(folder: string, limits: SpoolLimits): Promise<boolean> {
  const disk = await statfs(folder);
  if (disk.bavail * disk.bsize < (limits.minFreeBytes ?? MIN_FREE_BYTES)) return true;
  return (await readdir(folder)).length > (limits.maxWaiting ?? MAX_WAITING);
}

const isNoSpace = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

/** A file that is gone is no trouble. Any other error is, and says nothing about the mail: it is thrown, and tried again. */
function onlyIfGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** Ids begin with their time of receipt, so the order of names is the order of arrival. */
async function waiting(folder: string, limit: number, after?: LetterId): Promise<LetterId[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .filter((name) => after === undefined || name > after)
    .sort()
    .slice(0, limit)
    .map(letterId);
}

/** Enough for the header and the first words. */
const PEEKED_BYTES = 16 * 1024;

async function peek(file: string): Promise<Peek | undefined> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PEEKED_BYTES), 0, PEEKED_BYTES, 0);
    const begun = parse(buffer.subarray(0, bytesRead));
    return begun && { from: begun.envelope.from, head: Buffer.from(begun.raw).toString('latin1') };
  } finally {
    await handle.close();
  }
}

function parse(file: Buffer | undefined): Spooled | undefined {
  const end = file?.indexOf(NEWLINE) ?? -1;
  if (file === undefined || end === -1) return undefined;
  try {
    return {
      envelope: JSON.parse(file.subarray(0, end).toString('utf8')) as Envelope,
      raw: file.subarray(end + 1),
    };
  } catch {
    return undefined;
  }
}
