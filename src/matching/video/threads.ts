// How many threads decode. One is slower than the hashing beside it at one frame a second; each more holds frames of its own in memory.

import { availableParallelism } from 'node:os';
import type { VideoFacts } from './facts.ts';

const MOST_THREADS = 16;
/** 4K of cinema and television. Measured up to here: two threads fit in `memoryBytes` with whatever one thread fits with. */
const MOST_PIXELS_FOR_TWO = 4096 * 2304;

/** Two where there are cores for them, one for pictures so large that two would not fit in the memory limit. */
export function usualThreads(
  { width, height }: Pick<VideoFacts, 'width' | 'height'>,
  cores = availableParallelism(),
): number {
  return cores >= 2 && width * height <= MOST_PIXELS_FOR_TWO ? 2 : 1;
}

/** What a caller wants, brought into the limits. */
export function threadCount(wanted: number): number {
  return Math.min(MOST_THREADS, Math.max(1, Math.trunc(wanted)));
}
