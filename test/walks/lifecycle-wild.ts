// Wild commands: anything at all may be asked of a case, about items, copies, clocks and appeals that may not be there.
import type { Judgement } from '../../src/domain/case/event.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Case } from '../../src/domain/case/case.ts';
import { ALARMS } from '../../src/domain/clock/clock.ts';
import { MILESTONES } from '../../src/domain/clock/occasion.ts';
import { appealId, copyId, decisionId, letterId } from '../../src/domain/kernel/ids.ts';
import { after, DAY, HOUR, type Instant } from '../../src/domain/kernel/instant.ts';
import { copy, COVERAGE, EARLIER, NUMBER, RECEIPT } from '../support/fixtures.ts';
import type { Chance } from './lifecycle-chance.ts';
import { CLAIM, NAMED, OFFICE, SELF } from './lifecycle-laws.ts';
import {
  ASKED,
  COPIES,
  SEEN,
  asks,
  confirms,
  escalates,
  holds,
  joins,
  marks,
  keeps,
  preserves,
  receives,
  signs,
  tells,
  tellsFurther,
} from './lifecycle-signs.ts';

/** Where a walk stands: what it may look at to choose its next command. */
export interface Place {
  readonly state: Case;
  readonly now: Instant;
  readonly chance: Chance;
  /** Grows with every step: makes new ids. */
  readonly serial: number;
}

type Wild = (place: Place) => Command;

const JUDGEMENTS: readonly [Judgement, ...Judgement[]] = [
  'gone',
  'hidden',
  'still-there',
  'cached',
  'at-peer',
  'cannot-tell',
];
const GROUND = { kind: 'terms', clause: '9' } as const;
const itemOf = ({ chance }: Place): number => chance.pick([1, 1, 1, 2, 3, 4]);
const copyOf = ({ chance }: Place) => copyId(chance.pick(COPIES));
const turnOf = (place: Place): number =>
  Math.max(0, (place.state.items[0]?.turn ?? 0) - place.chance.below(2));
const act = ({ chance, serial, now }: Place) => signs(chance, serial, now);
/** Signed by a person, or the desk's own. */
const actOrDesk = (place: Place) => (place.chance.percent(50) ? null : act(place));

/** When a step was done: mostly now, often some time ago, seldom before the notice or in the time to come. */
export function doneAt({ now, chance }: Place): Instant | null {
  const luck = chance.below(100);
  if (luck < 60) return null;
  return after(now, luck < 95 ? -chance.below(72) * HOUR : (chance.below(3) - 1) * 200 * DAY + 1);
}

/** A clock that there is, most of the time. */
export function someClock({ state, chance }: Place): string {
  const keys = state.clocks.map(({ clock }) => clock.key);
  return keys[chance.below(keys.length + 1)] ?? 'nowhere/nothing';
}

const someAppeal = ({ state, chance }: Place) =>
  state.appeals[chance.below(state.appeals.length + 1)]?.appeal.id ?? appealId('appeal-0');

const seenAs = <J extends Judgement>(judgement: J) => ({ judgement, verdicts: SEEN[judgement] });

const ON_ITEMS: readonly [Wild, ...Wild[]] = [
  (place) => ({
    kind: 'record-location',
    item: itemOf(place),
    location: place.chance.percent(50)
      ? { kind: 'found', copies: place.chance.some(COPIES).map(copy), coverage: COVERAGE }
      : { kind: place.chance.pick(['gone', 'not-found', 'container', 'not-ours']) },
  }),
  (place) => ({
    kind: 'decide',
    item: itemOf(place),
    decision: {
      ...act(place),
      act: place.chance.pick(['hide', 'destroy', 'refuse', 'restore']),
      ground: GROUND,
      ...(place.chance.percent(20) ? { spares: [{ copy: copyOf(place), why: 'own-copy' }] } : {}),
    },
  }),
  (place) => ({
    kind: 'adopt-decision',
    item: itemOf(place),
    decision: { ...act(place), act: place.chance.pick(['hide', 'destroy']), ground: GROUND },
    from: { number: place.chance.percent(70) ? EARLIER : NUMBER, item: itemOf(place) },
  }),
  (place) => ({
    kind: 'record-action',
    item: itemOf(place),
    copy: copyOf(place),
    power: place.chance.pick(['hide', 'destroy', 'restore']),
    turn: turnOf(place),
    round: place.chance.below(10),
    answer: place.chance.pick(['accepted', 'not-found', 'given-up']),
    receipts: [RECEIPT],
  }),
  (place) => {
    const judgement = place.chance.pick(JUDGEMENTS);
    const [round, look] = [place.chance.below(10), place.chance.below(16)];
    const [item, copy, turn] = [itemOf(place), copyOf(place), turnOf(place)];
    return {
      kind: 'record-verification',
      item,
      copy,
      turn,
      round,
      look,
      judgement,
      verdicts: SEEN[judgement],
    };
  },
  (place) => ({
    kind: 'record-sweep',
    item: itemOf(place),
    turn: turnOf(place),
    pass: place.chance.below(4),
    copies: place.chance.some(COPIES).map(copy),
  }),
  (place) => ({
    kind: 'record-recheck',
    item: itemOf(place),
    copy: copyOf(place),
    turn: turnOf(place),
    check: place.chance.below(4),
    ...seenAs(place.chance.pick(['gone', 'hidden', 'still-there', 'at-peer'])),
  }),
  (place) => ({
    kind: 'record-search',
    item: itemOf(place),
    turn: turnOf(place),
    check: place.chance.below(4),
    copies: place.chance.some(COPIES).map(copy),
  }),
  (place) => ({
    kind: 'receive-appeal',
    item: itemOf(place),
    appeal: {
      id: appealId(`appeal-${place.chance.below(3)}`),
      item: itemOf(place),
      by: place.chance.pick(['uploader', 'notifier']),
      against: decisionId(`act-${place.chance.below(place.serial + 1)}`),
    },
    until: null,
    act: actOrDesk(place),
  }),
];

const reply = (edition: number) =>
  ({ kind: 'record-reply', messageId: `<${edition}@redress.example>`, edition }) as const;

const ON_THREADS: readonly [Wild, ...Wild[]] = [
  (place) => ({
    kind: 'withdraw-item',
    item: itemOf(place),
    letter: place.chance.percent(50) ? null : letterId(`later-${place.chance.below(place.serial + 1)}`),
    act: act(place),
  }),
  (place) => ({ kind: 'undo-withdrawal', item: itemOf(place), act: act(place) }),
  (place) => ({
    kind: 'preserve-item',
    item: itemOf(place),
    ...preserves(place.chance, place.now, COPIES),
    act: act(place),
  }),
  (place) => keeps(place.chance, place.state, itemOf(place), place.now, act(place)),
  ({ chance, serial, now }) => joins(chance, serial, now),
];

const ON_CASES: readonly [Wild, ...Wild[]] = [
  ({ chance, now }) => receives(chance.pick([CLAIM, SELF, OFFICE]), 1 + chance.below(3), false, [], now),
  ({ chance }) => ({ kind: 'prove-sender', ...chance.pick([CLAIM, SELF, OFFICE]) }),
  ({ chance, now }) => confirms(chance, now),
  ({ chance }) => ({ kind: 'prove-sender', ...SELF, laws: chance.some(SELF.laws.slice(0, 1)) }),
  (place) => ({ kind: 'judge-notice', missing: place.chance.some(ASKED), act: act(place) }),
  (place) => ({
    kind: 'complete-notice',
    stated: place.chance.some(ASKED),
    act: actOrDesk(place),
  }),
  (place) => ({
    kind: 'withdraw-law',
    regime: place.chance.pick(SELF.laws.map(({ regime }) => regime) as [string, ...string[]]),
    reason: place.chance.pick([
      'not-this-law',
      'place-not-covered',
      'content-not-covered',
      'notice-insufficient',
    ]),
    act: act(place),
  }),
  (place) => ({ kind: 'apply-law', law: place.chance.pick(NAMED), act: act(place) }),
  (place) => ({
    kind: 'record-milestone',
    milestone: place.chance.pick(MILESTONES),
    reachedAt: doneAt(place),
    act: actOrDesk(place),
  }),
  (place) => ({ kind: 'pause-clock', clock: someClock(place), act: act(place) }),
  (place) => ({ kind: 'resume-clock', clock: someClock(place), act: act(place) }),
  (place) => ({
    kind: 'extend-clock',
    clock: someClock(place),
    due: after(place.now, (place.chance.below(130) - 20) * DAY),
    act: act(place),
  }),
  (place) => ({ kind: 'raise-alarm', clock: someClock(place), alarm: place.chance.pick(ALARMS) }),
  (place) => ({ kind: 'release-reply', release: act(place) }),
  ({ chance }) => reply(chance.below(4)),
  ({ chance, now }) => ({
    kind: 'record-acknowledgement',
    messageId: '<receipt@redress.example>',
    handedOverAt: after(now, -chance.below(3) * HOUR),
  }),
  ({ chance }) => ({ kind: 'give-up-acknowledgement', why: chance.pick(['too-many', 'guard.dmarc']) }),
  ({ chance }) => ({
    kind: 'record-bounce',
    messageId: chance.pick(['<receipt@redress.example>', reply(chance.below(4)).messageId]),
    status: '5.1.1',
    permanent: chance.percent(60),
  }),
  (place) => ({ kind: 'send-again', act: act(place) }),
  (place) => ({ kind: 'answer-by-hand', act: act(place) }),
  ({ chance, state, now }) => tellsFurther(chance, state, now),
  ({ chance }) => ({ kind: 'record-report-told', state: chance.pick(['looking', 'acted', 'declined']) }),
  (place) => ({ kind: 'record-referral', of: itemOf(place), act: act(place) }),
  (place) => ({ kind: 'release-reasons', act: act(place) }),
  (place) => holds(place.chance, place.now, act(place)),
  (place) => asks(place.chance, place.state, place.now, act(place)),
  ({ chance }) => ({
    kind: 'record-asking',
    messageId: '<asked@redress.example>',
    again: chance.percent(50),
  }),
  (place) => ({ kind: 'end-asking', why: 'taken-back', act: act(place) }),
  (place) => escalates(place.chance, place.state, act(place)),
  (place) => marks(place.chance, act(place)),
  ({ chance, now }) => ({
    kind: 'hear-term',
    term: chance.pick(['hold', 'provisional', 'asked']),
    of: chance.below(3),
    until: after(now, (chance.below(3) - 1) * DAY),
    alarm: chance.pick(['near', 'passed']),
  }),
  (place) => {
    const item = place.state.items[itemOf(place) - 1];
    return item === undefined
      ? { kind: 'release-reasons', act: act(place) }
      : tells(place.chance, place.state, item);
  },
  (place) => ({
    kind: 'decide-appeal',
    appeal: someAppeal(place),
    ruling: { ...act(place), upheld: place.chance.percent(50), ground: GROUND },
  }),
  (place) => ({
    kind: 'claim-case',
    until: after(place.now, (place.chance.below(5) - 1) * HOUR),
    act: act(place),
  }),
  (place) => ({
    kind: 'release-claim',
    ...(place.chance.percent(30) ? { lead: true as const } : {}),
    act: act(place),
  }),
  (place) => ({
    kind: 'close-case',
    reason: place.chance.pick(['nothing-to-answer', 'sender-never-proven', 'duplicate']),
    act: act(place),
  }),
];

/** Any command there is, about things that may not be there. */
export function wild(place: Place): Command {
  const { chance } = place;
  if (chance.percent(12)) return chance.pick(ON_THREADS)(place);
  return chance.percent(45) ? chance.pick(ON_ITEMS)(place) : chance.pick(ON_CASES)(place);
}
