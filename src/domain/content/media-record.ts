// The media index as records, and how what is observed changes them. What was told later wins, deleted stays deleted, and what is
// known of a file only grows: so the same observations, in any order and told twice, come to the same records.
import type { CopyId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Container, FileFacts, Observation, ShownFile, Spot } from './observation.ts';

export interface FileRecord extends FileFacts {
  readonly deleted: boolean;
}

export interface SpotRecord extends Spot {
  /** Order of the observation that says what it shows; -1 while only its deletion is known. */
  readonly order: number;
  readonly seenAt: Instant | null;
  /** In the order in which it shows them: the position is the place in an album. */
  readonly shows: readonly { readonly blob: string; readonly copy: CopyId }[];
  readonly deleted: boolean;
}

export interface ContainerRecord extends Omit<Container, 'formerly'> {
  readonly order: number;
  /** Every name it was ever seen under, the present one among them, sorted: a name can go to another room. */
  readonly names: readonly string[];
}

export interface Records {
  readonly files: ReadonlyMap<string, FileRecord>;
  readonly spots: ReadonlyMap<string, SpotRecord>;
  readonly containers: ReadonlyMap<string, ContainerRecord>;
}

export interface RecordKeys {
  readonly files: readonly string[];
  readonly spots: readonly string[];
  readonly containers: readonly string[];
}

/** The records that observations touch. */
export function keysOf(observations: readonly Observation[]): RecordKeys {
  const [files, spots, containers] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const one of observations) {
    if (one.kind === 'media') files.add(one.file.blob);
    if (one.kind === 'container') containers.add(one.container.id);
    if (one.kind === 'deleted') (one.what === 'spot' ? spots : files).add(one.key);
    if (one.kind === 'shown') {
      spots.add(one.spot.key);
      for (const { blob } of one.files) files.add(blob);
    }
  }
  return { files: [...files], spots: [...spots], containers: [...containers] };
}

/** What people reported, each once. */
export const reportsIn = (observations: readonly Observation[]): readonly string[] => [
  ...new Set(observations.flatMap((one) => (one.kind === 'report' ? [one.report] : []))),
];

/** @param known at least the records that the observations touch @returns all of `known`, changed */
export function observed(known: Records, observations: readonly Observation[]): Records {
  const [files, spots, containers] = [new Map(known.files), new Map(known.spots), new Map(known.containers)];
  const learn = (facts: FileFacts, deleted: boolean): void =>
    void files.set(facts.blob, mergeFile(files.get(facts.blob), facts, deleted));
  for (const one of observations) {
    if (one.kind === 'media') learn(one.file, false);
    if (one.kind === 'container') {
      const { id } = one.container;
      containers.set(id, mergeContainer(containers.get(id), one));
    }
    if (one.kind === 'deleted' && one.what === 'blob') learn(unknownFile(one.key), true);
    if (one.kind === 'deleted' && one.what === 'spot')
      spots.set(one.key, { ...(spots.get(one.key) ?? unknownSpot(one.key)), deleted: true });
    if (one.kind === 'shown') {
      for (const { copy: _, ...file } of one.files) learn(file, false);
      spots.set(one.spot.key, mergeSpot(spots.get(one.spot.key), one));
    }
  }
  return { files, spots, containers };
}

const unknownFile = (blob: string): FileFacts => ({
  blob,
  sha256: null,
  uploader: null,
  thumbnail: null,
  opaque: false,
});

const unknownSpot = (key: string): SpotRecord => ({
  key,
  kind: 'message',
  container: '',
  message: '',
  owner: '',
  order: -1,
  seenAt: null,
  shows: [],
  deleted: false,
});

function mergeFile(held: FileRecord | undefined, facts: FileFacts, deleted: boolean): FileRecord {
  return {
    blob: facts.blob,
    sha256: greater(held?.sha256, facts.sha256),
    uploader: greater(held?.uploader, facts.uploader),
    thumbnail: greater(held?.thumbnail, facts.thumbnail),
    opaque: (held?.opaque ?? false) || facts.opaque,
    deleted: (held?.deleted ?? false) || deleted,
  };
}

/** These facts never change; should a platform contradict itself, the answer still does not depend on the order. */
function greater(a: string | null | undefined, b: string | null): string | null {
  if (a === null || a === undefined) return b;
  return b === null || a > b ? a : b;
}

function mergeSpot(
  held: SpotRecord | undefined,
  { spot, files, order, at }: Extract<Observation, { kind: 'shown' }>,
): SpotRecord {
  if (held !== undefined && held.order > order) return held;
  return { ...spot, order, seenAt: at, shows: files.map(shownAs), deleted: held?.deleted ?? false };
}

const shownAs = ({ blob, copy }: ShownFile) => ({ blob, copy });

function mergeContainer(
  held: ContainerRecord | undefined,
  { container, order }: Extract<Observation, { kind: 'container' }>,
): ContainerRecord {
  const { id, address, formerly, opaque } = container;
  const names = new Set([...(held?.names ?? []), address, ...(formerly === undefined ? [] : [formerly])]);
  const known = { names: [...names].sort(), opaque: (held?.opaque ?? false) || opaque };
  return held !== undefined && held.order > order ? { ...held, ...known } : { id, address, order, ...known };
}
