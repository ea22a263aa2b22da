// What a run was asked for, and what the parts share.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Contender, startContender } from '../harness/line-process.ts';
import type { TranslogPeer } from '../peers/translog-peer.ts';

export const PARTS = ['appends', 'memory', 'growth', 'syncs'] as const;
export type PartName = (typeof PARTS)[number];

export type Setting = {
  readonly quick: boolean;
  /** Leaves, the smallest first. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Of this run alone, on the disk that is measured; it is removed at the end. */
  readonly folder: string;
  readonly peer: TranslogPeer;
  say(line: string): void;
};

const OURS = path.join(import.meta.dirname, 'contenders', 'ours.ts');
/** Linux's file system in memory: what is left when syncing costs nothing. */
export const MEMORY_DISK = '/dev/shm';
export const hasMemoryDisk = (): boolean => existsSync(MEMORY_DISK);

export const oursCommand = (): [string, ...string[]] => [process.execPath, OURS];

/** @param disk what waits for the disk may use its own threads and every core */
export const startOurs = (disk: 'disk' | 'memory'): Contender =>
  startContender('ours', oursCommand(), disk === 'disk' ? 'all' : 'one', disk === 'disk' ? 'own' : 'one');

export const startPeer = (program: string, disk: 'disk' | 'memory'): Contender =>
  startContender('the Go peer', [program], disk === 'disk' ? 'all' : 'one', disk === 'disk' ? 'own' : 'one');

/** A wrong answer ends the bench: figures of a log that is wrong are worth nothing. */
export function mustBeEqual(what: string, ours: unknown, theirs: unknown): void {
  if (ours !== theirs) throw new Error(`WRONG: ${what}: ours ${String(ours)}, theirs ${String(theirs)}`);
}
