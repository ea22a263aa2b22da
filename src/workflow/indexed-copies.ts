// What the media index knows of files: every place where the very same file stands, or the small picture the platform made of it.
import type { Copy } from '../domain/content/copy.ts';
import type { FileRecord, SpotRecord } from '../domain/content/media-record.ts';
import type { MediaIndex, Stretch } from '../ports/media-index.ts';

/** Records read at once. */
const AT_ONCE = 1_000;

/** @param blobs files as the platform names them @returns copies that nobody is known to have deleted */
export async function indexedCopies(
  connector: string,
  blobs: readonly string[],
  index: MediaIndex,
): Promise<readonly Copy[]> {
  if (blobs.length === 0) return [];
  const same = await sameFiles(connector, blobs, index);
  if (same.size === 0) return [];
  const spots = await all(
    (stretch) => index.spots(connector, { blobs: [...same] }, stretch),
    ({ key }) => key,
  );
  const standing = spots.filter(({ deleted }) => !deleted);
  const rooms = [...new Set(standing.map(({ container }) => container))].filter((id) => id !== '');
  const addresses = new Map(
    (await index.containers(connector, rooms)).map(({ id, address }) => [id, address]),
  );
  return standing.flatMap((spot) => copiesIn(spot, connector, same, addresses));
}

/** Ids of all files that are the same as one of these and that nobody deleted. */
async function sameFiles(
  connector: string,
  blobs: readonly string[],
  index: MediaIndex,
): Promise<ReadonlySet<string>> {
  const blobOf = ({ blob }: FileRecord): string => blob;
  const asked = await all((stretch) => index.files(connector, { blobs }, stretch), blobOf);
  const own = new Set(asked.flatMap(({ sha256 }) => sha256 ?? []));
  const digests = new Set([...own, ...asked.flatMap(({ thumbnail }) => thumbnail ?? [])]);
  const alike = await all((stretch) => index.files(connector, { digests: [...digests] }, stretch), blobOf);
  // Two pictures of one colour have the same thumbnail and are not the same picture.
  const same = alike.filter(
    ({ sha256, thumbnail }) =>
      (sha256 !== null && digests.has(sha256)) || (thumbnail !== null && own.has(thumbnail)),
  );
  return new Set([...asked, ...same].filter(({ deleted }) => !deleted).map(blobOf));
}

function copiesIn(
  spot: SpotRecord,
  connector: string,
  same: ReadonlySet<string>,
  addresses: ReadonlyMap<string, string>,
): Copy[] {
  const whole = spot.kind === 'message' && spot.shows.every(({ blob }) => same.has(blob));
  return spot.shows
    .filter(({ blob }) => same.has(blob))
    .map(({ blob, copy }) => ({
      id: copy,
      connector,
      container: spot.container,
      message: spot.message,
      blob,
      address: addresses.get(spot.container) ?? '',
      uploader: spot.owner,
      whole,
      via: 'index',
      ...(spot.kind === 'message' ? {} : { as: spot.kind }),
    }));
}

async function all<T>(
  read: (stretch: Stretch) => Promise<readonly T[]>,
  keyOf: (record: T) => string,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let after = ''; ; ) {
    const some = await read({ after, limit: AT_ONCE });
    found.push(...some);
    const last = some.at(-1);
    if (last === undefined || some.length < AT_ONCE) return found;
    after = keyOf(last);
  }
}
