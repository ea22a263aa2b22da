// Everything that was measured, part by part; a part that was not run again keeps what it had.

import { existsSync, readFileSync } from 'node:fs';
import type { Peers } from '../peers/setup.ts';
import type { PartName, Taken } from './options.ts';
import type { GatePart } from './parts/gate.ts';
import type { PdqPart } from './parts/pdq.ts';
import type { ProofsPart } from './parts/proofs.ts';
import type { SearchPart } from './parts/search.ts';
import type { VideoPart } from './parts/video.ts';

export type Results = {
  readonly pdq?: PdqPart;
  readonly search?: SearchPart;
  readonly video?: VideoPart;
  readonly gate?: GatePart;
  readonly identity?: ProofsPart;
  readonly exactness?: ProofsPart;
  readonly taken: Readonly<Partial<Record<PartName, Taken>>>;
  readonly peers?: Omit<Peers, 'python' | 'metaPdq'>;
};

export const readResults = (file: string): Results =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : { taken: {} };
