// The watchdog's own opinion of every clock, folded from its events in a way of its own, and what it disagrees with.
import type { ClockEventRow, ClockRow, Evidence } from './clock-events.ts';

export interface Disagreement {
  readonly code: 'watchdog.unheard' | 'watchdog.contradiction';
  readonly caseId: string;
  readonly number: string;
  readonly clock: string;
  /** Milliseconds since 1970; null where the clock has no hour in law. */
  readonly due: number | null;
  readonly says: string;
}

/** A deadline must have been heard of this long after it passed. */
const HEARD_WITHIN_MS = 60_000;

interface Opinion {
  readonly caseId: string;
  readonly number: string;
  readonly clock: string;
  state: 'running' | 'paused' | 'stopped';
  since: number;
  due: number | null;
  /** Deadlines whose breach was recorded. */
  heard: number[];
  /** Those of them recorded by a time that has come: what a desk said by a time no longer believed was said of no deadline. */
  timely: number[];
}

/** @param now milliseconds since 1970, by the watchdog's own clock */
export function disagreements({ events, rows }: Evidence, now: number): readonly Disagreement[] {
  const opinions = foldAll(events, now);
  const byKey = new Map(rows.map((row) => [nameOf(row.case_id, row.clock_key), row]));
  const unheard = [...opinions.values()].filter((opinion) => isUnheard(opinion, now));
  const contradicted = [...opinions].flatMap(([name, opinion]) => {
    const fault = faultOf(opinion, byKey.get(name));
    return fault === null ? [] : [told(opinion, 'watchdog.contradiction', fault)];
  });
  const strange = rows.filter((row) => !opinions.has(nameOf(row.case_id, row.clock_key))).map(withoutEvents);
  return [
    ...unheard.map((opinion) => told(opinion, 'watchdog.unheard', 'its deadline passed and nobody was told')),
    ...contradicted,
    ...strange,
  ];
}

/** How many clocks the events speak of. */
export function opinionsIn({ events }: Evidence): number {
  return events.filter(({ kind }) => kind === 'clock-started').length;
}

const nameOf = (caseId: string, key: string): string => `${caseId} ${key}`;

function foldAll(events: readonly ClockEventRow[], now: number): ReadonlyMap<string, Opinion> {
  const opinions = new Map<string, Opinion>();
  for (const event of events) {
    const name = nameOf(event.case_id, event.key);
    const known = opinions.get(name);
    if (known !== undefined) change(known, event, now);
    else if (event.kind === 'clock-started') opinions.set(name, started(event));
  }
  return opinions;
}

const started = (event: ClockEventRow): Opinion => ({
  caseId: event.case_id,
  number: event.number,
  clock: event.key,
  state: 'running',
  since: event.at,
  due: event.due,
  heard: [],
  timely: [],
});

function change(opinion: Opinion, event: ClockEventRow, now: number): void {
  if (event.kind === 'clock-alarm' && event.alarm === 'breach' && opinion.due !== null) {
    opinion.heard.push(opinion.due);
    if (event.at <= now) opinion.timely.push(opinion.due);
  }
  if (event.kind === 'clock-paused') Object.assign(opinion, { state: 'paused', since: event.at });
  if (event.kind === 'clock-stopped') Object.assign(opinion, { state: 'stopped', since: event.at });
  if (event.kind === 'clock-resumed')
    Object.assign(opinion, { state: 'running', since: event.at, due: event.due });
  if (event.kind === 'clock-extended') opinion.due = event.due;
}

/** It ran past its deadline, whether it still runs or not, and no breach of that very deadline was recorded. */
function isUnheard({ state, since, due, timely }: Opinion, now: number): boolean {
  if (due === null || timely.includes(due)) return false;
  return state === 'running' ? now > due + HEARD_WITHIN_MS : since > due;
}

function faultOf(opinion: Opinion, row: ClockRow | undefined): string | null {
  if (row === undefined) return 'there is no row for it';
  if (row.state !== opinion.state) return `its row says ${row.state}, its events say ${opinion.state}`;
  if (row.due !== opinion.due) return 'its row has another deadline than its events';
  const { due, heard } = opinion;
  const owes = opinion.state === 'running' && due !== null && !heard.includes(due);
  if (owes && (row.next_alarm === null || row.next_alarm > due + 1))
    return 'its row would wake nobody at its deadline';
  return null;
}

const told = (
  { caseId, number, clock, due }: Opinion,
  code: Disagreement['code'],
  says: string,
): Disagreement => ({
  code,
  caseId,
  number,
  clock,
  due,
  says,
});

const withoutEvents = (row: ClockRow): Disagreement => ({
  code: 'watchdog.contradiction',
  caseId: row.case_id,
  number: row.number,
  clock: row.clock_key,
  due: row.due,
  says: 'there is a row and no event of it',
});
