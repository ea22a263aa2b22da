// What a run of the bench was asked for, and what the parts share.

import type { Machine } from '../harness/machine.ts';
import type { Peers } from '../peers/setup.ts';

export const PARTS = ['pdq', 'search', 'video', 'gate', 'identity', 'exactness'] as const;
export type PartName = (typeof PARTS)[number];

export type Setting = {
  readonly quick: boolean;
  /** The bench's own folder: the peers' environment, pixels, hashes, clips. */
  readonly folder: string;
  readonly peers: Peers;
  /** A folder of photographs for the proof of identity. */
  readonly photos: string | undefined;
  say(line: string): void;
};

/** What a part was taken under. */
export type Taken = {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly seconds: number;
};

/** Whether a peer is here, by the name PyPI knows it by. */
export const hasPeer = ({ peers }: Setting, name: string): boolean =>
  peers.here.some((pin) => pin.startsWith(`${name}==`));
