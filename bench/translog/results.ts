// Everything that one run measured.

import type { Machine } from '../harness/machine.ts';
import type { PartName } from './options.ts';
import type { AppendsPart } from './parts/appends.ts';
import type { GrowthPart } from './parts/growth.ts';
import type { MemoryPart } from './parts/memory.ts';
import type { SyncsPart } from './parts/syncs.ts';

export type Taken = {
  readonly date: string;
  readonly quick: boolean;
  readonly rounds: number;
  readonly machine: Machine;
  readonly fileSystem: string;
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly seconds: Readonly<Partial<Record<PartName, number>>>;
};
export type Results = {
  readonly appends?: AppendsPart;
  readonly memory?: MemoryPart;
  readonly growth?: GrowthPart;
  readonly syncs?: SyncsPart;
  readonly taken: Taken;
  readonly peers: readonly string[];
  readonly missing?: string;
};
