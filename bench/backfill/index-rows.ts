// The desk's media index as it lies in its tables, in a form that two indexes, or an index and the truth, can be compared in.
import { openDatabase, rows } from '../../messenger/store/database.ts';
import { onlyIn } from './truth.ts';

export interface IndexRows {
  /** `m/12 0 BLOB` of all that stands. */
  readonly places: ReadonlySet<string>;
  /** Spots that are known to be deleted. */
  readonly deleted: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, FileRow>;
  /** By the platform's id: its address, and whether it is encrypted. */
  readonly rooms: ReadonlyMap<string, string>;
  /** Rows of all tables. */
  readonly count: number;
}

export interface FileRow {
  readonly sha256: string | null;
  readonly uploader: string | null;
  readonly thumbnail: string | null;
  readonly opaque: boolean;
  readonly deleted: boolean;
}

interface SpotRow {
  readonly spot: string;
  readonly blobs: readonly string[];
  readonly deleted: boolean;
}

export async function readIndex(url: string): Promise<IndexRows> {
  const database = openDatabase(url);
  try {
    const spots = await rows<SpotRow>(database, 'select spot, blobs, deleted from media_spots');
    const files = await rows<FileRow & { blob: string }>(
      database,
      'select blob, sha256, uploader, thumbnail, opaque, deleted from media_files',
    );
    const rooms = await rows<{ container: string; address: string; opaque: boolean }>(
      database,
      'select container, address, opaque from media_containers',
    );
    const standing = spots.filter(({ deleted }) => !deleted);
    return {
      places: new Set(
        standing.flatMap(({ spot, blobs }) => blobs.map((blob, at) => `${spot} ${at} ${blob}`)),
      ),
      deleted: new Set(spots.filter(({ deleted }) => deleted).map(({ spot }) => spot)),
      files: new Map(files.map(({ blob, ...file }) => [blob, file])),
      rooms: new Map(rooms.map(({ container, address, opaque }) => [container, `${address} ${opaque}`])),
      count: spots.length + files.length + rooms.length,
    };
  } finally {
    await database.end();
  }
}

/** In what two indexes of the same platform differ; the order in which things were seen is no difference. */
export function differences(one: IndexRows, other: IndexRows): readonly string[] {
  const files = (index: IndexRows): Set<string> =>
    new Set([...index.files].map(([blob, file]) => `${blob} ${JSON.stringify(file)}`));
  const rooms = (index: IndexRows): Set<string> =>
    new Set([...index.rooms].map(([id, room]) => `room ${id} ${room}`));
  return [
    ...eitherOnly(one.places, other.places),
    ...eitherOnly(one.deleted, other.deleted),
    ...eitherOnly(files(one), files(other)),
    ...eitherOnly(rooms(one), rooms(other)),
  ];
}

function eitherOnly(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [
    ...onlyIn(one, other).map((row) => `only in the first: ${row}`),
    ...onlyIn(other, one).map((row) => `only in the second: ${row}`),
  ];
}
