// Results as a file.

import { writeFileSync } from 'node:fs';

const DIGITS = 6;

/** Numbers to six digits: more would be noise, and a longer file. */
export function writeJson(file: string, results: object): void {
  const short = (_: string, value: unknown) =>
    typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : value;
  writeFileSync(file, `${JSON.stringify(results, short, 2)}\n`);
}
