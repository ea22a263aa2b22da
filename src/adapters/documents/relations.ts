// Relations between the files of an OOXML package (ECMA-376, part 2, 9.3): which file an id means, and which link.
import path from 'node:path/posix';
import { attribute, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Relation {
  /** The last word of its type, such as `hyperlink`. */
  readonly type: string;
  /** A link as written, or the place of a file in the package. */
  readonly target: string;
}

/** The relations of one file of the package, by id; none when it has none. @throws Unread */
export function relationsOf(zip: Zip, file: string): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>();
  const list = path.join(path.dirname(file), '_rels', `${path.basename(file)}.rels`);
  if (!zip.has(list)) return found;
  readXml(zip.read(list), {
    open: (name, attributes) => {
      const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')];
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      const isOutside = attribute(attributes, 'TargetMode') === 'External';
      const type = attribute(attributes, 'Type')?.split('/').at(-1) ?? '';
      found.set(id, { type, target: isOutside ? target : placeOf(file, target) });
    },
  });
  return found;
}

const placeOf = (file: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : path.join(path.dirname(file), target);
