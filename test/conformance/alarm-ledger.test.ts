// Who was told of what, in PostgreSQL of both flavors: nothing lost, nothing told twice, and no flood of letters a flood of messages.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresAlarmLedger } from '../../src/adapters/store/postgres/alarm-ledger.ts';
import { postgresClocks } from '../../src/adapters/store/postgres/clocks.ts';
import { postgresDeskTime } from '../../src/adapters/store/postgres/desk-time.ts';
import type { Command } from '../../src/domain/case/command.ts';
import type { AlarmMessage } from '../../src/domain/clock/alarm-message.ts';
import { personId } from '../../src/domain/kernel/ids.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/kernel/instant.ts';
import type { Law } from '../../src/domain/clock/facts.ts';
import type { Answer, Channel } from '../../src/ports/alarms.ts';
import { raiseAlarms } from '../../src/workflow/raise-alarms.ts';
import { tellNext } from '../../src/workflow/tell-alarms.ts';
import { lawWithin, lawWithoutHour, openClocked } from '../support/clocked-case.ts';
import { databases } from '../support/database.ts';
import { later, locatedAs, replied, signed, T0 } from '../support/fixtures.ts';
import { idOf, open } from '../support/open-case.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { type Desk, openedDatabase, storeOf } from '../support/postgres-store.ts';

function channelThat(answers: () => Answer = () => ({ kind: 'told' }), each = false, name = 'mail-a') {
  const heard: AlarmMessage[] = [];
  const channel: Channel = {
    name,
    each,
    async tell(message) {
      heard.push(message);
      return answers();
    },
  };
  return { channel, heard };
}

describe.each(databases())('alarms told from $flavor PostgreSQL', ({ flavor, missing }) => {
  describe.skipIf(missing !== undefined)('with a tenant for each test', () => {
    let desk: Desk;
    let tenants = 0;
    beforeAll(async () => {
      desk = await openedDatabase(flavor);
    });
    afterAll(() => desk.close());
    function fresh() {
      const tenant = `ledger-${(tenants += 1)}`;
      const { cases } = storeOf(desk.db, tenant);
      const ports = {
        cases,
        clocks: postgresClocks(desk.db, tenant),
        deskTime: postgresDeskTime(desk.db, tenant),
        ledger: postgresAlarmLedger(desk.db, tenant),
      };
      const open = async (count: number, law: Law, from = 0): Promise<void> => {
        for (let at = from; at < from + count; at += 1) await openClocked(cases, `k${at}`, law);
      };
      const raise = (now: Instant) =>
        raiseAlarms(now, ports, (error) => {
          throw error;
        });
      return { ...ports, open, raise };
    }

    test('an answer that reached nobody is told to every channel once: one that came back, one that was refused', async () => {
      const tenant = `ledger-${tenants + 1}`;
      const store = fresh();
      const { cases, outbox } = storeOf(desk.db, tenant);
      for (const key of ['a', 'b']) {
        await open({ ...storeOf(desk.db, tenant) }, key);
        await cases.update(idOf(key), (so) => step(so, [locatedAs(1, { kind: 'gone' })], DESK, T0));
      }
      const bounce = {
        kind: 'record-bounce',
        messageId: '<1@redress.example>',
        status: '5.1.1',
        permanent: true,
      } as const;
      await cases.update(idOf('a'), (so) => step(so, [replied(1), bounce], DESK, T0));
      for (const task of await outbox.claim(T0, 99, 1))
        if (task.case === idOf('b') && task.work.kind === 'reply') await outbox.fail(task, 'mail.refused');
      const people = channelThat();
      const log = channelThat(undefined, true, 'log');
      for (const one of [people, log]) {
        for (let look = 0; look < 4; look += 1) await tellNext(one.channel, store);
        const lost = one.heard.filter(({ kind }) => kind === 'undelivered');
        expect(lost).toMatchObject([
          { number: 'R-26-0001', edition: 1, status: '5.1.1' },
          { number: 'R-26-0002', edition: 1, status: 'mail.refused' },
        ]);
      }
    });

    test('a flood is one message of a hundred lines, breaches first, and says how many more there are', async () => {
      const store = fresh();
      await store.open(45, lawWithin(4));
      await store.open(60, lawWithin(2), 45);
      await store.raise(later(2 * HOUR + 1));
      await store.raise(later(3 * HOUR));
      const { channel, heard } = channelThat();
      expect(await tellNext(channel, store)).toEqual({ kind: 'told' });
      const [digest] = heard;
      if (digest?.kind !== 'digest') throw new Error('one digest was expected');
      expect([digest.alarms.length, digest.more]).toEqual([100, 65]);
      expect(digest.alarms.slice(0, 61).map(({ kind }) => kind)).toEqual([
        ...Array.from({ length: 60 }, () => 'breach'),
        'near-breach',
      ]);
      expect(await tellNext(channel, store)).toEqual({ kind: 'nothing' });
      expect(heard).toHaveLength(1);
    });

    test('one alarm is told as it is, with the deadline that was missed', async () => {
      const store = fresh();
      await store.open(1, lawWithin(4));
      await store.raise(later(3 * HOUR));
      const { channel, heard } = channelThat();
      await tellNext(channel, store);
      await store.raise(later(4 * HOUR + 1));
      await tellNext(channel, store);
      expect(heard).toMatchObject([
        { kind: 'near-breach', moment: later(3 * HOUR) },
        { kind: 'breach', moment: later(4 * HOUR + 1), clock: { due: later(4 * HOUR) } },
      ]);
    });

    test('what a channel did not take stays owed to it, and to it alone, over a restart', async () => {
      const store = fresh();
      await store.open(2, lawWithin(4));
      await store.raise(later(3 * HOUR));
      const well = channelThat(undefined, false, 'mail-b');
      const sick = channelThat(() => ({ kind: 'failed', permanent: true, code: 'mail.refused' }));
      expect(await tellNext(sick.channel, store)).toMatchObject({ kind: 'failed', permanent: true });
      expect(await tellNext(well.channel, store)).toEqual({ kind: 'told' });
      const cured = channelThat();
      expect(await tellNext(cured.channel, store)).toEqual({ kind: 'told' });
      expect(await tellNext(well.channel, store)).toEqual({ kind: 'nothing' });
      expect([cured.heard.length, well.heard.length]).toEqual([1, 1]);
    });

    test('a log has a line for each alarm', async () => {
      const store = fresh();
      await store.open(3, lawWithin(4));
      await store.raise(later(9 * HOUR));
      const { channel, heard } = channelThat(undefined, true, 'log');
      await tellNext(channel, store);
      expect(await tellNext(channel, store)).toEqual({ kind: 'nothing' });
      expect(heard.map(({ kind }) => kind).toSorted()).toEqual([
        ...Array.from({ length: 3 }, () => 'breach'),
        ...Array.from({ length: 3 }, () => 'near-breach'),
      ]);
    });

    test('a missed target of a sender who is not proven is for the log alone', async () => {
      const store = fresh();
      await store.open(1, lawWithoutHour);
      await store.raise(later(2 * DAY));
      await desk.pool.query('update clocks set provisional = true where tenant_id = $1', [
        `ledger-${tenants}`,
      ]);
      const [people, log] = [channelThat(), channelThat(undefined, true, 'log')];
      expect(await tellNext(people.channel, store)).toEqual({ kind: 'nothing' });
      await tellNext(log.channel, store);
      expect([people.heard.length, log.heard.length]).toEqual([0, 1]);
    });

    test('a day that the desk set is told to every channel once, when people were to hear of it', async () => {
      const store = fresh();
      await openClocked(store.cases, 'held', lawWithoutHour);
      const held = [
        { kind: 'hold-reasons', why: 'danger', until: later(10 * DAY), act: signed('holds') },
      ] as const;
      const tells = (at: Instant, ...commands: readonly Command[]) =>
        store.cases.update(idOf('held'), (state) => step(state, commands, DESK, at));
      await tells(T0, ...held);
      const [people, log] = [channelThat(), channelThat(undefined, true, 'log')];
      expect(await tellNext(people.channel, store)).toEqual({ kind: 'nothing' });
      const heard = {
        kind: 'hear-term',
        term: 'hold',
        of: 0,
        until: later(10 * DAY),
        alarm: 'passed',
      } as const;
      await tells(later(10 * DAY), heard);
      for (const { channel } of [people, log]) {
        expect(await tellNext(channel, store)).toEqual({ kind: 'more' });
        expect(await tellNext(channel, store)).toEqual({ kind: 'nothing' });
      }
      expect([people.heard, log.heard].flat()).toMatchObject(
        Array(2).fill({
          kind: 'day',
          number: 'R-26-0001',
          what: 'hold',
          alarm: 'passed',
          until: later(10 * DAY),
        }),
      );
    });

    test('that time was set back is told on every channel, with the letters and clocks of the time between', async () => {
      const store = fresh();
      await store.open(1, lawWithin(4));
      await openClocked(store.cases, 'late', lawWithin(400), later(20 * HOUR));
      await store.raise(later(3 * HOUR));
      const trust = {
        id: 't',
        by: personId('ara'),
        at: later(HOUR),
        from: later(24 * HOUR),
        signature: 'c2ln',
      };
      await store.deskTime.trust(trust);
      await store.deskTime.trust({ ...trust, id: 'small', at: T0, from: later(MINUTE) });
      const { channel, heard } = channelThat();
      expect(await tellNext(channel, store)).toEqual({ kind: 'more' });
      expect(heard).toMatchObject([
        {
          kind: 'time-set-back',
          at: later(HOUR),
          believed: later(24 * HOUR),
          letters: 1,
          early: [{ number: 'R-26-0001', clock: 'kr-hours/remove' }],
        },
      ]);
      await tellNext(channel, store);
      expect(heard.map(({ kind }) => kind)).toEqual(['time-set-back', 'near-breach']);
    });

    test('numbers follow the order of commits, however many desks raise at once', async () => {
      const store = fresh();
      await store.open(12, lawWithin(4));
      await Promise.all([1, 2, 3].map(() => store.raise(later(9 * HOUR))));
      const { rows } = await desk.pool.query(
        'select array_agg(seq::int order by seq) as seqs from clock_alarms where tenant_id = $1',
        [`ledger-${tenants}`],
      );
      expect(rows).toEqual([{ seqs: Array.from({ length: 24 }, (_, at) => at + 1) }]);
    });
  });
});
