// What the platform's record says of a copy is kept before the copy is hidden, and never at the price of hiding it later.
import { describe, expect, test } from 'vitest';
import { KEPT } from '../../test/support/capabilities.ts';
import {
  countOf,
  decidedDesk,
  honestPlatform,
  type Platform,
  type SmallDesk,
} from '../../test/support/fake-ports.ts';
import { decides, verdicts, wordsOf } from '../../test/support/fixtures.ts';
import type { Preserved } from '../domain/content/copy-record.ts';
import type { Retry } from '../ports/connector.ts';

const DENIED = { kind: 'denied', code: 'connector.refused' } as const;
const LATER: Retry = { kind: 'retry', code: 'connector.failing', afterMs: null };

/** A platform under observation: what was asked of it, in order. */
function observed(changes: Partial<Platform> = {}): Platform & { readonly asked: string[] } {
  const asked: string[] = [];
  const inner = { ...honestPlatform('c1', 'c2'), ...changes };
  const heard =
    <Args extends readonly unknown[], Answer>(name: string, verb: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      asked.push(name);
      return verb(...args);
    };
  return {
    ...inner,
    asked,
    preserve: (one) => heard(`preserve ${one.id}`, inner.preserve)(one),
    hide: heard('hide', inner.hide),
    destroy: heard('destroy', inner.destroy),
    restore: heard('restore', inner.restore),
    verify: heard('verify', inner.verify),
  };
}

const preservedIn = async (desk: SmallDesk): Promise<string[]> =>
  (await desk.history()).flatMap((event) =>
    event.kind === 'copy-preserved' ? [`${event.copy} ${event.preserved.kind}`] : [],
  );

describe('before a copy is hidden', () => {
  test('its record is kept: preserve, hide and look come in this order, for each copy', async () => {
    const platform = observed();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    const steps = platform.asked.filter((step) => step !== 'verify');
    expect(steps).toEqual(['preserve c1', 'hide', 'preserve c2', 'hide']);
    expect(platform.asked.indexOf('verify')).toBeGreaterThan(platform.asked.indexOf('hide'));
    expect(await preservedIn(desk)).toEqual(['c1 kept', 'c2 kept']);
    const [item] = (await desk.state()).items;
    expect(item?.copies.map(({ record }) => record)).toEqual([KEPT.record, KEPT.record]);
  });

  test('is recorded before the action is, in the same step', async () => {
    const desk = await decidedDesk(observed());
    await desk.runAll();
    const kinds = (await desk.history()).map(({ kind }) => kind);
    expect(kinds[kinds.indexOf('copy-preserved') + 1]).toBe('action-recorded');
  });

  test('a platform that denies its record is recorded, and hiding goes on', async () => {
    const desk = await decidedDesk(observed({ preserve: () => DENIED }));
    await desk.runAll();
    expect(await preservedIn(desk)).toEqual(['c1 denied', 'c2 denied']);
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect((await desk.state()).items[0]?.copies[0]?.record).toBeNull();
  });

  test('a record that cannot be had now is asked for once more when the copy is hidden', async () => {
    let asked = 0;
    const platform = observed({
      ...honestPlatform('c1'),
      preserve: () => ((asked += 1) === 1 ? LATER : KEPT),
    });
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(platform.asked.slice(0, 3)).toEqual(['preserve c1', 'hide', 'preserve c1']);
    expect(await preservedIn(desk)).toEqual(['c1 kept']);
  });

  test('one that never can be had holds up nothing, and says why it is missing', async () => {
    const desk = await decidedDesk(observed({ ...honestPlatform('c1'), preserve: () => LATER }));
    expect(await desk.run()).toEqual(['recorded']);
    expect(await countOf(desk, 'action-recorded')).toBe(1);
    const events = await desk.history();
    expect(events.find(({ kind }) => kind === 'copy-preserved')).toMatchObject({
      preserved: { kind: 'denied', code: 'connector.failing' },
    });
  });

  test('a connector that fails at it holds up nothing either', async () => {
    const fails = () => {
      throw new TypeError('a bug');
    };
    const desk = await decidedDesk(observed({ ...honestPlatform('c1'), preserve: fails }));
    await desk.runAll();
    expect(wordsOf(await desk.state())).toEqual(['removed']);
    expect(await preservedIn(desk)).toEqual(['c1 denied']);
  });

  test('what is kept is not asked for again in later rounds, and what is not, is', async () => {
    let looks = 0;
    const stubborn: Partial<Platform> = {
      ...honestPlatform('c1'),
      verify: () => verdicts((looks += 1) < 3 ? 'present' : 'absent'),
    };
    const once = observed(stubborn);
    await (await decidedDesk(once)).runAll();
    expect(once.asked.filter((step) => step === 'preserve c1')).toHaveLength(1);
    looks = 0;
    const again = observed({ ...stubborn, preserve: () => DENIED });
    await (await decidedDesk(again)).runAll();
    expect(again.asked.filter((step) => step === 'preserve c1')).toHaveLength(3);
  });
});

describe('a copy that is to be destroyed', () => {
  const hiddenWithout = async (then: Preserved | Retry) => {
    let hidden = false;
    const platform = observed({ ...honestPlatform('c1'), preserve: () => (hidden ? then : DENIED) });
    const desk = await decidedDesk(platform);
    await desk.runAll();
    hidden = true;
    platform.asked.splice(0);
    await desk.tell(decides(1, 'destroy'));
    return [desk, platform] as const;
  };

  test('waits for its record where there is none yet: it is hidden, so that it can', async () => {
    const [desk, platform] = await hiddenWithout(LATER);
    expect(await desk.run()).toEqual(['retried']);
    expect(platform.asked).toEqual(['preserve c1']);
  });

  test('is destroyed where the platform denies it: a person decided', async () => {
    const [desk, platform] = await hiddenWithout(DENIED);
    await desk.run();
    expect(platform.asked).toEqual(['preserve c1', 'destroy']);
  });
});
