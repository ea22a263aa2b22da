// Plays the dated examples of a law through the lifecycle, exactly as a letter goes through it, and says where the two differ.
import { fold, type Case } from '../domain/case/case.ts';
import { type ClockState, isLate } from '../domain/case/clock-state.ts';
import type { Command } from '../domain/case/command.ts';
import type { Recorded, SignedAct } from '../domain/case/event.ts';
import { EVERYWHERE, lawsFor } from '../domain/clock/apply.ts';
import type { LawBook } from '../domain/clock/book.ts';
import type { ClockName, Example, ExampleStep, ExpectedClock } from '../domain/clock/example.ts';
import { lacking } from '../domain/clock/law.ts';
import { caseNumber, copyId, decisionId, letterId, personId } from '../domain/kernel/ids.ts';
import { type Instant, utc } from '../domain/kernel/instant.ts';
import type { Notice } from '../domain/notice/notice.ts';
import { DESK, step } from './step.ts';

/** One thing in which the machine and the example differ. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** @returns nothing where the clocks of the example are those of the law; a bug in an example's steps throws */
export function checkExample(book: LawBook, regime: string, example: Example): readonly Difference[] {
  const { clocks, asked } = play(book, regime, example);
  return [...clockDifferences(regime, example.expect, clocks), ...missingDifferences(example, asked)];
}

interface Played {
  readonly clocks: readonly ClockState[];
  /** Elements of the law that were ever asked for. */
  readonly asked: readonly string[];
}

function play(book: LawBook, regime: string, example: Example): Played {
  const events: Recorded[] = [];
  const asked = new Set<string>();
  const record = (command: Command, at: Instant): void => {
    const change = step(fold(events), [command], DESK, at);
    if (!change.ok) throw new Error(`${example.says}: ${command.kind} was refused: ${change.error.code}`);
    events.push(...change.value.events);
    const state = fold(events);
    for (const law of state.laws.filter((one) => one.regime === regime))
      for (const { key } of lacking(law, state.missing)) asked.add(key);
  };
  record(received(book, example), example.notice.at);
  for (const next of example.then)
    for (const command of commandsOf(fold(events), next)) record(command, next.at);
  return { clocks: fold(events).clocks, asked: [...asked] };
}

function received(book: LawBook, { notice: given }: Example): Command {
  const facts = {
    receivedAt: given.at,
    letter: given.letter,
    notifier: { standing: given.by, country: given.country, authority: null },
    proven: given.proven,
    content: given.content,
    visibility: given.visibility === 'unknown' ? null : given.visibility,
    missing: given.missing,
  };
  const laws = lawsFor(book, facts, { ...EVERYWHERE, ruledOut: given.ruledOut });
  return {
    kind: 'receive',
    number: caseNumber(2026, 1),
    notice: noticeOf(given),
    laws,
    missing: given.missing,
  };
}

/** A letter with one item. Its sender may be answered, since whether she may is no matter of clocks. */
function noticeOf({ at, letter, replyBy }: Example['notice']): Notice {
  return {
    letter: letterId('example'),
    receivedAt: at,
    sender: { level: 'L1', authority: null, reasons: [] },
    reading: {
      kind: letter,
      documentNumber: null,
      replyBy,
      measures: ['delete'],
      legalBasis: [],
      confidential: false,
      languages: ['en'],
      items: [{ number: 1, locator: { platform: 'messenger', link: 'https://chat.example/r/maple/m/1' } }],
      rejected: [],
      leftOut: [],
      unread: [],
    },
  };
}

function commandsOf(state: Case, next: ExampleStep): readonly Command[] {
  const act = actAt(state, next.at);
  switch (next.kind) {
    case 'milestone':
      return [{ kind: 'record-milestone', milestone: next.milestone, act: null }];
    case 'stated':
      return [{ kind: 'complete-notice', stated: next.statements, act: null }];
    case 'judged-missing':
      return [{ kind: 'judge-notice', missing: next.statements, act }];
    case 'decided':
      return decided(state, next.at);
    case 'settled':
      return settled(state, next.at);
    case 'gone':
      return [{ kind: 'record-location', item: 1, location: { kind: 'gone' } }];
    case 'answered':
      return [...(state.replyDue ? [] : settled(state, next.at)), replied(state)];
    case 'extended':
      return [{ kind: 'extend-clock', clock: keyOf(next.clock), due: next.to, act }];
    case 'paused':
      return [{ kind: 'pause-clock', clock: keyOf(next.clock), act }];
    case 'resumed':
      return [{ kind: 'resume-clock', clock: keyOf(next.clock), act }];
  }
}

const COPY = copyId('copy');

function decided(state: Case, at: Instant): readonly Command[] {
  const copy = {
    id: COPY,
    connector: 'messenger',
    container: 'room',
    message: '1',
    blob: 'file',
    address: 'maple',
    uploader: 'somebody',
    whole: true,
    via: 'link',
  } as const;
  const coverage = { scope: [], method: 'example', until: at, complete: true, blind: [] } as const;
  const ground = { kind: 'terms', clause: '1' } as const;
  return [
    { kind: 'record-location', item: 1, location: { kind: 'found', copies: [copy], coverage } },
    { kind: 'decide', item: 1, decision: { ...actAt(state, at), act: 'hide', ground } },
  ];
}

/** Decided where it was not, hidden, looked at and searched for again. */
function settled(state: Case, at: Instant): readonly Command[] {
  const common = { item: 1, copy: COPY, turn: 1, round: 1 } as const;
  return [
    ...(state.items[0]?.status === 'acting' ? [] : decided(state, at)),
    { kind: 'record-action', ...common, power: 'hide', answer: 'accepted', receipts: [] },
    { kind: 'record-verification', ...common, look: 1, judgement: 'gone', verdicts: [] },
    { kind: 'record-sweep', item: 1, turn: 1, pass: 1, copies: [] },
  ];
}

const replied = ({ replies }: Case): Command => ({
  kind: 'record-reply',
  messageId: '<example@desk.example>',
  edition: replies + 1,
});

/** Each act of an example bears its own id: the place in the history at which it was given. */
const actAt = ({ version }: Case, at: Instant): SignedAct => ({
  id: decisionId(`act-${version}`),
  by: personId('example'),
  at,
  signature: '',
});

const keyOf = ({ regime, duty, start }: ClockName): string =>
  start === 1 ? `${regime}/${duty}` : `${regime}/${duty}#${start}`;

function clockDifferences(
  regime: string,
  expected: readonly ExpectedClock[],
  found: readonly ClockState[],
): readonly Difference[] {
  const named = new Set(expected.map(({ clock }) => keyOf(clock)));
  const stray = found.filter(({ clock }) => clock.regime === regime && !named.has(clock.key));
  return [
    ...expected.flatMap((one) =>
      differencesOf(
        one,
        found.find(({ clock }) => clock.key === keyOf(one.clock)),
      ),
    ),
    ...stray.map(({ clock }) => ({ what: clock.key, expected: 'no such clock', found: 'started' })),
  ];
}

function differencesOf(expected: ExpectedClock, held: ClockState | undefined): readonly Difference[] {
  const key = keyOf(expected.clock);
  if (held === undefined) return [{ what: key, expected: 'started', found: 'no such clock' }];
  const { clock, status, since } = held;
  const ended = status === 'stopped' ? since : null;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['started', text(expected.started), text(clock.startedAt)],
    ['due', text(expected.due), text(clock.due)],
    ['ended', text(expected.ended), text(ended)],
    ...(expected.target === undefined
      ? []
      : [['target', text(expected.target), text(clock.target)] as const]),
    ...(expected.late === undefined
      ? []
      : [['late', expected.late, isLate(held, ended ?? clock.startedAt)] as const]),
    ...(expected.provisional === undefined
      ? []
      : [['provisional', expected.provisional, clock.provisional] as const]),
  ];
  return pairs
    .filter(([, want, got]) => want !== got)
    .map(([what, want, got]) => ({ what: `${key} ${what}`, expected: String(want), found: String(got) }));
}

const text = (at: Instant | null): string => (at === null ? 'none' : utc(at));

function missingDifferences({ missing }: Example, asked: readonly string[]): readonly Difference[] {
  if (missing === undefined) return [];
  const want = missing.toSorted().join(', ');
  const got = asked.toSorted().join(', ');
  return want === got ? [] : [{ what: 'asked for', expected: want || 'nothing', found: got || 'nothing' }];
}
