// What in the notices of the last weeks looks like misuse of the desk: patterns, each with its figures, for a person to look at. A pattern proves
// nothing. It hides nothing, refuses nothing and limits nobody: it says where somebody should look (DSA 23(3): numbers, shares, gravity).
import type { CaseNumber } from '../kernel/ids.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import { hiddenCopies } from './case.ts';
import type { Danger } from './triage.ts';

/** What became of a notice. `refused`: a person refused every item of it. `acted`: something of it was to be hidden. */
export type NoticeOutcome = 'waiting' | 'refused' | 'acted' | 'other';

/** One notice, as far as patterns go: marks and numbers, no name and no word. */
export interface NoticeRecord {
  readonly number: CaseNumber;
  readonly receivedAt: Instant;
  /** The channel of everybody who is not proven, or a proven body. */
  readonly turnOf: string;
  readonly notifier: string | null;
  readonly words: string | null;
  readonly place: string | null;
  /** Accounts that posted what it is about, as `posterOf` writes them. */
  readonly posters: readonly string[];
  readonly danger: Danger;
  readonly outcome: NoticeOutcome;
}

export const PATTERNS = [
  'same-words',
  'one-notifier',
  'one-place',
  'one-account',
  'refused',
  'mutual',
] as const;
export type PatternKind = (typeof PATTERNS)[number];

export interface Pattern {
  readonly kind: PatternKind;
  /** Received first first. */
  readonly cases: readonly CaseNumber[];
  readonly from: Instant;
  readonly until: Instant;
  /** How many can be told apart; those who cannot count as none. */
  readonly notifiers: number;
  /** Of those, how many were never heard of before the first of these notices. */
  readonly newcomers: number;
  readonly outcomes: Readonly<Record<NoticeOutcome, number>>;
  /** How many speak of a threat or of somebody under age: among them may be one that is so. */
  readonly danger: number;
}

/** @returns of an item that nobody decided on yet: waiting */
export function outcomeOf(state: Case): NoticeOutcome {
  if (hiddenCopies(state).length > 0) return 'acted';
  const acts = state.items.map(({ decision }) => decision?.act ?? null);
  if (acts.length > 0 && acts.every((act) => act === 'refuse')) return 'refused';
  return state.status === 'open' ? 'waiting' : 'other';
}

/** From so many within a day on, about one place or one account. */
const BURST = 10;
/** In the same words: fewer are more than chance already. */
const SAME_WORDS = 5;
/** Of one notifier within a day. */
const BUSY = 20;
/** Refused by people: so many at least, and so large a share of what was decided. */
const REFUSED = { least: 5, share: 0.8 };

/**
 * @param records received within the weeks that are looked at, of proven bodies as well
 * @param markOf the mark that a poster has as a notifier; null for none
 * @returns the largest first
 */
export function patternsIn(
  records: readonly NoticeRecord[],
  markOf: (poster: string) => string | null,
): readonly Pattern[] {
  const unproven = records
    .filter(({ turnOf }) => !turnOf.startsWith('authority '))
    .toSorted((a, b) => a.receivedAt - b.receivedAt);
  const firsts = firstHeard(unproven);
  const told = (kind: PatternKind) => (group: readonly NoticeRecord[]) => patternOf(kind, group, firsts);
  const within = (group: readonly NoticeRecord[], least: number) => busiestDay(group).length >= least;
  const wordy = groups(unproven, ({ words }) => (words === null ? [] : [words]));
  const busy = groups(unproven, ({ notifier }) => (notifier === null ? [] : [notifier]));
  const places = groups(unproven, ({ place }) => (place === null ? [] : [place]));
  const accounts = groups(unproven, ({ posters }) => posters);
  return [
    ...wordy.filter((group) => group.length >= SAME_WORDS).map(told('same-words')),
    ...busy.filter((group) => within(group, BUSY)).map(told('one-notifier')),
    ...places.filter((group) => within(group, BURST)).map((group) => told('one-place')(busiestDay(group))),
    ...accounts
      .filter((group) => within(group, BURST))
      .map((group) => told('one-account')(busiestDay(group))),
    ...busy.filter(isMostlyRefused).map(told('refused')),
    ...mutual(unproven, markOf).map(told('mutual')),
  ].toSorted(
    (a, b) => b.cases.length - a.cases.length || PATTERNS.indexOf(a.kind) - PATTERNS.indexOf(b.kind),
  );
}

function patternOf(
  kind: PatternKind,
  group: readonly NoticeRecord[],
  firsts: ReadonlyMap<string, Instant>,
): Pattern {
  const from = group[0]?.receivedAt as Instant;
  const notifiers = [...new Set(group.flatMap(({ notifier }) => notifier ?? []))];
  const count = (outcome: NoticeOutcome): number => group.filter((one) => one.outcome === outcome).length;
  return {
    kind,
    cases: group.map(({ number }) => number),
    from,
    until: group.at(-1)?.receivedAt as Instant,
    notifiers: notifiers.length,
    newcomers: notifiers.filter((one) => (firsts.get(one) ?? from) >= from).length,
    outcomes: {
      ...{ waiting: count('waiting'), refused: count('refused') },
      ...{ acted: count('acted'), other: count('other') },
    },
    danger: group.filter(({ danger }) => danger !== 'none').length,
  };
}

function firstHeard(records: readonly NoticeRecord[]): ReadonlyMap<string, Instant> {
  const firsts = new Map<string, Instant>();
  for (const { notifier, receivedAt } of records)
    if (notifier !== null && !firsts.has(notifier)) firsts.set(notifier, receivedAt);
  return firsts;
}

function groups(
  records: readonly NoticeRecord[],
  keysOf: (one: NoticeRecord) => readonly string[],
): readonly (readonly NoticeRecord[])[] {
  const all = new Map<string, NoticeRecord[]>();
  for (const one of records)
    for (const key of new Set(keysOf(one))) all.set(key, [...(all.get(key) ?? []), one]);
  return [...all.values()];
}

/** The day's stretch with the most of them. @param group received first first */
function busiestDay(group: readonly NoticeRecord[]): readonly NoticeRecord[] {
  let [begins, best, length] = [0, 0, 0];
  for (let ends = 0; ends < group.length; ends += 1) {
    while (timeOf(group, ends) - timeOf(group, begins) > DAY) begins += 1;
    if (ends - begins + 1 > length) [best, length] = [begins, ends - begins + 1];
  }
  return group.slice(best, best + length);
}

const timeOf = (group: readonly NoticeRecord[], at: number): number => group[at]?.receivedAt ?? 0;

/** What was acted on or ended otherwise counts as founded: doubt favours whoever tells. */
function isMostlyRefused(group: readonly NoticeRecord[]): boolean {
  const decided = group.filter(({ outcome }) => outcome !== 'waiting');
  const refused = decided.filter(({ outcome }) => outcome === 'refused').length;
  return refused >= REFUSED.least && refused >= REFUSED.share * decided.length;
}

/** Two who tell of each other: a quarrel, or somebody who strikes back at whoever told of her. Which, a person finds. */
function mutual(
  records: readonly NoticeRecord[],
  markOf: (poster: string) => string | null,
): readonly (readonly NoticeRecord[])[] {
  const marks = new Map<string, string | null>();
  const targetsOf = ({ posters }: NoticeRecord): string[] =>
    posters.flatMap((poster) => {
      if (!marks.has(poster)) marks.set(poster, markOf(poster));
      return marks.get(poster) ?? [];
    });
  const told = new Map<string, NoticeRecord[]>();
  for (const one of records)
    for (const target of targetsOf(one))
      if (one.notifier !== null && one.notifier !== target) {
        const pair = `${one.notifier} ${target}`;
        told.set(pair, [...(told.get(pair) ?? []), one]);
      }
  return [...told].flatMap(([pair, group]) => {
    const [one = '', other = ''] = pair.split(' ');
    const back = one < other ? told.get(`${other} ${one}`) : undefined;
    return back === undefined ? [] : [[...group, ...back].toSorted((a, b) => a.receivedAt - b.receivedAt)];
  });
}
