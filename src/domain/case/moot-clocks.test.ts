// Clocks with nothing left to wait for: by which outcomes of an item nobody is to be told, by which somebody is, and what brings them back.
// C41: docs/spec/legal-clocks.md.
import { describe, expect, test } from 'vitest';
import {
  acted,
  alarmOf,
  appeals,
  claimUnder,
  clocksOf,
  decides,
  decision,
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
import { days, duty, hours, lawOf, regime, SOURCED } from '../../../test/support/laws.ts';
import { mootText } from '../clock/clock-words.ts';
import type { Occasion } from '../clock/occasion.ts';
import { decisionId } from '../kernel/ids.ts';
import { DAY, HOUR, type Instant } from '../kernel/instant.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';

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

  test('but not by an answer that asks for a better link, nor by one that says that it is hidden for now (C41)', () => {
    const law = lawOf(
      regime({
        id: 'law',
        block: { ...SOURCED, days: 30 },
        duties: [
          duty({ key: 'first', from: 'notice-given', ends: 'decided', pace: days(30) }),
          duty({ key: 'confirm', from: 'notice-given', ends: 'receipt-confirmed' }),
          duty({ key: 'x', from: 'delay-known', ends: 'delay-told', pace: hours(48) }),
        ],
      }),
    );
    const forNow: Command = {
      ...{ kind: 'decide', item: 1 },
      decision: {
        ...decision('hide'),
        ground: { kind: 'law', regime: 'law' },
        provisional: { until: later(30 * DAY) },
      },
    };
    const answers = [
      play(opened({ law }), locatedAs(1, { kind: 'container' }), replied(1)),
      play(
        opened({ law }),
        ...[found(1, 'a'), forNow, acted(1, 'a'), looked(1, 'a', 'gone'), swept(1), replied(1)],
      ),
    ];
    const knows: Command = {
      kind: 'record-milestone',
      milestone: 'delay-known',
      reachedAt: null,
      act: signed('late'),
    };
    for (const answered of answers) {
      expect(heldClock(answered, 'law/confirm').status).toBe('running');
      expect(x(playAt(later(31 * DAY), answered, alarmOf('law/first', 'breach')))).toEqual(['running']);
      expect(x(playAt(later(DAY), answered, knows))).toEqual(['running']);
    }
  });

  test('but not again for an appeal, of which she was told before (C41)', () => {
    const answered = play(refused(under('receipt-confirmed')), replied(1));
    expect(x(play(answered, appeals(1, 'refuse-1', 'notifier'), rules(true)))).toEqual(['moot']);
  });
});

test.each([
  ['uploader-told', 'nothing was done, so nobody is to be told', '조치한 것이 없어 알릴 사람이 없음'],
  ['preserved', 'nothing is to be kept', '보전할 것이 없음'],
  ['delay-told', 'the answer that went out says it', '나간 회신에 담겨 있음'],
] as const)('why nothing is left of %s is said in both languages', (ends, en, ko) => {
  expect([mootText(ends, 'en'), mootText(ends, 'ko')]).toEqual([en, ko]);
});

test('a report to a body that the law names is never moot (C41)', () => {
  expect(x(play(refused(under('reported')), replied(1)))).toEqual(['running']);
});
