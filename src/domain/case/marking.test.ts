// Who is in danger: the notice says so until a person found how it is.
import { describe, expect, test } from 'vitest';
import { answerTo, opened, play, signed } from '../../../test/support/fixtures.ts';
import { againAtTheEnd, kept } from '../../../test/walks/lifecycle-kept.ts';
import type { Command } from './command.ts';
import type { FoundDanger } from './desk-events.ts';
import { triageOf } from './triage.ts';

let acts = 0;
const marks = (danger: FoundDanger): Command => ({
  kind: 'mark-danger',
  danger,
  act: signed(`mark-${acts++}`, 'ara'),
});
const dangerIn = (notice: Parameters<typeof opened>[0], ...found: readonly FoundDanger[]) =>
  triageOf(found.reduce((state, danger) => play(state, marks(danger)), opened(notice))).danger;

describe('a danger that a person found', () => {
  test('L104: counts in the place of what the notice says, until she finds otherwise', () => {
    expect(dangerIn({}, 'threat')).toBe('threat');
    expect(dangerIn({}, 'minor')).toBe('child');
    expect(dangerIn({ dangers: ['threat'] })).toBe('threat');
    expect(dangerIn({ dangers: ['threat'] }, 'none')).toBe('none');
    expect(dangerIn({ dangers: ['threat'] }, 'none', 'minor')).toBe('child');
  });

  test('L104: is recorded only where it says something new', () => {
    const threatened = play(opened(), marks('threat'));
    expect(answerTo(threatened, marks('threat'))).toBe('danger.marked');
    expect(answerTo(threatened, marks('none'))).toBe('allowed');
  });

  test('L104: no walk says the same twice in a row', () => kept('L104', againAtTheEnd('danger-marked')));
});
