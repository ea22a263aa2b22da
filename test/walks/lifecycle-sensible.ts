// Sensible commands: what a working desk would do next, with a platform that lies now and then and people who appeal.
import { sinceOf } from '../../src/domain/case/claim-state.ts';
import { alarmsOwed } from '../../src/domain/case/clock-state.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { Decision } from '../../src/domain/case/event.ts';
import { hearTerm, termMoments, termsOf } from '../../src/domain/case/terms.ts';
import { reportState } from '../../src/domain/case/report-acts.ts';
import type { Item } from '../../src/domain/case/item.ts';
import type { AppliedLaw } from '../../src/domain/clock/law.ts';
import { MILESTONES } from '../../src/domain/clock/occasion.ts';
import { appealId, letterId } from '../../src/domain/kernel/ids.ts';
import { after, DAY, HOUR } from '../../src/domain/kernel/instant.ts';
import type { Measure } from '../../src/domain/notice/letter.ts';
import { copy, COVERAGE, EARLIER } from '../support/fixtures.ts';
import { CLAIM, CLAIMED, NAMED, OFFICE, REPORTED, SELF } from './lifecycle-laws.ts';
import {
  ASKED,
  asks,
  confirms,
  escalates,
  holds,
  joins,
  marks,
  keeps,
  preserves,
  ofLetter,
  receives,
  isToTell,
  signs,
  tells,
  tellsFurther,
  waitsForWhoeverPosted,
} from './lifecycle-signs.ts';
import { recheck, work } from './lifecycle-platform.ts';
import { doneAt, type Place, someClock, wild } from './lifecycle-wild.ts';

const GROUND = { kind: 'law', regime: 'kr-kmcsc-correction' } as const;

/** What letters ask for: mostly that something is removed, some that it is kept, and some both. */
const MEASURES: readonly [readonly Measure[], ...(readonly Measure[])[]] = [
  ['preserve'],
  ['delete', 'preserve'],
  ...Array.from({ length: 6 }, (): readonly Measure[] => ['delete']),
];

/** What comes next; most of it about the items, as in life. */
export function sensible(place: Place): Command {
  const { state, chance } = place;
  if (state.status === 'none') return firstLetter(place);
  if (state.status === 'closed') return afterTheEnd(place);
  const alarm = chance.percent(40) ? (owed(place) ?? dayToHear(place)) : undefined;
  if (alarm !== undefined) return alarm;
  const renewal = chance.percent(50) ? renews(place) : undefined;
  if (renewal !== undefined) return renewal;
  return chance.percent(25) ? aboutTheCase(place) : aboutAnItem(place);
}

/** Whoever has held the case for an hour or more goes on, for as long as she may and longer. */
function renews(place: Place): Command | undefined {
  const { state, now } = place;
  if (state.held === null || now - sinceOf(state.held, state.held.by, now) < HOUR) return undefined;
  return {
    kind: 'claim-case',
    until: after(now, 2 * HOUR),
    act: { ...act(place), by: state.held.by },
  };
}

function firstLetter({ chance, now }: Place): Command {
  const writer = chance.pick([CLAIM, CLAIMED, SELF, SELF, OFFICE, REPORTED]);
  const count = chance.pick([0, 1, 1, 1, 1, 1, 2, 3]);
  const missing = chance.percent(25) ? chance.some(ASKED) : [];
  const replyBy = chance.percent(30) ? after(now, chance.below(96) * HOUR) : null;
  const measures = chance.pick(MEASURES);
  const secret = chance.percent(10);
  return receives(writer, count, chance.percent(15), missing, now, replyBy, measures, secret);
}

function afterTheEnd(place: Place): Command {
  const { state, chance } = place;
  const index = 1 + chance.below(Math.max(1, state.items.length));
  const item = state.items[index - 1];
  if (chance.percent(20)) return wild(place);
  if (chance.percent(6)) return tellsFurther(chance, state, place.now);
  if (state.notice?.report !== undefined && chance.percent(20)) return told(place);
  const owedLook = item === undefined ? undefined : recheck(place, item);
  if (owedLook !== undefined && chance.percent(70)) return owedLook;
  if (chance.percent(10)) return confirms(chance, place.now);
  return chance.percent(50) || item === undefined ? proof(place) : appeal(place, item);
}

/** Now and then the proof brings no law of this list: somebody who may invoke none of them. */
const proof = ({ chance }: Place): Command => {
  const writer = chance.pick([SELF, OFFICE]);
  return { kind: 'prove-sender', ...writer, laws: chance.percent(15) ? [] : writer.laws };
};

function owed({ state, now }: Place): Command | undefined {
  for (const held of state.clocks) {
    const [next] = alarmsOwed(held);
    if (next !== undefined && next.at <= now)
      return { kind: 'raise-alarm', clock: held.clock.key, alarm: next.alarm };
  }
  return undefined;
}

/** A day that the desk set, and of which people were not told. */
function dayToHear({ state, now }: Place): Command | undefined {
  for (const standing of termsOf(state))
    for (const { alarm, at } of termMoments(standing)) {
      const { term, of, until } = standing;
      const command = { kind: 'hear-term', term, of, until, alarm } as const;
      if (at <= now && hearTerm(state, command, now).ok) return command;
    }
  return undefined;
}

type Maker = (place: Place) => Command;
const act = ({ chance, serial, now }: Place) => signs(chance, serial, now);

const CASE_WORK: readonly [Maker, ...Maker[]] = [
  ({ chance }) => ({ kind: 'record-milestone', milestone: chance.pick(MILESTONES), act: null }),
  ({ chance }) => ({
    kind: 'record-milestone',
    milestone: chance.pick(['receipt-confirmed', 'uploader-told', 'delay-told']),
    act: null,
  }),
  (place) => ({
    kind: 'record-milestone',
    milestone: place.chance.pick(MILESTONES),
    reachedAt: doneAt(place),
    act: act(place),
  }),
  (place) => ({
    kind: 'withdraw-law',
    regime: place.state.laws[place.chance.below(place.state.laws.length)]?.regime ?? 'nowhere',
    reason: 'notice-insufficient',
    act: act(place),
  }),
  (place) => ({ kind: 'apply-law', law: overlooked(place), act: act(place) }),
  (place) => ({ kind: 'answer-by-hand', act: act(place) }),
  ({ chance, serial, now }) => joins(chance, serial, now),
  (place) => ({
    kind: 'judge-notice',
    missing: [place.chance.pick(['signature', 'contact', 'locator'])],
    act: act(place),
  }),
  ({ state }) => ({ kind: 'complete-notice', stated: state.missing, act: null }),
  ({ state }) => ({ kind: 'complete-notice', stated: state.missing, act: null }),
  proof,
  ({ chance, now }) => confirms(chance, now),
  (place) => ({ kind: 'pause-clock', clock: patient(place), act: act(place) }),
  (place) => ({ kind: 'resume-clock', clock: patient(place), act: act(place) }),
  (place) => ({ kind: 'resume-clock', clock: patient(place), act: act(place) }),
  (place) => ({ kind: 'resume-clock', clock: patient(place), act: act(place) }),
  (place) => ({
    kind: 'extend-clock',
    clock: patient(place),
    due: after(place.now, (1 + place.chance.below(100)) * DAY),
    act: act(place),
  }),
  (place) => ({ kind: 'release-reply', release: act(place) }),
  (place) => ({ kind: 'release-reasons', act: act(place) }),
  (place) => holds(place.chance, place.now, act(place)),
  (place) => asks(place.chance, place.state, place.now, act(place)),
  (place) => escalates(place.chance, place.state, act(place)),
  (place) => marks(place.chance, act(place)),
  ({ state }) => ({
    kind: 'record-reply',
    messageId: `<${state.replies + 1}@redress.example>`,
    edition: state.replies + 1,
  }),
  ({ state }) => ({
    kind: 'record-reply',
    messageId: `<${state.replies + 1}@redress.example>`,
    edition: state.replies + 1,
  }),
  ({ state }) => ({
    kind: 'record-reply',
    messageId: `<${state.replies + 1}@redress.example>`,
    edition: state.replies + 1,
  }),
  (place) => bounces(place),
  (place) => bounces(place),
  (place) => ({ kind: 'send-again', act: act(place) }),
  ({ now }) => ({
    kind: 'record-acknowledgement',
    messageId: '<receipt@redress.example>',
    handedOverAt: now,
  }),
  ({ state, chance, now }) => ofLetter(state, chance, now),
  (place) => ({
    kind: 'claim-case',
    until: after(place.now, (1 + place.chance.below(2)) * HOUR),
    act: act(place),
  }),
  (place) => handsBack(place),
  (place) => ({ kind: 'close-case', reason: 'sender-never-proven', act: act(place) }),
  (place) => ({ kind: 'close-case', reason: 'nothing-to-answer', act: act(place) }),
  (place) => wild(place),
];

/** Mostly by whoever holds it, else by whoever leads the desk. */
function handsBack(place: Place): Command {
  const { claim } = place.state;
  const signed = act(place);
  if (place.chance.percent(30)) return { kind: 'release-claim', lead: true, act: signed };
  const isHers = claim !== null && place.chance.percent(80);
  return { kind: 'release-claim', act: isHers ? { ...signed, by: claim.by } : signed };
}

/** What the platform should say of the report. */
const told = ({ state }: Place): Command => ({
  kind: 'record-report-told',
  state: reportState(state) ?? 'looking',
});

/** What came back is mostly sent again. */
function aboutTheCase(place: Place): Command {
  if (place.chance.percent(6)) return tellsFurther(place.chance, place.state, place.now);
  if (place.state.notice?.report !== undefined && place.chance.percent(40)) return told(place);
  if (place.state.claim !== null && place.chance.percent(16)) return handsBack(place);
  if (place.state.hold !== null && place.chance.percent(20))
    return { kind: 'release-reasons', act: act(place) };
  if (place.state.asking !== null && place.chance.percent(30)) return aboutAsking(place);
  const isLost = place.state.mails.undelivered && place.chance.percent(85);
  return isLost ? { kind: 'send-again', act: act(place) } : place.chance.pick(CASE_WORK)(place);
}

/** The question goes out, is asked once more, or is over. */
function aboutAsking(place: Place): Command {
  const { chance, state } = place;
  if (chance.percent(25))
    return { kind: 'end-asking', why: chance.pick(['answered-otherwise', 'taken-back']), act: act(place) };
  const again = (state.asking?.sent ?? 0) > 0;
  return { kind: 'record-asking', messageId: `<asked-${state.version}@redress.example>`, again };
}

/** A mail that went out came back, mostly the last one. */
function bounces({ state, chance }: Place): Command {
  const { out } = state.mails;
  const mail = chance.percent(70) ? out.at(-1) : out[chance.below(out.length)];
  const permanent = chance.percent(70);
  const messageId = mail?.messageId ?? '<nobody@redress.example>';
  return { kind: 'record-bounce', messageId, status: permanent ? '5.1.1' : '4.4.7', permanent };
}

/** A law that a person took back, or any. */
function overlooked({ state, chance }: Place): AppliedLaw {
  const back = NAMED.filter(({ regime }) => state.takenBack.includes(regime));
  return back[chance.below(back.length)] ?? chance.pick(NAMED);
}

/** A clock whose law lets it stand still, if there is one. */
function patient(place: Place): string {
  const all = place.state.clocks.filter(({ clock }) => clock.regime === 'jp-patient');
  const held = all[place.chance.below(all.length)];
  return held !== undefined && place.chance.percent(80) ? held.clock.key : someClock(place);
}

function aboutAnItem(place: Place): Command {
  const { state, chance } = place;
  const ruling = openRuling(place);
  if (ruling !== undefined && chance.percent(60)) return ruling;
  const open = state.items.filter(({ status }) => status !== 'settled');
  const from = open.length > 0 && chance.percent(85) ? open : state.items;
  const item = from[chance.below(from.length)];
  if (item === undefined) return aboutTheCase(place);
  if (chance.percent(7) || item.withdrawn !== null) return takenBack(place, item);
  if (item.copies.length > 0 && chance.percent(item.preserved === null ? 4 : 12)) return kept(place, item);
  if (item.status === 'received') return located(place, item);
  if (item.status === 'awaiting-decision')
    return decided(place, item, chance.percent(12) ? 'refuse' : 'hide');
  return item.status === 'acting' ? work(place, item) : afterwards(place, item);
}

/** Withdrawn, by a letter that came or by word of mouth; or not after all. */
function takenBack(place: Place, item: Item): Command {
  const { chance, state } = place;
  if (item.withdrawn !== null && chance.percent(60))
    return { kind: 'undo-withdrawal', item: item.index, act: act(place) };
  if (item.withdrawn !== null && chance.percent(70)) return aboutTheCase(place);
  const letter = chance.percent(50) ? (state.letters.at(-1)?.letter ?? null) : null;
  return { kind: 'withdraw-item', item: item.index, letter, act: act(place) };
}

const kept = (place: Place, item: Item): Command =>
  item.preserved === null
    ? keptAnew(place, item)
    : keeps(place.chance, place.state, item.index, place.now, act(place));

const keptAnew = (place: Place, { index, copies }: Item): Command => ({
  kind: 'preserve-item',
  item: index,
  ...preserves(
    place.chance,
    place.now,
    copies.map(({ copy: { id } }) => id),
  ),
  act: act(place),
});

const isKeeping = ({ state }: Place): boolean =>
  state.notice?.reading.measures.every((measure) => measure === 'preserve') ?? false;

function openRuling(place: Place): Command | undefined {
  const open = place.state.appeals.find(({ ruling }) => ruling === null);
  if (open === undefined) return undefined;
  const ruling = { ...act(place), upheld: place.chance.percent(60), ground: GROUND };
  return { kind: 'decide-appeal', appeal: open.appeal.id, ruling };
}

function located({ chance }: Place, { index }: Item): Command {
  if (chance.percent(10))
    return {
      kind: 'record-location',
      item: index,
      location: { kind: chance.pick(['gone', 'not-found', 'container', 'not-ours']) },
    };
  const [first, second] = [copy('c1'), { ...copy('c2'), via: 'hash' as const }];
  const copies = chance.percent(35) ? [first, second] : [first];
  return { kind: 'record-location', item: index, location: { kind: 'found', copies, coverage: COVERAGE } };
}

/** Decided here, or in a joined case: a refusal only here. */
function decided(place: Place, item: Item, what: 'hide' | 'destroy' | 'refuse' | 'restore'): Command {
  const { index } = item;
  const although = isKeeping(place) && place.chance.percent(70) ? { although: 'only-to-keep' as const } : {};
  const spares = what === 'hide' ? sparing(place, item) : {};
  const forNow = what === 'hide' && place.chance.percent(6) ? hidingForNow(place) : {};
  const signed = { ...act(place), ground: GROUND, ...although, ...spares, ...forNow };
  return what === 'refuse' || what === 'restore' || place.chance.percent(75)
    ? { kind: 'decide', item: index, decision: { ...signed, act: what } }
    : {
        kind: 'adopt-decision',
        item: index,
        decision: { ...signed, act: what },
        from: { number: EARLIER, item: 1 },
      };
}

const hidingForNow = ({ now, chance }: Place) => ({
  ground: { kind: 'law', regime: 'jp-patient' } as const,
  provisional: { until: after(now, chance.below(33) * DAY) },
});

/** Now and then a copy that no link named is left alone. */
function sparing({ chance }: Place, { copies }: Item): Pick<Decision, 'spares'> {
  const found = copies.filter(({ copy: { via } }) => via !== 'link');
  const one = found[chance.below(found.length)];
  return one === undefined || chance.percent(60) ? {} : { spares: [{ copy: one.copy.id, why: 'reporting' }] };
}

/** A settled item: answered, appealed against, destroyed, tried again. */
function afterwards(place: Place, item: Item): Command {
  const { chance } = place;
  if (isToTell(place.state, item) && chance.percent(30)) return tells(chance, place.state, item);
  if (waitsForWhoeverPosted(place.state) && chance.percent(20)) return nobodyToTell(place);
  const owedLook = chance.percent(60) ? recheck(place, item) : undefined;
  if (owedLook !== undefined) return owedLook;
  if (item.result?.word === 'unremovable' && chance.percent(30))
    return { kind: 'record-referral', of: item.index, act: act(place) };
  if (chance.percent(isFoughtOver(place, item) ? 55 : 25)) return appeal(place, item);
  if (chance.percent(20)) return aboutTheCase(place);
  if (chance.percent(12)) return decided(place, item, 'restore');
  return decided(place, item, item.result?.word === 'unremovable' ? 'hide' : 'destroy');
}

/** A person finds that nobody can be told, mostly now. */
const nobodyToTell = (place: Place): Command => ({
  ...{ kind: 'record-milestone', milestone: 'nobody-to-tell' },
  ...{ reachedAt: place.chance.percent(80) ? null : doneAt(place), act: act(place) },
});

/** Whoever lost once, and whoever won against her, go on about it. */
const isFoughtOver = ({ state }: Place, { index }: Item): boolean =>
  state.appeals.some(({ appeal: { item }, ruling }) => item === index && ruling?.upheld === true);

function appeal({ chance, serial, now, state }: Place, { index, decision }: Item): Command {
  const against = decision?.act === 'refuse' || decision?.act === 'restore' ? 'notifier' : 'uploader';
  return {
    kind: 'receive-appeal',
    item: index,
    appeal: {
      id: appealId(`appeal-${serial}`),
      item: index,
      by: against,
      against: decision?.id ?? signs(chance, serial, now).id,
      ...(against === 'uploader' && chance.percent(50)
        ? { made: { account: 'uploader-name', words: 'digest' } }
        : {}),
      ...(chance.percent(against === 'notifier' ? 60 : 5)
        ? { letter: state.letters.at(-1)?.letter ?? letterId('none') }
        : {}),
    },
    until: chance.percent(80) ? null : after(now, chance.percent(50) ? -1 : DAY),
    act: chance.percent(70) ? null : signs(chance, serial, now),
  };
}
