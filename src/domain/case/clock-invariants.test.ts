// The numbered invariants L37 to L62 and L105 to L108 of docs/spec/case-lifecycle.md, those of clocks, laws, steps and rulings. No walk breaks one, and a spoilt history is
// seen to break it.
import { describe, test } from 'vitest';
import { signed } from '../../../test/support/fixtures.ts';
import {
  againAtTheEnd,
  kept,
  lost,
  rewritten,
  type Spoil,
  twice,
} from '../../../test/walks/lifecycle-kept.ts';
import type { Of } from '../../../test/walks/lifecycle-history.ts';
import { isArrival } from '../clock/occasion.ts';
import { authorityId } from '../kernel/ids.ts';
import { after, DAY, type Instant } from '../kernel/instant.ts';

const later = (at: Instant): Instant => after(at, 1);
const startedLater = (arrival: boolean) =>
  rewritten(
    'clock-started',
    ({ clock }) => ({ clock: { ...clock, startedAt: later(clock.startedAt) } }),
    ({ clock }) => isArrival(clock.from) === arrival,
  );

describe('how a clock starts', () => {
  test('L37: of an arrival at the receipt, of a valid request at its completion', () =>
    kept('L37', startedLater(true)));
  test('L38: every other in the step that its occasion comes about', () => kept('L38', startedLater(false)));
  test('L39: with a key that is used once', () =>
    kept(
      'L39',
      rewritten('clock-started', ({ clock }) => ({ clock: { ...clock, key: `${clock.key}#9` } })),
    ));
  test('L40: while no other clock of its duty is open', () => kept('L40', lost('clock-stopped')));
});

describe('how a clock moves', () => {
  test('L41: never again once it stopped', () => kept('L41', twice('clock-stopped')));
  test('L42: standing still only where its law says so, and then unheard', () =>
    kept('L42', lost('clock-paused')));
  test('L43: by exactly the time that it stood still', () =>
    kept(
      'L43',
      rewritten('clock-resumed', ({ due }) => ({ due: due === null ? due : later(due) })),
    ));
  test('L44: by an extension only to a later moment, and not by years', () => {
    kept(
      'L44',
      rewritten('clock-extended', ({ due }) => ({ due: after(due, -400 * DAY) })),
    );
    kept(
      'L44',
      rewritten('clock-extended', ({ due }) => ({ due: after(due, 400 * DAY) })),
    );
  });
});

describe('how a clock is heard of', () => {
  test('L45: before it stops, stands still or moves, if it is late', () => kept('L45', lost('clock-alarm')));
  test('L46: once for each moment', () => kept('L46', twice('clock-alarm')));
  test('L47: at its moment, not before', () =>
    kept(
      'L47',
      rewritten('clock-alarm', ({ moment }) => ({ moment: after(moment, 400 * DAY) })),
    ));
  test('L55: and with a breach the platform knows of its delay', () =>
    kept(
      'L55',
      lost('clock-started', ({ clock }) => clock.from === 'delay-known'),
    ));
});

describe('what a clock rests on', () => {
  test('L48: no clock of a valid request runs while a required element is known to be missing', () =>
    kept('L48', lost('clock-stopped')));
  test('L49: a claim becomes certain only by proof', () => kept('L49', lost('sender-proven')));
  test('L50: an open clock is as certain as its law', () => kept('L50', lost('clock-confirmed')));
  test('L51: no clock is open of a law that was taken back', () => kept('L51', lost('clock-stopped')));
  test('L51: a proof takes a law back only where it brings another', () =>
    kept(
      'L51',
      lost('law-applied', ({ act }) => act === null),
    ));
});

describe('how a clock ends', () => {
  test('L52: for a reason that is so in that step', () =>
    kept(
      'L52',
      rewritten('clock-stopped', () => ({ why: 'case-closed' })),
    ));
  test('L53: in the step in which its end comes about', () => kept('L53', lost('clock-stopped')));
  test('L54: and what an arrival asked for and was done never starts again', () =>
    kept('L54', againAtTheEnd('clock-started')));
  test('L56: not while something stays up or a better link is waited for', () =>
    kept(
      'L56',
      rewritten('item-settled', () => ({ result: { word: 'unremovable', reason: 'platform-refused' } })),
    ));
  test('L57: nor by a refusal that an appeal found wrong', () =>
    kept(
      'L57',
      lost('clock-started', ({ clock }) => clock.ends === 'settled' && clock.key.includes('#')),
    ));
});

describe('a clock with nothing left to wait for', () => {
  test('L105: ends as moot, for that fact alone', () => {
    kept('L105', lost('clock-stopped', isMoot));
    kept(
      'L105',
      rewritten(
        'clock-stopped',
        () => ({ why: 'moot' }),
        ({ why }) => why === 'done',
      ),
    );
  });
  test('L106: and runs again once there is something to wait for', () =>
    kept(
      'L106',
      lost('clock-started', ({ clock }) => clock.ends === 'uploader-told' && clock.key.includes('#')),
    ));
  test('L106: also where an answer that told nobody had ended it', () =>
    kept(
      'L106',
      lost('clock-started', ({ clock }) => clock.ends === 'receipt-confirmed' && clock.key.includes('#')),
    ));
  test('L106: also where more is done after nobody could be told', () => kept('L106', withoutTellingAgain));
  test('L106: also where a part was kept and a withdrawal is undone', () =>
    kept(
      'L106',
      lost('clock-started', ({ clock }) => clock.ends === 'preserved' && clock.key.includes('#')),
    ));
  test('L107: no clock runs on in a case that is done with', () =>
    kept('L107', lost('clock-stopped', isMoot)));
});

describe('that nobody can be told', () => {
  const found = ({ milestone }: Of<'milestone-reached'>): boolean => milestone === 'nobody-to-tell';
  test('L108: is found by a person', () =>
    kept(
      'L108',
      rewritten('milestone-reached', () => ({ act: null }), found),
    ));
  test('L108: once all is done with, and nobody is left whom the desk has to tell', () =>
    kept(
      'L108',
      rewritten(
        'milestone-reached',
        ({ at }) => ({ milestone: 'nobody-to-tell', act: signed('found', 'ara', at) }),
        ({ milestone }) => milestone !== 'nobody-to-tell',
      ),
    ));
  test('L108: and ends nothing that it is not said of', () =>
    kept(
      'L108',
      rewritten('clock-stopped', () => ({ why: 'nobody-to-tell' }), isMoot),
    ));
  test('L108: and ends what waits for it', () =>
    kept(
      'L108',
      lost('clock-stopped', ({ why }) => why === 'nobody-to-tell'),
    ));
});

/** No clock begins to wait anew for whoever posted it, in the step in which a platform says yes to something. */
const withoutTellingAgain: Spoil = (walk) => {
  const acts = walk.steps.filter(({ events }) => events.some(({ kind }) => kind === 'action-recorded'));
  const begun = new Set(acts.flatMap(({ events }) => events.map(({ seq }) => seq)));
  const isTelling = ({ clock, seq }: Of<'clock-started'>): boolean =>
    clock.ends === 'uploader-told' && clock.key.includes('#') && begun.has(seq);
  return lost('clock-started', isTelling)(walk);
};

const isMoot = ({ why }: Of<'clock-stopped'>): boolean => why === 'moot';

describe('laws, steps and rulings', () => {
  test('L58: what a person took back comes back only by a person', () =>
    kept(
      'L58',
      rewritten(
        'law-applied',
        () => ({ act: null }),
        ({ act }) => act !== null,
      ),
    ));
  test('L59: a law comes with the notice, with proof or by a person, and by her once', () => {
    kept(
      'L59',
      rewritten(
        'law-applied',
        () => ({ act: null }),
        ({ act }) => act !== null,
      ),
    );
    kept(
      'L59',
      rewritten(
        'law-applied',
        ({ at }) => ({ act: signed('named', 'ara', at) }),
        ({ act }) => act === null,
      ),
    );
  });
  test('L60: a step is dated after the receipt, and not ahead', () => {
    kept(
      'L60',
      rewritten('milestone-reached', ({ at }) => ({ reachedAt: later(at) })),
    );
    kept(
      'L60',
      rewritten('milestone-reached', ({ at }) => ({ reachedAt: after(at, -4000 * DAY) })),
    );
  });
  test('L61: at most two appeals on an item are decided', () => kept('L61', twice('appeal-decided')));
  test('L62: a letter is confirmed once, by the body whose mailbox it bears', () => {
    kept('L62', twice('letter-confirmed'));
    kept(
      'L62',
      rewritten('letter-confirmed', ({ confirmation }) => ({
        confirmation: { ...confirmation, standsFor: [authorityId('nobody')] },
      })),
    );
  });
});
