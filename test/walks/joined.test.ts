// The numbered statements of docs/spec/joined-cases.md, read from the records of walks over several cases. Written from the page: it
// asks the code that shares decisions for nothing.
import { describe, expect, test } from 'vitest';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import type { Case } from '../../src/domain/case/case.ts';
import type { CaseEvent, Recorded } from '../../src/domain/case/event.ts';
import { checkChain } from '../../src/domain/case/receipt-chain.ts';
import { joinedWalk } from './joined-walk.ts';

const WALKS = 250;
type Decided = Recorded<Extract<CaseEvent, { kind: 'item-decided' }>>;

const walks = await Promise.all(Array.from({ length: WALKS }, (_, seed) => joinedWalk(seed)));
const isDecided = (event: Recorded): event is Decided => event.kind === 'item-decided';
const linkOf = ({ items }: Case, item: number): string | undefined => items[item - 1]?.listed.locator.link;
const wants = (item: Case['items'][number]): boolean =>
  item.decision?.act === 'hide' || item.decision?.act === 'destroy';

/** Every decision that was taken over, with the one it names and the cases of both. */
const takenOver = walks.flatMap(({ states, histories }) =>
  [...histories].flatMap(([id, events]) =>
    events.filter(isDecided).flatMap((event) => {
      const { from } = event;
      if (from === null) return [];
      const [origin, there] = [...states].find(([, { number }]) => number === from.number) ?? [];
      const named = origin === undefined ? [] : (histories.get(origin) ?? []);
      const signed = named
        .filter(isDecided)
        .find((one) => one.item === from.item && one.decision.id === from.decision);
      return [{ event, signed, origin, id, here: states.get(id), there }];
    }),
  ),
);

/** The first appeal of an item without its answer, or with one that turned the decision round. */
const isContested = ({ appeals, items }: Case, item: number): boolean =>
  appeals.some(({ appeal, ruling }) => appeal.item === item && ruling === null) ||
  items[item - 1]?.decision?.act === 'restore';

describe('walks over several cases', () => {
  test('reach what the statements are about', () => {
    expect(takenOver.filter(({ event }) => event.decision.act === 'hide').length).toBeGreaterThan(100);
    expect(takenOver.filter(({ event }) => event.decision.act === 'destroy').length).toBeGreaterThan(5);
    const calls = walks.flatMap((one) => one.calls);
    expect(calls.filter(({ power }) => power === 'destroy').length).toBeGreaterThan(20);
    expect(calls.filter(({ power }) => power === 'restore').length).toBeGreaterThan(5);
    expect(walks.flatMap(({ letters }) => letters).length).toBeGreaterThan(100);
  });

  test('leave one whole chain of receipts in every case, whatever ran twice or lost its task', () => {
    const reports = walks.flatMap(({ histories }) =>
      [...histories.values()].map((events) => checkChain(events, sha256Digests.sha256)),
    );
    expect(reports.filter((report) => report.kind === 'broken' || report.unlinked > 0)).toEqual([]);
    const links = reports.map((report) => (report.kind === 'whole' ? report.links : 0));
    expect(links.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(1_000);
  });

  test('J1: a decision taken over names an earlier one of another case with the same link, signed there itself', () => {
    for (const { event, signed, origin, id, here, there } of takenOver) {
      expect(origin).not.toBe(id);
      expect(signed?.from).toBeNull();
      expect(signed?.at).toBeLessThanOrEqual(event.at);
      expect(there && linkOf(there, signed?.item ?? 0)).toBe(here && linkOf(here, event.item));
    }
  });

  test('J2: it has the act, person, ground, moment and signature of the one it names', () => {
    for (const { event, signed } of takenOver)
      expect({ ...event.decision, id: '' }).toEqual({ ...signed?.decision, id: '' });
  });

  test('J3: an item is hidden only by a decision that a person signed, here or in the case it names', () => {
    let hidden = 0;
    for (const { histories } of walks)
      for (const events of histories.values())
        for (const event of events)
          if (event.kind === 'action-recorded') {
            hidden += 1;
            const decided = events.findLast(
              (one): one is Decided => isDecided(one) && one.item === event.item && one.seq < event.seq,
            );
            expect(decided?.decision.act).toBe(event.power);
            expect(decided?.decision.by).not.toBe('');
            expect(
              decided?.from === null ||
                takenOver.some((one) => one.event === decided && one.signed !== undefined),
            ).toBe(true);
          }
    expect(hidden).toBeGreaterThan(200);
  });

  test('J4: in the end nothing waits while a joined case stands by a decision to hide that was signed there', () => {
    for (const { states, histories } of walks)
      for (const [id, { items, notice }] of states)
        for (const item of items.filter(({ status }) => status === 'awaiting-decision')) {
          if (notice?.reading.measures.includes('delete') !== true) continue;
          const standing = [...states].some(
            ([other, state]) =>
              other !== id &&
              state.items.some(
                (one) =>
                  one.listed.locator.link === item.listed.locator.link &&
                  wants(one) &&
                  (histories.get(other) ?? [])
                    .filter(isDecided)
                    .findLast((event) => event.item === one.index && event.decision.act === 'hide')?.from ===
                    null,
              ),
          );
          expect(standing, id).toBe(false);
        }
  });

  test('J5: nothing is shown again that another case wants hidden', () => {
    for (const { power, case: id, before } of walks.flatMap(({ calls }) => calls))
      if (power === 'restore')
        expect([...before].filter(([other, { items }]) => other !== id && items.some(wants))).toEqual([]);
  });

  test('J6: nothing is destroyed while an appeal on the same item is open in a joined case, or was upheld there', () => {
    for (const { power, case: id, before } of walks.flatMap(({ calls }) => calls)) {
      if (power !== 'destroy') continue;
      const here = [...before].find(([own]) => own === id)?.[1];
      const links = here?.items
        .filter(({ decision }) => decision?.act === 'destroy')
        .map(({ listed }) => listed.locator.link);
      const against = [...before].filter(
        ([other, state]) =>
          other !== id &&
          state.items.some(
            (item) =>
              links?.length === 1 && links[0] === item.listed.locator.link && isContested(state, item.index),
          ),
      );
      expect(against).toEqual([]);
    }
  });

  test('J7: every answer bears the number of its own case, and of no other', () => {
    for (const { letters, states } of walks)
      for (const { subject, text } of letters) {
        const numbers = new Set(`${subject}\n${text}`.match(/R-\d\d-\d{4}/g));
        expect(numbers.size).toBe(1);
        expect([...states.values()].map(({ number }) => number)).toContain([...numbers][0]);
      }
  });
});
