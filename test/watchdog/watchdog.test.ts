// The second pair of eyes, on real PostgreSQL: it agrees with a desk that works, and speaks up when the desk is dead, silent or wrong.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { readEvidence, readZones } from '../../src/adapters/watchdog/clock-events.ts';
import { disagreements, opinionsIn } from '../../src/adapters/watchdog/compare.ts';
import { decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import { raiseAlarms } from '../../src/workflow/raise-alarms.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { CLOCK, lawWithin, lawWithoutHour, openClocked } from '../support/clocked-case.ts';
import { databases } from '../support/database.ts';
import { later, locatedAs, T0 } from '../support/fixtures.ts';
import { idOf } from '../support/open-case.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

const DUE = 4 * HOUR;

describe.each(databases())('on $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('the watchdog', () => {
    let desk: Desk;
    let tenant = 'tenant-0';
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());
    beforeEach(() => {
      tenant = `tenant-${(tenants += 1)}`;
    });

    const cases = () => storeOf(desk.db, tenant).cases;
    const deskLooks = (now: Instant) =>
      raiseAlarms(now, { cases: cases(), clocks: postgresClocks(desk.db, tenant) }, (error) => {
        throw new Error(String(error));
      });
    const looks = async (now: Instant, scope: 'open' | 'all' = 'open') =>
      disagreements(await readEvidence(desk.pool, tenant, scope), now).map(
        ({ code, clock }) => `${code} ${clock}`,
      );
    const change = (sql: string) => desk.pool.query(sql.replaceAll('$1', `'${tenant}'`));

    test('agrees while nothing is late, and a minute long after a deadline', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      await openClocked(cases(), 'b', lawWithoutHour);
      expect(await looks(T0)).toEqual([]);
      expect(await looks(later(DUE + MINUTE))).toEqual([]);
      expect(opinionsIn(await readEvidence(desk.pool, tenant, 'open'))).toBe(2);
    });

    test('says so when a deadline passed and the desk is dead', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      expect(await looks(later(DUE + MINUTE + 1))).toEqual([`watchdog.unheard ${CLOCK}`]);
    });

    test('takes no breach for told that was recorded by a time that has not come', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      await deskLooks(later(48 * HOUR));
      expect(await looks(later(HOUR))).toEqual([]);
      expect(await looks(later(DUE + MINUTE + 1))).toEqual([`watchdog.unheard ${CLOCK}`]);
      expect(await looks(later(48 * HOUR))).toEqual([]);
    });

    test('agrees once the desk has told of the breach; a near breach alone is not enough', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      await deskLooks(later(3 * HOUR));
      expect(await looks(later(2 * DUE))).toEqual([`watchdog.unheard ${CLOCK}`]);
      await deskLooks(later(2 * DUE));
      expect(await looks(later(2 * DUE))).toEqual([]);
    });

    test('asks nothing of a clock that stopped in time, or has no hour', async () => {
      const id = await openClocked(cases(), 'a', lawWithin(4));
      await openClocked(cases(), 'b', lawWithoutHour);
      const gone = locatedAs(1, { kind: 'gone' });
      await cases().update(id, (state) => step(state, [gone], DESK, later(HOUR)));
      expect(await looks(later(99 * DUE), 'all')).toEqual([]);
    });

    test('notices a clock that stopped late without a word', async () => {
      const id = await openClocked(cases(), 'a', lawWithin(4));
      await cases().update(id, (state) => ({
        ok: true,
        value: {
          events: [
            {
              kind: 'clock-stopped',
              clock: CLOCK,
              why: 'done',
              seq: state.version + 1,
              at: later(DUE + 1),
              actor: DESK,
            },
          ],
          tasks: [],
        },
      }));
      expect(await looks(later(DUE + 2), 'all')).toEqual([`watchdog.unheard ${CLOCK}`]);
    });

    test('counts an extended deadline anew', async () => {
      const id = await openClocked(cases(), 'a', lawWithin(4));
      await deskLooks(later(DUE + 1));
      const act = { id: decisionId('d'), by: personId('ara'), at: T0, signature: 'c2ln' };
      await cases().update(id, (state) => ({
        ok: true,
        value: {
          events: [
            {
              kind: 'clock-extended',
              clock: CLOCK,
              due: later(2 * DUE),
              act,
              seq: state.version + 1,
              at: later(DUE + 2),
              actor: DESK,
            },
          ],
          tasks: [],
        },
      }));
      expect(await looks(later(2 * DUE + MINUTE))).toEqual([]);
      expect(await looks(later(2 * DUE + MINUTE + 1))).toEqual([`watchdog.unheard ${CLOCK}`]);
      await deskLooks(later(2 * DUE + MINUTE));
      expect(await looks(later(9 * DUE))).toEqual([]);
    });

    test.each([
      ['is missing', 'delete from clocks where tenant_id = $1'],
      ['says that it stopped', "update clocks set state = 'stopped' where tenant_id = $1"],
      ['has another deadline', "update clocks set due_at = due_at + interval '1 day' where tenant_id = $1"],
      ['wakes nobody', 'update clocks set next_alarm_at = null where tenant_id = $1'],
      [
        'wakes too late',
        "update clocks set next_alarm_at = due_at + interval '1 second' where tenant_id = $1",
      ],
      [
        'is of no event',
        "insert into clocks select tenant_id, case_id, 'x/y', regime, duty, state, started_at, due_at, target_at, next_alarm_at, provisional, stopped_at from clocks where tenant_id = $1",
      ],
    ])('notices at once a row that %s', async (_what, sql) => {
      await openClocked(cases(), 'a', lawWithin(4));
      await change(sql);
      expect(await looks(T0)).toEqual([expect.stringMatching(/^watchdog\.contradiction /)]);
    });

    test('trusts no row about a deadline: it hears of a breach although the row says that nothing is owed', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      await change('update clocks set next_alarm_at = null where tenant_id = $1');
      await deskLooks(later(2 * DUE));
      expect(await looks(later(2 * DUE))).toContain(`watchdog.unheard ${CLOCK}`);
    });

    test('in a deep look also sees a clock that the dates of its case forgot', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      await change(
        "update cases set status = 'answered', due_at = null, target_at = null where tenant_id = $1",
      );
      expect(await looks(later(2 * DUE), 'open')).toEqual([]);
      expect(await looks(later(2 * DUE), 'all')).toEqual([`watchdog.unheard ${CLOCK}`]);
    });

    test('reads clocks of the first version, which had a law for a name', async () => {
      const id = await openClocked(cases(), 'a', lawWithoutHour);
      const old = {
        regime: 'kr-old',
        startedAt: T0,
        due: later(HOUR),
        target: null,
        provisional: false,
        ends: 'settled',
      };
      await desk.pool.query(
        `insert into case_events values ($1, $2, 99, now(), 'clock-started', '{"kind":"desk"}', $3)`,
        [tenant, id, JSON.stringify({ clock: old })],
      );
      expect(await looks(later(DUE))).toContain('watchdog.unheard kr-old/first');
    });

    test('knows in which zone a law counts, and sees one tenant only', async () => {
      await openClocked(cases(), 'a', lawWithin(4));
      const zones = await readZones(desk.pool, tenant, [idOf('a')]);
      expect([...zones]).toEqual([[`${idOf('a')} kr-hours`, 'Asia/Seoul']]);
      tenant = 'nobody';
      expect(await looks(later(99 * DUE))).toEqual([]);
    });
  });
});
