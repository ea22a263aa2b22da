// What a stranger gets who asks for files by their address, before and after. Nobody's record is believed here.
import type { Seeded } from '../../messenger/seed.ts';
import type { Messenger } from './messenger.ts';

const AT_ONCE = 20;

/** HTTP status of each file. */
export type Seen = ReadonlyMap<string, number>;

/** Every file that was seeded, reported or not. */
export function filesOf(seeded: Seeded): string[] {
  const reported = seeded.items.flatMap(({ copies }) => copies.map(({ blob }) => blob));
  return [...new Set([...reported, ...seeded.untouched.map(({ blob }) => blob)])];
}

/** Asks for the head of each file as somebody who is not signed in. */
export async function lookAtFiles(messenger: Messenger, files: readonly string[]): Promise<Seen> {
  const waiting = [...files];
  const seen = new Map<string, number>();
  const reader = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      seen.set(file, await messenger.asStranger(`/media/${file}`));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return seen;
}

/** In words, each file that a stranger sees and should not, or saw before and should see still. */
export function wrongSights(before: Seen, after: Seen, hidden: ReadonlySet<string>): string[] {
  return [...after].flatMap(([file, status]) => {
    if (hidden.has(file)) return status === 404 ? [] : [`${file}: hidden, answers ${status}`];
    return status === before.get(file) ? [] : [`${file}: answered ${before.get(file)}, now ${status}`];
  });
}
