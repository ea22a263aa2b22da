// A disk whose power can be cut: an ext4 file system in a file, mounted through a loop device. What a program wrote and did not
// sync sits in the page cache of the mounted system and not yet in the file, so a copy of the file is the disk after the cut.
import { spawnSync } from 'node:child_process';
import { accessSync } from 'node:fs';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Disk {
  readonly mount: string;
  /** Copies the disk as it is now; nothing may be able to write to it while this runs. */
  freeze(): Promise<void>;
  /** Throws the mounted disk away and mounts the frozen copy in its place: the journal is replayed, as after a power cut. */
  thaw(): Promise<void>;
  /** Unmounts and gives everything back. */
  remove(): Promise<void>;
}

const MEBIBYTES = 1_024;
/** Nothing reaches the disk for the sake of time alone: only who syncs is safe. */
const MOUNT_OPTIONS = 'noatime,commit=3600';
const NEEDED = [
  ['mkfs.ext4', '-V'],
  ['losetup', '-V'],
  ['mount', '-V'],
  ['umount', '-V'],
  ['cp', '--version'],
] as const;
const COPIES = 20;
const PAUSE_MS = 50;
/** Fields of /sys/block/…/stat: writes completed, and requests in flight. */
const [WRITES, IN_FLIGHT] = [4, 8] as const;

/** Why this machine cannot cut a power supply; undefined when it can. */
export function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux (loop devices and ext4)';
  if (process.getuid?.() !== 0) return 'it needs root, to mount an image';
  const missing = NEEDED.filter(([program, question]) => spawnSync(program, [question]).error !== undefined);
  if (missing.length > 0)
    return `these programs are missing: ${missing.map(([program]) => program).join(', ')}`;
  try {
    accessSync('/dev/loop-control');
  } catch {
    return 'there are no loop devices here (no /dev/loop-control: often so in containers)';
  }
  return undefined;
}

export async function makeDisk(folder: string): Promise<Disk> {
  const [image, copy, mount] = ['disk.img', 'frozen.img', 'disk'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(mount, { recursive: true });
  await writeFile(image, '');
  await truncate(image, MEBIBYTES * 1024 ** 2);
  run('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image);
  let device = attach(image, mount);
  return {
    mount,
    freeze: () => copyQuietly(image, copy, device),
    async thaw() {
      detach(device, mount);
      run('cp', '--sparse=always', copy, image);
      device = attach(image, mount);
    },
    async remove() {
      detach(device, mount);
      await Promise.all([image, copy].map((file) => rm(file, { force: true })));
    },
  };
}

function attach(image: string, mount: string): string {
  const device = run('losetup', '--find', '--show', image);
  run('mount', '-t', 'ext4', '-o', MOUNT_OPTIONS, device, mount);
  return device;
}

function detach(device: string, mount: string): void {
  run('umount', mount);
  run('losetup', '--detach', device);
}

/** A copy during which a write reached the disk is of no one moment: taken again. */
async function copyQuietly(image: string, copy: string, device: string): Promise<void> {
  for (let time = 0; time < COPIES; time += 1) {
    const before = await writesOf(device);
    run('cp', '--sparse=always', image, copy);
    const after = await writesOf(device);
    if (before.inFlight === 0 && before.writes === after.writes) return;
    await delay(PAUSE_MS);
  }
  throw new Error(`something kept writing to the disk during ${COPIES} copies`);
}

async function writesOf(device: string): Promise<{ readonly writes: number; readonly inFlight: number }> {
  const text = await readFile(`/sys/block/${path.basename(device)}/stat`, 'utf8');
  const fields = text.trim().split(/\s+/).map(Number);
  return { writes: fields[WRITES] ?? 0, inFlight: fields[IN_FLIGHT] ?? 0 };
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout.trim();
}
