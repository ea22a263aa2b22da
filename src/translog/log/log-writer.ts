// Writes a log. An entry is acknowledged when it is durable in the journal; it is in the tree at once, and in public with the next
// checkpoint. Files are written in this order: entries, tiles, (durable), the signature, the checkpoint, and only then the journal is shortened.

import { areEqual, concat } from '../bytes.ts';
import { type Checkpoint, checkpointText, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import { decodeBundle, encodeEntry, refuseLength } from '../tiles/entry-bundle.ts';
import { edgeWidths, GrowingTree, hashesOf, type TileBytes } from '../tiles/growing-tree.ts';
import { type Tile, TILE_WIDTH, tileIn, tilePath } from '../tiles/tile.ts';
import { readTile, treeReader } from '../tiles/tree-reader.ts';
import { type Hash, HASH_BYTES, type Sha256, type TreeHasher, treeHasher } from '../tree/hash.ts';
import { wholeNumber } from '../tree/size.ts';
import { TranslogError } from '../translog-error.ts';
import { type Claim, ended, OtherSize } from './guard.ts';
import { firstIndexOf, readJournal, writeJournal } from './journal.ts';
import type { LogFile, LogStorage } from './log-storage.ts';
import { gap, otherEntry } from './place.ts';
import {
  type Beginning,
  endingIn,
  notEmpty,
  refuseReserved,
  writeBeginning,
  writeEnding,
} from './succession.ts';
import { WaitingEntries } from './waiting.ts';

/** Signs the text of a checkpoint that continues what it signed before. @returns the note @throws OtherSize */
export type SignCheckpoint = (claim: Claim, text: string) => Promise<Uint8Array>;

export type LogSetup = {
  readonly storage: LogStorage;
  readonly sha256: Sha256;
  /** The log's public key; its name is the origin. */
  readonly key: VerifierKey;
  readonly sign: SignCheckpoint;
  /** Entries that may wait for the journal before `append` refuses more; default 65,536, and 64 MiB of them. */
  readonly mostWaiting?: number;
};

/** Full tiles and bundles that are kept in memory before they are written. */
const MOST_KEPT_FILES = 64;

export class LogWriter {
  readonly #setup: LogSetup;
  readonly #hasher: TreeHasher;
  readonly #unlock: () => Promise<void>;
  #tree: GrowingTree;
  /** The last, partial bundle of entries, as bytes. */
  #bundle: Uint8Array[] = [];
  #published: Checkpoint | undefined;
  #journal: string[] = [];
  #full: LogFile[] = [];
  readonly #waiting: WaitingEntries;
  /** The full bundle that was read last, to compare an entry that was sent again. */
  #seen: { readonly path: string; readonly entries: Promise<readonly Uint8Array[]> } | undefined;
  /** Everything that touches the tree or the files goes through here, one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  /** One publishing after another; entries go on being added while one waits for its signatures. */
  #publishing: Promise<unknown> = Promise.resolve();
  #isWriting = false;
  /** The last entry, once it says that the log has ended. */
  #ending: Uint8Array | undefined;
  #broken: unknown;

  private constructor(setup: LogSetup, unlock: () => Promise<void>) {
    this.#setup = setup;
    this.#hasher = treeHasher(setup.sha256);
    this.#unlock = unlock;
    this.#waiting = new WaitingEntries(setup.mostWaiting);
    this.#tree = new GrowingTree(this.#hasher);
  }

  /**
   * Takes the lock, reads where the log stands, and takes up what was acknowledged and not published.
   * @throws TranslogError `log.in-use`, `log.damaged`, `log.journal-damaged`, and whatever a checkpoint is refused for
   */
  static async open(setup: LogSetup): Promise<LogWriter> {
    const unlock = await setup.storage.lock();
    try {
      const writer = new LogWriter(setup, unlock);
      await writer.#load();
      return writer;
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Leaves in the tree, published or not. */
  get size(): number {
    return this.#tree.size;
  }

  get published(): Checkpoint | undefined {
    return this.#published;
  }

  /** Entries that came and are not durable yet. */
  get waiting(): number {
    return this.#waiting.count;
  }

  /** Why nothing more is written, once something failed to be written or the log was closed. */
  get failure(): unknown {
    return this.#broken;
  }

  /**
   * Resolves with the entry's index once it is durable.
   * @throws TranslogError `log.busy` when too many wait, `log.entry-too-long`, `log.reserved`, `log.ended`
   */
  async append(entry: Uint8Array): Promise<number> {
    refuseReserved(entry);
    return this.#add(entry);
  }

  #add(entry: Uint8Array): Promise<number> {
    if (this.#broken !== undefined) throw asError(this.#broken);
    if (this.#ending !== undefined) throw ended(this.#tree.size + this.#waiting.count);
    refuseLength(entry);
    const { acknowledged } = this.#waiting.add(entry);
    this.#writeNext();
    return acknowledged;
  }

  /**
   * The first entry of a log that follows another. Once more, before anything else was added, does nothing.
   * @throws TranslogError `log.not-empty`, `log.bad-succession`
   */
  async begin(after: Omit<Beginning, 'log'>): Promise<void> {
    const entry = writeBeginning({ log: this.#setup.key, ...after });
    const { size } = this;
    if (size === 0 && this.#waiting.count === 0) await this.#add(entry);
    else if (size !== 1 || !areEqual((await this.#entryAt(0)) ?? new Uint8Array(), entry))
      throw notEmpty(size);
  }

  /**
   * The last entry, published. Nothing is added after it, also not after opening again. Once more goes on where it was left; then the log's
   * signer must hear of it.
   * @param next the log that follows, if one does
   * @throws TranslogError `log.ended` when it ended otherwise, `log.bad-succession`, and as `publish`
   */
  async end(next: VerifierKey | undefined): Promise<Checkpoint> {
    const entry = writeEnding({ log: this.#setup.key, next });
    if (this.#ending === undefined || !areEqual(this.#ending, entry)) {
      const added = this.#add(entry);
      this.#ending = entry;
      await added;
    }
    return this.publish();
  }

  /**
   * As `append`, for whoever sends at least once: resolves with `index` once the entry is durable there, however often it is sent.
   * @throws WrongPlace `log.gap` when an entry before it has not come, `log.other-entry` when another one is there
   */
  async appendAt(index: number, entry: Uint8Array): Promise<number> {
    if (this.#broken !== undefined) throw asError(this.#broken);
    wholeNumber(index, 'the place of an entry');
    const next = this.#tree.size + this.#waiting.count;
    if (index === next) return this.append(entry);
    if (index > next) throw gap(index, next);
    const waiting = this.#waiting.at(index - this.#tree.size);
    const there = waiting?.entry ?? (await this.#entryAt(index));
    if (there === undefined || !areEqual(there, entry)) throw otherEntry(index, next);
    return waiting === undefined ? index : waiting.acknowledged;
  }

  /**
   * Makes everything that was acknowledged public under a signed checkpoint; without news it gives the checkpoint there is.
   * @param isAgain whether that one is signed again, to be seen by witnesses that were away
   * @throws TranslogError `log.other-size` when the signer signed a larger tree than this
   */
  publish(isAgain = false): Promise<Checkpoint> {
    const mine = this.#publishing.then(() => this.#publishNow(isAgain));
    this.#publishing = mine.catch(() => undefined);
    return mine;
  }

  async #publishNow(isAgain: boolean): Promise<Checkpoint> {
    const { checkpoint, journal } = await this.#inTurn(async () => {
      await this.#writeFiles([...this.#full, ...this.#partialFiles()]);
      this.#full = [];
      const now = { origin: this.#setup.key.name, size: this.#tree.size, root: this.#tree.root() };
      return { checkpoint: now, journal: [...this.#journal] };
    });
    if (this.#published?.size === checkpoint.size && !isAgain) return this.#published;
    const note = await this.#signed(checkpoint, this.#published?.size ?? 0);
    await openCheckpoint(note, this.#setup.key);
    return this.#inTurn(async () => {
      await this.#durably((storage) => storage.replace({ path: 'checkpoint', bytes: note }));
      this.#published = checkpoint;
      await this.#durably((storage) => storage.remove(journal));
      this.#journal = this.#journal.slice(journal.length);
      return checkpoint;
    });
  }

  /** Waits for what is under way and lets go of the lock. */
  async close(): Promise<void> {
    await this.#publishing;
    do await this.#turn;
    while (this.#waiting.count > 0);
    this.#broken ??= new TranslogError('log.closed', 'the log was closed', 'open it again');
    await this.#unlock();
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const mine = this.#turn.then(() => {
      if (this.#broken !== undefined) throw asError(this.#broken);
      return act();
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** One batch a turn, so that publishing comes to its turn however many entries come. */
  #writeNext(): void {
    if (this.#isWriting || this.#waiting.count === 0) return;
    this.#isWriting = true;
    this.#inTurn(() => this.#writeBatch()).then(
      () => {
        this.#isWriting = false;
        this.#writeNext();
      },
      (error: unknown) => {
        this.#giveUpWaiting(error);
      },
    );
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#waiting.nextBatch();
    const first = this.#tree.size;
    const entries = batch.map(({ entry }) => entry);
    const file = writeJournal(this.#setup.sha256, first, entries);
    await this.#durably((storage) => storage.write([file]));
    this.#journal.push(file.path);
    this.#integrate(entries);
    this.#waiting.batchIsIn();
    for (const [at, { resolve }] of batch.entries()) resolve(first + at);
    await this.#writeKept();
  }

  #giveUpWaiting(why: unknown): void {
    this.#broken ??= why;
    for (const { reject } of this.#waiting.giveUp()) reject(why);
  }

  /** An entry of the tree: of the last bundle, which is in memory, of one that is kept to be written, or out of its file. */
  async #entryAt(index: number): Promise<Uint8Array | undefined> {
    const place = { level: 'entries', index: Math.floor(index / TILE_WIDTH), width: TILE_WIDTH } as const;
    if (place.index === Math.floor(this.#tree.size / TILE_WIDTH))
      return decodeBundle(this.#bundle[index % TILE_WIDTH] ?? new Uint8Array(), 1)[0];
    const path = tilePath(place);
    if (this.#seen?.path !== path) {
      const kept = this.#full.find((file) => file.path === path)?.bytes;
      const bytes =
        kept === undefined
          ? readBundle((name) => this.#setup.storage.read(name), place)
          : Promise.resolve(kept);
      this.#seen = { path, entries: bytes.then((all) => decodeBundle(all, TILE_WIDTH)) };
    }
    const { entries } = this.#seen;
    entries.catch(() => {
      this.#seen = undefined;
    });
    return (await entries)[index % TILE_WIDTH];
  }

  #integrate(entries: readonly Uint8Array[]): void {
    for (const entry of entries) {
      const tiles = this.#tree.add(this.#hasher.leaf(entry));
      this.#bundle.push(encodeEntry(entry));
      if (this.#bundle.length === TILE_WIDTH) {
        const index = this.#tree.size / TILE_WIDTH - 1;
        this.#full.push(bundleFile({ level: 'entries', index, width: TILE_WIDTH }, this.#bundle));
        this.#bundle = [];
      }
      this.#full.push(...tiles.map(tileFile));
    }
  }

  async #writeKept(): Promise<void> {
    if (this.#full.length < MOST_KEPT_FILES) return;
    await this.#writeFiles(this.#full);
    this.#full = [];
  }

  /** Entries before hashes, so that no tile stands for an entry that is not there. */
  async #writeFiles(files: readonly LogFile[]): Promise<void> {
    const isEntries = ({ path }: LogFile) => path.startsWith('tile/entries/');
    await this.#durably((storage) => storage.write(files.filter(isEntries)));
    await this.#durably((storage) => storage.write(files.filter((file) => !isEntries(file))));
  }

  /** After a failure nobody knows what reached the disk (a second fsync may succeed over what the first one lost): only a new start reads the truth. */
  async #durably(act: (storage: LogStorage) => Promise<void>): Promise<void> {
    try {
      await act(this.#setup.storage);
    } catch (error) {
      this.#broken ??= error;
      throw error;
    }
  }

  #partialFiles(): readonly LogFile[] {
    const bundle = tileIn(this.#tree.size, 'entries', Math.floor(this.#tree.size / TILE_WIDTH));
    return [
      ...(bundle === undefined ? [] : [bundleFile(bundle, this.#bundle)]),
      ...this.#tree.partialTiles().map(tileFile),
    ];
  }

  /** The signer may have signed more than was published: then the proof starts from there. */
  async #signed(checkpoint: Checkpoint, old: number): Promise<Uint8Array> {
    const reader = treeReader(this.#hasher, checkpoint.size, (path) => this.#setup.storage.read(path));
    const proofFrom = async (size: number): Promise<readonly Hash[]> =>
      size === 0 ? [] : reader.consistencyProof(size);
    const ask = async (size: number) =>
      this.#setup.sign(
        { old: size, proof: await proofFrom(size), now: checkpoint },
        checkpointText(checkpoint),
      );
    try {
      return await ask(old);
    } catch (error) {
      if (!(error instanceof OtherSize) || error.size > checkpoint.size) throw error;
      return ask(error.size);
    }
  }

  async #load(): Promise<void> {
    const { storage, key, sha256 } = this.#setup;
    const note = await storage.read('checkpoint');
    if (note !== undefined) await this.#loadTree(await openCheckpoint(note, key));
    const pending = await storage.list('pending');
    for (const path of pending) {
      const file = { path, bytes: (await storage.read(path)) ?? new Uint8Array() };
      const entries = readJournal(sha256, file);
      // Whoever wrote the last one may have been stopped before it was durable, and who sends again will hear that it is.
      if (path === pending.at(-1)) await this.#durably((to) => to.write([file]));
      const first = firstIndexOf(path);
      this.#journal.push(path);
      if (first + entries.length <= (this.#published?.size ?? 0)) continue;
      if (first !== this.#tree.size) throw damaged(`${path} does not follow on ${this.#tree.size} entries`);
      this.#integrate(entries);
      await this.#writeKept();
    }
    const last = this.size === 0 ? undefined : await this.#entryAt(this.size - 1);
    if (last !== undefined && endingIn(sha256, last, key) !== undefined) this.#ending = last;
  }

  async #loadTree({ origin, size, root }: Checkpoint): Promise<void> {
    const read = (path: string) => this.#setup.storage.read(path);
    const edge: (readonly Hash[])[] = [];
    for (const [level, width] of edgeWidths(size).entries()) {
      const index = Math.floor(size / TILE_WIDTH ** (level + 1));
      edge.push(width === 0 ? [] : hashesOf(await readTile(read, { level, index, width }, HASH_BYTES)));
    }
    this.#tree = new GrowingTree(this.#hasher, size, edge);
    if (!areEqual(this.#tree.root(), root))
      throw damaged('its tiles lead to another root than its checkpoint');
    const bundle = tileIn(size, 'entries', Math.floor(size / TILE_WIDTH));
    const entries = bundle === undefined ? [] : decodeBundle(await readBundle(read, bundle), bundle.width);
    this.#bundle = entries.map(encodeEntry);
    this.#published = { origin, size, root };
  }
}

async function readBundle(read: LogStorage['read'], bundle: Tile): Promise<Uint8Array> {
  const path = tilePath(bundle);
  const bytes = await read(path);
  if (bytes === undefined) throw damaged(`${path} is missing`);
  return bytes;
}

const tileFile = (tile: TileBytes): LogFile => ({ path: tilePath(tile), bytes: tile.bytes });
const bundleFile = (tile: Tile, entries: readonly Uint8Array[]): LogFile => ({
  path: tilePath(tile),
  bytes: concat(...entries),
});
const asError = (why: unknown): Error => (why instanceof Error ? why : new Error(String(why)));
const damaged = (why: string): TranslogError =>
  new TranslogError('log.damaged', `the log's files are damaged: ${why}`, 'bring them back from a copy');
