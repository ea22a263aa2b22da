// The memory store: the same ports without a database, for tests of the workflow. It passes the same conformance suite.
import type { Task } from '../../../domain/action/plan.ts';
import { apply, type Case, fold, NO_CASE, hiddenCopies } from '../../../domain/case/case.ts';
import { nearest } from '../../../domain/case/clock-state.ts';
import type { Recorded } from '../../../domain/case/event.ts';
import { inOrder } from '../../../domain/case/order-of-work.ts';
import { type Standing, triageOf } from '../../../domain/case/triage.ts';
import type { Locator } from '../../../domain/content/locator.ts';
import {
  type CaseId,
  type CaseNumber,
  caseNumber,
  type LetterId,
  type TaskId,
  taskId,
} from '../../../domain/kernel/ids.ts';
import { after, type Instant, yearOf } from '../../../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../../../domain/kernel/result.ts';
import type {
  Cases,
  CaseSummary,
  Change,
  IncomingLetter,
  Joined,
  Listing,
  Opened,
  Opening,
  Queued,
} from '../../../ports/cases.ts';
import { earlierOf } from './earlier.ts';
import { memoryEnrolments } from './enrolments.ts';
import { memoryFiled, memoryMailings } from './mailings.ts';
import { memoryMediaIndex } from './media-index.ts';
import { type Claim, type Claimed, HOLDS_QUEUE, type Outbox } from '../../../ports/outbox.ts';
import { dangersNow } from '../../../domain/case/marking.ts';
import { sourceIn } from '../../../domain/notice/source.ts';
import type { Enrolments } from '../../../ports/enrolments.ts';
import type { Filed } from '../../../ports/filed.ts';
import type { Mailings } from '../../../ports/mailings.ts';
import type { MediaIndex } from '../../../ports/media-index.ts';
import type { NearIndex } from '../../../ports/near-index.ts';
import type { Spared } from '../../../domain/content/spared.ts';
import type { People } from '../../../ports/people.ts';
import { memoryPeople } from './people.ts';

interface Row {
  readonly id: TaskId;
  readonly case: CaseId;
  readonly task: Task;
  state: 'waiting' | 'done' | 'failed';
  notBefore: Instant;
  attempt: number;
  leaseUntil: Instant | null;
  code: string | null;
}

interface Held {
  readonly events: Map<CaseId, Recorded[]>;
  readonly letters: Map<string, { readonly case: CaseId; readonly letter: LetterId }>;
  readonly digests: Map<LetterId, string>;
  readonly evidence: Map<string, unknown>;
  /** Signature id -> the letters that carried it. */
  readonly signatures: Map<string, Set<LetterId>>;
  readonly numbers: Map<number, number>;
  readonly rows: Map<TaskId, Row>;
}

type Near = Pick<NearIndex, 'spare'> & { readonly spared: readonly Spared[] };

/** Only what is spared: hashes are made of pictures that no memory has. */
function spares(): Near {
  const spared: Spared[] = [];
  return { spared, spare: async (_, what) => void spared.push(what) };
}

/** An empty store; nothing outlives it. */
export function memoryStore(): {
  readonly cases: Cases;
  readonly outbox: Outbox;
  readonly people: People;
  readonly enrolments: Enrolments;
  readonly mailings: Mailings;
  readonly filed: Filed;
  readonly mediaIndex: MediaIndex;
  readonly near: Near;
} {
  const held: Held = {
    events: new Map(),
    letters: new Map(),
    digests: new Map(),
    evidence: new Map(),
    signatures: new Map(),
    numbers: new Map(),
    rows: new Map(),
  };
  return {
    cases: memoryCases(held),
    outbox: memoryOutbox(held),
    people: memoryPeople(),
    enrolments: memoryEnrolments(),
    mediaIndex: memoryMediaIndex(),
    near: spares(),
    mailings: memoryMailings(() => held.events),
    filed: memoryFiled((contentKey) => {
      const known = held.letters.get(contentKey);
      return known === undefined ? null : fold(held.events.get(known.case) ?? []).number;
    }),
  };
}

function memoryCases(held: Held): Cases {
  return {
    open: async (letter, id, build) => open(held, letter, id, build),
    update: async (id, step, finishes) => update(held, id, step, finishes),
    join: async (letter, id, step) => join(held, letter, id, step),
    load: async (id) => (held.events.has(id) ? fold(held.events.get(id) ?? []) : undefined),
    loadAll: async (ids) =>
      new Map(ids.flatMap((id) => (held.events.has(id) ? [[id, fold(held.events.get(id) ?? [])]] : []))),
    isHiddenByAnother: async ({ connector, id }, than) =>
      [...held.events].some(
        ([other, events]) =>
          other !== than &&
          hiddenCopies(fold(events)).some((copy) => copy.connector === connector && copy.id === id),
      ),
    listing: async (locators, except) => listing(held, locators, except),
    countListing: async (locators, except) =>
      new Set(listing(held, locators, except).map((one) => one.case)).size,
    history: async (id) => [...(held.events.get(id) ?? [])],
    historyAfter: async (id, after, limit) =>
      (held.events.get(id) ?? []).filter(({ seq }) => seq > after).slice(0, limit),
    byNumber: async (number) => summaries(held).find((row) => row.number === number.toUpperCase())?.id,
    letterDigest: async (id) => held.digests.get(id),
    list: async ({ status, limit }) =>
      summaries(held)
        .filter((row) => status === undefined || row.status === status)
        .sort((a, b) => firstDiffers(held, a, b) || byUrgency(a, b))
        .slice(0, limit),
    page: async ({ status, limit, before }) =>
      summaries(held)
        .filter((row) => status === undefined || row.status === status)
        .sort((a, b) => b.receivedAt - a.receivedAt || compare(b.id, a.id))
        .filter(
          (row) =>
            before === undefined ||
            row.receivedAt < before.receivedAt ||
            (row.receivedAt === before.receivedAt && compare(row.id, before.id) < 0),
        )
        .slice(0, limit),
    queue: async (now, limit) => inOrder(waiting(held), now).slice(0, limit),
    itemsListed: async (authority, from, until) =>
      notices(held)
        .filter(({ notice: { sender, receivedAt } }) => {
          return sender.authority === authority && receivedAt >= from && receivedAt < until;
        })
        .reduce((sum, { notice }) => sum + notice.reading.items.length, 0),
    byDocument: async (number) =>
      notices(held)
        .filter(({ notice }) => notice.reading.documentNumber === number)
        .map((one) => one.case),
    following: async (first) => followingIn(held, first),
    rememberSignatures: async (letter, signatures) => remember(held, letter, signatures),
  };
}

const notices = (held: Held) =>
  [...held.events].flatMap(([id, events]) =>
    events.flatMap((event) => (event.kind === 'notice-received' ? [{ case: id, notice: event.notice }] : [])),
  );

const followingIn = (held: Held, first: CaseNumber): CaseNumber[] =>
  [...held.events.values()]
    .map((events) => fold(events))
    .filter(({ follows }) => follows === first)
    .sort((a, b) => (a.notice?.receivedAt ?? 0) - (b.notice?.receivedAt ?? 0))
    .flatMap(({ number }) => number ?? []);

function listing(held: Held, locators: readonly Locator[], except: CaseId): Listing[] {
  return [...held.events]
    .filter(([id]) => id !== except)
    .map(([id, events]) => ({ id, state: fold(events) }))
    .sort(
      (a, b) => (a.state.notice?.receivedAt ?? 0) - (b.state.notice?.receivedAt ?? 0) || compare(a.id, b.id),
    )
    .flatMap(({ id, state }) =>
      state.items.flatMap(({ index, listed }) => {
        const locator = locators.find((one) => isSamePlace(one, listed.locator));
        return locator === undefined
          ? []
          : [{ case: id, number: state.number as CaseNumber, item: index, locator }];
      }),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const isSamePlace = (a: Locator, b: Locator): boolean => a.platform === b.platform && a.link === b.link;

function open(held: Held, letter: IncomingLetter, id: CaseId, build: (opening: Opening) => Change): Opened {
  const known = held.letters.get(letter.contentKey);
  if (known !== undefined)
    return { kind: 'known', case: known.case, replayed: remember(held, known.letter, letter.signatures) };
  const year = yearOf(letter.receivedAt);
  const count = (held.numbers.get(year) ?? 0) + 1;
  const number = caseNumber(year, count);
  const seen = letter.signatures.some((signature) => held.signatures.has(signature));
  const change = build({ number, replayed: seen });
  remember(held, letter.id, letter.signatures);
  held.numbers.set(year, count);
  held.letters.set(letter.contentKey, { case: id, letter: letter.id });
  held.digests.set(letter.id, letter.rawDigest);
  held.evidence.set(letter.id, letter.evidence);
  write(held, id, change);
  return { kind: 'opened', case: id, number };
}

function join(
  held: Held,
  letter: IncomingLetter,
  id: CaseId,
  step: (state: Case, replayed: boolean) => Result<Change>,
): Joined {
  const known = held.letters.get(letter.contentKey);
  if (known !== undefined)
    return { kind: 'known', case: known.case, replayed: remember(held, known.letter, letter.signatures) };
  const seen = letter.signatures.some((signature) => held.signatures.has(signature));
  const written = update(held, id, (state) => step(state, seen), undefined);
  if (!written.ok || written.value.number === null) return { kind: 'not-joined' };
  remember(held, letter.id, letter.signatures);
  held.letters.set(letter.contentKey, { case: id, letter: letter.id });
  held.digests.set(letter.id, letter.rawDigest);
  return { kind: 'joined', case: id, number: written.value.number };
}

function remember(held: Held, letter: LetterId, signatures: readonly string[]): boolean {
  let replayed = false;
  for (const signature of signatures) {
    const letters = held.signatures.get(signature) ?? new Set<LetterId>();
    replayed ||= [...letters].some((other) => other !== letter);
    held.signatures.set(signature, letters.add(letter));
  }
  return replayed;
}

function waiting(held: Held): (Standing & Pick<Queued, 'id' | 'claim'>)[] {
  const states = new Map([...held.events].map(([id, events]) => [id, fold(events)]));
  return summaries(held).flatMap(({ id, number, receivedAt }) => {
    const state = states.get(id) ?? NO_CASE;
    const triage = triageOf(state);
    if (triage.need === 'nothing') return [];
    const locator = state.items[0]?.listed.locator;
    return {
      ...{ ...triage, id, number, receivedAt, claim: state.claim, limited: false },
      ...sourceIn(held.evidence.get(state.notice?.letter ?? '')),
      place: locator === undefined ? null : `${locator.platform} ${locator.link}`,
      // It keeps no media index.
      newCopies: 0,
      earlier: earlierOf(id, states),
    };
  });
}

/** Open, and a child or a threat was reported: the first received of those that say so of one place. */
function isFirstOfItsPlace(held: Held, { id }: CaseSummary): boolean {
  const marked = [...held.events]
    .map(([one, events]) => ({ id: one, state: fold(events) }))
    .filter(({ state }) => state.status === 'open' && dangersNow(state).length > 0);
  const here = marked.find((one) => one.id === id)?.state;
  const age = ({ notice, number }: Case): string => `${notice?.receivedAt} ${number}`;
  const places = here?.items.map(({ listed }) => listed.locator) ?? [];
  return (
    here !== undefined &&
    !marked.some(
      ({ state }) =>
        age(state) < age(here) &&
        state.items.some(({ listed }) => places.some((place) => isSamePlace(place, listed.locator))),
    )
  );
}

const firstDiffers = (held: Held, a: CaseSummary, b: CaseSummary): number =>
  Number(b.status === 'open') - Number(a.status === 'open') ||
  Number(isFirstOfItsPlace(held, b)) - Number(isFirstOfItsPlace(held, a));

function byUrgency(a: CaseSummary, b: CaseSummary): number {
  const moment = (row: CaseSummary): number => row.due ?? row.target ?? row.receivedAt;
  return moment(a) - moment(b) || a.receivedAt - b.receivedAt || a.number.localeCompare(b.number);
}

function update(
  held: Held,
  id: CaseId,
  step: (state: Case) => Result<Change>,
  finishes: Claim | undefined,
): Result<Case> {
  const events = held.events.get(id);
  if (events === undefined) return refuse('case.unknown', 'there is no such case');
  const before = fold(events);
  const change = step(before);
  if (!change.ok) return change;
  if (finishes !== undefined) {
    const row = heldRow(held, finishes);
    if (row === undefined) return refuse('task.lost', 'another worker has taken this task over');
    row.state = 'done';
  }
  write(held, id, change.value);
  return ok(change.value.events.reduce(apply, before));
}

function write(held: Held, id: CaseId, change: Change): void {
  held.events.set(id, [...(held.events.get(id) ?? []), ...change.events]);
  for (const task of change.tasks) {
    if ([...held.rows.values()].some((row) => row.case === id && row.task.key === task.key)) continue;
    const fresh = taskId(`${id}/${task.key}`);
    held.rows.set(fresh, {
      id: fresh,
      case: id,
      task,
      state: 'waiting',
      notBefore: task.notBefore,
      attempt: 0,
      leaseUntil: null,
      code: null,
    });
  }
}

function summaries(held: Held): CaseSummary[] {
  return [...held.events].map(([id, events]) => {
    const state = events.reduce(apply, NO_CASE);
    return {
      id,
      number: state.number as CaseNumber,
      status: state.status,
      receivedAt: state.notice?.receivedAt as Instant,
      due: nearest(state.clocks, ({ due }) => due),
      target: nearest(state.clocks, ({ target }) => target),
    };
  });
}

/** The row of a claim, unless its lease ran out and another worker took it. */
function heldRow(held: Held, claim: Claim): Row | undefined {
  const row = held.rows.get(claim.id);
  return row?.state === 'waiting' && row.attempt === claim.attempt ? row : undefined;
}

function memoryOutbox(held: Held): Outbox {
  const end = (claim: Claim, state: 'done' | 'failed'): void => {
    const row = heldRow(held, claim);
    if (row !== undefined) Object.assign(row, { state, leaseUntil: null });
  };
  return {
    claim: async (now, limit, leaseMs) => claim(held, now, limit, leaseMs),
    finish: async (holder) => end(holder, 'done'),
    fail: async (holder, code) => {
      const row = heldRow(held, holder);
      if (row !== undefined) row.code = code;
      end(holder, 'failed');
    },
    failed: async (limit) =>
      [...held.rows.values()]
        .filter(({ state }) => state === 'failed')
        .slice(0, limit)
        .map(({ id, case: of, task, code, attempt }) => ({ id, case: of, work: task.work, code, attempt })),
    again: async (id, at) => {
      const row = held.rows.get(id);
      if (row?.state !== 'failed') return false;
      Object.assign(row, { state: 'waiting', notBefore: at, leaseUntil: null });
      return true;
    },
    retry: async (holder, at, code) => {
      const row = heldRow(held, holder);
      if (row !== undefined) Object.assign(row, { notBefore: at, leaseUntil: null, code });
    },
    counts: async () => {
      const of = (state: Row['state']): number =>
        [...held.rows.values()].filter((row) => row.state === state).length;
      return { waiting: of('waiting'), done: of('done'), failed: of('failed') };
    },
  };
}

function claim(held: Held, now: Instant, limit: number, leaseMs: number): Claimed[] {
  const waiting = [...held.rows.values()].filter(({ state }) => state === 'waiting');
  const stuck = new Set(waiting.filter((row) => holdsQueue(row, now)).map(({ task }) => task.queue));
  return waiting
    .filter((row) => row.notBefore <= now && (row.leaseUntil ?? now) <= now)
    .filter(({ task }) => task.queue === undefined || !stuck.has(task.queue))
    .sort((a, b) => a.task.urgency - b.task.urgency || a.notBefore - b.notBefore)
    .slice(0, limit)
    .map((row) => {
      row.attempt += 1;
      row.leaseUntil = after(now, leaseMs);
      return { ...row.task, notBefore: row.notBefore, id: row.id, case: row.case, attempt: row.attempt };
    });
}

const holdsQueue = ({ leaseUntil, code, notBefore }: Row, now: Instant): boolean =>
  (leaseUntil ?? now) > now || (code === HOLDS_QUEUE && notBefore > now);
