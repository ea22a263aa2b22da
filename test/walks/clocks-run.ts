// Walks many histories, compares each, and tells a history in words when something in it differs.
import path from 'node:path';
import { readBook } from '../../src/adapters/law/law-folder.ts';
import { randomFrom } from '../../prove/rig/random.ts';
import { compare, type Found } from './clocks-compare.ts';
import { inventedLaws } from './clocks-laws.ts';
import type { Laws } from './clocks-notice.ts';
import { addUp, NOTHING, type Sums } from './clocks-sums.ts';
import { walk, type Walk } from './clocks-walk.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const INVENTED = 300;
const PROGRESS_EVERY = 10_000;

export interface Asked {
  readonly seed: number;
  readonly keepGoing: boolean;
  /** After so many minutes no further history is begun. */
  readonly minutes: number;
}

/** The laws of `law/` and invented ones that depend on the seed alone. */
export async function readLaws(seed: number): Promise<Laws> {
  const real = await readBook(path.join(ROOT, 'law'));
  return { real, invented: inventedLaws(randomFrom(seed), real, INVENTED) };
}

/** Walks `count` histories from number `from` on; ends at the first difference unless asked to go on. */
export function walkMany(
  from: number,
  count: number,
  { seed, keepGoing, minutes }: Asked,
  laws: Laws,
  tell: (sums: Sums) => void,
): Sums {
  const until = performance.now() + minutes * 60_000;
  let sums = NOTHING;
  for (let number = from; number < from + count && performance.now() < until; number += 1) {
    const one = walkOne(seed, number, laws);
    sums = addUp(sums, one.sums);
    if (one.told !== null) console.error(one.told);
    if (one.told !== null && !keepGoing) break;
    if (sums.histories % PROGRESS_EVERY === 0) tell(sums);
  }
  return sums;
}

function walkOne(
  seed: number,
  number: number,
  laws: Laws,
): { readonly sums: Sums; readonly told: string | null } {
  try {
    const walked = walk(seed, number, laws);
    const found = compare(walked);
    const isFine = found.differences.length === 0;
    return { sums: sumsOf(walked, found), told: isFine ? null : inWords(seed, number, walked, found) };
  } catch (error) {
    const told = `seed ${seed}, history ${number}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`;
    return { sums: { ...NOTHING, histories: 1, differences: 1 }, told };
  }
}

function sumsOf({ restarts, wallSteps }: Walk, found: Found): Sums {
  const { clocks, breaches, nearBreaches, silentMisses, excused, withoutSign } = found;
  const counted = { clocks, breaches, nearBreaches, silentMisses, excused, withoutSign };
  const differences = found.differences.length === 0 ? 0 : 1;
  return { ...NOTHING, ...counted, histories: 1, steps: wallSteps, restarts, differences };
}

/** The whole history for people, and what is wrong in it. */
export function tellHistory(seed: number, number: number, laws: Laws): string {
  const walked = walk(seed, number, laws);
  return inWords(seed, number, walked, compare(walked));
}

function inWords(seed: number, number: number, walked: Walk, found: Found): string {
  const { told, speaker, reach, items, book, desk } = walked;
  const ids = new Set(desk.state().clocks.map(({ clock }) => clock.regime));
  const duties = book.regimes
    .filter(({ id }) => ids.has(id) || found.differences.some((line) => line.includes(`${id}/`)))
    .map(({ id, zone, calendar, jurisdiction, pause, duties: all, elements, invokers, letters, content }) => {
      const invoked = invokers.map(({ standing }) => standing).join(' ');
      const lines = all.map(
        ({ key, from, ends, pace, targetHours, extension }) =>
          `    ${key}: ${from} -> ${ends}, ${JSON.stringify(pace)}, target ${targetHours}, ext ${extension !== null}`,
      );
      const asks = elements.map(
        ({ key, needs, required, article, mark }) =>
          `${key}[${needs.join(' ')}]${required && article !== null && mark !== 'M' ? '!' : ''}`,
      );
      return [
        `  ${id} ${jurisdiction} ${zone} ${calendar} pause ${JSON.stringify(pause)} by ${invoked} letters ${letters.join(' ')} content ${content.classes.join(' ')} asks ${asks.join(', ')}`,
        ...lines,
      ].join('\n');
    });
  const story = desk.story().map((one) => `  ${new Date(one.at).toISOString()} ${JSON.stringify(one)}`);
  const alarms = desk
    .raised()
    .map(
      ({ alarm, clock, at, moment }) =>
        `  ${new Date(at).toISOString()} ${alarm} ${clock} owed ${new Date(moment).toISOString()}`,
    );
  return [
    `== seed ${seed}, history ${number}: ${found.differences.length} differences`,
    `notice ${new Date(told.receivedAt).toISOString()} ${JSON.stringify({ ...told, ...speaker, items, reach })}`,
    ...duties,
    'story:',
    ...story,
    'alarms:',
    ...alarms,
    'log:',
    ...walked.log.map((line) => `  ${line}`),
    'differences:',
    ...found.differences.map((line) => `  ${line}`),
  ].join('\n');
}
