// What walks say and sign: people, notices, copies, verdicts, acts. The same few names, so that they meet each other again.
import type { Case } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { EscalatedTo } from '../../src/domain/case/desk-events.ts';
import type { Judgement, SignedAct } from '../../src/domain/case/event.ts';
import type { FurtherLetter } from '../../src/domain/case/further-letter.ts';
import { furtherOwed } from '../../src/domain/case/further.ts';
import type { Item } from '../../src/domain/case/item.ts';
import { rulingsOwed, type Telling, tellingsOwed } from '../../src/domain/case/telling.ts';
import type { Statement } from '../../src/domain/clock/regime.ts';
import type { Verdict } from '../../src/domain/content/copy.ts';
import {
  appealId,
  authorityId,
  copyId,
  decisionId,
  letterId,
  personId,
} from '../../src/domain/kernel/ids.ts';
import type { Instant } from '../../src/domain/kernel/instant.ts';
import type { Measure } from '../../src/domain/notice/letter.ts';
import type { Notice } from '../../src/domain/notice/notice.ts';
import { AUTHORITY, listed, NUMBER, verdicts } from '../support/fixtures.ts';
import type { Chance } from './lifecycle-chance.ts';
import { OFFICE, type Writer } from './lifecycle-laws.ts';

const PEOPLE = ['ara', 'bora', 'chan', 'dana', 'eun'] as const;
export const COPIES = ['c1', 'c2', 'c3', 'c9'] as const;
/** `contact` is required by a law and not verified: it never counts against a notice. */
export const ASKED: readonly Statement[] = ['signature', 'locator', 'non-consent', 'contact'];

const ITEMS = [listed(1), listed(2), listed(3)];

/** A letter that arrived now. */
export function receives(
  { sender, laws, report }: Writer,
  count: number,
  unread: boolean,
  missing: readonly Statement[],
  at: Instant,
  replyBy: Instant | null = null,
  measures: readonly Measure[] = ['delete'],
  confidential = false,
): Command {
  const notice: Notice = {
    letter: letterId('letter-1'),
    acknowledge: { kind: 'yes', to: 'a@b.example', messageId: null, offsetMinutes: null },
    receivedAt: at,
    sender,
    reading: {
      kind: 'unclear',
      documentNumber: null,
      replyBy,
      measures,
      legalBasis: [],
      confidential,
      languages: ['en'],
      items: ITEMS.slice(0, count),
      rejected: [],
      leftOut: [],
      unread: unread ? ['reading.attachment'] : [],
    },
    ...(report === undefined ? {} : { report }),
  };
  return { kind: 'receive', number: NUMBER, notice, laws, missing };
}

const OTHER = authorityId('another-office');

/** An office confirms the exact list over a second channel; one in four is another than the letter names. */
export function confirms(chance: Chance, now: Instant): Command {
  const authority = chance.percent(25) ? OTHER : AUTHORITY.id;
  return {
    kind: 'confirm-letter',
    confirmation: {
      channel: 'signed-request',
      authority,
      standsFor: [authority],
      ...{ itemsDigest: '0'.repeat(64), statement: '', keyId: 'key', publicKey: 'a2V5', nonce: 'once' },
      created: now,
      signed: { base: '', signature: 'c2ln', body: '' },
    },
    laws: OFFICE.laws,
  };
}

/** Somebody is told of a letter that joined, mostly one that waits for it; or in the end nobody. */
export function ofLetter({ letters }: Case, chance: Chance, now: Instant): Command {
  const owed = letters.find(({ acknowledged }) => acknowledged.kind === 'owed') ?? letters.at(-1);
  const letter = owed?.letter ?? letterId('nobody');
  return chance.percent(20)
    ? { kind: 'give-up-acknowledgement', why: 'too-many', letter }
    : { kind: 'record-acknowledgement', messageId: `<${letter}@redress.example>`, handedOverAt: now, letter };
}

const owing = (state: Case, item: Item): readonly Telling[] => [
  ...tellingsOwed(item),
  ...rulingsOwed(state, item),
];

export const isToTell = (state: Case, item: Item): boolean => owing(state, item).length > 0;

/** A clock runs until whoever posted it is told. */
export const waitsForWhoeverPosted = ({ clocks }: Case): boolean =>
  clocks.some(({ clock, status }) => clock.ends === 'uploader-told' && status !== 'stopped');

/** Somebody who posted it is told, mostly one who is to be; now and then nobody can be. */
export function tells(chance: Chance, state: Case, item: Item): Command {
  const [owed] = owing(state, item);
  const { decision, account } =
    owed !== undefined && chance.percent(90)
      ? owed
      : { decision: item.decision?.id ?? decisionId('none'), account: 'uploader-name' };
  const outcome = chance.pick(['told', 'told', 'told', 'refused', 'no-account'] as const);
  return { kind: 'record-reasons', of: item.index, decision, account, outcome, digest: '0'.repeat(64) };
}

/** What the notifier is told beside the receipt and the answer, mostly what is owed. */
export function tellsFurther(chance: Chance, state: Case, now: Instant): Command {
  const kinds = (['delay', 'back', 'objection-kept', 'end'] as const).toSorted(() => chance.below(3) - 1);
  const owed = kinds.flatMap((about) => furtherOwed(state, about, now) ?? []);
  const says = chance.percent(80) ? owed[0] : state.further.at(-1);
  return {
    kind: 'record-further-letter',
    says: says ?? wildly(chance, now),
    messageId: `<further-${state.version}@redress.example>`,
  };
}

const wildly = (chance: Chance, now: Instant): FurtherLetter =>
  chance.pick<FurtherLetter>([
    { kind: 'delay', reason: chance.pick(['working', 'deciding', 'platform', 'longer']), until: now },
    { kind: 'delay', reason: 'working', until: now },
    { kind: 'back', items: [{ item: 1, reopened: 1 + chance.below(30) }] },
    { kind: 'objection-kept', appeal: appealId(`appeal-${chance.below(40)}`) },
    { kind: 'end', why: chance.pick(['seen-gone', 'nothing-to-answer']), edition: chance.below(3) },
  ]);

/** She is asked for a statement or for a better link; seldom for nothing, or of an item that is not there. */
export function asks(chance: Chance, { items }: Case, now: Instant, act: SignedAct): Command {
  const missing = chance.percent(70) ? [chance.pick(ASKED as [Statement, ...Statement[]])] : [];
  const about = chance.percent(40) ? [1 + chance.below(items.length + 1)] : [];
  const until = (now + (chance.percent(95) ? 1 + chance.below(20) : 70) * 86_400_000) as Instant;
  return { kind: 'ask-notifier', missing, about, until, act };
}

/** Whoever posted it is not told yet; seldom until a day that is none. */
export function holds(chance: Chance, now: Instant, act: SignedAct): Command {
  const days = chance.percent(90) ? 1 + chance.below(60) : chance.pick([-1, 0, 400]);
  const until = (now + days * 86_400_000) as Instant;
  return { kind: 'hold-reasons', why: chance.pick(['investigation', 'danger']), until, act };
}

/** A person found who is in danger, or that nobody is. */
export const marks = (chance: Chance, act: SignedAct): Command => ({
  kind: 'mark-danger',
  danger: chance.pick(['none', 'minor', 'threat']),
  act,
});

/** Handed on to somebody, seldom to herself; an item that there is, or the case as a whole. */
export function escalates(chance: Chance, { items }: Case, act: SignedAct): Command {
  const to: EscalatedTo = chance.percent(60)
    ? { kind: 'person', id: personId(chance.pick(PEOPLE)) }
    : chance.pick<EscalatedTo>([{ kind: 'lead' }, { kind: 'body', id: AUTHORITY.id }]);
  const about = chance.percent(50) ? [] : [1 + chance.below(items.length + 1)];
  return { kind: 'escalate-case', to, why: chance.pick(['unsure', 'threat']), about, act };
}

/** A later letter; one in six came from nobody who could be proven. */
export function joins(chance: Chance, serial: number, now: Instant): Command {
  const level = chance.percent(15) ? 'L0' : 'L1';
  return {
    kind: 'join-letter',
    joined: {
      letter: letterId(`later-${chance.percent(60) ? chance.below(3) : serial}`),
      receivedAt: now,
      sender: { level, authority: level === 'L0' ? null : AUTHORITY.id, reasons: [] },
      kind: 'follow-up',
      documentNumber: null,
      asks: ['inquiry'],
      withdraws: [],
      unclear: false,
      replyBy: null,
      ...(chance.percent(50) ? { acknowledge: TOLD, language: 'ko' } : {}),
    },
  };
}

const TOLD = { kind: 'yes', to: 'a@b.example', messageId: null, offsetMinutes: null } as const;

/** A moment to come, seldom one that has passed; the records of these copies, seldom not of all. */
export function preserves(chance: Chance, now: Instant, copies: readonly string[]) {
  const until = (now + (chance.percent(95) ? 90 : -1) * 86_400_000) as Instant;
  const kept = chance.percent(90) ? copies : copies.slice(1);
  const records = kept.map((id) => ({ copy: copyId(id), digest: '0'.repeat(64) }));
  return { ground: { kind: 'terms', clause: '7' }, until, records } as const;
}

/** What is kept is kept longer or no longer, as the last letter says or without one. */
export function keeps(
  chance: Chance,
  { letters }: Case,
  item: number,
  now: Instant,
  act: SignedAct,
): Command {
  const letter = chance.percent(60) ? (letters.at(-1)?.letter ?? null) : letterId('none');
  if (chance.percent(40)) return { kind: 'release-preservation', item, letter, act };
  const until = (now + chance.pick([-1, 60, 100, 200]) * 86_400_000) as Instant;
  const most = chance.percent(20) ? ((now + 120 * 86_400_000) as Instant) : null;
  return { kind: 'extend-preservation', item, until, most, letter, act };
}

/** When what is removed is looked at again: soon enough that a walk comes to it. */
export const LOOK_AGAIN = [60, 600, 6_000].map((minutes) => minutes * 60_000);

export const SEEN: Record<Judgement, readonly Verdict[]> = {
  gone: verdicts('absent', ['anonymous', 'member', 'admin']),
  hidden: [...verdicts('absent'), ...verdicts('present', ['admin'])],
  'still-there': verdicts('present'),
  cached: verdicts('absent'),
  'at-peer': verdicts('absent'),
  'cannot-tell': verdicts('unknown'),
};

/** A signed act; one in fifty bears an id that may have been used, or a moment to come. */
export function signs(chance: Chance, serial: number, now: Instant): SignedAct {
  const id = chance.percent(2) ? `act-${chance.below(serial + 1)}` : `act-${serial}`;
  const at = chance.percent(1) ? now + 1 : now;
  return { id: decisionId(id), by: personId(chance.pick(PEOPLE)), at: at as Instant, signature: 'c2ln' };
}
