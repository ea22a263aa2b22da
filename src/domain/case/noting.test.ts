// What a platform could do is noted once in a case, and nothing that is told later changes it.
import { describe, expect, test } from 'vitest';
import { CAPABILITIES } from '../../../test/support/capabilities.ts';
import { acted, decides, found, opened, play, T0 } from '../../../test/support/fixtures.ts';
import { DESK } from '../../workflow/step.ts';
import type { CapabilityRecord } from '../content/capability-record.ts';
import { apply, type Case } from './case.ts';
import type { Command } from './command.ts';
import { decide } from './lifecycle.ts';

const says = (version: string, platform: CapabilityRecord['platform'] = 'messenger'): CapabilityRecord => ({
  ...CAPABILITIES,
  platform,
  version,
});
const telling = (command: Command, capabilities: CapabilityRecord): Command =>
  ({ ...command, capabilities }) as Command;
const notedIn = (state: Case): string[] => state.platforms.map((one) => `${one.platform} ${one.version}`);

describe('what a platform could do', () => {
  test('is noted with the first item that is located there, before the item', () => {
    const answer = decide(opened(), telling(found(1, 'c1'), says('1')), T0);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value.map(({ kind }) => kind)).toEqual(['platform-noted', 'item-located']);
    expect(answer.value[0]).toEqual({ kind: 'platform-noted', capabilities: says('1') });
  });

  test('is noted with the first action where nothing was known before', () => {
    const located = play(opened(), found(1, 'c1'), decides(1, 'hide'));
    expect(notedIn(located)).toEqual([]);
    expect(notedIn(play(located, telling(acted(1, 'c1'), says('2'))))).toEqual(['messenger 2']);
  });

  test('of a platform that did not say what it is waits for one that does', () => {
    const mute = play(opened({ count: 2 }), telling(found(1, 'c1'), says('')));
    expect(notedIn(mute)).toEqual([]);
    expect(notedIn(play(mute, telling(found(2, 'c2'), says('3'))))).toEqual(['messenger 3']);
  });

  test('is noted once: what is told with a later item is no event', () => {
    const first = play(opened({ count: 2 }), telling(found(1, 'c1'), says('1')));
    const answer = decide(first, telling(found(2, 'c2'), says('2')), T0);
    expect(answer.ok && answer.value.map(({ kind }) => kind)).toEqual(['item-located']);
  });

  test('comes with no command that is refused', () => {
    const answer = decide(opened(), telling(found(7, 'c1'), says('1')), T0);
    expect(answer).toMatchObject({ ok: false, error: { code: 'item.unknown' } });
  });

  test('stays as it was first said, in whatever order later words come, each platform for itself', () => {
    const words = [says('1'), says('2'), says('1', 'matrix'), says('3', 'matrix'), says('')];
    for (const order of permutations(words)) {
      const told = order.reduce(
        (state, capabilities, at) => play(state, telling(found(at + 1, `c${at}`), capabilities)),
        opened({ count: words.length }),
      );
      const firsts = [...new Set(order.map(({ platform }) => platform))].map((name) =>
        order.find(({ platform, version }) => platform === name && version !== ''),
      );
      expect(new Set(told.platforms)).toEqual(new Set(firsts));
    }
  });

  test('stays also where a record holds it twice', () => {
    const event = (version: string, seq: number) => ({
      ...({ kind: 'platform-noted', capabilities: says(version) } as const),
      ...{ seq, at: T0, actor: DESK },
    });
    const state = opened();
    const twice = [event('1', state.version + 1), event('2', state.version + 2)].reduce(apply, state);
    expect(notedIn(twice)).toEqual(['messenger 1']);
  });
});

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, at) => permutations(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}
