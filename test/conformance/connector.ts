// What every connector must keep, whatever its platform: run it against a real platform that the test controls.
// It sees the platform through the `World` alone, so that it believes neither the connector nor itself.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Copy, Sight, Verdict } from '../../src/domain/content/copy.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import type { Located } from '../../src/ports/connector.ts';
import type { Misbehaviour, World } from './world.ts';

const HONEST: Misbehaviour = { okButNothing: 0, failBeforeCommit: 0, failAfterCommit: 0, rateLimit: 0 };
const REASON = 'intimate-image';
const VERBS = [
  'backfill',
  'capabilities',
  'destroy',
  'hide',
  'locate',
  'notifyUploader',
  'observe',
  'operation',
  'platform',
  'preserve',
  'report',
  'restore',
  'roomNameOf',
  'spotOf',
  'suspend',
  'tellReport',
  'unsuspend',
  'verify',
  'verifyAccount',
];
let keys = 0;
const order = () => ({ key: `conformance-${++keys}`, reason: REASON }) as const;
const ofDecision = () => ({ ...order(), decision: decisionId(`decision-${keys}`) });
export const placeOf = (copy: Copy): string => `${copy.message} ${copy.blob}`;

export function copiesOf(located: Located): readonly Copy[] {
  if (located.kind !== 'found') throw new Error(`expected copies, got ${located.kind}`);
  return located.copies;
}

/** What people saw at the source, and other servers, as `view layer: result`, sorted. */
export const sights = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ cached, view }) => cached !== true && view !== 'admin')
    .map(({ view, layer, result }) => `${view} ${layer}: ${result}`)
    .toSorted();

export const everywhere = (result: Sight): string[] =>
  (['anonymous', 'member'] as const)
    .flatMap((view) => ['reference', 'blob'].map((layer) => `${view} ${layer}: ${result}`))
    .toSorted();

export function connectorConformance(name: string, world: World): void {
  const connector = () => world.connector();
  const look = (copy: Copy) => connector().verify(copy, REQUIRED_VIEWS.hide);
  const stagedCopies = async (): Promise<readonly Copy[]> =>
    copiesOf(await connector().locate((await world.stage()).locator));
  const oneCopy = async (): Promise<Copy> => {
    const [copy] = await stagedCopies();
    if (copy === undefined) throw new Error('nothing was staged');
    return copy;
  };

  describe(`${name}: finding`, () => {
    it('leads from one link to every place of the same file and to nothing else', async () => {
      const { locator, places } = await world.stage();
      const copies = copiesOf(await connector().locate(locator));
      expect(copies.map(placeOf).toSorted()).toEqual(places.toSorted());
      expect(copies.find((copy) => copy.via === 'link')).toMatchObject({ message: places[0]?.split(' ')[0] });
      expect(new Set(copies.map(({ id }) => id)).size).toBe(copies.length);
    });

    it('gives the same copies the same ids again', async () => {
      const { locator } = await world.stage();
      const [first, again] = [await connector().locate(locator), await connector().locate(locator)];
      expect(copiesOf(again).map(({ id }) => id)).toEqual(copiesOf(first).map(({ id }) => id));
    });

    it('finds what is hidden too, so that a hidden copy can still be destroyed', async () => {
      const { locator, places } = await world.stage();
      for (const copy of copiesOf(await connector().locate(locator))) await connector().hide(copy, order());
      expect(copiesOf(await connector().locate(locator))).toHaveLength(places.length);
    });

    it('says what it could not see, and never that it saw everything when there is a blind spot', async () => {
      const located = await connector().locate((await world.stage()).locator);
      if (located.kind !== 'found') throw new Error('nothing was staged');
      const { complete, blind, scope, method } = located.coverage;
      expect(complete && blind.length > 0).toBe(false);
      expect(scope.length).toBeGreaterThan(0);
      expect(method).not.toBe('');
    });

    it('knows a room from a message, and a message from none', async () => {
      const { room, unknown, elsewhere } = await world.links();
      expect(await connector().locate(room)).toEqual({ kind: 'container' });
      expect(await connector().locate(unknown)).toEqual({ kind: 'not-found' });
      expect(await connector().locate(elsewhere)).toEqual({ kind: 'not-found' });
    });

    it('of a message whose owner deleted it still finds the copies that remain, then none', async () => {
      const { locator, places } = await world.stage();
      const [reported = '', ...others] = places;
      await world.deleteByOwner(reported);
      const left = others.filter((place) => place.split(' ')[1] !== reported.split(' ')[1]);
      expect(copiesOf(await connector().locate(locator)).map(placeOf)).toEqual(left);
      for (const place of others) await world.deleteByOwner(place);
      expect(await connector().locate(locator)).toEqual({ kind: 'gone' });
    });
  });

  describe(`${name}: hiding and showing`, () => {
    let copy: Copy;
    beforeAll(async () => {
      copy = await oneCopy();
    });

    it('is accepted, and accepted is all it ever says', async () => {
      expect(sights(await look(copy))).toEqual(everywhere('present'));
      const hidden = await connector().hide(copy, order());
      expect(hidden).toMatchObject({ kind: 'accepted', receipts: [{ status: 202 }, { status: 202 }] });
    });

    it('takes the message and the file from strangers and members, by the platform’s own pages too', async () => {
      expect(sights(await look(copy))).toEqual(everywhere('absent'));
      expect(judge(await look(copy), 'hide')).toBe('gone');
      expect(await world.shown(placeOf(copy))).toBe(false);
    });

    it('is undone by restore', async () => {
      expect(await connector().restore(copy, order())).toMatchObject({ kind: 'accepted' });
      expect(sights(await look(copy))).toEqual(everywhere('present'));
      expect(await world.shown(placeOf(copy))).toBe(true);
    });

    it('leaves receipts of digests: no address, no name, no content', async () => {
      const operation = await connector().hide(copy, order());
      if (operation.kind !== 'accepted') throw new Error('not accepted');
      for (const receipt of operation.receipts) {
        expect(receipt.requestDigest).toMatch(/^[0-9a-f]{64}$/);
        expect(receipt.responseDigest).toMatch(/^[0-9a-f]{64}$/);
      }
      expect(JSON.stringify(operation)).not.toContain(copy.blob);
    });

    it('of a copy the platform does not know is not-found, which is no verdict', async () => {
      const nowhere = {
        ...copy,
        message: '999999999',
        blob: copy.blob.replace(/[0-9a-f](?=[^0-9a-f]*$)/, 'z'),
      };
      expect(await connector().hide(nowhere, order())).toMatchObject({ kind: 'not-found' });
    });
  });

  describe(`${name}: destroying`, () => {
    it('without the decision of a person is impossible, and nothing is asked of the platform', async () => {
      const copy = await oneCopy();
      const undecided = { ...order(), decision: decisionId('') };
      await expect(async () => connector().destroy(copy, undecided)).rejects.toThrow(/decision/);
      expect(await world.effects(undecided.key)).toEqual([]);
      expect(sights(await look(copy))).toEqual(everywhere('present'));
    });

    it('takes the copy for good and leaves the others where they are', async () => {
      const copies = await stagedCopies();
      const [copy, ...others] = copies.toSorted((a, b) => Number(b.message) - Number(a.message));
      if (copy === undefined) throw new Error('nothing was staged');
      expect(await connector().destroy(copy, ofDecision())).toMatchObject({ kind: 'accepted' });
      expect(judge(await look(copy), 'hide')).toBe('gone');
      for (const other of others) expect(judge(await look(other), 'hide')).toBe('still-there');
    });

    it('is told apart from hiding by the platform’s own record, since to people both look the same', async () => {
      const copy = await oneCopy();
      const closer = () => connector().verify(copy, REQUIRED_VIEWS.destroy);
      await connector().hide(copy, order());
      expect(judge(await closer(), 'destroy')).toBe('hidden');
      await connector().destroy(copy, ofDecision());
      expect(judge(await closer(), 'destroy')).toBe('gone');
    });

    it('twice, with another key, is no error', async () => {
      const copy = await oneCopy();
      await connector().destroy(copy, ofDecision());
      expect((await connector().destroy(copy, ofDecision())).kind).toMatch(/^(accepted|not-found)$/);
      expect(judge(await look(copy), 'hide')).toBe('gone');
    });
  });

  describe(`${name}: repeating an order`, () => {
    it('with its key has one effect, however often', async () => {
      const copy = await oneCopy();
      const once = order();
      for (let time = 0; time < 3; time += 1)
        expect(await connector().hide(copy, once)).toMatchObject({ kind: 'accepted' });
      expect(await world.effects(once.key)).toHaveLength(2);
    });

    it('with its key after it was undone does not do it again', async () => {
      const copy = await oneCopy();
      const once = order();
      await connector().hide(copy, once);
      await connector().restore(copy, order());
      await connector().hide(copy, once);
      expect(sights(await look(copy))).toEqual(everywhere('present'));
      expect(await world.effects(once.key)).toHaveLength(2);
    });

    it('at the same time has one effect', async () => {
      const copy = await oneCopy();
      const once = order();
      const answers = await Promise.all(Array.from({ length: 5 }, () => connector().hide(copy, once)));
      expect(answers.every(({ kind }) => kind === 'accepted' || kind === 'retry')).toBe(true);
      expect(await world.effects(once.key)).toHaveLength(2);
    });
  });

  describe(`${name}: a platform that misbehaves`, () => {
    const under = async <T>(how: Misbehaviour, act: () => Promise<T>): Promise<T> => {
      await world.misbehave({ ...HONEST, ...how });
      try {
        return await act();
      } finally {
        await world.misbehave(HONEST);
      }
    };

    it('says yes and does nothing: the look finds it out', async () => {
      const copy = await oneCopy();
      const answer = await under({ okButNothing: 1 }, () => connector().hide(copy, order()));
      expect(answer.kind).toBe('accepted');
      expect(sights(await look(copy))).toEqual(everywhere('present'));
      expect(judge(await look(copy), 'hide')).toBe('still-there');
    });

    it.each([
      ['before it acted', 'failBeforeCommit', 0],
      ['after it acted', 'failAfterCommit', 1],
    ] as const)('fails %s: tried again with the same key it has one effect', async (_when, fault, early) => {
      const copy = await oneCopy();
      const once = order();
      const failed = await under({ [fault]: 1 }, () => connector().hide(copy, once));
      expect(failed).toMatchObject({ kind: 'retry', code: 'connector.failing' });
      expect(await world.effects(once.key)).toHaveLength(early);
      expect(await connector().hide(copy, once)).toMatchObject({ kind: 'accepted' });
      expect(await world.effects(once.key)).toHaveLength(2);
      expect(judge(await look(copy), 'hide')).toBe('gone');
    });

    it('asks to wait: so does the connector, as long as it was told', async () => {
      const copy = await oneCopy();
      const once = order();
      expect(await under({ rateLimit: 1 }, () => connector().hide(copy, once))).toEqual({
        kind: 'retry',
        code: 'connector.rate-limited',
        afterMs: 1_000,
      });
      expect(await world.effects(once.key)).toEqual([]);
    });
  });

  describe(`${name}: what it is`, () => {
    it('has no verb that could copy or pass on an item', () => {
      expect(Object.keys(connector()).toSorted()).toEqual(VERBS);
    });

    it('lists every call it may make', async () => {
      const { platform, endpoints } = await connector().capabilities();
      expect(platform).toBe(connector().platform);
      expect(endpoints.length).toBeGreaterThan(0);
      expect(new Set(endpoints).size).toBe(endpoints.length);
      expect(endpoints.filter((endpoint) => /forward|copy|download/i.test(endpoint))).toEqual([]);
    });
  });
}
