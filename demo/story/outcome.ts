// What became of everything, counted from what the desk says of its cases and from what was sent. Pure. Numbers only: nothing in it varies
// between two tellings of the same story.
import type { DeskCase } from './desk-api.ts';

export type Kind = 'button' | 'mail' | 'letter' | 'forged' | 'false';
export const KINDS: readonly Kind[] = ['button', 'mail', 'letter', 'forged', 'false'];

export interface NoticesOf {
  readonly received: number;
  /** Whoever sent it was told that it came. */
  readonly confirmed: number;
  /** Told an outcome: by the platform, by a letter, or by a person; and closed without, where there is nobody to answer. */
  readonly answered: number;
  readonly byPerson: number;
  readonly closed: number;
  readonly open: number;
}

export interface ClocksOf {
  readonly clock: string;
  readonly kept: number;
  readonly late: number;
  readonly running: number;
  readonly setAside: number;
  /** Nothing was left to do of what they wait for: nobody to tell, nothing to keep. */
  readonly moot: number;
}

export interface Counts {
  readonly notices: Readonly<Record<Kind, NoticesOf>>;
  /** Items by their result word, of honest notices. */
  readonly results: Readonly<Record<string, number>>;
  readonly refusedItems: number;
  /** Why something was called unremovable. */
  readonly unremovable: Readonly<Record<string, number>>;
  /** Where searches could not see. */
  readonly blind: Readonly<Record<string, number>>;
  readonly clocks: readonly ClocksOf[];
  readonly corrections: number;
  readonly reasonsTold: number;
}

/** @param kindOf each case by how it came  @param now the end of the story, in milliseconds */
export function count(cases: readonly DeskCase[], kindOf: (one: DeskCase) => Kind, now: number): Counts {
  const kinds = cases.map((state) => ({ state, kind: kindOf(state) }));
  const honest = kinds.filter(({ kind }) => kind !== 'false' && kind !== 'forged').map(({ state }) => state);
  const items = honest.flatMap(({ items: all }) => all);
  const all = cases.flatMap(({ items: each }) => each);
  return {
    notices: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        noticesOf(kinds.filter((one) => one.kind === kind).map(({ state }) => state)),
      ]),
    ) as Counts['notices'],
    results: tally(items.map(({ result, status }) => result?.word ?? status)),
    refusedItems: all.filter(({ result }) => result?.word === 'refused').length,
    unremovable: tally(items.flatMap(({ result }) => (result?.reason === undefined ? [] : [result.reason]))),
    blind: tally([...new Set(items.flatMap(({ coverage }) => coverage?.blind ?? []))].filter(stays)),
    clocks: clocksOf(cases, now),
    corrections: honest.filter(({ sender, replies }) => sender.authority !== null && replies > 1).length,
    reasonsTold: all.flatMap(({ told }) => told.filter(({ outcome }) => outcome === 'told')).length,
  };
}

/** An index that was a moment behind says nothing of what stays unreachable. */
const stays = (spot: string): boolean => spot !== 'notIndexed';

function noticesOf(cases: readonly DeskCase[]): NoticesOf {
  const ends = cases.map(endOf);
  const times = (end: End): number => ends.filter((one) => one === end).length;
  return {
    received: cases.length,
    confirmed: cases.filter(({ milestones }) =>
      milestones.some(({ milestone }) => milestone === 'receipt-confirmed'),
    ).length,
    answered: cases.length - times('open'),
    byPerson: times('by-person'),
    closed: times('closed'),
    open: times('open'),
  };
}

type End = 'told' | 'by-person' | 'closed' | 'open';

/** Outcomes are mailed to enrolled bodies alone: whoever else wrote a mail was told by a person. */
function endOf({ status, report, sender }: DeskCase): End {
  if (status === 'closed') return 'closed';
  if (status !== 'answered') return 'open';
  if (report !== null) return report.told === 'acted' || report.told === 'declined' ? 'told' : 'by-person';
  return sender.authority === null ? 'by-person' : 'told';
}

/** Ends that say nothing of whether the duty was done. */
const ENDED_BESIDE: Readonly<Record<string, 'setAside' | 'moot'>> = {
  'law-withdrawn': 'setAside',
  moot: 'moot',
  'nobody-to-tell': 'moot',
};

function clocksOf(cases: readonly DeskCase[], now: number): readonly ClocksOf[] {
  const clocks = cases.flatMap(({ clocks: each }) => each);
  const names = [...new Set(clocks.map(({ regime, duty }) => `${regime}/${duty}`))].toSorted();
  return names.map((clock) => {
    const of = clocks.filter(({ regime, duty }) => `${regime}/${duty}` === clock);
    const ends = of.map(({ status, why, late, due }) => {
      if (status === 'stopped') return ENDED_BESIDE[why ?? ''] ?? (late === true ? 'late' : 'kept');
      return due !== null && Date.parse(due) < now ? 'late' : 'running';
    });
    const times = (end: string): number => ends.filter((one) => one === end).length;
    return {
      clock,
      ...{ kept: times('kept'), late: times('late'), running: times('running') },
      ...{ setAside: times('setAside'), moot: times('moot') },
    };
  });
}

export function tally(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words.toSorted()) found[word] = (found[word] ?? 0) + 1;
  return found;
}
