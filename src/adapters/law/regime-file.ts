// One file of `law/regimes/` as a regime. Its name carries the id, and the day a later version begins.
import path from 'node:path';
import type { Duty, Pace, Regime } from '../../domain/clock/regime.ts';
import { checkShape, invalid } from './check-shape.ts';
import { dateOf, isPaceWord, maybe, periodOf } from './forms.ts';
import { type DutyFile, type RegimeFile, RegimeSchema } from './regime-schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** @throws LawError `law.invalid`: not the shape of a regime, or not the name its content asks for */
export function regimeOf(file: YamlFile): Regime {
  const written = checkShape(RegimeSchema, file);
  checkName(file, written);
  const {
    'in-force-from': from,
    'in-force-until': until,
    'stay-down': stayDown,
    'minor-age': minorAge,
    ...same
  } = written;
  return {
    ...same,
    inForceFrom: maybe(from, dateOf),
    inForceUntil: maybe(until, dateOf),
    stayDown,
    minorAge,
    duties: same.duties.map(dutyOf),
    objections: same.objections.map((one) => ({ ...one, within: maybe(one.within, periodOf) })),
    records: { ...same.records, keep: maybe(same.records.keep, periodOf) },
    hold: maybe(same.hold, holdOf),
    reviewed: dateOf(same.reviewed),
  };
}

function checkName(file: YamlFile, written: RegimeFile): void {
  const names = [`${written.id}.yaml`, `${written.id}@${written['in-force-from']}.yaml`];
  if (names.includes(path.basename(file.file))) return;
  const says = `the file does not bear the name of the law ${written.id}`;
  throw invalid(file, ['id'], says, `name it ${names[0]}, or a later version ${names[1]}`);
}

function dutyOf({ within, 'target-hours': targetHours, ...duty }: DutyFile): Duty {
  return { ...duty, pace: paceOf(within), targetHours };
}

function holdOf(hold: NonNullable<RegimeFile['hold']>): NonNullable<Regime['hold']> {
  return { ...hold, period: periodOf(hold.period), extension: maybe(hold.extension, periodOf) };
}

function paceOf(within: string): Pace {
  return isPaceWord(within) ? { kind: within } : { kind: 'within', period: periodOf(within) };
}
