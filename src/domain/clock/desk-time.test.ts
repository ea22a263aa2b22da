// The desk's own time over whole random lives of a machine; single steps stand in desk-time-steps.test.ts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, instant, MINUTE, SECOND } from '../kernel/instant.ts';
import { advance, startTime } from './desk-time.ts';

const T0 = instant(Date.UTC(2026, 10, 20));
const LOOK = 15 * SECOND;

/** What happens between two looks: time runs, the wall is set, the process begins again (and time passes unseen). */
const happening = fc.record({
  ran: fc.integer({ min: 0, max: 2 * HOUR }),
  step: fc.oneof(fc.constant(0), fc.integer({ min: -48 * HOUR, max: 48 * HOUR })),
  restart: fc.boolean(),
});

describe('whatever is done to the machine', () => {
  test('no deadline that the wall or the running time passed lies ahead of the desk, and it never goes back', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 40 }), (happenings) => {
        let [wall, monotonic, running] = [T0 as number, 0, T0 as number];
        let last = startTime(null, { wall: T0, monotonic });
        for (const { ran, step, restart } of happenings) {
          wall += ran + step;
          monotonic = restart ? 0 : monotonic + ran;
          running = restart ? running : running + ran;
          const reading = { wall: instant(wall), monotonic };
          const next = restart ? startTime(last.now, reading) : advance(last.known, reading);
          // A clock is heard of as soon as its deadline is not ahead of `now`.
          expect(next.now).toBeGreaterThanOrEqual(Math.max(wall, running, last.now));
          expect(next.now).toBe(Math.max(wall, running));
          running = next.now;
          last = next;
        }
      }),
      { numRuns: 2_000, seed: 5 },
    );
  });

  test('every step back of more than a minute is told of, and nothing is told of without one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -48 * HOUR, max: 48 * HOUR }), { maxLength: 30 }), (jumps) => {
        let known = startTime(null, { wall: T0, monotonic: 0 }).known;
        let wall = T0 as number;
        jumps.forEach((jump, index) => {
          const lag = known.latest - wall;
          wall += LOOK + jump;
          const { stepped, known: next } = advance(known, {
            wall: instant(wall),
            monotonic: (index + 1) * LOOK,
          });
          known = next;
          if (lag <= 0 && jump < -MINUTE) expect(stepped).toBe('back');
          if (jump === 0 || (lag <= 0 && Math.abs(jump) <= MINUTE)) expect(stepped).toBeNull();
        });
      }),
      { numRuns: 1_000, seed: 5 },
    );
  });
});
