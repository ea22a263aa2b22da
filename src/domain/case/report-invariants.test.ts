// The numbered invariants L79 to L81 of docs/spec/case-lifecycle.md. No walk breaks one, and a spoilt history is seen to break it.
import { describe, test } from 'vitest';
import { kept, rewritten, twice } from '../../../test/walks/lifecycle-kept.ts';

describe('reports', () => {
  test('L79: what a platform tells of one is recorded only where there is one, and not twice', () =>
    kept('L79', twice('report-told')));
  test('L79: nor of a letter', () =>
    kept(
      'L79',
      rewritten('notice-received', ({ notice: { report: _, ...notice } }) => ({ notice })),
    ));
  test('L80: "acted" is told only of what was seen gone', () =>
    kept(
      'L80',
      rewritten('report-told', () => ({ state: 'acted' })),
    ));
  test('L81: "declined" is told only where a person said so', () =>
    kept(
      'L81',
      rewritten('report-told', () => ({ state: 'declined' })),
    ));
});
