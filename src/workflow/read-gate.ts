// What the gate stopped, and what platforms hold until a person has said, each with the case whose picture it looks like.
import type { CaseId, CaseNumber } from '../domain/kernel/ids.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Platform } from '../domain/content/locator.ts';
import type { Cases } from '../ports/cases.ts';
import type { GateList, HeldFile, PlatformGate, Stop, StopFilter } from '../ports/gate.ts';

interface Stopped {
  readonly stop: Stop;
  readonly number: CaseNumber | null;
}

export interface HeldUpload {
  readonly platform: Platform;
  readonly file: HeldFile;
  /** Undefined where this desk did not hold it. */
  readonly stop: Stop | undefined;
  readonly number: CaseNumber | null;
}

interface StopPorts {
  readonly cases: Pick<Cases, 'load'>;
  readonly gateList: Pick<GateList, 'stops'>;
}

/** Newest first. */
export async function readStops(
  filter: StopFilter,
  { cases, gateList }: StopPorts,
): Promise<readonly Stopped[]> {
  const stops = await gateList.stops(filter);
  const numbers = await numbersOf(stops, cases);
  return stops.map((stop) => ({ stop, number: numbers.get(stop.like.case) ?? null }));
}

interface HeldPorts {
  readonly cases: Pick<Cases, 'load'>;
  readonly gateList: Pick<GateList, 'heldAs'>;
  readonly gates: ReadonlyMap<Platform, Pick<PlatformGate, 'held'>>;
}

/** @returns `gate.off` where no platform asks this desk, `gate.not-said` where one does not say what it holds */
export async function readHeld({
  cases,
  gateList,
  gates,
}: HeldPorts): Promise<Result<readonly HeldUpload[]>> {
  if (gates.size === 0) return refuse('gate.off', 'no platform asks this desk before it stores a file');
  const rows: Omit<HeldUpload, 'number'>[] = [];
  for (const [platform, gate] of gates) {
    const held = await gate.held();
    if ('kind' in held)
      return refuse('gate.not-said', `the platform does not say what it holds (${held.code})`);
    for (const file of held)
      rows.push({ platform, file, stop: await gateList.heldAs(platform, file.sha256) });
  }
  const numbers = await numbersOf(
    rows.flatMap(({ stop }) => stop ?? []),
    cases,
  );
  const numberOf = (stop: Stop | undefined) => (stop === undefined ? undefined : numbers.get(stop.like.case));
  return ok(rows.map((row) => ({ ...row, number: numberOf(row.stop) ?? null })));
}

async function numbersOf(
  stops: readonly Stop[],
  cases: Pick<Cases, 'load'>,
): Promise<ReadonlyMap<CaseId, CaseNumber | null>> {
  const ids = [...new Set(stops.map(({ like }) => like.case))];
  return new Map(
    await Promise.all(ids.map(async (id) => [id, (await cases.load(id))?.number ?? null] as const)),
  );
}
