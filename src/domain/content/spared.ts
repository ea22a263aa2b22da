// What is spared: places that may show somebody under age, as somebody said. What stands there is neither fetched nor hashed.
import type { Locator } from './locator.ts';

/** By keys of the media index; a room by its address in links, which is all that a report has of it. */
export interface Spared {
  readonly what: 'spot' | 'file' | 'person' | 'room';
  readonly key: string;
}

const FILE = /\/media\/([\w-]{8,64})$/;
const PERSON = /\/people\/(\d{1,15})$/;
const ROOM = /\/r\/([a-z0-9-]+)$/;

/**
 * @param spot the spot that the link names, as the media index knows it; null where it names none
 * @returns null for a link that leads nowhere
 */
export function sparedBy({ link }: Locator, spot: string | null): Spared | null {
  if (spot !== null) return { what: 'spot', key: spot };
  const file = FILE.exec(link)?.[1];
  if (file !== undefined) return { what: 'file', key: file };
  const person = PERSON.exec(link)?.[1];
  if (person !== undefined) return { what: 'person', key: person };
  const room = ROOM.exec(link)?.[1];
  return room === undefined ? null : { what: 'room', key: room };
}
