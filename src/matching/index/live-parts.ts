// The parts of a live index, and how they change: heads fill, wait, and are merged with sealed parts in a worker. A merge
// never changes what it reads: when its part is ready, one assignment puts it in the place of what it replaces.

import { BUILD_WORKER, type Building, buildMerged, type Built } from './build.ts';
import { Head } from './head.ts';
import { mergeBehind } from './index-errors.ts';
import { MAX_SEGMENT_ENTRIES, planMerge, planRewrite } from './merge-plan.ts';
import type { Part } from './part.ts';
import type { Run } from './runs.ts';
import { Sealed } from './sealed.ts';

/** Inserts are refused when so many full heads wait: merging does not keep up, or fails. */
const MAX_WAITING_HEADS = 8;
/** A failed merge is tried again this often by itself, then again when the next head is full. */
const MERGE_ATTEMPTS = 3;

export type MergeEvent =
  | { readonly kind: 'finished'; readonly entries: number; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly error: Error; readonly attempt: number };

/** `due`: the heads and what is not too large beside them. `everything`: then also each part that holds what was deleted. */
export type Extent = 'due' | 'everything';

export type LiveOptions = {
  /** Told of every merge; one that a full head began and that fails is told nowhere else. */
  readonly onMerge?: (event: MergeEvent) => void;
  /** Where a bundler put build-worker, if it moved it. */
  readonly worker?: URL;
  /** Sealed entries that one merge puts together at most: 25 million, as many as a part holds, if not given. */
  readonly mergeEntries?: number;
};

type Merge = { readonly building: Building; readonly parts: ReadonlySet<Part>; readonly deleted: number[] };

export class LiveParts {
  /** Every part, sealed ones first. Replaced, never changed: whoever holds it keeps a whole index. */
  all: readonly Part[];
  #sealed: readonly Sealed[];
  #waiting: readonly Head[] = [];
  #head = new Head();
  #merge: Merge | undefined;
  #merged: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #onMerge: (event: MergeEvent) => void;
  readonly #worker: URL;
  readonly #mergeEntries: number;

  constructor(sealed: readonly Sealed[], options: LiveOptions) {
    this.#sealed = sealed;
    this.#onMerge = options.onMerge ?? (() => undefined);
    this.#worker = options.worker ?? BUILD_WORKER;
    this.#mergeEntries = options.mergeEntries ?? MAX_SEGMENT_ENTRIES;
    this.all = [...sealed, this.#head];
  }

  get sealed(): readonly Sealed[] {
    return this.#sealed;
  }

  /** Full heads, and those that the last stopped merge left: searched, and waiting to be merged. */
  get waiting(): readonly Head[] {
    return this.#waiting;
  }

  get head(): Head {
    return this.#head;
  }

  get merging(): boolean {
    return this.#merge !== undefined;
  }

  has(id: number): boolean {
    return this.all.some((part) => part.has(id));
  }

  /** The caller has looked whether the id is new. @throws MatchingError `matching.merge-behind` */
  insert(id: number, hash: Uint8Array, bank: number): void {
    if (this.#head.full) this.#retireFullHead();
    this.#head.insert(id, hash, bank);
  }

  delete(id: number): boolean {
    const part = this.all.find((one) => one.delete(id));
    if (part !== undefined && this.#merge?.parts.has(part)) this.#merge.deleted.push(id);
    return part !== undefined;
  }

  /**
   * Begins once a merge under way has ended. `everything` writes one part after another and holds two copies of one at a
   * time; what was deleted before the call is in no part when it resolves, what is deleted meanwhile may be.
   * @throws what ended it, if it failed
   */
  async merge(extent: Extent): Promise<void> {
    let behind = false;
    do {
      await this.#whenFree(() => {
        behind = this.#waiting.length === MAX_WAITING_HEADS;
        if (!behind && this.#head.entries > 0) this.#setHeadAside();
        return this.#mergeDue();
      });
    } while (behind);
    if (extent === 'everything') await this.#rewriteAll();
  }

  /** All entries as they are at this moment; deletes that follow do not change it. */
  frozenRuns(): Run[] {
    return this.all.flatMap((part) => part.runs()).map((run) => ({ ...run, dead: run.dead.slice() }));
  }

  /** Ends a merge under way and lets go of all memory. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#merge?.building.stop();
    await this.#merged.catch(() => undefined);
    this.#head = new Head();
    this.#arrange([], []);
  }

  #arrange(sealed: readonly Sealed[], waiting: readonly Head[]): void {
    this.#sealed = sealed;
    this.#waiting = waiting;
    this.all = [...sealed, ...waiting, this.#head];
  }

  /** Without room for another waiting head, those that wait are merged first: merges that failed are tried again. */
  #retireFullHead(): void {
    const room = this.#waiting.length < MAX_WAITING_HEADS;
    if (room) this.#setHeadAside();
    void this.#mergeDue();
    if (!room) throw mergeBehind();
  }

  #setHeadAside(): void {
    const full = this.#head;
    this.#head = new Head();
    this.#arrange(this.#sealed, [...this.#waiting, full]);
  }

  /** Begins in the very moment in which no merge goes on, and waits for what was begun. */
  async #whenFree(begin: () => Promise<void> | undefined): Promise<void> {
    while (this.#merge !== undefined) await this.#merged.catch(() => undefined);
    await begin();
  }

  #mergeDue(): Promise<void> | undefined {
    if (this.#merge !== undefined || this.#waiting.length === 0) return undefined;
    return this.#begin(() => this.#due());
  }

  /** The parts there are now, less those that another merge takes in meanwhile: it forgets what they hold deleted. */
  async #rewriteAll(): Promise<void> {
    const owed = new Set(this.#sealed);
    for (let done = false; !done && !this.#closed; ) {
      await this.#whenFree(() => {
        const left = this.#sealed.filter((one) => owed.has(one));
        const group = planRewrite(left, this.#mergeEntries)[0];
        done = group === undefined;
        if (group === undefined) return undefined;
        const parts = group.flatMap((at) => left[at] ?? []);
        for (const part of parts) owed.delete(part);
        return this.#begin(() => parts);
      });
    }
  }

  #begin(parts: () => readonly Part[]): Promise<void> {
    this.#merged = this.#tryMerge(parts);
    this.#merged.catch(() => undefined);
    return this.#merged;
  }

  /** Merges these, and then goes on until no head waits. */
  async #tryMerge(first: () => readonly Part[]): Promise<void> {
    let parts = first;
    for (let attempt = 1; !this.#closed; attempt++) {
      try {
        await this.#mergeOnce(parts());
        if (this.#waiting.length === 0) return;
        parts = () => this.#due();
        attempt = 0;
      } catch (error) {
        if (this.#closed) return;
        this.#tell({ kind: 'failed', error: error as Error, attempt });
        if (attempt === MERGE_ATTEMPTS) throw error;
      } finally {
        this.#merge = undefined;
      }
    }
  }

  #due(): readonly Part[] {
    const plan = planMerge(this.#sealed, living(this.#waiting), this.#mergeEntries);
    return [...plan.flatMap((at) => this.#sealed[at] ?? []), ...this.#waiting];
  }

  async #mergeOnce(parts: readonly Part[]): Promise<void> {
    const started = performance.now();
    const entries = living(parts);
    const runs = parts.flatMap((part) => part.runs());
    const building = buildMerged(runs, entries, this.#worker);
    this.#merge = { building, parts: new Set(parts), deleted: [] };
    this.#swap(this.#merge, await building.result);
    this.#tell({ kind: 'finished', entries, milliseconds: performance.now() - started });
  }

  /** Later, so that what the listener throws is its own affair and not a merge that failed. */
  #tell(event: MergeEvent): void {
    queueMicrotask(() => this.#onMerge(event));
  }

  /** What was deleted while the worker read is deleted in the new part before anybody sees it. */
  #swap({ parts, deleted }: Merge, built: Built): void {
    const fresh = built.parts.map((one) => new Sealed(one));
    for (const id of deleted) fresh.some((sealed) => sealed.delete(id));
    this.#arrange(
      [...this.#sealed.filter((one) => !parts.has(one)), ...fresh],
      this.#waiting.filter((one) => !parts.has(one)),
    );
  }
}

/** Entries that are not deleted. */
export const living = (parts: readonly Part[]): number =>
  parts.reduce((sum, { entries, dead }) => sum + entries - dead, 0);
