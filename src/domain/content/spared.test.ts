import { expect, test } from 'vitest';
import { sparedBy } from './spared.ts';

const at = (path: string) => ({ platform: 'messenger', link: `https://chat.example${path}` }) as const;

test.each([
  ['/media/AbC_123-x', { what: 'file', key: 'AbC_123-x' }],
  ['/people/12', { what: 'person', key: '12' }],
  ['/r/maple', { what: 'room', key: 'maple' }],
  ['/i/some-invitation', null],
])('%s spares what stands there', (path, spared) => {
  expect(sparedBy(at(path), null)).toEqual(spared);
});

test('a message is spared by its spot', () => {
  expect(sparedBy(at('/r/maple/m/12'), 'm/12')).toEqual({ what: 'spot', key: 'm/12' });
});
