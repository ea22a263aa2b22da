// What a notifier is told beside the receipt and the answer, and to whom: each thing once, at an enrolled mailbox, and nothing of how far
// anybody is to whoever nobody could prove.
import { describe, expect, test } from 'vitest';
import { mailerThat, sends, SETTINGS } from '../../test/support/fake-ports.ts';
import {
  acted,
  appeals,
  AUTHORITY,
  clocksOf,
  copy,
  decides,
  found,
  later,
  looked,
  type NoticeOptions,
  opened,
  play,
  playAt,
  recordedIn,
  replied,
  REPORT,
  rules,
  swept,
  T0,
} from '../../test/support/fixtures.ts';
import { CORRECTION, duty, hours, lawOf, regime, STEPPED } from '../../test/support/laws.ts';
import { plan } from '../domain/action/plan.ts';
import { apply, type Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import type { AboutFurther } from '../domain/case/further-letter.ts';
import { furtherOwed } from '../domain/case/further.ts';
import { copyId, taskId } from '../domain/kernel/ids.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/kernel/instant.ts';
import { sendFurther } from './send-further.ts';

const TASK = taskId('0193/7a');
const send = async (state: Case, about: AboutFurther, now: Instant, mailer = sends()) => {
  const outcome = await sendFurther(
    TASK,
    state,
    { kind: 'further-letter', about, at: 1 },
    SETTINGS,
    mailer,
    now,
  );
  const after = outcome.kind === 'record' ? playAt(now, state, outcome.command) : state;
  return { outcome, after, mail: mailer.letters[0] };
};

/** Answer within 48 hours. */
const LAW = lawOf(
  regime({
    ...CORRECTION,
    duties: [duty({ key: 'report-result', from: 'notice-given', ends: 'answered', pace: hours(48) })],
  }),
);
const NEAR = later(47 * HOUR);
const letter = (options: NoticeOptions = {}): Case => opened({ law: LAW, languages: ['en'], ...options });
/** As somebody nobody could prove, who was told that her letter came. */
const claim = (): Case => {
  const remove = duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(48) });
  const law = lawOf(regime({ id: 'us-any', duties: [remove] }));
  const state = letter({ level: 'L0', documentNumber: '=sunny-school', law });
  const acknowledge = {
    kind: 'yes',
    to: 'somin@post.example',
    messageId: '<1@post.example>',
    offsetMinutes: 540,
  } as const;
  return {
    ...state,
    notice: state.notice && { ...state.notice, acknowledge },
    mails: { ...state.mails, acknowledged: { kind: 'sent', at: T0 } },
  };
};

describe('a delay', () => {
  test('is told an hour before the deadline, with its reason and the next moment, and is a step of the law', async () => {
    const waiting = play(letter({ law: lawOf(STEPPED, ...LAW.book.regimes) }), found(1, 'c1'));
    expect((await send(waiting, 'delay', later(46 * HOUR))).mail).toBeUndefined();
    const { mail, after } = await send(waiting, 'delay', NEAR);
    expect(mail).toEqual({
      to: 'notice@hanbit.example',
      subject: 'Information R-26-0001',
      messageId: '<R-26-0001.further.delay.0193-7a@redress.example>',
      text: `To Hanbit Review Centre

This is about the letter that we received at 2026-11-20T00:00:00Z (2026-11-20T09:00:00+09:00). Our number is R-26-0001.

This is taking longer. Reason: a person is still deciding.
We write again by 2026-11-23T23:00:00Z (2026-11-24T08:00:00+09:00).

This mail holds no picture and no victim's name.
`,
    });
    expect(after.milestones.map(({ milestone }) => milestone)).toContain('delay-told');
    expect(after.mails.out).toMatchObject([{ edition: null, failed: null }]);
  });

  test('is told once for each reason, and once more when the moment that was named has passed', async () => {
    const told = (await send(play(letter(), found(1, 'c1')), 'delay', NEAR)).after;
    expect((await send(told, 'delay', later(50 * HOUR))).outcome).toEqual({ kind: 'nothing-to-do' });
    const acting = playAt(later(50 * HOUR), told, decides(1, 'hide'));
    const other = await send(acting, 'delay', later(50 * HOUR));
    expect(other.mail?.text).toContain('the platform has not done what it was asked to');
    expect((await send(other.after, 'delay', later(60 * HOUR))).mail).toBeUndefined();
    const late = await send(other.after, 'delay', later(5 * DAY));
    expect(late.mail?.text).toContain('we have not finished by the time that we named');
    expect((await send(late.after, 'delay', later(20 * DAY))).mail).toBeUndefined();
  });

  test('is not told once every item has its result: the answer is on its way', async () => {
    const settled = play(letter(), found(1, 'c1'), decides(1, 'refuse'));
    expect((await send(settled, 'delay', NEAR)).outcome).toEqual({ kind: 'nothing-to-do' });
  });

  test('is told to a claim only where its receipt was, in words that say nothing of how far anybody is', async () => {
    const asked = play(claim(), found(1, 'c1'), decides(1, 'hide'));
    const { mail } = await send(asked, 'delay', NEAR);
    expect(mail).toMatchObject({
      to: 'somin@post.example',
      returnPath: 'nobody',
      answers: '<1@post.example>',
    });
    expect(mail?.text).toContain('Reason: looking into it takes more time.');
    expect(`${mail?.subject}${mail?.text}`).not.toMatch(/sunny-school|platform|decid|hid/);
    const unheard: Case = { ...asked, mails: { ...asked.mails, acknowledged: { kind: 'owed' } } };
    expect((await send(unheard, 'delay', NEAR)).outcome).toEqual({ kind: 'nothing-to-do' });
  });

  test('is told where a law asks for it once a breach is known, and its clock is done with that', async () => {
    const { notice, mails } = claim();
    const state: Case = { ...letter({ level: 'L0', law: lawOf(STEPPED) }), notice, mails };
    const breach: Command = { kind: 'raise-alarm', clock: 'us-ca-bpc22671/long-stop', alarm: 'breach' };
    const at = later(90 * DAY);
    const events = recordedIn(state, breach, at);
    const late = events.reduce(apply, state);
    expect(clocksOf(late)).toContain('us-ca-bpc22671/notify-delay running');
    const works = plan(late, events).map(({ work }) => work.kind);
    expect(works).toContain('further-letter');
    const { after } = await send(late, 'delay', at);
    expect(clocksOf(after)).toContain('us-ca-bpc22671/notify-delay done');
  });

  test('that was told before a breach is not owed again by the breach', async () => {
    const remove = duty({ key: 'remove', from: 'awareness', ends: 'settled', pace: hours(48) });
    const { notice, mails } = claim();
    const law = lawOf(STEPPED, regime({ id: 'us-any', duties: [remove] }));
    const state: Case = { ...letter({ level: 'L0', law }), notice, mails };
    const { after } = await send(state, 'delay', NEAR);
    expect(clocksOf(after)).toContain('us-ca-bpc22671/notify-delay done');
    const breach: Command = { kind: 'raise-alarm', clock: 'us-ca-bpc22671/long-stop', alarm: 'breach' };
    const later_ = recordedIn(after, breach, later(90 * DAY)).reduce(apply, after);
    expect(clocksOf(later_).filter((one) => one.includes('notify-delay'))).toHaveLength(1);
  });

  test('goes to nobody whose report stands on a platform: it has words of its own', async () => {
    const reported = play(letter({ report: REPORT }), found(1, 'c1'));
    expect((await send(reported, 'delay', NEAR)).outcome).toEqual({ kind: 'nothing-to-do' });
  });

  test('where a target is missed and the law names no hour is told then', async () => {
    const waiting = play(letter({ law: lawOf(CORRECTION) }), found(1, 'c1'));
    expect((await send(waiting, 'delay', later(24 * HOUR - 1))).mail).toBeUndefined();
    expect((await send(waiting, 'delay', later(24 * HOUR))).mail?.text).toContain('This is taking longer.');
  });

  test.each([
    [true, { kind: 'hopeless', code: 'mail.refused' }],
    [false, { kind: 'retry', code: 'mail.unreachable', afterMs: null }],
  ])('that the mail server does not take (for good: %s) is not recorded', async (permanent, outcome) => {
    const refuses = mailerThat(() => ({
      kind: 'failed',
      permanent,
      code: permanent ? 'mail.refused' : 'mail.unreachable',
    }));
    expect((await send(play(letter(), found(1, 'c1')), 'delay', NEAR, refuses)).outcome).toEqual(outcome);
  });

  test('of a body that is not enrolled any more waits', async () => {
    const settings = { ...SETTINGS, authoritiesAt: async () => [] };
    const work = { kind: 'further-letter', about: 'delay', at: 1 } as const;
    const state = play(letter(), found(1, 'c1'));
    expect(await sendFurther(TASK, state, work, settings, sends(), NEAR)).toMatchObject({
      code: 'reply.authority-unknown',
    });
  });
});

const LOOKS = [HOUR, DAY];
const removed = (): Case =>
  play(
    letter({ count: 2 }),
    found(1, 'c1'),
    found(2, 'c2'),
    decides(2, 'refuse'),
    decides(1, 'hide'),
    acted(1, 'c1'),
    looked(1, 'c1', 'gone'),
    { ...swept(1), lookAgain: LOOKS } as Command,
  );
const recheck = (check: number, judgement: 'gone' | 'still-there', turn = 1): Command => ({
  kind: 'record-recheck',
  item: 1,
  copy: copyId('c1'),
  turn,
  check,
  judgement,
  verdicts: [],
});
const searched = (check: number): Command => ({
  kind: 'record-search',
  item: 1,
  turn: 1,
  check,
  copies: [copy('c1')],
});
/** Answered, then seen again. */
const back = (): Case => playAt(later(HOUR), play(removed(), replied(1)), recheck(1, 'still-there'));

describe('a copy that is back', () => {
  test('is told at once to whoever was told that it was removed, once', async () => {
    const { mail, after } = await send(back(), 'back', later(HOUR));
    expect(mail?.text).toBe(`To Hanbit Review Centre

This is about the letter that we received at 2026-11-20T00:00:00Z (2026-11-20T09:00:00+09:00). Our number is R-26-0001.

Correction: we found again a copy of what our last answer called removed. We have already started again.

No. 1  …/m/1
  seen again: 2026-11-20T01:00:00Z (2026-11-20T10:00:00+09:00)

You get the result once it is hidden and checked again.

This mail holds no picture and no victim's name.
`);
    expect((await send(after, 'back', later(2 * HOUR))).outcome).toEqual({ kind: 'nothing-to-do' });
  });

  test('is told again when it comes back again, after an answer said that it was gone', async () => {
    const told = (await send(back(), 'back', later(HOUR))).after;
    const hidden = [acted(1, 'c1', 1, 'accepted', 'hide', 2), looked(1, 'c1', 'gone', 1, 1, 2)];
    const again = playAt(later(2 * HOUR), told, ...hidden, {
      ...swept(1, [], 1, 2),
      lookAgain: LOOKS,
    } as Command);
    expect(again.replyDue).toBe(true);
    expect((await send(again, 'back', later(2 * HOUR))).mail).toBeUndefined();
    const third = playAt(later(4 * HOUR), play(again, replied(2)), recheck(1, 'still-there', 2));
    expect((await send(third, 'back', later(4 * HOUR))).mail?.text).toContain('Correction:');
  });

  test('is told by the answer alone where it is gone again before anybody was told', () => {
    const hidden = [acted(1, 'c1', 1, 'accepted', 'hide', 2), looked(1, 'c1', 'gone', 1, 1, 2)];
    const again = playAt(later(2 * HOUR), back(), ...hidden, swept(1, [], 1, 2));
    expect(again.replyDue).toBe(true);
    expect(furtherOwed(again, 'back', later(2 * HOUR))).toBeNull();
  });

  test('is told to nobody before an answer, nor where the answer came back', async () => {
    const unanswered = playAt(later(HOUR), removed(), recheck(1, 'still-there'));
    expect((await send(unanswered, 'back', later(HOUR))).outcome).toEqual({ kind: 'nothing-to-do' });
    const lost = playAt(later(MINUTE), play(removed(), replied(1)), {
      kind: 'record-bounce',
      messageId: '<1@redress.example>',
      status: '5.1.1',
      permanent: true,
    });
    const backThen = playAt(later(HOUR), lost, recheck(1, 'still-there'));
    expect((await send(backThen, 'back', later(HOUR))).mail).toBeUndefined();
  });

  test('is a task of the step that found it', () => {
    const answered = play(removed(), replied(1));
    const events = recordedIn(answered, recheck(1, 'still-there'), later(HOUR));
    const works = plan(events.reduce(apply, answered), events).map(({ work }) => work);
    expect(works).toContainEqual({ kind: 'further-letter', about: 'back', at: expect.any(Number) });
  });
});

describe('an objection', () => {
  const objected = (): Case => play(removed(), replied(1), appeals(2, 'refuse-2', 'notifier'));

  test('that changed nothing is answered, with the ground of whoever looked', async () => {
    const { mail, after } = await send(play(objected(), rules(false)), 'objection-kept', T0);
    expect(mail?.text).toContain('Somebody who did not decide first read it, and the decision stays.');
    expect(mail?.text).toContain('No. 2  …/m/2\n  Ground: terms 9\n');
    expect(mail?.text).not.toContain('chan');
    expect(furtherOwed(after, 'objection-kept', T0)).toBeNull();
  });

  test('that was upheld, or waits, or was an uploader’s, is not answered so', () => {
    expect(furtherOwed(objected(), 'objection-kept', T0)).toBeNull();
    expect(furtherOwed(play(objected(), rules(true)), 'objection-kept', T0)).toBeNull();
    const uploaders = play(removed(), appeals(1, 'hide-1'), rules(false));
    expect(furtherOwed(uploaders, 'objection-kept', T0)).toBeNull();
  });
});

describe('the end', () => {
  const looksGood = (state: Case): Case => {
    const once = playAt(later(HOUR), state, recheck(1, 'gone'), searched(1));
    return playAt(later(25 * HOUR), once, recheck(2, 'gone'), searched(2));
  };

  test('is told when every look that was announced found everything gone, with how to object', async () => {
    const done = looksGood(play(removed(), replied(1)));
    const { mail, after } = await send(done, 'end', later(25 * HOUR));
    expect(mail?.text).toContain('nobody could see any of the copies found when we last looked');
    expect(mail?.text).toContain('answer this mail and say that you object');
    expect(furtherOwed(after, 'end', later(26 * HOUR))).toBeNull();
  });

  test('is not told before the last look, before an answer, or while an objection waits', () => {
    const answered = play(removed(), replied(1));
    const once = playAt(later(HOUR), answered, recheck(1, 'gone'), searched(1));
    expect(furtherOwed(once, 'end', later(HOUR))).toBeNull();
    expect(furtherOwed(looksGood(removed()), 'end', later(25 * HOUR))).toBeNull();
    const objected = play(looksGood(answered), appeals(2, 'refuse-2', 'notifier'));
    expect(furtherOwed(objected, 'end', later(25 * HOUR))).toBeNull();
  });

  test('of a letter that listed nothing is told when a person closes it, and never to a claim', async () => {
    const close: Command = {
      kind: 'close-case',
      reason: 'nothing-to-answer',
      act: { id: 'close-1', by: 'ara', at: T0, signature: 'c2ln' } as never,
    };
    const empty = play(letter({ items: [], unread: ['reading.no-items'] }), close);
    expect((await send(empty, 'end', T0)).mail?.text).toContain('We found no item in your letter');
    const unproven = play(letter({ level: 'L0', items: [] }), close);
    expect((await send(unproven, 'end', T0)).outcome).toEqual({ kind: 'nothing-to-do' });
  });
});

test('a mail names the body as it is enrolled, in the language of its letter', async () => {
  const { mail } = await send(play(letter({ languages: ['ko'] }), found(1, 'c1')), 'delay', NEAR);
  expect(mail?.text.startsWith(`${AUTHORITY.name} 귀중\n`)).toBe(true);
  expect(mail?.text).toContain('늦어지고 있습니다. 이유: 사람이 아직 판단하고 있습니다.');
});
