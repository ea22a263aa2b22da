// Identifiers and results are plain values: what goes in comes out, and only the types keep them apart.
import { describe, expect, test } from 'vitest';
import { appealId, authorityId, caseId, copyId, decisionId, letterId, personId, taskId } from './ids.ts';
import { ok, refuse } from './result.ts';

describe('an id', () => {
  test('of every kind is the very text that it was made of', () => {
    const kinds = [caseId, letterId, taskId, copyId, decisionId, appealId, personId, authorityId];
    expect(kinds.map((kind) => kind(' Ä-1 '))).toEqual(kinds.map(() => ' Ä-1 '));
  });
});

describe('a result', () => {
  test('that succeeded holds the value itself', () => {
    const value = { is: 'the same' };
    const answer = ok(value);
    expect(answer).toEqual({ ok: true, value });
  });

  test('that is a refusal holds its code and its sentence', () => {
    expect(refuse('case.closed', 'the case is closed')).toEqual({
      ok: false,
      error: { code: 'case.closed', detail: 'the case is closed' },
    });
  });
});
