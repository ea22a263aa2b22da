// The chain of receipts: whatever is changed, added, moved or taken out of it is found, and events that are none leave it alone.
import { describe, expect, test } from 'vitest';
import { sha256Digests } from '../../adapters/crypto/digests.ts';
import { acted, decides, found, looked, opened, swept, T0 } from '../../../test/support/fixtures.ts';
import { chainedStep } from '../../workflow/chained-step.ts';
import { apply, type Case } from './case.ts';
import type { Command } from './command.ts';
import type { Recorded } from './event.ts';
import { checkChain, linked } from './receipt-chain.ts';

const { sha256 } = sha256Digests;
const check = (events: readonly Recorded[]) => checkChain(events, sha256);

/** Plays commands as a desk does; the events in order. */
function history(...commands: readonly Command[]): readonly Recorded[] {
  let state: Case = opened();
  const events: Recorded[] = [];
  for (const command of commands) {
    const change = chainedStep(state, [command], T0, sha256Digests);
    if (!change.ok) throw new Error(change.error.code);
    events.push(...change.value.events);
    state = change.value.events.reduce(apply, state);
  }
  return events;
}

const HIDDEN = history(
  found(1, 'c1', 'c2'),
  decides(1, 'hide'),
  acted(1, 'c1'),
  acted(1, 'c2'),
  looked(1, 'c1', 'still-there'),
  acted(1, 'c1', 2),
  looked(1, 'c1', 'gone', 2),
  looked(1, 'c2', 'gone'),
  swept(1),
);
const links = HIDDEN.filter((event) => 'link' in event);
const places = links.map((event) => HIDDEN.indexOf(event));

describe('a chain of receipts', () => {
  test('is whole as it was recorded: one link for each answer and each look', () => {
    expect(links.map(({ kind }) => kind)).toEqual([
      ...['action-recorded', 'action-recorded', 'copy-verified', 'action-recorded'],
      ...['copy-verified', 'copy-verified'],
    ]);
    const last = links.at(-1);
    expect(check(HIDDEN)).toEqual({
      ...{ kind: 'whole', links: 6, unlinked: 0 },
      head: last !== undefined && 'link' in last ? last.link?.digest : '',
    });
  });

  test('of a case without any is whole and has no end', () => {
    expect(check(HIDDEN.slice(0, 2))).toEqual({ kind: 'whole', links: 0, unlinked: 0, head: null });
  });

  test('does not mind the order in which a store gives the members of an event back', () => {
    const turned = HIDDEN.map((event) => Object.fromEntries(Object.entries(event).toReversed()) as Recorded);
    expect(check(JSON.parse(JSON.stringify(turned)) as Recorded[])).toEqual(check(HIDDEN));
  });

  test('names the event of which anything was changed, wherever it stands, the last one too', () => {
    for (const at of places) {
      const event = HIDDEN[at];
      if (event === undefined) throw new Error('no such event');
      for (const changed of everyChange(event))
        expect(check(HIDDEN.with(at, changed)), JSON.stringify(changed)).toMatchObject({
          kind: 'broken',
          seq: changed.seq,
        });
    }
  });

  test('finds a change by somebody who computed the event’s own digest anew, unless it is the last', () => {
    for (const [nth, at] of places.entries()) {
      const event = HIDDEN[at] as Recorded<Extract<Recorded, { kind: 'action-recorded' }>>;
      const { link, ...bare } = { ...event, actor: { kind: 'person', id: 'somebody' } } as typeof event;
      const [forged] = linked([bare], link?.prev ?? null, sha256);
      const report = check(HIDDEN.with(at, forged as Recorded));
      if (nth === places.length - 1) expect(report.kind).toBe('whole');
      else
        expect(report).toEqual({
          kind: 'broken',
          seq: HIDDEN[places[nth + 1] ?? 0]?.seq,
          why: 'out-of-place',
        });
    }
  });

  test('finds one taken out, put in twice, or moved, and one that lost its link', () => {
    for (const at of places.slice(0, -1)) {
      expect(check(HIDDEN.toSpliced(at, 1)).kind, `without ${at}`).toBe('broken');
      expect(check(HIDDEN.toSpliced(at, 0, HIDDEN[at] as Recorded)).kind, `twice ${at}`).toBe('broken');
    }
    const [first = 0, second = 0] = places;
    const swapped = HIDDEN.with(first, HIDDEN[second] as Recorded).with(second, HIDDEN[first] as Recorded);
    expect(check(swapped).kind).toBe('broken');
    const { link: _, ...bare } = HIDDEN[second] as Recorded<Extract<Recorded, { kind: 'action-recorded' }>>;
    expect(check(HIDDEN.with(second, bare))).toEqual({ kind: 'broken', seq: bare.seq, why: 'unlinked' });
  });

  test('begins after records from before there was one, and counts them', () => {
    const old = HIDDEN.map((event) => {
      const { link: _, ...bare } = event as Recorded<Extract<Recorded, { kind: 'action-recorded' }>>;
      return places.indexOf(HIDDEN.indexOf(event)) < 2 ? bare : event;
    });
    const anew = linked(old.slice(places[2]), null, sha256);
    expect(check([...old.slice(0, places[2]), ...anew])).toMatchObject({
      kind: 'whole',
      links: 4,
      unlinked: 2,
    });
  });
});

/** Each value inside an event changed in turn; its link is part of it. */
function everyChange(event: Recorded): Recorded[] {
  const changes: Recorded[] = [];
  const walk = (value: unknown, put: (changed: unknown) => Recorded): void => {
    if (Array.isArray(value))
      value.forEach((part, at) => walk(part, (changed) => put(value.with(at, changed))));
    else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value))
        walk(part, (changed) => put({ ...value, [name]: changed }));
    else if (typeof value === 'number') changes.push(put(value + 1));
    else if (typeof value === 'string') changes.push(put(`${value}x`));
  };
  // Another kind would be another event, and another number stand elsewhere.
  const { kind, ...rest } = event;
  walk(rest, (changed) => ({ kind, ...(changed as object) }) as Recorded);
  return changes;
}
