// The pause that a platform asks for is kept exactly: as seconds, or until a date.
import { describe, expect, test } from 'vitest';
import { retryAfter } from './client.ts';

const NOW = Date.UTC(2026, 10, 20, 9, 0, 0);

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['7', 7_000],
    ['86400', 86_400_000],
    ['86401', 86_400_000],
    [' 12 ', 12_000],
    ['Fri, 20 Nov 2026 09:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 86_400_000],
    ['Fri, 20 Nov 2026 08:00:00 GMT', 0],
  ])('%s is so many milliseconds: %i', (said, pause) => expect(retryAfter(said, NOW)).toBe(pause));

  test.each([null, '', '-1', '1.5', 'soon', '1e3'])('%s says nothing', (said) =>
    expect(retryAfter(said, NOW)).toBeNull(),
  );
});
