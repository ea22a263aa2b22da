// What `npm run check` prints: a table of the rules, then every offence with its place.

import type { Outcome } from './rule.ts';

const SHOWN_PER_CHECK = 40;

function row({ name, offences, excepted, milliseconds }: Outcome, width: number): string {
  const result = offences.length === 0 ? 'kept' : `${offences.length} broken`;
  const note = excepted > 0 ? `  (${excepted} excepted)` : '';
  return `${name.padEnd(width)}  ${result.padEnd(10)}  ${String(Math.round(milliseconds)).padStart(6)} ms${note}`;
}

function places({ name, offences }: Outcome): string[] {
  if (offences.length === 0) return [];
  const lines = offences
    .slice(0, SHOWN_PER_CHECK)
    .map(
      ({ file, line, rule, message }) =>
        `  ${file}${line === undefined ? '' : `:${line}`}  ${rule}  ${message}`,
    );
  const rest = offences.length - lines.length;
  return ['', `${name}:`, ...lines, ...(rest > 0 ? [`  … and ${rest} more (--json shows all)`] : [])];
}

/** The table and the offences, for people. */
export function asText(outcomes: readonly Outcome[]): string {
  const width = Math.max(4, ...outcomes.map(({ name }) => name.length));
  const broken = outcomes.filter(({ offences }) => offences.length > 0).length;
  const last =
    broken === 0 ? `all ${outcomes.length} rules kept` : `${broken} of ${outcomes.length} rules broken`;
  return [...outcomes.map((outcome) => row(outcome, width)), ...outcomes.flatMap(places), '', last].join(
    '\n',
  );
}
