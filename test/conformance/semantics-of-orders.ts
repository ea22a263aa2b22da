// What an order is, on any platform: semantics 1, 2, 9, 10, 11, 12 and 13, shown by the platform's own books, by what a stranger sees,
// and by every call that went over the line.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Copy } from '../../src/domain/content/copy.ts';
import { sha256Digests } from '../../src/adapters/crypto/digests.ts';
import { checkChain } from '../../src/domain/case/receipt-chain.ts';
import { decisionId } from '../../src/domain/kernel/ids.ts';
import { after } from '../../src/domain/kernel/instant.ts';
import { judge, REQUIRED_VIEWS } from '../../src/domain/verification/judge.ts';
import type { Operation } from '../../src/ports/connector.ts';
import { AUTHORITY, DESK_ADDRESS, wordsOf } from '../support/fixtures.ts';
import { copiesOf, placeOf } from './connector.ts';
import { AT_ONCE, decidedOn, isSettled, quickDesk } from './desk.ts';
import { semantic } from './semantics.ts';
import type { Exchange, OpenWorld, Staged } from './world.ts';

const REASON = 'intimate-image';
const DIGEST = /^[0-9a-f]{64}$/;
const VERBS_THAT_ORDER = ['hide', 'restore', 'destroy'] as const;
let keys = 0;
const order = () =>
  ({ key: `semantics-${++keys}`, reason: REASON, decision: decisionId('somebody-decided') }) as const;

const isOrder = ({ method }: Exchange): boolean => method !== 'GET' && method !== 'HEAD';

/** Whether a call is one of the list: `:x` stands for one part of the path. */
export function isListed(
  { method, path }: Pick<Exchange, 'method' | 'path'>,
  endpoints: readonly string[],
): boolean {
  const [bare = ''] = path.split('?');
  return endpoints.some((endpoint) => {
    const pattern = endpoint.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(`${method} ${bare}`);
  });
}

export function semanticsOfOrders(name: string, world: OpenWorld): void {
  const connector = () => world.connector();
  const staged = async (): Promise<Staged & { readonly copies: readonly Copy[] }> => {
    const story = await world.stage();
    return { ...story, copies: copiesOf(await connector().locate(story.locator)) };
  };
  const oneCopy = async (): Promise<Copy> => {
    const [copy] = (await staged()).copies;
    if (copy === undefined) throw new Error('nothing was staged');
    return copy;
  };
  const bookedFor = async (key: string): Promise<readonly string[]> =>
    (await world.booked()).filter((one) => one.key.startsWith(`${key}/`)).map(({ what }) => what);
  const judged = async (copy: Copy) => judge(await connector().verify(copy, REQUIRED_VIEWS.hide), 'hide');

  describe(semantic(name, 1), () => {
    it('hiding, restoring and destroying, one after another and at once: one effect for each part of the copy', async () => {
      const copy = await oneCopy();
      for (const verb of VERBS_THAT_ORDER) {
        const once = order();
        const again = (): Promise<Operation> => connector()[verb](copy, once);
        const answers = [await again(), await again(), ...(await Promise.all([again(), again(), again()]))];
        expect(
          answers.every(({ kind }) => kind === 'accepted' || kind === 'retry'),
          verb,
        ).toBe(true);
        expect(await bookedFor(once.key), verb).toHaveLength(2);
      }
    });

    it('what was undone since stays undone', async () => {
      const copy = await oneCopy();
      const [hiding, showing] = [order(), order()];
      await connector().hide(copy, hiding);
      await connector().restore(copy, showing);
      expect(await connector().hide(copy, hiding)).toMatchObject({ kind: 'accepted' });
      expect(await world.shown(placeOf(copy))).toBe(true);
      await connector().hide(copy, order());
      await connector().restore(copy, showing);
      expect(await world.shown(placeOf(copy))).toBe(false);
      expect([await bookedFor(hiding.key), await bookedFor(showing.key)]).toEqual([
        ['hide', 'hide'],
        ['show', 'show'],
      ]);
    });

    it('of a copy that is gone already is no error, and no proof either', async () => {
      const { copies, places } = await staged();
      const last = copies.find((copy) => placeOf(copy) === places.at(-1));
      if (last === undefined) throw new Error('the last place was not found');
      await world.deleteByOwner(placeOf(last));
      const asked = order();
      expect((await connector().hide(last, asked)).kind).toMatch(/^(accepted|not-found)$/);
      expect(await bookedFor(asked.key)).toEqual([]);
      expect(await judged(last)).toBe('gone');
    });
  });

  describe(semantic(name, 2), () => {
    it('no order is ever answered with more than a claim', async () => {
      const copy = await oneCopy();
      const answers = [await connector().hide(copy, order()), await connector().restore(copy, order())];
      answers.push(await connector().destroy(copy, order()));
      expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    });

    it.each(['yes', 'no-such-copy'] as const)(
      'a platform that says %s and does nothing is never believed',
      async (says) => {
        const { locator, places } = await world.stage();
        const desk = await quickDesk(connector, AT_ONCE);
        world.pretend(says, places.at(-1) ?? '');
        const seen = new Set<string>();
        const id = await decidedOn(desk, locator);
        await desk.work(id, isSettled, (_, state) => void seen.add(wordsOf(state).join()));
        world.pretend('yes', null);
        expect(await world.shown(places.at(-1) ?? '')).toBe(true);
        expect(seen).not.toContain('removed');
        expect(wordsOf(await desk.state(id))).toEqual(['unremovable: platform-did-nothing']);
      },
    );
  });

  describe(semantic(name, 9), () => {
    it('every layer that is said to come back does, and is seen again', async () => {
      const copy = await oneCopy();
      const { restore, remove } = await connector().capabilities();
      const layers = (['reference', 'blob'] as const).filter((layer) => restore[layer] === true);
      expect(layers.filter((layer) => remove[layer] === 'none')).toEqual([]);
      await connector().hide(copy, order());
      expect(await world.shown(placeOf(copy))).toBe(false);
      await connector().restore(copy, order());
      const seen = await connector().verify(copy, REQUIRED_VIEWS.restore);
      expect(judge(seen, 'restore', layers)).toBe('still-there');
      expect(await world.shown(placeOf(copy))).toBe(layers.length > 0);
    });

    it('what the platform could do when a case began is noted in it, once', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      await desk.readAll();
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      const noted = (await desk.history(id)).flatMap((event) =>
        event.kind === 'platform-noted' ? [event] : [],
      );
      const { restore, remove, platform } = await connector().capabilities();
      expect(noted).toMatchObject([{ capabilities: { platform, restore, remove } }]);
    });

    it('destroying takes somebody who did not decide to hide, and is impossible without a decision', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      expect(await desk.decide(id, 'destroy', 'ara')).toBe('decision.same-person');
      await desk.pass(3);
      expect(desk.orders.filter(({ verb }) => verb === 'destroy')).toEqual([]);
      expect(await desk.decide(id, 'destroy', 'bora')).toBe('decided');
      await desk.work(id, (state) => isSettled(state) && state.items[0]?.decision?.act === 'destroy');
      expect((await desk.state(id)).items[0]?.result).toEqual({ word: 'removed', how: 'destroy' });
      const undecided = { ...order(), decision: decisionId('') };
      await expect(async () => connector().destroy(await oneCopy(), undecided)).rejects.toThrow(/decision/);
      expect(await bookedFor(undecided.key)).toEqual([]);
    });
  });

  describe(semantic(name, 10), () => {
    let sent: readonly Exchange[] = [];
    let secrets: readonly string[] = [];
    beforeAll(async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const before = world.exchanges.length;
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      sent = world.exchanges.slice(before);
      const { number, notice, items } = await desk.state(id);
      const { decision } = items[0] ?? {};
      const names = [AUTHORITY.name, AUTHORITY.nameEn, AUTHORITY.domain, AUTHORITY.id, DESK_ADDRESS];
      secrets = [
        number,
        notice?.reading.documentNumber,
        decision?.id,
        decision?.by,
        'kr-kmcsc',
        ...names,
      ].map(String);
    });

    it('of a whole case no call holds its number, the document, the sender, or who decided', () => {
      expect(sent.filter(isOrder).length).toBeGreaterThan(3);
      const said = sent.map(({ path, headers, body }) =>
        [decodeURIComponent(path), JSON.stringify(headers), body].join('\n'),
      );
      expect(secrets.filter((secret) => said.some((call) => call.includes(secret)))).toEqual([]);
    });

    it('the reason of each order is one of the list', () => {
      const reasons = sent.filter(isOrder).flatMap(({ body }) => {
        const { reason } = (body === '' ? {} : JSON.parse(body)) as { reason?: string };
        return reason ?? [];
      });
      expect(reasons.length).toBeGreaterThan(0);
      expect(new Set(reasons)).toEqual(new Set([REASON]));
    });
  });

  describe(semantic(name, 11), () => {
    it('each order that was carried out has a receipt for each call: when, by what, and digests that name nothing', async () => {
      const copy = await oneCopy();
      const before = world.exchanges.length;
      const answer = await connector().hide(copy, order());
      if (answer.kind !== 'accepted') throw new Error(answer.kind);
      const calls = world.exchanges.slice(before).filter(isOrder);
      expect(answer.receipts.map(({ status }) => status)).toEqual(calls.map(({ status }) => status));
      for (const receipt of answer.receipts) {
        expect(receipt).toMatchObject({ requestDigest: expect.stringMatching(DIGEST) });
        expect(receipt).toMatchObject({ responseDigest: expect.stringMatching(DIGEST) });
        expect(receipt.connector).not.toBe('');
        expect(Math.abs(receipt.at - Date.now())).toBeLessThan(60_000);
      }
      expect(new Set(answer.receipts.map(({ requestDigest }) => requestDigest)).size).toBe(calls.length);
      expect(JSON.stringify(answer)).not.toContain(copy.blob);
    });

    it('what was answered and seen in a case hangs in one chain: a change or a loss breaks it', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      const events = await desk.history(id);
      const links = events.filter((event) => 'link' in event && event.link !== undefined);
      const { sha256 } = sha256Digests;
      expect(checkChain(events, sha256)).toMatchObject({ kind: 'whole', links: links.length, unlinked: 0 });
      expect(links.length).toBeGreaterThan(5);
      const [lost] = links;
      expect(
        checkChain(
          events.filter((event) => event !== lost),
          sha256,
        ).kind,
      ).toBe('broken');
      const changed = events.map((event) => (event === lost ? { ...event, at: after(event.at, 1) } : event));
      expect(checkChain(changed, sha256)).toMatchObject({ kind: 'broken', why: 'changed' });
    });

    it('finding, hiding and looking bring home no picture', async () => {
      const before = world.exchanges.length;
      const { copies } = await staged();
      for (const copy of copies) {
        await connector().verify(copy, REQUIRED_VIEWS.destroy);
        await connector().hide(copy, order());
        await connector().verify(copy, REQUIRED_VIEWS.hide);
      }
      const made = world.exchanges.slice(before);
      expect(made.length).toBeGreaterThan(20);
      const pictures = made.filter(({ type, answer }) => /^(image|video)\//.test(type) && answer !== '');
      expect(pictures.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    });
  });

  describe(semantic(name, 12), () => {
    it('of a whole story nothing is left on the platform but what was there, and its books know of hiding alone', async () => {
      const { locator } = await world.stage();
      const desk = await quickDesk(connector, AT_ONCE);
      const id = await decidedOn(desk, locator);
      await desk.work(id, isSettled);
      const again = copiesOf(await connector().locate(locator)).map(placeOf);
      const known = (await desk.state(id)).items.flatMap(({ copies }) =>
        copies.map(({ copy }) => placeOf(copy)),
      );
      expect(again.toSorted()).toEqual(known.toSorted());
      expect(new Set((await bookedFor(id)).filter((what) => what !== 'notice'))).toEqual(new Set(['hide']));
      const { endpoints } = await connector().capabilities();
      expect(endpoints.filter((endpoint) => /forward|copy|share|download/i.test(endpoint))).toEqual([]);
    });
  });

  describe(semantic(name, 13), () => {
    it('all calls that these tests made are in the list', async () => {
      const copy = await oneCopy();
      for (const verb of VERBS_THAT_ORDER) await connector()[verb](copy, order());
      await connector().verify(copy, REQUIRED_VIEWS.destroy);
      const { endpoints } = await connector().capabilities();
      const strange = world.exchanges.filter((one) => !isListed(one, endpoints));
      expect(strange.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
      expect(world.exchanges.length).toBeGreaterThan(20);
    });

    it('a call outside it fails before anything is sent', async () => {
      const before = world.exchanges.length;
      await expect(world.stray()).rejects.toThrow(/list/);
      expect(world.exchanges.length).toBe(before);
    });
  });
}
