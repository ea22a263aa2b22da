// When the desk looks again at what was removed, out of the configuration: 1h,24h,7d, as milliseconds.
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { Config } from '../config.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/kernel/instant.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** @returns rising milliseconds. Throws with a cure where a later look would come before an earlier one. */
export function lookAgainOf({ look }: Pick<Config, 'look'>): readonly number[] {
  const pauses = [...look.again.matchAll(/(\d+)(ms|s|m|h|d)/g)].map(
    ([, count, unit = '']) => Number(count) * (UNITS[unit] ?? 0),
  );
  if (pauses.some((pause, at) => pause <= (pauses[at - 1] ?? 0)))
    throw new CommandError(
      'config.invalid',
      `look again: ${look.again} does not rise`,
      'name the later looks in their order, such as 1h,24h,7d',
      EXIT.missing,
    );
  return pauses;
}
