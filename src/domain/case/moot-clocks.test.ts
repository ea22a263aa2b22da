// Clocks with nothing left to wait for: by which outcomes of an item nobody is to be told, by which somebody is, and what brings them back.
// C41: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  claimUnder,
  clocksOf,
  copy,
  COVERAGE,
  decides,
  found,
  heldClock,
  hiddenCase,
  later,
  listed,
  locatedAs,
  looked,
  opened,
  play,
  playAt,
  recordedIn,
  replied,
  rules,
  signed,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { duty, hours, lawOf, regime } from '../../../test/support/laws.ts';
import { mootText } from '../clock/clock-words.ts';
import type { Occasion } from '../clock/occasion.ts';
import { copyId, decisionId } from '../kernel/ids.ts';
import { DAY, HOUR, type Instant } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { SignedAct } from './event.ts';

const under = (ends: Occasion, from: Occasion = 'notice-given', pace = hours(4)) => ({
  law: lawOf(
    regime({
      id: 'law',
      duties: [
        duty({ key: 'first', from: 'notice-given', ends: 'answered' }),
        duty({ key: 'x', from, ends, pace }),
      ],
    }),
  ),
});
const TELL = under('uploader-told');
const x = (state: Case): readonly string[] =>
  clocksOf(state).flatMap((one) => (one.startsWith('law/x') ? [one.slice('law/x'.length).trim()] : []));

const refused = (options = TELL): Case => play(opened(options), found(1, 'a'), decides(1, 'refuse'));
const told = (of: number, decision: string, outcome: 'told' | 'refused' = 'told'): Command => ({
  ...{ kind: 'record-reasons', of, decision: decisionId(decision), account: 'uploader-name', outcome },
  digest: 'digest',
});
const withdrawn: Command = { kind: 'withdraw-item', item: 1, letter: null, act: signed('back') };

describe('telling whoever posted it is moot where nothing was done to a post', () => {
  test.each([
    ['refused', () => refused()],
    ['already gone', () => play(opened(TELL), locatedAs(1, { kind: 'gone' }))],
    ['not found', () => play(opened(TELL), locatedAs(1, { kind: 'not-found' }))],
    ['not ours', () => play(opened(TELL), locatedAs(1, { kind: 'not-ours' }))],
    ['taken back before anybody decided', () => play(opened(TELL), found(1, 'a'), withdrawn)],
    [
      'left up by a platform that said no',
      () => play(opened(TELL), found(1, 'a'), decides(1, 'hide'), acted(1, 'a', 1, 'given-up'), swept(1)),
    ],
  ])('because it was %s (C41)', (_, made) => expect(x(made())).toEqual(['moot']));

  test.each([
    ['while a better link is waited for', () => play(opened(TELL), locatedAs(1, { kind: 'container' }))],
    ['while one item of two is still looked for', () => twoWith(locatedAs(1, { kind: 'gone' }))],
    ['while it is being hidden', () => play(opened(TELL), found(1, 'a'), decides(1, 'hide'))],
    ['once it is hidden and nobody was told yet', () => hiddenCase(TELL)],
    ['where a platform would not tell', () => play(hiddenCase(TELL), told(1, 'hide-1', 'refused'))],
    [
      'where it was hidden and a copy of it elsewhere stayed up',
      () =>
        play(
          opened(TELL),
          found(1, 'a'),
          decides(1, 'hide'),
          acted(1, 'a'),
          looked(1, 'a', 'at-peer'),
          swept(1),
        ),
    ],
    ['where one of two was hidden', () => play(hidden(2), locatedAs(1, { kind: 'gone' }))],
  ])('but not %s (C41)', (_, made) => expect(x(made())).toEqual(['running']));

  test('nor where a hide was undone: whoever posted it was told of the hide, or has still to be told that it is back (C41)', () => {
    const back = play(
      hiddenCase(TELL),
      decides(1, 'restore', { by: 'dana' }),
      acted(1, 'c1', 1, 'accepted', 'restore', 2),
      looked(1, 'c1', 'still-there', 1, 1, 2),
    );
    expect([back.items[0]?.status, x(back)]).toEqual(['settled', ['running']]);
    const step: Command = {
      kind: 'record-milestone',
      milestone: 'uploader-told',
      reachedAt: null,
      act: null,
    };
    expect(x(play(back, told(1, 'restore-1'), step))).toEqual(['done']);
  });

  test('also of a clock that only starts with the result: it starts and ends in one step (C41)', () => {
    const located = play(opened(under('uploader-told', 'settled')), found(1, 'a'));
    const events = recordedIn(located, decides(1, 'refuse'));
    expect(events.flatMap((event) => ('clock' in event ? [event.kind] : []))).toEqual([
      'clock-started',
      'clock-stopped',
    ]);
    expect(events.at(-1)).toMatchObject({ clock: 'law/x', why: 'moot' });
  });

  test('and a breach before that stays on record (C39)', () => {
    const late = playAt(later(5 * HOUR), play(opened(TELL), found(1, 'a')), decides(1, 'refuse'));
    expect(heldClock(late, 'law/x')).toMatchObject({ why: 'moot', alarms: ['breach'] });
  });

  test('a case that is closed meanwhile ends it as that (C31)', () => {
    const law = regime({
      id: 'law',
      duties: [duty({ key: 'x', from: 'notice-given', ends: 'uploader-told' })],
    });
    const open = play(opened(claimUnder(law)), locatedAs(1, { kind: 'container' }));
    const closed = play(open, { kind: 'close-case', reason: 'sender-never-proven', act: signed('closed') });
    expect(x(closed)).toEqual(['case-closed']);
  });
});

const two = () => opened({ ...TELL, items: [listed(1), listed(2)] });
const twoWith = (...commands: readonly Command[]): Case => play(two(), ...commands);
const hidden = (item: number): Case =>
  twoWith(found(item, 'a'), decides(item, 'hide'), acted(item, 'a'), looked(item, 'a', 'gone'), swept(item));

describe('what was moot runs again', () => {
  const upheldAt = (at: Instant, from: Case): Case =>
    playAt(at, play(from, appeals(1, 'refuse-1', 'notifier')), rules(true));

  test('once an appeal finds the refusal wrong, from then on: before, there was nothing to tell (C41)', () => {
    const upheld = upheldAt(later(DAY), refused());
    expect(x(upheld)).toEqual(['moot', '#2 running']);
    expect(heldClock(upheld, 'law/x#2').clock).toMatchObject({
      startedAt: later(DAY),
      due: later(DAY + 4 * HOUR),
    });
  });

  test.each([
    ['decided', ['moot', '#2 running']],
    ['settled', ['moot']],
  ] as const)('of a clock that starts once everything is %s, if that is so then (C41)', (from, now) => {
    const upheld = upheldAt(later(DAY), refused(under('uploader-told', from)));
    expect(x(upheld)).toEqual(now);
    const seen = play(
      upheld,
      acted(1, 'a', 1, 'accepted', 'hide', 1),
      looked(1, 'a', 'gone', 1, 1, 1),
      swept(1, [], 1, 1),
    );
    expect(x(seen)).toEqual(['moot', '#2 running']);
  });

  test('once a withdrawal is undone (C41)', () => {
    const undone = play(opened(TELL), found(1, 'a'), withdrawn, {
      ...{ kind: 'undo-withdrawal', item: 1, act: signed('undone') },
    });
    expect(x(undone)).toEqual(['moot', '#2 running']);
  });

  test('where the case was closed beside it (C41)', () => {
    const law = regime({
      id: 'law',
      duties: [duty({ key: 'x', from: 'notice-given', ends: 'uploader-told' })],
    });
    const closed = play(
      opened({ ...claimUnder(law), items: [listed(1), listed(2)] }),
      found(1, 'a'),
      decides(1, 'refuse'),
      locatedAs(2, { kind: 'container' }),
      { kind: 'close-case', reason: 'sender-never-proven', act: signed('closed') },
    );
    expect(x(upheldAt(later(DAY), closed))).toEqual(['case-closed', '#2 running']);
  });

  test('and not for an appeal that is dismissed (C41)', () => {
    expect(x(play(refused(), appeals(1, 'refuse-1', 'notifier'), rules(false)))).toEqual(['moot']);
  });
});

describe('what is said before the answer is moot once the answer is given', () => {
  test.each(['receipt-confirmed', 'status-told', 'delay-told'] as const)('as %s (C41)', (ends) => {
    const settled = play(opened(under(ends)), locatedAs(1, { kind: 'gone' }));
    expect(x(settled)).toEqual(['running']);
    expect(x(play(settled, replied(1)))).toEqual(['moot']);
  });

  test('and is owed again where that answer comes back (C41)', () => {
    const answered = play(opened(under('receipt-confirmed')), locatedAs(1, { kind: 'gone' }), replied(1));
    const lost: Command = {
      ...{ kind: 'record-bounce', messageId: '<1@redress.example>', status: '5.1.1', permanent: true },
    };
    const bounced = playAt(later(HOUR), answered, lost);
    expect(x(bounced)).toEqual(['moot', '#2 running']);
    expect(heldClock(bounced, 'law/x#2').clock.startedAt).toBe(T0);
    expect(x(playAt(later(2 * HOUR), bounced, replied(2)))).toEqual(['moot', '#2 moot']);
  });

  test('but not again for an appeal, of which she was told before (C41)', () => {
    const answered = play(refused(under('receipt-confirmed')), replied(1));
    expect(x(play(answered, appeals(1, 'refuse-1', 'notifier'), rules(true)))).toEqual(['moot']);
  });
});

describe('keeping what an order asked for', () => {
  const KEEP = under('preserved', 'notice-given');
  const keeps = (item: number, id: string): Command => ({
    ...{ kind: 'preserve-item', item, ground: { kind: 'terms', clause: '1' }, until: later(90 * DAY) },
    ...{ records: [{ copy: copyId(id), digest: 'aa' }], act: signed(`kept-${item}`) },
  });

  test.each([
    ['not ours', () => play(opened(KEEP), locatedAs(1, { kind: 'not-ours' }))],
    ['refused', () => refused(KEEP)],
  ])('is moot where it is %s (C41)', (_, made) => expect(x(made())).toEqual(['moot']));

  test('is moot once one is kept and nothing is there of the other (C41)', () => {
    const one = play(
      opened({ ...KEEP, items: [listed(1), listed(2)] }),
      found(1, 'a'),
      keeps(1, 'a'),
      decides(1, 'refuse'),
    );
    expect([x(one), x(play(one, locatedAs(2, { kind: 'gone' })))]).toEqual([['running'], ['moot']]);
  });

  test('is not moot where something was hidden and not kept, nor where it follows from a report (C41)', () => {
    expect(x(hiddenCase(KEEP))).toEqual(['running']);
    const reported: Command = { kind: 'record-milestone', milestone: 'reported', reachedAt: null, act: null };
    const state = play(opened(under('preserved', 'reported')), reported, locatedAs(1, { kind: 'gone' }));
    expect(x(state)).toEqual(['running']);
  });
});

test.each([
  ['uploader-told', 'nothing was done, so nobody is to be told', '조치한 것이 없어 알릴 사람이 없음'],
  ['preserved', 'nothing is there to keep', '보전할 것이 없음'],
  ['delay-told', 'the answer that went out says it', '나간 회신에 담겨 있음'],
] as const)('why nothing is left of %s is said in both languages', (ends, en, ko) => {
  expect([mootText(ends, 'en'), mootText(ends, 'ko')]).toEqual([en, ko]);
});

describe('that nobody can be told', () => {
  const says = (act: SignedAct | null = signed('found'), at: Instant | null = null): Command => ({
    ...{ kind: 'record-milestone', milestone: 'nobody-to-tell', reachedAt: at, act },
  });
  /** A picture of a room: the platform names nobody who posted it. */
  const nameless = (): Case => {
    const { copies, coverage } = { copies: [{ ...copy('a'), uploader: '' }], coverage: COVERAGE };
    return play(
      opened(TELL),
      locatedAs(1, { kind: 'found', copies, coverage }),
      ...[decides(1, 'hide'), acted(1, 'a'), looked(1, 'a', 'gone'), swept(1)],
    );
  };

  test('is a person’s finding and ends the clock as that, where the platform names nobody (C42)', () => {
    expect(x(nameless())).toEqual(['running']);
    expect(x(play(nameless(), says()))).toEqual(['nobody-to-tell']);
  });

  test('or where it would not tell, and nobody can be reached in another way (C42)', () => {
    expect(x(play(hiddenCase(TELL), told(1, 'hide-1', 'refused'), says()))).toEqual(['nobody-to-tell']);
  });

  test.each([
    ['by the desk itself', () => answerTo(nameless(), says(null))],
    ['while somebody has still to be told', () => answerTo(hiddenCase(TELL), says())],
    [
      'while something is being done',
      () => answerTo(play(opened(TELL), found(1, 'a'), decides(1, 'hide')), says()),
    ],
    ['where no clock waits for it', () => answerTo(hiddenCase(), says())],
    ['where nothing was done, and the clock has ended', () => answerTo(refused(), says())],
  ])('is not said %s', (_, answer) => expect(answer()).toBe('milestone.not-found'));

  test('is said anew where whoever posted it is to be told anew (C42)', () => {
    const settles = under('uploader-told', 'settled');
    const first = play(hiddenCase(settles), told(1, 'hide-1', 'refused'), says());
    const back = playAt(
      later(DAY),
      first,
      decides(1, 'restore', { by: 'dana' }),
      acted(1, 'c1', 1, 'accepted', 'restore', 2),
      looked(1, 'c1', 'still-there', 1, 1, 2),
    );
    expect(x(back)).toEqual(['nobody-to-tell', '#2 running']);
    const again = playAt(later(DAY), back, told(1, 'restore-1', 'refused'), says(signed('again')));
    expect(x(again)).toEqual(['nobody-to-tell', '#2 nobody-to-tell']);
  });
});

test('a report to a body that the law names is never moot (C41)', () => {
  expect(x(play(refused(under('reported')), replied(1)))).toEqual(['running']);
});
