// That nobody is limited but by a person, after a warning that reached her, for a time, and for what people refused.
import { describe, expect, test } from 'vitest';
import { later } from '../../../test/support/fixtures.ts';
import { caseNumber, decisionId, personId } from '../kernel/ids.ts';
import { DAY, HOUR } from '../kernel/instant.ts';
import { type AskedOfNotifier, judgeStep, limitAt, LONGEST_LIMIT, type NotifierAct } from './limiting.ts';
import type { NoticeRecord } from './misuse.ts';

const NUMBERS = [1, 2, 3, 4].map((count) => caseNumber(2026, count));
const notices = (changes: Partial<NoticeRecord> = {}): NoticeRecord[] =>
  NUMBERS.map((number, at) => ({
    ...{
      number,
      receivedAt: later(at * DAY),
      turnOf: 'mail',
      notifier: 'n',
      words: null,
      place: null,
      posters: [],
    },
    ...{ danger: 'none', outcome: 'refused', ...changes },
  }));
const asked = (changes: Partial<AskedOfNotifier> = {}): AskedOfNotifier => ({
  ...{ kind: 'limit', notifier: 'n', cases: NUMBERS, reason: 'same-again', until: later(30 * DAY) },
  ...changes,
});
const act = (kind: NotifierAct['kind'], at: number, changes: Partial<NotifierAct> = {}): NotifierAct => ({
  ...asked({ kind }),
  ...{
    id: decisionId(`${kind}-${at}`),
    by: personId('ara'),
    at: later(at),
    told: { at: later(at), how: 'mail' },
  },
  ...changes,
});
const NOW = later(4 * DAY);
const warned = [act('warn', 2 * DAY + HOUR)];
const code = (...given: Parameters<typeof judgeStep>) => {
  const judged = judgeStep(...given);
  return judged.ok ? 'ok' : judged.error.code;
};

describe('a limit', () => {
  test('rests on at least three notices that people refused, all of this notifier', () => {
    expect(code(asked(), notices(), warned, NOW)).toBe('ok');
    expect(code(asked({ cases: NUMBERS.slice(2) }), notices(), warned, NOW)).toBe('notifier.too-few');
    expect(code(asked({ cases: [...NUMBERS, caseNumber(2026, 9)] }), notices(), warned, NOW)).toBe(
      'notifier.too-few',
    );
    for (const outcome of ['waiting', 'acted', 'other'] as const)
      expect(code(asked(), notices({ outcome }), warned, NOW)).toBe('notifier.not-refused');
  });
  test('comes after a warning that reached her, and after she went on', () => {
    expect(code(asked(), notices(), [], NOW)).toBe('notifier.not-warned');
    expect(code(asked(), notices(), [act('warn', 2 * DAY, { told: null })], NOW)).toBe('notifier.not-warned');
    expect(code(asked(), notices(), [act('warn', 3 * DAY + HOUR)], NOW)).toBe('notifier.not-warned');
    expect(code(asked({ until: later(400 * DAY) }), notices(), warned, later(380 * DAY))).toBe(
      'notifier.not-warned',
    );
  });
  test('ends, and is one at a time', () => {
    expect(code(asked({ until: null }), notices(), warned, NOW)).toBe('notifier.bad-end');
    expect(code(asked({ until: NOW }), notices(), warned, NOW)).toBe('notifier.bad-end');
    expect(code(asked({ until: later(5 * DAY + LONGEST_LIMIT) }), notices(), warned, NOW)).toBe(
      'notifier.bad-end',
    );
    expect(code(asked(), notices(), [...warned, act('limit', 3 * DAY)], NOW)).toBe('notifier.limited');
  });
  test('is never of a body that is proven', () => {
    for (const kind of ['warn', 'limit', 'lift'] as const)
      expect(code(asked({ kind }), notices({ turnOf: 'authority hanbit' }), warned, NOW)).toBe(
        'notifier.proven',
      );
  });
  test('holds from when she was told until it ends or is lifted', () => {
    const limit = act('limit', 3 * DAY);
    expect(limitAt([limit], NOW)).toBe(limit);
    expect(limitAt([{ ...limit, told: null }], NOW)).toBeNull();
    expect(limitAt([limit], later(30 * DAY))).toBeNull();
    expect(limitAt([limit, act('lift', 3 * DAY + HOUR, { told: null })], NOW)).toBeNull();
    expect(code(asked({ kind: 'lift' }), notices(), [limit], NOW)).toBe('ok');
    expect(code(asked({ kind: 'lift' }), notices(), [limit, act('lift', 3 * DAY + HOUR)], NOW)).toBe(
      'notifier.not-limited',
    );
  });
});
