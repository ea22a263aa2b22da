// A letter in a inbox counts from when it got there: never from later than now, never from before the limit.
import { expect, it } from 'vitest';
import { after, DAY, HOUR, instant } from '../kernel/instant.ts';
import { receivedInInbox } from './receipt.ts';

const NOW = instant(Date.parse('2026-11-20T08:00:00Z'));

it.each([
  ['the evening before counts from the evening', -12 * HOUR, -12 * HOUR],
  ['just now counts from now', 0, 0],
  ['tomorrow, by a server whose clock is ahead, counts from now', DAY, 0],
  ['exactly as long ago as the limit counts from then', -30 * DAY, -30 * DAY],
  ['years ago counts from the limit', -900 * DAY, -30 * DAY],
])('a letter dated %s', (_words, dated, counted) => {
  expect(receivedInInbox(after(NOW, dated), NOW, 30 * DAY)).toBe(after(NOW, counted));
});

it('a letter without a date counts from now', () => {
  expect(receivedInInbox(null, NOW, 30 * DAY)).toBe(NOW);
});
