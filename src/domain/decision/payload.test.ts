// What a person signs: equal decisions give equal text, and whatever differs shows in it.
import { describe, expect, test } from 'vitest';
import { decision, NUMBER, T0 } from '../../../test/support/fixtures.ts';
import { caseNumber, decisionId, personId } from '../kernel/ids.ts';
import { after, SECOND } from '../kernel/instant.ts';
import { decisionPayload, groundText, releasePayload, trustPayload } from './payload.ts';

const HIDE = decision('hide');
const text = (changes: object = {}, items: readonly number[] = [1, 2], number = NUMBER): string =>
  decisionPayload(number, items, { ...HIDE, ...changes });

describe('the text of a decision', () => {
  test('is one line that names everything that counts', () => {
    expect(text()).toBe(
      '{"v":"redress-decision/1","case":"R-26-0001","items":[1,2],"act":"hide","ground":"law:kr-kmcsc-correction",' +
        '"by":"ara","at":"2026-11-20T00:00:00Z","id":"hide-1"}',
    );
  });

  test('does not depend on the order in which items were named', () => {
    expect(text({}, [10, 2, 1])).toBe(text({}, [1, 2, 10]));
  });

  test('differs in case, items, act, ground, person, time and id', () => {
    const others = [
      text({}, [1]),
      text({}, [1, 2], caseNumber(2026, 2)),
      text({ act: 'refuse' }),
      text({ ground: { kind: 'terms', clause: '3.2' } }),
      text({ by: personId('bora') }),
      text({ at: after(T0, SECOND) }),
      text({ id: decisionId('other') }),
      releasePayload(NUMBER, HIDE),
    ];
    expect(new Set([text(), ...others]).size).toBe(others.length + 1);
  });

  test('keeps a clause with quotes and line ends in its place', () => {
    const clause = '3"},"act":"destroy"\n';
    expect(JSON.parse(text({ ground: { kind: 'terms', clause } }))).toMatchObject({
      act: 'hide',
      ground: `terms:${clause}`,
    });
  });
});

describe('the text of a release, and of trust in the clock', () => {
  test('is one line that names everything that counts, and which of the two it is', () => {
    expect(releasePayload(NUMBER, HIDE)).toBe(
      '{"v":"redress-release/1","case":"R-26-0001","by":"ara","at":"2026-11-20T00:00:00Z","id":"hide-1"}',
    );
    expect(trustPayload({ id: 'trust-1', by: 'ara', at: T0, from: after(T0, SECOND) })).toBe(
      '{"v":"redress-wall-trust/1","by":"ara","at":"2026-11-20T00:00:00Z","from":"2026-11-20T00:00:01Z","id":"trust-1"}',
    );
  });
});

describe('a ground', () => {
  test('says whether it is a law or the terms of the platform', () => {
    expect(groundText({ kind: 'law', regime: 'us-tida' })).toBe('law:us-tida');
    expect(groundText({ kind: 'law', regime: 'us-tida', article: 'sec. 3' })).toBe('law:us-tida sec. 3');
    expect(groundText({ kind: 'other-law', law: 'Criminal Act Art. 307' })).toBe(
      'other-law:Criminal Act Art. 307',
    );
    expect(groundText({ kind: 'terms', clause: '3.2' })).toBe('terms:3.2');
  });
});
