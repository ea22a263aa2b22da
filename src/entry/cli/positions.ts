// Positions of items in their letter, as people write them: `1-5,7`.
import { CommandError, EXIT } from './output.ts';

const MAX_ITEMS = 10_000;

/** @param option whose value it is, for the error */
export function positionsIn(text: string, option: string): readonly number[] {
  const items = text.split(',').flatMap((part) => {
    const match = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part);
    if (match === null)
      throw new CommandError('usage', `${option}: cannot read "${part}"`, 'write 1-5,7 or all', EXIT.usage);
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    return Array.from({ length: Math.max(0, Math.min(to - from + 1, MAX_ITEMS)) }, (_, at) => from + at);
  });
  return [...new Set(items)];
}
