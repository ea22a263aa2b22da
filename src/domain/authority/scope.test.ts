// What goes beyond a scope loses power and nothing else; an order must state what its scope limits.
import { describe, expect, test } from 'vitest';
import { authorityId } from '../kernel/ids.ts';
import type { Authority } from '../notice/authority.ts';
import { type AskedOf, scopeReasons, withinScope } from './scope.ts';

const ASKED: AskedOf = { items: 5, itemsBefore: 5, measures: ['delete'], country: null, classes: [] };

describe('a scope', () => {
  test('counts items over the day (A15)', () => {
    expect(scopeReasons({ itemsADay: 10 }, ASKED)).toEqual([]);
    expect(scopeReasons({ itemsADay: 9 }, ASKED)).toEqual(['guard.scope-items']);
  });

  test('names measures, countries and classes', () => {
    const asked = { ...ASKED, country: 'JP', classes: ['child'] };
    const scope = { measures: ['block'] as const, countries: ['KR'], classes: ['intimate'] };
    expect(scopeReasons(scope, asked)).toEqual([
      'guard.scope-measure',
      'guard.scope-country',
      'guard.scope-class',
    ]);
    expect(scopeReasons({}, asked)).toEqual([]);
  });

  test('must be stated by an order, and is not held against a mail that no machine reads it out of (A16)', () => {
    const scope = { countries: ['KR'], classes: ['intimate'] };
    expect(scopeReasons(scope, ASKED)).toEqual([]);
    expect(scopeReasons(scope, ASKED, true)).toEqual(['guard.scope-country', 'guard.scope-class']);
  });

  test('that is passed makes a proven sender a claim with the reason, still named as the one it claims to be', () => {
    const body = { id: authorityId('b'), scope: { itemsADay: 9 } } as Authority;
    const proven = { level: 'L1', authority: body.id, reasons: [] } as const;
    expect(withinScope(proven, body, ASKED)).toEqual({
      level: 'L0',
      authority: null,
      claimed: body.id,
      reasons: ['guard.scope-items'],
    });
    expect(withinScope(proven, { ...body, scope: null }, ASKED)).toBe(proven);
  });
});
