// One entry of an examples file, already checked, as an example: names become clocks, spellings become moments.
import {
  type ClockName,
  type Example,
  type ExampleNotice,
  type ExpectedClock,
  type ExampleStep,
} from '../../domain/clock/example.ts';
import { STATEMENTS } from '../../domain/clock/regime.ts';
import {
  CLOCK_NAME,
  type ExampleEntry,
  type ExpectedEntry,
  type NoticeEntry,
  type StepEntry,
} from './example-schema.ts';
import { maybe, momentOf } from './forms.ts';

export function exampleOf(entry: ExampleEntry): Example {
  return {
    says: entry.says,
    covers: entry.covers,
    byHand: entry['by-hand'] ?? null,
    notice: noticeOf(entry.notice),
    then: (entry.then ?? []).map(stepOf),
    expect: entry.expect.map(expectedOf),
    ...(entry.missing === undefined ? {} : { missing: entry.missing }),
  };
}

function noticeOf(entry: NoticeEntry): ExampleNotice {
  const missing = entry.missing ?? [];
  const all = STATEMENTS.filter((statement) => !missing.includes(statement));
  return {
    at: momentOf(entry.at),
    by: entry.by,
    country: entry.country,
    letter: entry.letter,
    stated: entry.stated === 'all' ? all : entry.stated,
    missing,
    content: entry.content ?? [],
    visibility: entry.visibility ?? 'unknown',
    replyBy: maybe(entry['reply-by'] ?? null, momentOf),
    proven: entry.proven ?? true,
    ruledOut: entry['ruled-out'] ?? [],
  };
}

const DONE = ['decided', 'settled', 'gone'] as const;

function stepOf(entry: StepEntry): ExampleStep {
  const at = momentOf(entry.at);
  if (entry.milestone !== undefined) return { at, kind: 'milestone', milestone: entry.milestone };
  if (entry.stated !== undefined) return { at, kind: 'stated', statements: entry.stated };
  if (entry['judged-missing'] !== undefined) {
    return { at, kind: 'judged-missing', statements: entry['judged-missing'] };
  }
  if (entry.extended !== undefined) {
    const { clock, to } = entry.extended;
    return { at, kind: 'extended', clock: clockOf(clock), to: momentOf(to) };
  }
  if (entry.paused !== undefined) return { at, kind: 'paused', clock: clockOf(entry.paused) };
  if (entry.resumed !== undefined) return { at, kind: 'resumed', clock: clockOf(entry.resumed) };
  const done = DONE.find((kind) => entry[kind] === true);
  return { at, kind: done ?? 'answered' };
}

function expectedOf({ target, ...entry }: ExpectedEntry): ExpectedClock {
  return {
    ...entry,
    clock: clockOf(entry.clock),
    started: momentOf(entry.started),
    due: maybe(entry.due, momentOf),
    ended: maybe(entry.ended, momentOf),
    ...(target === undefined ? {} : { target: maybe(target, momentOf) }),
  };
}

function clockOf(text: string): ClockName {
  const { regime = '', duty = '', start = '1' } = CLOCK_NAME.exec(text)?.groups ?? {};
  return { regime, duty, start: Number(start) };
}
