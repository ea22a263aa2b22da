// What any store of enrolments promises: events in their order, one after another, each nonce once for a key. And what is asked of all
// letters taken together.
import { expect, test } from 'vitest';
import type { EnrolmentEvent } from '../../src/domain/authority/enrolment.ts';
import { authorityId, decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { AUTHORITY, later, T0 } from '../support/fixtures.ts';
import { idOf, open, type Store } from '../support/open-case.ts';

const DAY_MS = 86_400_000;
const IMPORTED: EnrolmentEvent = { kind: 'imported', at: T0, authorities: [AUTHORITY], file: 'digest' };
const ACT = { id: decisionId('r1'), by: personId('p'), key: 'key', at: T0, signature: 's' };
const REQUESTED: EnrolmentEvent = { kind: 'requested', asks: 'change', authority: AUTHORITY, act: ACT };

export function enrolmentConformance(fresh: () => Promise<Store>): void {
  test('keeps every event as it was written, in order', async () => {
    const { enrolments } = await fresh();
    const events: readonly EnrolmentEvent[] = [
      IMPORTED,
      REQUESTED,
      { kind: 'contact-told', request: ACT.id, at: T0, messageId: null },
      { kind: 'confirmed', request: ACT.id, act: { ...ACT, id: decisionId('c1') }, from: later(1) },
      { kind: 'withdrawn', request: ACT.id, act: { ...ACT, id: decisionId('w1') } },
    ];
    for (const [seen, event] of events.entries()) expect(await enrolments.append(event, seen)).toBe(true);
    expect(await enrolments.history()).toEqual(events);
  });

  test('writes one of many events that follow the same one', async () => {
    const { enrolments } = await fresh();
    const race = await Promise.all(Array.from({ length: 8 }, () => enrolments.append(IMPORTED, 0)));
    expect(race.filter((written) => written)).toHaveLength(1);
    expect(await enrolments.append(REQUESTED, 0)).toBe(false);
    expect(await enrolments.history()).toEqual([IMPORTED]);
  });

  test('takes a nonce once for a key, also of many at once', async () => {
    const { enrolments } = await fresh();
    const race = await Promise.all(Array.from({ length: 8 }, () => enrolments.useNonce('k1', 'n1', T0)));
    expect(race.filter((taken) => taken)).toHaveLength(1);
    expect(await enrolments.useNonce('k2', 'n1', T0)).toBe(true);
    expect(await enrolments.useNonce('k1', 'n2', T0)).toBe(true);
  });

  test('counts the items of proven letters of one body within a time, its end left out', async () => {
    const store = await fresh();
    await open(store, 'a', {}, { count: 3 });
    await open(store, 'b', { receivedAt: later(DAY_MS) }, { count: 2 });
    await open(store, 'claim', {}, { count: 9, level: 'L0' });
    const listed = (from: number, until: number) =>
      store.cases.itemsListed(AUTHORITY.id, later(from), later(until));
    expect([await listed(0, DAY_MS + 1), await listed(0, DAY_MS), await listed(1, DAY_MS + 1)]).toEqual([
      5, 3, 2,
    ]);
    expect(await store.cases.itemsListed(authorityId('other'), T0, later(DAY_MS + 1))).toBe(0);
  });

  test('finds the cases whose letters bear a number, exactly as printed', async () => {
    const store = await fresh();
    await open(store, 'a', {}, { documentNumber: 'No. 7' });
    await open(store, 'b', {}, { documentNumber: 'No. 7' });
    await open(store, 'c', {}, { documentNumber: 'No. 70' });
    expect((await store.cases.byDocument('No. 7')).toSorted()).toEqual([idOf('a'), idOf('b')]);
    expect(await store.cases.byDocument('no. 7')).toEqual([]);
  });
}
