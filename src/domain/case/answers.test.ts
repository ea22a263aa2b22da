// How a case is answered or closed where no mail of the desk does it: by hand, by a person's word, or not at all.
import { describe, expect, test } from 'vitest';
import {
  acted,
  answerTo,
  appeals,
  decides,
  found,
  hiddenCase,
  locatedAs,
  lookedAfter,
  opened,
  play,
  proven,
  receive,
  recordedIn,
  released,
  replied,
  rules,
  signed,
  T0,
} from '../../../test/support/fixtures.ts';
import { AWARENESS, CORRECTION, FORTY_EIGHT, lawOf } from '../../../test/support/laws.ts';
import { NO_CASE } from './case.ts';
import type { Command } from './command.ts';
import type { CloseReason } from './event.ts';

const byHand = (id = 'by-hand'): Command => ({ kind: 'answer-by-hand', act: signed(id) });
const gone = locatedAs(1, { kind: 'gone' });
const close = (reason: CloseReason): Command => ({ kind: 'close-case', reason, act: signed('close') });

describe('an answer given by hand', () => {
  const settled = play(opened({ level: 'L0' }), gone);

  test('is given once every item has its result, also where no mail may answer', () => {
    expect(answerTo(opened({ level: 'L0' }), byHand())).toBe('reply.not-ready');
    expect(play(settled, byHand())).toMatchObject({ status: 'answered', replies: 1, replyDue: false });
  });

  test('is given once for each result', () => {
    expect(answerTo(play(settled, byHand()), byHand('again'))).toBe('reply.not-ready');
  });

  test('is the next edition after what was sent before', () => {
    const changed = play(
      hiddenCase(),
      replied(1),
      decides(1, 'destroy'),
      acted(1, 'c1', 1, 'accepted', 'destroy'),
      lookedAfter(1, 'c1', 'gone'),
    );
    expect(play(changed, byHand()).replies).toBe(2);
  });
});

describe('a reply', () => {
  test('is not sent while it is withheld, although every item has its result', () => {
    expect(answerTo(play(opened({ level: 'L0' }), gone), replied(1))).toBe('reply.not-ready');
  });

  test('is let go by nobody where no item was read: there is nothing to answer', () => {
    const empty = opened({ count: 0, unread: ['reading.attachment'] });
    expect(answerTo(empty, released())).toBe('reply.not-ready');
  });
});

describe('what is withheld', () => {
  test('says that nobody could prove who sent the letter', () => {
    const events = recordedIn(NO_CASE, receive({ level: 'L0' }));
    expect(events.filter(({ kind }) => kind === 'reply-withheld')).toMatchObject([
      { reason: 'sender-not-proven' },
    ]);
  });
});

describe('what a proof records', () => {
  const law = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT);

  test('of the laws it rules out is that the proof did it, and no person', () => {
    const events = recordedIn(opened({ level: 'L0', law }), proven({ law }));
    expect(events.filter(({ kind }) => kind === 'law-withdrawn')).toMatchObject([
      { regime: 'us-tida', reason: 'sender-proven', act: null },
    ]);
  });

  test('of a letter that was not read whole is that its reply is still withheld, for that reason', () => {
    const claim = opened({ level: 'L0', law, unread: ['reading.attachment'] });
    expect(recordedIn(claim, proven({ law }))).toContainEqual(
      expect.objectContaining({ kind: 'reply-withheld', reason: 'letter-not-read-whole', at: T0 }),
    );
  });
});

describe('a case that is closed', () => {
  test('for want of proof is one whose sender nobody proved', () => {
    const empty = opened({ count: 0, items: [] });
    expect(answerTo(empty, close('sender-never-proven'))).toBe('case.other-reason');
    expect(answerTo(empty, close('nothing-to-answer'))).toBe('allowed');
    expect(answerTo(play(opened({ level: 'L0' }), gone), close('sender-never-proven'))).toBe('allowed');
  });

  test('may have had an appeal, once that has its answer', () => {
    const refused = play(opened({ level: 'L0' }), found(1, 'c1'), decides(1, 'refuse'));
    const asked = play(refused, appeals(1, 'refuse-1', 'notifier'));
    expect(answerTo(asked, close('sender-never-proven'))).toBe('appeal.open');
    expect(answerTo(play(asked, rules(false)), close('sender-never-proven'))).toBe('allowed');
  });
});
