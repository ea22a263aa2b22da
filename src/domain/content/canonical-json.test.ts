import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('the same fields are one text, in whatever order they were put together', () => {
  expect(canonicalJson({ b: [{ d: true, c: '가"' }], a: null })).toBe(
    '{"a":null,"b":[{"c":"가\\"","d":true}]}',
  );
  expect(canonicalJson({ a: null, b: [{ c: '가"', d: true }] })).toBe(
    '{"a":null,"b":[{"c":"가\\"","d":true}]}',
  );
  expect(canonicalJson(['b', 'a'])).toBe('["b","a"]');
});
