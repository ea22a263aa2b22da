// What the order of work needs of one case.
import { expect, test } from 'vitest';
import { decides, found, later, opened, play, REPORT, T0 } from '../../../test/support/fixtures.ts';
import { HOUR } from '../kernel/instant.ts';
import { bandAt, triageOf } from './triage.ts';

test.each([
  [-1, 'passed'],
  [0, 'passed'],
  [2, 'two-hours'],
  [2.1, 'six-hours'],
  [24, 'a-day'],
  [48, 'two-days'],
  [48.1, 'later'],
] as const)('with %d hours left a case is in the band %s', (hours, band) => {
  expect(bandAt(later(hours * HOUR), T0)).toBe(band);
});

test('what triage knows of a case is what its events say', () => {
  const report = { ...REPORT, reasons: ['minor', 'threat'] as const };
  expect(triageOf(play(opened({ report }), found(1, 'c1', 'c2')))).toMatchObject({
    need: 'decision',
    danger: 'threat',
    copies: 2,
    rooms: 1,
    turnOf: 'report messenger stranger',
  });
  expect(triageOf({ ...opened({ report }), status: 'answered' }).danger).toBe('none');
  expect(triageOf(opened())).toMatchObject({ danger: 'none', copies: 0, turnOf: 'authority hanbit' });
  expect(triageOf(opened({ level: 'L0' })).turnOf).toBe('mail');
  expect(triageOf(play(opened(), found(1, 'c1'), decides(1, 'hide'))).need).toBe('nothing');
});
