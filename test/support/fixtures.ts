// Plain values for tests of the domain and the workflow: one invented authority, one letter, its items and copies, and the
// commands of a case's life. Nothing here is a stand-in for behaviour; ports are faked where they are used.
import { apply, type Case, NO_CASE } from '../../src/domain/case/case.ts';
import type { Command, Location } from '../../src/domain/case/command.ts';
import type {
  AdoptableDecision,
  Appellant,
  CaseEvent,
  Decision,
  Judgement,
  Origin,
  Power,
  Recorded,
  SignedAct,
} from '../../src/domain/case/event.ts';
import { decide } from '../../src/domain/case/lifecycle.ts';
import { type Law, lawsOf } from '../../src/domain/clock/facts.ts';
import type { AppliedLaw } from '../../src/domain/clock/law.ts';
import type { Regime, Statement } from '../../src/domain/clock/regime.ts';
import type { Alarm } from '../../src/domain/clock/clock.ts';
import { clockOf, type ClockState } from '../../src/domain/case/clock-state.ts';
import type { Copy, Coverage, Receipt, Sight, Verdict, View } from '../../src/domain/content/copy.ts';
import {
  appealId,
  authorityId,
  type CaseNumber,
  caseNumber,
  copyId,
  decisionId,
  letterId,
  personId,
} from '../../src/domain/kernel/ids.ts';
import { after, type Instant, instant } from '../../src/domain/kernel/instant.ts';
import type { Authority, Level } from '../../src/domain/notice/authority.ts';
import type { ListedItem, Reading } from '../../src/domain/notice/letter.ts';
import type { Notice } from '../../src/domain/notice/notice.ts';
import type { Report } from '../../src/domain/notice/report.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { KOREAN_LAW, lawOf } from './laws.ts';

export const ORIGIN = 'https://chat.example';
export const DESK_ADDRESS = 'desk@redress.example';
/** 2026-11-20T00:00:00Z: a Friday morning in Seoul. */
export const T0: Instant = instant(Date.UTC(2026, 10, 20));
export const later = (milliseconds: number): Instant => after(T0, milliseconds);
export const NUMBER: CaseNumber = caseNumber(2026, 1);

export const AUTHORITY: Authority = {
  id: authorityId('hanbit'),
  name: '한빛심의센터',
  nameEn: 'Hanbit Review Centre',
  kind: 'regulator',
  country: 'KR',
  domain: 'hanbit.example',
  addresses: ['notice@hanbit.example', 'second@hanbit.example'],
};

export const COVERAGE: Coverage = {
  scope: ['public rooms'],
  method: 'look-up by file id',
  until: T0,
  complete: false,
  blind: ['e2ee'],
};

export const RECEIPT: Receipt = {
  connector: 'messenger',
  version: '1',
  at: T0,
  requestDigest: 'aa',
  status: 200,
  responseDigest: 'bb',
};

export function listed(number: number): ListedItem {
  return { number, locator: { platform: 'messenger', link: `${ORIGIN}/r/maple/m/${number}` } };
}

function reading(changes: Partial<Reading> = {}): Reading {
  return {
    kind: 'correction-request',
    documentNumber: '한빛-2026-7',
    replyBy: null,
    measures: ['delete'],
    legalBasis: [],
    confidential: false,
    languages: ['ko'],
    items: [listed(1)],
    rejected: [],
    leftOut: [],
    unread: [],
    ...changes,
  };
}

export interface NoticeOptions extends Partial<Reading> {
  readonly level?: Level;
  readonly count?: number;
  readonly receivedAt?: Instant;
  readonly law?: Law;
  readonly missing?: readonly Statement[];
  /** It came as a report on a platform, and with that as a claim. */
  readonly report?: Report;
  readonly letter?: string;
}

/** Somebody who was not signed in says that a private picture stands there. */
export const REPORT: Report = {
  platform: 'messenger',
  id: '7',
  reasons: ['intimate-image'],
  signedIn: false,
  words: false,
  contact: false,
  keysFor: [],
};

function notice(options: NoticeOptions = {}): Notice {
  const {
    count = 1,
    receivedAt = T0,
    law: _law,
    missing: _missing,
    report,
    letter = 'letter-1',
    ...given
  } = options;
  const { level = report === undefined ? 'L1' : 'L0', ...changes } = given;
  return {
    letter: letterId(letter),
    receivedAt,
    sender: {
      level,
      authority: level === 'L1' ? AUTHORITY.id : null,
      reasons: level === 'L1' ? [] : ['guard.dmarc'],
    },
    reading: reading({ items: Array.from({ length: count }, (_, at) => listed(at + 1)), ...changes }),
    ...(report === undefined ? {} : { report }),
  };
}

/** The laws that a notice of these options sets going. */
export const lawsFor = (options: NoticeOptions = {}): readonly AppliedLaw[] =>
  lawsOf(notice(options), [AUTHORITY], options.law ?? KOREAN_LAW);

export function receive(options: NoticeOptions = {}, number: CaseNumber = NUMBER): Command {
  const { missing = [] } = options;
  return { kind: 'receive', number, notice: notice(options), laws: lawsFor(options), missing };
}

export function copy(id: string): Copy {
  return {
    id: copyId(id),
    connector: 'messenger',
    container: 'room-7',
    message: `message-of-${id}`,
    blob: `blob-of-${id}`,
    address: 'secret-room-title',
    uploader: 'uploader-name',
    whole: true,
    via: 'link',
  };
}

export const locatedAs = (item: number, location: Location): Command => ({
  kind: 'record-location',
  item,
  location,
});

export const found = (item: number, ...ids: readonly string[]): Command =>
  locatedAs(item, { kind: 'found', copies: ids.map(copy), coverage: COVERAGE });

export function decision(act: Decision['act'], changes: Partial<Record<'id' | 'by', string>> = {}): Decision {
  const { id = `${act}-1`, by = act === 'destroy' ? 'bora' : 'ara' } = changes;
  const ground: Decision['ground'] = { kind: 'law', regime: 'kr-kmcsc-correction' };
  return { id: decisionId(id), act, ground, by: personId(by), at: T0, signature: 'c2ln' };
}

/** Each decision has an id of its own unless one is given. */
export const decides = (
  item: number,
  act: Decision['act'],
  changes: Partial<Record<'id' | 'by', string>> = {},
): Command => ({ kind: 'decide', item, decision: decision(act, { id: `${act}-${item}`, ...changes }) });

/** Another case, whose letter came before. */
export const EARLIER: CaseNumber = caseNumber(2025, 9);

/** What was decided in a joined case counts here too. */
export function adopts(
  item: number,
  act: AdoptableDecision['act'],
  changes: Partial<Record<'id' | 'by', string>> = {},
  from: Partial<Pick<Origin, 'number' | 'item'>> = {},
): Command {
  const signed = { ...decision(act, { id: `${act}-there`, ...changes }), act };
  return { kind: 'adopt-decision', item, decision: signed, from: { number: EARLIER, item: 1, ...from } };
}

type Answer = Extract<Command, { kind: 'record-action' }>['answer'];

/** Answers the first decision if it hid, the second if it destroyed: what every test but a few of turns is about. */
const turnOf = (power: Power): number => (power === 'hide' ? 1 : 2);

export function acted(
  item: number,
  id: string,
  round = 1,
  answer: Answer = 'accepted',
  power: Power = 'hide',
  turn: number = turnOf(power),
): Command {
  const receipts = answer === 'given-up' ? [] : [RECEIPT];
  return { kind: 'record-action', item, copy: copyId(id), power, turn, round, answer, receipts };
}

export function verdicts(
  result: Sight,
  views: readonly View[] = ['anonymous', 'member'],
): readonly Verdict[] {
  return views.flatMap((view) =>
    (['reference', 'blob'] as const).map((layer) => ({
      view,
      layer,
      result,
      method: 'HEAD /r/:slug/m/:id',
      at: T0,
      responseDigest: 'cc',
    })),
  );
}

const SEEN: Record<Judgement, readonly Verdict[]> = {
  gone: verdicts('absent', ['anonymous', 'member', 'admin']),
  hidden: [...verdicts('absent'), ...verdicts('present', ['admin'])],
  'still-there': verdicts('present'),
  cached: [
    ...verdicts('absent'),
    ...verdicts('present', ['anonymous']).map((one) => ({ ...one, cached: true as const })),
  ],
  'at-peer': [...verdicts('absent'), ...verdicts('present', ['peerServer'])],
  'cannot-tell': verdicts('unknown'),
};

export function looked(
  item: number,
  id: string,
  judgement: Judgement,
  round = 1,
  look = 1,
  turn = 1,
): Command {
  const copy = copyId(id);
  return { kind: 'record-verification', item, copy, turn, round, look, judgement, verdicts: SEEN[judgement] };
}

/** A look after a decision to destroy. */
export const lookedAfter = (item: number, id: string, judgement: Judgement, round = 1, look = 1): Command =>
  looked(item, id, judgement, round, look, 2);

/** The search done again; `ids` is everything it found. */
export const swept = (item: number, ids: readonly string[] = [], pass = 1, turn = 1): Command => ({
  kind: 'record-sweep',
  item,
  turn,
  pass,
  copies: ids.map(copy),
});

/** The proof that came later, with the laws it brings. */
export const proven = (options: NoticeOptions = {}): Command => ({
  kind: 'prove-sender',
  sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
  laws: lawsFor({ ...options, level: 'L1' }),
});

export const replied = (edition: number): Command => ({
  kind: 'record-reply',
  messageId: `<${edition}@redress.example>`,
  edition,
});

export const released = (id = 'release-1'): Command => ({
  kind: 'release-reply',
  release: { id: decisionId(id), by: personId('ara'), at: T0, signature: 'c2ln' },
});

/** Plays commands one after another; a refusal is a bug of the test. */
export function play(from: Case, ...commands: readonly Command[]): Case {
  return commands.reduce((state, command) => recordedIn(state, command).reduce(apply, state), from);
}

export const opened = (options: NoticeOptions = {}): Case => play(NO_CASE, receive(options));

/** Plays commands at a moment. */
export const playAt = (at: Instant, from: Case, ...commands: readonly Command[]): Case =>
  commands.reduce((state, command) => recordedIn(state, command, at).reduce(apply, state), from);

/** A case whose items were all hidden, looked at and found gone; copies are named `c1`, `c2` … by their item. */
export function hiddenCase(options: NoticeOptions = {}): Case {
  const state = opened(options);
  return state.items.reduce(
    (so, { index }) =>
      play(
        so,
        found(index, `c${index}`),
        decides(index, 'hide'),
        acted(index, `c${index}`),
        looked(index, `c${index}`, 'gone'),
        swept(index),
      ),
    state,
  );
}

/** The events of one step, numbered and dated. */
export function recordedIn(state: Case, command: Command, now: Instant = T0): readonly Recorded[] {
  const change = step(state, [command], DESK, now);
  if (!change.ok) throw new Error(`${command.kind} was refused: ${change.error.code}`);
  return change.value.events;
}

/** What the lifecycle says to a command: `allowed` or the code of its refusal. */
export function answerTo(state: Case, command: Command, now: Instant = T0): string {
  const answer = decide(state, command, now);
  return answer.ok ? 'allowed' : answer.error.code;
}

/** The kinds of events that follow from a command, in order. */
export const kindsOf = (state: Case, command: Command): readonly CaseEvent['kind'][] =>
  recordedIn(state, command).map(({ kind }) => kind);

/** The result words of all items. */
export const wordsOf = (state: Case): readonly string[] =>
  state.items.map(({ result }) =>
    result?.word === 'unremovable' ? `unremovable: ${result.reason}` : (result?.word ?? 'none'),
  );

/** A signed act of a person, by its id. */
export const signed = (id: string, by = 'ara', at: Instant = T0): SignedAct => ({
  id: decisionId(id),
  by: personId(by),
  at,
  signature: 'c2ln',
});

/** Somebody asks for the present decision on an item to be looked at again. */
export const appeals = (
  item: number,
  against: string,
  by: Appellant = 'uploader',
  id = 'appeal-1',
): Command => ({
  kind: 'receive-appeal',
  item,
  appeal: { id: appealId(id), item, by, against: decisionId(against) },
  until: null,
  act: null,
});

export const rules = (upheld: boolean, by = 'chan', id = 'ruling-1', appeal = 'appeal-1'): Command => ({
  kind: 'decide-appeal',
  appeal: appealId(appeal),
  ruling: { ...signed(id, by), upheld, ground: { kind: 'terms', clause: '9' } },
});

/** The clocks of a case as `key status`, in the order they were started. */
export const clocksOf = (state: Case): readonly string[] =>
  state.clocks.map(({ clock, status, why }) => `${clock.key} ${why ?? status}`);

/** The clock of a key; a test that asks for one that never started is wrong. */
export function heldClock(state: Case, key: string): ClockState {
  const held = clockOf(state.clocks, key);
  if (held === undefined) throw new Error(`no clock ${key}`);
  return held;
}

/** A letter nobody could prove, in a world of these laws: what most tests of clocks begin with. */
export const claimUnder = (...regimes: readonly Regime[]): NoticeOptions => ({
  level: 'L0',
  law: lawOf(...regimes),
});

/** Raises an alarm of a clock. */
export const alarmOf = (clock: string, alarm: Alarm): Command => ({ kind: 'raise-alarm', clock, alarm });
